//! What a file says, line by line. Whether programs that others wrote read it as we mean it is tried in `tests/clients`.

use chrono::NaiveDate;

use super::*;
use crate::domain::group::{Format, Openness};
use crate::domain::series::{Altered, Change, Pause, Terms};
use crate::domain::time::Zone;

fn wall(text: &str) -> Wall {
    let (date, time) = text.split_once(' ').unwrap();
    Wall::parse(date, time).unwrap()
}

fn entry(start: &str, zone: &str, rule: &str) -> Entry {
    let terms = Terms {
        minutes: 90,
        format: Format::InPerson,
        openness: Openness::Closed,
        address: "Ερμού 12, 2ος όροφος; κουδούνι".to_owned(),
        how_to_get_in: String::new(),
        online_url: String::new(),
    };
    Entry {
        uid: "0000000000abc".to_owned(),
        sequence: 3,
        made: Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap(),
        changed: Some(Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap()),
        title: String::new(),
        says_where: true,
        schedule: Schedule {
            start: wall(start),
            zone: Zone::parse(zone).unwrap(),
            rule: rule.parse().unwrap(),
        },
        usual: Usual { terms, other_openness_on: None },
        changes: Changes::default(),
    }
}

fn written(entries: &[Entry]) -> String {
    let words =
        Words { name: "Parea".to_owned(), title: "Appointment".to_owned(), note: "By itself.".to_owned() };
    calendar(&words, entries)
}

/// With folded lines put together again.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

#[track_caller]
fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} is missing in\n{text}");
    }
}

#[test]
fn a_series_is_one_entry_with_its_rule_its_zone_and_its_own_times() {
    let tuesdays = entry("2026-12-02 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330");
    let text = written(&[tuesdays]);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    has(
        &text,
        &[
            "UID:0000000000abc",
            "DTSTART;TZID=Europe/Athens:20261208T190000",
            "DURATION:PT90M",
            "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20270330T205900Z",
            "DTSTAMP:20261207T100000Z",
            "LAST-MODIFIED:20261207T100000Z",
            "SEQUENCE:3",
            "CLASS:PRIVATE",
            "STATUS:CONFIRMED",
            "SUMMARY:Appointment",
            "LOCATION:Ερμού 12\\, 2ος όροφος\\; κουδούνι",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
            "TZID:Europe/Athens",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        ],
    );
    assert!(!text.contains("ATTENDEE") && !text.contains("ORGANIZER"));
    assert!(text.find("BEGIN:VEVENT").unwrap() < 900, "the zone is short");
}

#[test]
fn what_was_done_to_dates_stands_beside_the_rule() {
    let mut circle = entry("2026-12-08 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let on = |date: &str| Change::none(wall(&format!("{date} 19:00")));
    let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
    circle.changes = Changes {
        dates: vec![
            Change { moved_to: Some(wall("2026-12-09 18:00")), ..on("2026-12-08") },
            Change { cancelled: true, ..on("2026-12-15") },
            Change {
                altered: Altered { openness: Some(Openness::Open), ..Altered::default() },
                ..on("2027-01-05")
            },
            Change { altered: Altered { minutes: Some(45), ..Altered::default() }, ..on("2027-01-12") },
            Change { is_extra: true, ..Change::none(wall("2027-01-16 11:00")) },
            Change { cancelled: true, ..Change::none(wall("2027-01-20 19:00")) },
        ],
        pauses: vec![
            Pause { from: day(20), to: day(29), words: String::new() },
            Pause { from: day(29), to: day(31), words: String::new() },
        ],
        ..Changes::default()
    };
    let text = written(&[circle]);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
    assert_eq!(
        text.matches("RECURRENCE-ID").count(),
        3,
        "who may come is not in the entry; strays are nothing"
    );
    has(
        &unfolded(&text),
        &[
            "EXDATE;TZID=Europe/Athens:20261222T190000,20261229T190000",
            "RECURRENCE-ID;TZID=Europe/Athens:20261208T190000",
            "DTSTART;TZID=Europe/Athens:20261209T180000",
            "RECURRENCE-ID;TZID=Europe/Athens:20261215T190000",
            "STATUS:CANCELLED",
            "RECURRENCE-ID;TZID=Europe/Athens:20270112T190000",
            "DURATION:PT45M",
            "UID:0000000000abc-20270116T1100",
            "DTSTART;TZID=Europe/Athens:20270116T110000",
        ],
    );
}

#[test]
fn a_single_date_is_an_entry_without_a_rule_also_when_it_has_moved() {
    let mut once = entry("2026-12-08 19:00", "Europe/Athens", "ONCE");
    let moved = Change { moved_to: Some(wall("2026-12-09 18:00")), ..Change::none(once.schedule.start) };
    once.changes = vec![moved].into();
    let text = written(&[once]);
    assert!(!text.contains("RECURRENCE-ID") && !text.contains("RRULE:FREQ=ONCE"));
    has(&text, &["UID:0000000000abc", "DTSTART;TZID=Europe/Athens:20261209T180000"]);
}

#[test]
fn zones_of_every_kind_are_short() {
    for (zone, holds) in [
        ("Asia/Kolkata", vec!["TZOFFSETTO:+0530"]),
        ("UTC", vec!["TZOFFSETTO:+0000"]),
        (
            "Australia/Lord_Howe",
            vec!["TZOFFSETTO:+1030", "TZOFFSETTO:+1100", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"],
        ),
        (
            "America/New_York",
            vec!["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"],
        ),
        ("America/Santiago", vec!["RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8"]),
        ("Asia/Jerusalem", vec!["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29"]),
        ("Africa/Casablanca", vec!["TZOFFSETTO:+0000", "TZOFFSETTO:+0100"]),
    ] {
        let text = unfolded(&written(&[entry("2026-12-08 19:00", zone, "FREQ=WEEKLY;BYDAY=TU")]));
        let of_zone = text.split("BEGIN:VEVENT").next().unwrap();
        assert!(of_zone.lines().count() < 130, "{zone}");
        for line in holds {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
    }
}

#[test]
fn a_title_cannot_smuggle_a_line_in() {
    let mut it = entry("2026-12-08 19:00", "UTC", "FREQ=DAILY");
    it.title = "x\r\nATTENDEE:mailto:a@b\nEND:VEVENT".to_owned();
    let text = written(&[it]);
    assert!(!text.lines().any(|line| line.starts_with("ATTENDEE") || line == "END:VEVENT "), "{text}");
    assert_eq!(text.matches("\r\nEND:VEVENT\r\n").count(), 1);
    assert!(text.lines().all(|line| line.len() <= 75), "folded at 75 octets");
}
