//! Rules, their edges, and what is done to single dates. The faults of other systems are in `tests/app/faults`.

mod properties;
mod renewals;

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};

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
    of.meetings(at(ALWAYS.start)..at(ALWAYS.end), &changes.to_vec().into(), limit)
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
fn a_midnight_that_happens_twice_loses_no_meeting() {
    let circle = schedule("2026-10-25 00:00", "America/Havana", "FREQ=WEEKLY;BYDAY=SU");
    let starts: Vec<String> = all(&circle, &[], 3).iter().map(|m| m.starts.to_string()).collect();
    assert_eq!(starts, ["2026-10-25T04:00:00Z", "2026-11-01T04:00:00Z", "2026-11-08T05:00:00Z"]);
}

#[test]
fn a_month_can_have_several_and_none_stands_twice() {
    let on = |rule: &str| schedule("2026-01-01 19:00", "Europe/Athens", &format!("FREQ=MONTHLY;{rule}"));
    assert_eq!(dates(&on("BYDAY=1TH,3TH"), "2026-01-01", 3), ["2026-01-01", "2026-01-15", "2026-02-05"]);
    // The fourth Thursday of February 2026 is the last.
    assert_eq!(dates(&on("BYDAY=4TH,-1TH"), "2026-02-01", 2), ["2026-02-26", "2026-03-26"]);
    assert_eq!(dates(&on("BYMONTHDAY=28,-1"), "2026-02-01", 3), ["2026-02-28", "2026-03-28", "2026-03-31"]);
}

#[test]
fn what_a_month_lacks_is_told() {
    let of = |start: &str, rule: &str| {
        let of = schedule(start, "Europe/Athens", rule);
        of.skipped(of.start.date()).iter().map(|month| month.format("%Y-%m").to_string()).collect::<Vec<_>>()
    };
    let monthly_31 = of("2027-01-31 19:00", "FREQ=MONTHLY;BYMONTHDAY=31");
    assert_eq!(monthly_31, ["2027-02", "2027-04", "2027-06", "2027-09", "2027-11"]);
    let fifth = of("2026-01-29 19:00", "FREQ=MONTHLY;INTERVAL=2;BYDAY=5TH");
    assert_eq!(fifth, ["2026-03", "2026-05", "2026-09", "2026-11"]);
    assert_eq!(of("2028-02-29 19:00", "FREQ=YEARLY"), ["2029-02", "2030-02", "2031-02"]);
    assert_eq!(of("2026-01-27 19:00", "FREQ=MONTHLY;BYDAY=-1TU"), Vec::<String>::new());
    assert_eq!(of("2026-01-31 19:00", "FREQ=DAILY"), Vec::<String>::new());
}

#[test]
fn every_tenth_day_keeps_its_phase_over_a_clock_change() {
    let circle = schedule("2026-03-25 19:00", "Europe/Athens", "FREQ=DAILY;INTERVAL=10");
    assert_eq!(dates(&circle, "2026-03-25", 3), ["2026-03-25", "2026-04-04", "2026-04-14"]);
    assert_eq!(dates(&circle, "2027-03-26", 1), ["2027-03-30"]);
}

#[test]
fn every_second_week_keeps_its_phase_however_late_one_looks() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    assert_eq!(dates(&circle, "2026-01-06", 2), ["2026-01-06", "2026-01-20"]);
    assert_eq!(dates(&circle, "2026-11-01", 2), ["2026-11-10", "2026-11-24"]);
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
        cancelled: false,
        moved_to: Some(wall("2026-01-21 18:00")),
        ..Change::none(wall("2026-01-13 19:00"))
    };
    let walls: Vec<Wall> = all(&circle, std::slice::from_ref(&change), 4).iter().map(|m| m.wall).collect();
    let expected = ["2026-01-06 19:00", "2026-01-20 19:00", "2026-01-21 18:00", "2026-01-27 19:00"];
    assert_eq!(walls, expected.map(wall));
    let week = at("2026-01-21T00:00:00Z")..at("2026-01-22T00:00:00Z");
    assert_eq!(
        circle.meetings(week, &vec![change.clone()].into(), 9).len(),
        1,
        "it comes into a window from outside"
    );
    let week = at("2026-01-13T00:00:00Z")..at("2026-01-14T00:00:00Z");
    assert_eq!(circle.meetings(week, &vec![change.clone()].into(), 9), [], "and is gone from where it was");
}

#[test]
fn cancelling_one_leaves_the_others() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let change = Change { cancelled: true, ..Change::none(wall("2026-01-13 19:00")) };
    let states: Vec<Status> = all(&circle, &[change], 3).iter().map(|m| m.status).collect();
    assert_eq!(states, [Status::AsPlanned, Status::Cancelled, Status::AsPlanned]);
}

#[test]
fn a_pause_takes_the_dates_of_the_rule_and_leaves_what_was_meant() {
    let circle = schedule("2026-07-28 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let day = |day| NaiveDate::from_ymd_opt(2026, 8, day).unwrap();
    let moved = Change { moved_to: Some(wall("2026-08-12 18:00")), ..Change::none(wall("2026-08-11 19:00")) };
    let added = Change { is_extra: true, ..Change::none(wall("2026-08-20 20:00")) };
    let altered = Change {
        altered: Altered { minutes: Some(45), ..Altered::default() },
        ..Change::none(wall("2026-08-18 19:00"))
    };
    let changes = Changes {
        dates: vec![moved, added, altered],
        pauses: vec![Pause { from: day(4), to: day(25), words: String::new() }],
        ..Changes::default()
    };
    let found = circle.meetings(at(ALWAYS.start)..at(ALWAYS.end), &changes, 4);
    let walls: Vec<(Wall, Status)> = found.iter().map(|meeting| (meeting.wall, meeting.status)).collect();
    let expected = [
        ("2026-07-28 19:00", Status::AsPlanned),
        ("2026-08-12 18:00", Status::Moved),
        ("2026-08-20 20:00", Status::Extra),
        ("2026-09-01 19:00", Status::AsPlanned),
    ];
    assert_eq!(walls, expected.map(|(at, status)| (wall(at), status)));
    let status = |original| circle.find(wall(original), &changes).map(|meeting| meeting.status);
    assert_eq!(status("2026-08-25 19:00"), Some(Status::Paused), "the last day is included");
    assert_eq!(status("2026-08-18 19:00"), Some(Status::Paused), "what is altered is still of the rule");
    assert_eq!(status("2026-08-20 20:00"), Some(Status::Extra));
    assert_eq!(status("2026-08-21 20:00"), None);
}

#[test]
fn a_change_of_a_date_that_the_rule_no_longer_has_makes_no_meeting() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let stray = Change {
        cancelled: false,
        moved_to: Some(wall("2026-01-15 19:00")),
        ..Change::none(wall("2026-01-14 19:00"))
    };
    assert_eq!(all(&circle, &[stray], 3), all(&circle, &[], 3));
}

#[test]
fn five_thousand_years_on_costs_no_walk() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    let far = at("7026-01-01T00:00:00Z");
    let meetings = circle.meetings(far..far.plus(TimeDelta::days(30)), &Changes::default(), 9);
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
        ("FREQ=DAILY;BYDAY=MO", RuleRefusal::Unknown),
        ("FREQ=YEARLY;BYMONTHDAY=1", RuleRefusal::Unknown),
        ("FREQ=MONTHLY", RuleRefusal::NoDay),
        ("FREQ=MONTHLY;BYSETPOS=1", RuleRefusal::NoDay),
        ("FREQ=MONTHLY;BYMONTHDAY=32", RuleRefusal::Number),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", RuleRefusal::Number),
        ("FREQ=MONTHLY;BYDAY=1TU,2WE", RuleRefusal::Unknown),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", RuleRefusal::Number),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3", RuleRefusal::Unknown),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=3", RuleRefusal::Unknown),
        ("FREQ=WEEKLY;BYDAY=MO;", RuleRefusal::Unknown),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260230", RuleRefusal::Number),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261208;COUNT=3", RuleRefusal::Twice),
        ("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", RuleRefusal::Twice),
    ] {
        assert_eq!(text.parse::<Rule>(), Err(refusal), "{text}");
    }
}

#[test]
fn ninety_minutes_are_ninety_minutes_across_a_clock_change() {
    let night = schedule("2026-03-29 02:30", "Europe/Athens", "ONCE");
    let meeting = all(&night, &[], 1)[0];
    assert_eq!(meeting.ends(90).since(meeting.starts), TimeDelta::minutes(90));
    assert_eq!(night.zone.wall(meeting.ends(90)), wall("2026-03-29 05:00"));
}

#[test]
fn what_was_moved_and_then_cancelled_stands_where_it_was_last_and_hides_nothing() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let change = Change {
        cancelled: true,
        moved_to: Some(wall("2026-01-21 18:00")),
        ..Change::none(wall("2026-01-06 19:00"))
    };
    assert_eq!(all(&circle, std::slice::from_ref(&change), 1)[0].wall, wall("2026-01-13 19:00"));
    let found = circle.meetings(
        at("2026-01-21T00:00:00Z")..at("2026-01-22T00:00:00Z"),
        &vec![change.clone()].into(),
        9,
    );
    assert_eq!(
        found.iter().map(|meeting| (meeting.wall, meeting.status)).collect::<Vec<_>>(),
        [(wall("2026-01-21 18:00"), Status::Cancelled)]
    );
}

#[test]
fn a_rule_without_dates_has_no_first() {
    for (start, rule) in [
        ("2026-01-06 19:00", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260105"),
        ("2026-01-07 19:00", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260112"),
        ("2026-01-06 19:00", "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20260131"),
        // Only leap years have a fifth Monday in February, and none of these is one.
        ("2026-02-01 19:00", "FREQ=MONTHLY;INTERVAL=48;BYDAY=5MO"),
        ("2026-02-01 19:00", "FREQ=MONTHLY;INTERVAL=48;BYDAY=5MO;COUNT=1000"),
    ] {
        assert_eq!(schedule(start, "Europe/Athens", rule).first(), None, "{rule}");
    }
    let last_day = schedule("2026-01-07 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260113");
    assert_eq!(last_day.first(), Some(wall("2026-01-13 19:00")));
}
