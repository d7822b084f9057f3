//! Faults of other systems' reminders, each as a test.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::series::Schedule;
use crate::domain::series::Status;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
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
fn the_day_before_is_a_time_on_the_wall_and_hours_are_hours() {
    for (date, time, day_before, a_day_of_hours, three_hours) in [
        // The clocks went forward at 03:00: that day has 23 hours.
        ("2026-03-29", "16:00", "2026-03-28T14:00:00Z", "2026-03-28T13:00:00Z", "2026-03-29T10:00:00Z"),
        // And back at 04:00: 25.
        ("2026-10-25", "16:00", "2026-10-24T13:00:00Z", "2026-10-24T14:00:00Z", "2026-10-25T11:00:00Z"),
        // Three hours before, across the change itself, is 01:00 on the wall.
        ("2026-03-29", "05:00", "2026-03-28T03:00:00Z", "2026-03-28T02:00:00Z", "2026-03-28T23:00:00Z"),
        ("2026-12-08", "19:00", "2026-12-07T17:00:00Z", "2026-12-07T17:00:00Z", "2026-12-08T14:00:00Z"),
    ] {
        let (meeting, zone) = meeting(date, time, "Europe/Athens");
        assert_eq!(due(Choice::DayBefore, &meeting, zone), at(day_before), "{date} {time}");
        assert_eq!(due(hours(24), &meeting, zone), at(a_day_of_hours), "{date} {time}");
        assert_eq!(due(hours(3), &meeting, zone), at(three_hours), "{date} {time}");
    }
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
fn at_short_notice_it_goes_now_or_not_at_all() {
    let (meeting, zone) = meeting("2026-12-08", "19:00", "Europe/Athens");
    let plan = |choices: &[Choice], now| plan(choices, &meeting, zone, at(now));
    let both = [Choice::DayBefore, hours(3)];
    assert_eq!(
        plan(&both, "2026-12-01T00:00:00Z"),
        [(Choice::DayBefore, at("2026-12-07T17:00:00Z")), (hours(3), at("2026-12-08T14:00:00Z"))]
    );
    assert_eq!(
        plan(&both, "2026-12-08T09:00:00Z"),
        [(Choice::DayBefore, at("2026-12-08T09:00:00Z")), (hours(3), at("2026-12-08T14:00:00Z"))]
    );
    let late = "2026-12-08T16:57:59Z";
    assert_eq!(plan(&both, late), [(hours(3), at(late))], "one, not two at once");
    assert_eq!(plan(&both, "2026-12-08T16:58:00Z"), []);
    assert_eq!(plan(&both, "2026-12-09T00:00:00Z"), []);
    assert_eq!(plan(&[], "2026-12-01T00:00:00Z"), []);
}

#[test]
fn of_a_cancelled_meeting_nobody_is_reminded() {
    let (mut meeting, zone) = meeting("2026-12-08", "19:00", "Europe/Athens");
    let now = at("2026-12-01T00:00:00Z");
    assert_eq!(plan(&[hours(3)], &meeting, zone, now).len(), 1);
    meeting.status = Status::Cancelled;
    assert_eq!(plan(&[hours(3)], &meeting, zone, now), []);
}

#[test]
fn who_waits_or_said_no_is_not_told_see_you_there() {
    let reminded = [None, Some(Answer::Coming), Some(Answer::Perhaps)];
    assert!(reminded.into_iter().all(is_for));
    assert!(![Some(Answer::Waiting), Some(Answer::NotComing)].into_iter().any(is_for));
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

proptest! {
    /// Planning is asked again and again, and keys are taken once: whatever the hours at which it is asked, nobody
    /// hears of a choice twice, nothing is planned into the past, and the last reminder before the start is not lost.
    #[test]
    fn asked_at_any_hours_each_reminder_comes_once_and_in_time(
        (meeting, zone) in any_meeting(),
        hours in proptest::collection::hash_set(0_u8..=72, 1..5),
        mut runs in proptest::collection::vec(-200_i64..100 * 60, 1..12),
    ) {
        let choices: Vec<Choice> = hours.into_iter().filter_map(Choice::from_hours_before).collect();
        runs.sort_by_key(|minutes| std::cmp::Reverse(*minutes));
        let mut taken: Vec<(Choice, Instant)> = Vec::new();
        for now in runs.iter().map(|minutes| meeting.starts.minus(TimeDelta::minutes(*minutes))) {
            for (choice, when) in plan(&choices, &meeting, zone, now) {
                prop_assert!(now <= when && worth_sending(when, meeting.starts));
                prop_assert!(when == now || when == due(choice, &meeting, zone));
                if taken.iter().all(|(known, _)| *known != choice) {
                    taken.push((choice, when));
                }
            }
        }
        let ran_in_time = runs.iter().any(|minutes| *minutes > 2);
        let last = choices.iter().max_by_key(|choice| (due(**choice, &meeting, zone), **choice)).copied();
        prop_assert_eq!(ran_in_time, last.is_some_and(|last| taken.iter().any(|(choice, _)| *choice == last)));
        prop_assert!(taken.len() <= choices.len());
    }
}
