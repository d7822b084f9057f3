//! Calendar files (RFC 5545). Entries are private, name no attendee, and carry the title that the caller chose, which is
//! a neutral one unless a person wished otherwise. Each file brings the clock changes that it needs, and no more.

use std::fmt::Write as _;

use chrono::{Datelike as _, Duration, NaiveDate};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};

use crate::domain::series::{Meeting, Status};
use crate::domain::time::{Instant, Wall, Zone, resolve};

/// One entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Stays the same for as long as the meeting is the same.
    pub uid: String,
    /// Grows with every change.
    pub sequence: i64,
    pub title: String,
    pub location: String,
    pub meeting: Meeting,
    pub zone: Zone,
    pub minutes: u32,
}

/// A calendar with these entries.
#[must_use]
pub fn calendar(entries: &[Entry], now: Instant) -> String {
    let mut calendar = Calendar::new();
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    for entry in entries {
        calendar.push(event(entry, now));
    }
    let text = calendar.done().to_string();
    let zones = zones(entries);
    // The library writes no VTIMEZONE; it belongs before the first entry.
    match text.find("BEGIN:VEVENT") {
        Some(at) => {
            let (head, tail) = text.split_at(at);
            format!("{head}{zones}{tail}")
        }
        None => text,
    }
}

fn event(entry: &Entry, now: Instant) -> Event {
    let local = |wall: Wall| wall.naive().format("%Y%m%dT%H%M%S").to_string();
    let ends = entry.meeting.starts.plus(Duration::minutes(i64::from(entry.minutes)));
    let mut event = Event::new();
    let zoned = |name: &str, wall: Wall| {
        let mut property = Property::new(name, local(wall));
        property.add_parameter("TZID", entry.zone.name());
        property.done()
    };
    event
        .uid(&entry.uid)
        .summary(&entry.title)
        .append_property(Property::new("DTSTAMP", now.utc().format("%Y%m%dT%H%M%SZ").to_string()))
        .append_property(zoned("DTSTART", entry.zone.wall(entry.meeting.starts)))
        .append_property(zoned("DTEND", entry.zone.wall(ends)))
        .append_property(Property::new("SEQUENCE", entry.sequence.to_string()))
        .append_property(Property::new("CLASS", "PRIVATE"));
    if !entry.location.is_empty() {
        event.location(&entry.location);
    }
    let status = match entry.meeting.status {
        Status::Cancelled | Status::Paused => "CANCELLED",
        Status::AsPlanned | Status::Moved | Status::Extra => "CONFIRMED",
    };
    event.append_property(Property::new("STATUS", status));
    event.done()
}

/// The clock changes of each zone from a year before the first entry to a year after the last.
fn zones(entries: &[Entry]) -> String {
    let mut written: Vec<&str> = Vec::new();
    let mut text = String::new();
    for entry in entries {
        let name = entry.zone.name();
        if written.contains(&name) {
            continue;
        }
        written.push(name);
        let years = entries.iter().filter(|it| it.zone == entry.zone).map(|it| it.meeting.wall.date().year());
        let (first, last) = years.fold((i32::MAX, i32::MIN), |(a, b), year| (a.min(year), b.max(year)));
        zone(&mut text, entry.zone, first.saturating_sub(1), last.saturating_add(1));
    }
    text
}

fn zone(text: &mut String, zone: Zone, first: i32, last: i32) {
    // Writing to a String cannot fail.
    let _ = write!(text, "BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    let begin = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or_default();
    let mut day = begin;
    let mut before = offset(zone, begin);
    observance(text, zone, begin, before, before);
    while day.year() <= last {
        let Some(next) = day.succ_opt() else {
            break;
        };
        let after = offset(zone, next);
        if after != before {
            observance(text, zone, day, before, after);
            before = after;
        }
        day = next;
    }
    text.push_str("END:VTIMEZONE\r\n");
}

/// Seconds east of UTC at the beginning of a day's noon, when no zone changes its clocks.
fn offset(zone: Zone, day: NaiveDate) -> i64 {
    let noon = Wall::from_naive(day.and_hms_opt(12, 0, 0).unwrap_or_default());
    (noon.naive() - resolve(noon, zone).instant().naive_utc()).num_seconds()
}

/// One rule that holds from the change between the noon of `day` and the next.
fn observance(text: &mut String, zone: Zone, day: NaiveDate, before: i64, after: i64) {
    let kind = if after > before { "DAYLIGHT" } else { "STANDARD" };
    let start = onset(zone, day, before, after);
    let _ = write!(
        text,
        "BEGIN:{kind}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nEND:{kind}\r\n",
        start.format("%Y%m%dT%H%M%S"),
        utc_offset(before),
        utc_offset(after),
    );
}

/// The local time, by the old clock, at which the clocks change: halved down to the minute.
fn onset(zone: Zone, day: NaiveDate, before: i64, after: i64) -> chrono::NaiveDateTime {
    let noon = |day: NaiveDate| Wall::from_naive(day.and_hms_opt(12, 0, 0).unwrap_or_default());
    if before == after {
        return day.and_hms_opt(0, 0, 0).unwrap_or_default();
    }
    let mut low = resolve(noon(day), zone).instant();
    let mut high = resolve(noon(day.succ_opt().unwrap_or(day)), zone).instant();
    let offset_at = |at: Instant| (zone.wall(at).naive() - at.naive_utc()).num_minutes() * 60;
    while high.since(low) > Duration::minutes(1) {
        let middle = low.plus(Duration::minutes(high.since(low).num_minutes() / 2));
        if offset_at(middle) == before { low = middle } else { high = middle }
    }
    high.naive_utc() + Duration::seconds(before)
}

fn utc_offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::Schedule;

    fn entry(start: &str, zone: &str, title: &str) -> Entry {
        let (date, time) = start.split_once(' ').unwrap();
        let start = Wall::parse(date, time).unwrap();
        let zone = Zone::parse(zone).unwrap();
        let schedule = Schedule { start, zone, rule: "ONCE".parse().unwrap() };
        Entry {
            uid: "abc@parea".to_owned(),
            sequence: 3,
            title: title.to_owned(),
            location: "Ερμού 12, 2ος όροφος; κουδούνι".to_owned(),
            meeting: schedule.meeting(start, None),
            zone,
            minutes: 90,
        }
    }

    fn now() -> Instant {
        Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap()
    }

    #[test]
    fn an_entry_says_when_by_the_wall_and_brings_its_zone() {
        let text = calendar(&[entry("2026-12-08 19:00", "Europe/Athens", "Appointment")], now());
        for line in [
            "DTSTART;TZID=Europe/Athens:20261208T190000",
            "DTEND;TZID=Europe/Athens:20261208T203000",
            "CLASS:PRIVATE",
            "SEQUENCE:3",
            "BEGIN:VTIMEZONE",
            "DTSTART:20260329T030000",
            "DTSTART:20261025T040000",
            "TZOFFSETTO:+0300",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} is missing in\n{text}");
        }
        assert!(!text.contains("ATTENDEE"));
        assert!(text.matches("BEGIN:STANDARD").count() <= 5, "short enough for every reader");
    }

    #[test]
    fn half_hours_and_the_south_are_zones_too() {
        let text = calendar(&[entry("2026-12-08 19:00", "Australia/Lord_Howe", "x")], now());
        assert!(text.contains("TZOFFSETTO:+1030\r\n") && text.contains("TZOFFSETTO:+1100\r\n"), "{text}");
        let text = calendar(&[entry("2026-12-08 19:00", "Asia/Kolkata", "x")], now());
        assert_eq!(text.matches("BEGIN:STANDARD").count(), 1);
    }

    #[test]
    fn a_title_cannot_smuggle_a_line_in() {
        let text =
            calendar(&[entry("2026-12-08 19:00", "UTC", "x\r\nATTENDEE:mailto:a@b\nEND:VEVENT")], now());
        assert!(!text.lines().any(|line| line.starts_with("ATTENDEE") || line == "END:VEVENT "), "{text}");
        assert_eq!(text.matches("\r\nEND:VEVENT\r\n").count(), 1);
        assert!(text.lines().all(|line| line.len() <= 75), "folded at 75 octets");
    }
}
