//! Faults that other systems had, each as a test; and the `rrule` crate as an oracle where it reads rules as we do
//! (outside gaps of the clock).

use std::num::NonZeroU8;

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta, Weekday};
use proptest::prelude::*;

use super::*;
use crate::domain::time::{Instant, Wall, Zone};

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn wall(text: &str) -> Wall {
    let (date, time) = text.split_once(' ').unwrap();
    Wall::parse(date, time).unwrap()
}

fn schedule(start: &str, zone: &str, rule: &str) -> Schedule {
    Schedule { start: wall(start), zone: Zone::parse(zone).unwrap(), rule: rule.parse().unwrap() }
}

fn dates(of: &Schedule, from: &str, many: usize) -> Vec<String> {
    of.dates(from.parse().unwrap()).take(many).map(|date| date.to_string()).collect()
}

const ALWAYS: std::ops::Range<&str> = "1990-01-01T00:00:00Z".."2200-01-01T00:00:00Z";

fn all(of: &Schedule, changes: &[Change], limit: usize) -> Vec<Meeting> {
    of.meetings(at(ALWAYS.start)..at(ALWAYS.end), changes, limit)
}

#[test]
fn the_wall_time_stays_across_both_clock_changes() {
    let circle = schedule("2026-03-24 16:00", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU");
    let starts: Vec<String> = all(&circle, &[], 2).iter().map(|m| m.starts.to_string()).collect();
    assert_eq!(starts, ["2026-03-24T14:00:00Z", "2026-03-31T13:00:00Z"]);
    let circle = schedule("2026-10-20 16:00", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU");
    let starts: Vec<String> = all(&circle, &[], 2).iter().map(|m| m.starts.to_string()).collect();
    assert_eq!(starts, ["2026-10-20T13:00:00Z", "2026-10-27T14:00:00Z"]);
}

#[test]
fn a_time_that_the_clocks_skip_is_read_with_the_offset_before_and_only_that_night() {
    let night = schedule("2026-03-22 03:30", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU");
    let meetings = all(&night, &[], 3);
    let walls: Vec<Wall> = meetings.iter().map(|m| m.wall).collect();
    assert_eq!(walls, [wall("2026-03-22 03:30"), wall("2026-03-29 04:30"), wall("2026-04-05 03:30")]);
    assert_eq!(meetings.iter().map(|m| m.in_gap).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(meetings[1].starts, at("2026-03-29T01:30:00Z"));
    assert_eq!(meetings[1].original, wall("2026-03-29 03:30"), "its key is the agreed time");
}

#[test]
fn a_time_that_happens_twice_is_the_first() {
    let night = schedule("2026-10-25 03:30", "Europe/Athens", "ONCE");
    assert_eq!(all(&night, &[], 3)[0].starts, at("2026-10-25T00:30:00Z"));
}

#[test]
fn fourth_last_and_fifth_are_three_things() {
    let rule = |nth| schedule("2026-01-01 19:00", "Europe/Athens", &format!("FREQ=MONTHLY;BYDAY={nth}TH"));
    assert_eq!(dates(&rule("4"), "2026-01-01", 2), ["2026-01-22", "2026-02-26"]);
    assert_eq!(dates(&rule("-1"), "2026-01-01", 2), ["2026-01-29", "2026-02-26"]);
    assert_eq!(dates(&rule("5"), "2026-01-01", 3), ["2026-01-29", "2026-04-30", "2026-07-30"]);
}

#[test]
fn every_second_week_keeps_its_phase_however_late_one_looks() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    assert_eq!(dates(&circle, "2026-01-06", 2), ["2026-01-06", "2026-01-20"]);
    assert_eq!(dates(&circle, "2026-11-01", 2), ["2026-11-10", "2026-11-24"]);
}

#[test]
fn the_day_it_ends_on_is_included() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260120");
    assert_eq!(dates(&circle, "2026-01-06", 9), ["2026-01-06", "2026-01-13", "2026-01-20"]);
    assert!(circle.has(wall("2026-01-20 19:00")));
    assert!(!circle.has(wall("2026-01-27 19:00")));
}

#[test]
fn after_so_many_means_so_many() {
    let circle = schedule("2026-01-07 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3");
    assert_eq!(dates(&circle, "2026-01-01", 9), ["2026-01-07", "2026-01-12", "2026-01-14"]);
    assert_eq!(dates(&circle, "2026-01-13", 9), ["2026-01-14"]);
}

#[test]
fn a_moved_date_is_shown_once_where_it_moved_to() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let change = Change {
        original: wall("2026-01-13 19:00"),
        cancelled: false,
        moved_to: Some(wall("2026-01-21 18:00")),
    };
    let walls: Vec<Wall> = all(&circle, &[change], 4).iter().map(|m| m.wall).collect();
    let expected = ["2026-01-06 19:00", "2026-01-20 19:00", "2026-01-21 18:00", "2026-01-27 19:00"];
    assert_eq!(walls, expected.map(wall));
    let week = at("2026-01-21T00:00:00Z")..at("2026-01-22T00:00:00Z");
    assert_eq!(circle.meetings(week, &[change], 9).len(), 1, "it comes into a window from outside");
    let week = at("2026-01-13T00:00:00Z")..at("2026-01-14T00:00:00Z");
    assert_eq!(circle.meetings(week, &[change], 9), [], "and is gone from where it was");
}

#[test]
fn cancelling_one_leaves_the_others() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let change = Change { original: wall("2026-01-13 19:00"), cancelled: true, moved_to: None };
    let states: Vec<Status> = all(&circle, &[change], 3).iter().map(|m| m.status).collect();
    assert_eq!(states, [Status::AsPlanned, Status::Cancelled, Status::AsPlanned]);
}

#[test]
fn a_change_of_a_date_that_the_rule_no_longer_has_makes_no_meeting() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let stray = Change {
        original: wall("2026-01-14 19:00"),
        cancelled: false,
        moved_to: Some(wall("2026-01-15 19:00")),
    };
    assert_eq!(all(&circle, &[stray], 3), all(&circle, &[], 3));
}

#[test]
fn five_thousand_years_on_costs_no_walk() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    let far = at("7026-01-01T00:00:00Z");
    let meetings = circle.meetings(far..far.plus(TimeDelta::days(30)), &[], 9);
    assert_eq!(meetings.len(), 2);
    let weeks = (meetings[0].original.date() - circle.start.date()).num_weeks();
    assert_eq!(weeks % 2, 0, "the phase is that of the first date");
}

#[test]
fn the_end_of_the_calendar_is_no_panic() {
    for rule in ["ONCE", "FREQ=WEEKLY;INTERVAL=255;BYDAY=SU", "FREQ=MONTHLY;INTERVAL=255;BYDAY=5FR"] {
        let mut late = schedule("9998-12-31 23:59", "Pacific/Apia", rule);
        let _ = late.dates(NaiveDate::MAX).count();
        late.start = Wall::from_naive(chrono::NaiveDateTime::MAX);
        let _ = late.has(late.start);
    }
}

#[test]
fn rules_that_are_none_are_refused() {
    for (text, refusal) in [
        ("", RuleRefusal::Unknown),
        ("FREQ=WEEKLY", RuleRefusal::NoDay),
        ("FREQ=WEEKLY;BYDAY=XX", RuleRefusal::NoDay),
        ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=0", RuleRefusal::Number),
        ("FREQ=MONTHLY;BYDAY=6MO", RuleRefusal::Number),
        ("FREQ=MONTHLY;BYDAY=€", RuleRefusal::NoDay),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=1001", RuleRefusal::Number),
        ("FREQ=HOURLY;BYDAY=MO", RuleRefusal::Unknown),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=3", RuleRefusal::Unknown),
    ] {
        assert_eq!(text.parse::<Rule>(), Err(refusal), "{text}");
    }
}

fn any_day() -> impl Strategy<Value = Weekday> {
    (0_u8..7).prop_map(|n| Weekday::try_from(n).unwrap())
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let every = (1_u8..9).prop_map(|n| NonZeroU8::new(n).unwrap());
    let weekly = (every.clone(), proptest::collection::vec(any_day(), 1..7))
        .prop_map(|(every, days)| Repeat::Weekly { every, on: Days::of(days).unwrap() });
    let nth = prop_oneof![(1_u8..=5).prop_map(|n| Nth::number(n).unwrap()), Just(Nth::Last)];
    let monthly = (every, nth, any_day()).prop_map(|(every, nth, day)| Repeat::Monthly { every, nth, day });
    let ends = prop_oneof![
        Just(Ends::Never),
        (0_i64..3000)
            .prop_map(|days| Ends::On(NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(days))),
        (1_u16..60).prop_map(Ends::After),
    ];
    (prop_oneof![weekly, monthly], ends).prop_map(|(repeat, ends)| Rule { repeat, ends })
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let zones =
        ["Europe/Athens", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];
    let start = (0_i64..2500, 0_u32..1440).prop_map(|(days, minutes)| {
        let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(days);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap();
        Wall::from_naive(date.and_time(time))
    });
    (start, proptest::sample::select(zones.to_vec()), any_rule()).prop_map(|(start, zone, rule)| {
        let zone = Zone::parse(zone).unwrap();
        // The rule's own first date, so that the oracle does not add the start as a date of its own.
        let open = Schedule { start, zone, rule: Rule { ends: Ends::Never, ..rule } };
        let first = open.dates(start.date()).next().unwrap();
        Schedule { start: Wall::from_naive(first.and_time(start.time())), zone, rule }
    })
}

/// What the `rrule` crate makes of it.
fn oracle(of: &Schedule, many: u16) -> Vec<Instant> {
    let mut rule = of.rule.to_string();
    if let Ends::On(last) = of.rule.ends {
        // A local day includes its last second; the crate wants UTC.
        let end =
            crate::domain::time::resolve(Wall::from_naive(last.and_hms_opt(23, 59, 0).unwrap()), of.zone);
        let utc = end.instant().utc().format("%Y%m%dT%H%M%SZ");
        rule = rule.split(";UNTIL").next().unwrap().to_owned() + &format!(";UNTIL={utc}");
    }
    let text = format!(
        "DTSTART;TZID={}:{}\nRRULE:{rule};WKST=MO",
        of.zone.name(),
        of.start.naive().format("%Y%m%dT%H%M%S")
    );
    let set: rrule::RRuleSet = text.parse().unwrap_or_else(|cause| panic!("{text}: {cause}"));
    set.all(many).dates.into_iter().map(|date| Instant::from_utc(date.to_utc())).collect()
}

proptest! {
    #[test]
    fn a_rule_comes_back_from_its_text(rule in any_rule()) {
        prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
    }

    #[test]
    fn the_oracle_agrees_outside_gaps(of in any_schedule()) {
        let ours = all(&of, &[], 40);
        prop_assume!(ours.iter().all(|meeting| !meeting.in_gap));
        // The crate refuses an end before the start; ours has no dates then.
        prop_assume!(!ours.is_empty());
        let ours: Vec<Instant> = ours.into_iter().map(|meeting| meeting.starts).collect();
        prop_assert_eq!(ours, oracle(&of, 40));
    }

    #[test]
    fn jumping_finds_what_walking_finds(of in any_schedule(), days in 0_i64..4000) {
        let from = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(days);
        let jumped: Vec<NaiveDate> = of.dates(from).take(5).collect();
        let walked: Vec<NaiveDate> =
            of.dates(of.start.date()).skip_while(|date| *date < from).take(5).collect();
        prop_assert_eq!(jumped, walked);
    }

    #[test]
    fn a_key_comes_back_from_its_address(id in 0_i64..i64::MAX, of in any_schedule()) {
        let key = MeetingKey { series: crate::domain::ids::SeriesId(id), original: of.start };
        prop_assert_eq!(key.to_string().parse::<MeetingKey>(), Ok(key));
        prop_assert!(of.start.date().year() >= 2020);
    }
}
