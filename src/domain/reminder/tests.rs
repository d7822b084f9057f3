//! When a reminder is due, at the edges. The faults of other systems are in `tests/app/faults`.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::quiet::Quiet;
use crate::domain::series::Schedule;
use crate::domain::series::Status;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn never(zone: Zone) -> Calm {
    Calm { quiet: Quiet::NEVER, zone }
}

fn hours(hours: u8) -> Choice {
    Choice::from_hours_before(hours).unwrap()
}

fn meeting(date: &str, time: &str, zone: &str) -> (Meeting, Zone) {
    let zone = Zone::parse(zone).unwrap();
    let start = Wall::parse(date, time).unwrap();
    let once = Schedule { start, zone, rule: "ONCE".parse().unwrap() };
    (once.meeting(start, None), zone)
}

#[test]
fn a_day_before_that_the_clocks_skip_or_show_twice() {
    let (monday, zone) = meeting("2026-03-30", "03:30", "Europe/Athens");
    assert_eq!(due(Choice::DayBefore, &monday, zone), at("2026-03-29T01:30:00Z"), "read as 04:30");
    let (monday, zone) = meeting("2026-10-26", "03:30", "Europe/Athens");
    assert_eq!(due(Choice::DayBefore, &monday, zone), at("2026-10-25T00:30:00Z"), "the first of both");
    let (saturday, zone) = meeting("2011-12-31", "12:00", "Pacific/Apia");
    let due = due(Choice::DayBefore, &saturday, zone);
    assert_eq!(zone.wall(due), Wall::parse("2011-12-29", "12:00").unwrap(), "there was no Friday");
}

#[test]
fn of_a_cancelled_meeting_nobody_is_reminded() {
    let (mut meeting, zone) = meeting("2026-12-08", "19:00", "Europe/Athens");
    let now = at("2026-12-01T00:00:00Z");
    assert_eq!(plan(&[hours(3)], &meeting, zone, never(zone), now).len(), 1);
    meeting.status = Status::Cancelled;
    assert_eq!(plan(&[hours(3)], &meeting, zone, never(zone), now), []);
}

#[test]
fn only_the_offered_choices_can_be_made() {
    for hours in 0..=u8::MAX {
        let choice = Choice::from_hours_before(hours);
        assert_eq!(choice.is_some(), hours <= 72, "{hours}");
        assert!(choice.is_none_or(|choice| choice.hours_before() == hours));
    }
}

#[test]
fn every_part_of_a_key_tells_it_from_the_others() {
    let key = ReminderKey {
        meeting: MeetingId(31),
        time_version: 1,
        membership: MembershipId(32),
        choice: Choice::DayBefore,
    };
    assert_eq!(key.to_string(), "reminder 000000000000z 0000000000010 1 0");
    let others = [
        key,
        ReminderKey { meeting: MeetingId(32), ..key },
        ReminderKey { meeting: MeetingId(32), membership: MembershipId(31), ..key },
        ReminderKey { time_version: 10, ..key },
        ReminderKey { time_version: 11, ..key },
        ReminderKey { choice: hours(1), ..key },
        ReminderKey { choice: hours(10), ..key },
    ];
    let texts: HashSet<String> = others.iter().map(ReminderKey::to_string).collect();
    assert_eq!(texts.len(), others.len());
}

fn any_meeting() -> impl Strategy<Value = (Meeting, Zone)> {
    let zones =
        ["Europe/Athens", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"];
    (0_i64..8000 * 1440, proptest::sample::select(zones.to_vec())).prop_map(|(minutes, zone)| {
        let wall = Wall::parse("2010-01-01", "00:00").unwrap().naive() + TimeDelta::minutes(minutes);
        let date = wall.date().to_string();
        meeting(&date, &wall.time().format("%H:%M").to_string(), zone)
    })
}

#[test]
fn of_two_that_quiet_hours_bring_together_one_comes() {
    let (morning, zone) = meeting("2026-12-08", "09:00", "Europe/Athens");
    let calm = Calm { quiet: Quiet::between(21, 8).unwrap(), zone };
    let now = at("2026-12-01T00:00:00Z");
    let planned = plan(&[hours(3), hours(1), hours(6), Choice::DayBefore], &morning, zone, calm, now);
    let eve = at("2026-12-07T18:30:00Z");
    assert_eq!(
        planned,
        [
            (Choice::DayBefore, at("2026-12-07T07:00:00Z")),
            (hours(3), eve),
            (hours(1), at("2026-12-08T06:00:00Z"))
        ]
    );
}

proptest! {
    /// Planning is asked again and again, and keys are taken once: whatever the hours at which it is asked, nobody
    /// hears of a choice twice, nothing is planned into the past, and the last reminder before the start is not lost.
    #[test]
    fn asked_at_any_hours_each_reminder_comes_once_and_in_time(
        (meeting, zone) in any_meeting(),
        hours in proptest::collection::hash_set(0_u8..=72, 1..5),
        quiet in (0_u8..24, 0_u8..24),
        mut runs in proptest::collection::vec(-200_i64..100 * 60, 1..12),
    ) {
        let choices: Vec<Choice> = hours.into_iter().filter_map(Choice::from_hours_before).collect();
        let calm = Calm { quiet: Quiet::between(quiet.0, quiet.1).unwrap(), zone };
        runs.sort_by_key(|minutes| std::cmp::Reverse(*minutes));
        let mut taken: Vec<(Choice, Instant)> = Vec::new();
        for now in runs.iter().map(|minutes| meeting.starts.minus(TimeDelta::minutes(*minutes))) {
            for (choice, when) in plan(&choices, &meeting, zone, calm, now) {
                prop_assert!(now <= when && worth_sending(when, meeting.starts));
                prop_assert!(when == now || when == due_for(choice, &meeting, zone, calm));
                if taken.iter().all(|(known, _)| *known != choice) {
                    taken.push((choice, when));
                }
            }
        }
        let ran_in_time = runs.iter().any(|minutes| *minutes > 2);
        let last = choices.iter().max_by_key(|choice| {
            (due_for(**choice, &meeting, zone, calm), due(**choice, &meeting, zone), **choice)
        }).copied();
        prop_assert_eq!(ran_in_time, last.is_some_and(|last| taken.iter().any(|(choice, _)| *choice == last)));
        prop_assert!(taken.len() <= choices.len());
    }
}
