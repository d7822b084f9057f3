//! VTIMEZONE: what the clocks of a zone do, from the year of the first date on. Where a country keeps to a rule, the rule
//! is written ("the last Sunday of March"), which keeps it short: some readers stop at a long one. Where it does not, as
//! in Morocco, the changes of the next years are written one by one; a file that is fetched anew brings later ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::Entry;
use crate::domain::time::{Instant, Zone};

/// Zone data names every change up to this year.
const KNOWN_TO: i32 = 2090;
/// Years after the last change of a series for which changes without a rule are written.
const WITHOUT_RULE: i32 = 8;

/// A change of the clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Onset {
    /// By the old clock.
    local: NaiveDateTime,
    /// Seconds east of UTC.
    before: i64,
    after: i64,
}

/// What is the same in every year of a rule.
type Kind = (u32, Weekday, NaiveTime, i64, i64);

/// The zones of these series.
pub(super) fn all(entries: &[Entry]) -> String {
    let mut text = String::new();
    let names: BTreeSet<&str> = entries.iter().map(|entry| entry.schedule.zone.name()).collect();
    for name in names {
        let of_zone = || entries.iter().filter(|entry| entry.schedule.zone.name() == name);
        let Some(zone) = of_zone().next().map(|entry| entry.schedule.zone) else { continue };
        let first = of_zone().flat_map(years).min().unwrap_or(KNOWN_TO);
        let last = of_zone().flat_map(years).max().unwrap_or(first);
        text.push_str(&written(zone, first.min(KNOWN_TO), last.min(KNOWN_TO) + WITHOUT_RULE));
    }
    text
}

type Written = BTreeMap<(&'static str, i32, i32), Arc<str>>;

/// So many are kept: nearly all series of an installation begin in a few zones and a few years.
const KEPT: usize = 200;

/// What was written once is the same for as long as the process runs: the zone data are in it.
fn written(zone: Zone, first: i32, without_rule_to: i32) -> Arc<str> {
    static KNOWN: LazyLock<Mutex<Written>> = LazyLock::new(Mutex::default);
    let key = (zone.name(), first, without_rule_to);
    // Whoever panicked here has left whole entries.
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(text) = known().get(&key) {
        return Arc::clone(text);
    }
    let mut text = String::new();
    write(&mut text, zone, first, without_rule_to);
    let text: Arc<str> = text.into();
    let mut known = known();
    if known.len() >= KEPT {
        known.clear();
    }
    known.insert(key, Arc::clone(&text));
    text
}

/// The years that a series speaks of by itself.
fn years(entry: &Entry) -> impl Iterator<Item = i32> {
    let by_hand = entry.changes.dates.iter();
    let by_hand = by_hand.flat_map(|it| [Some(it.original), it.moved_to]).flatten();
    let dates = by_hand.chain([entry.schedule.start]).map(|wall| wall.date().year());
    dates.chain([entry.changed.unwrap_or(entry.made).utc().year()]).collect::<Vec<_>>().into_iter()
}

// Writing to a String cannot fail.
fn write(text: &mut String, zone: Zone, first: i32, without_rule_to: i32) {
    let onsets = onsets(zone, first);
    let begin = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
    let ahead = offset(zone, Instant::from_naive_utc(begin));
    let _ = write!(text, "BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    observance(text, Onset { local: begin, before: ahead, after: ahead }, "");
    let by_rule = rule_from(&onsets, first).filter(|year| *year <= without_rule_to);
    let singles_to = by_rule.unwrap_or(without_rule_to);
    for onset in onsets.iter().filter(|it| it.local.year() < singles_to) {
        observance(text, *onset, "");
    }
    if let Some(year) = by_rule {
        for onset in onsets.iter().filter(|it| it.local.year() == year) {
            let days = onsets.iter().filter(|it| it.local.year() >= year && kind(it) == kind(onset));
            observance(text, *onset, &rule(onset.local.date(), days.map(|it| it.local.date().day())));
        }
    }
    text.push_str("END:VTIMEZONE\r\n");
}

fn observance(text: &mut String, onset: Onset, rule: &str) {
    let kind = if onset.after > onset.before { "DAYLIGHT" } else { "STANDARD" };
    let _ = write!(
        text,
        "BEGIN:{kind}\r\nDTSTART:{}\r\n{rule}TZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nEND:{kind}\r\n",
        onset.local.format("%Y%m%dT%H%M%S"),
        utc_offset(onset.before),
        utc_offset(onset.after),
    );
}

/// "The last Sunday of March", found from all the days of the month on which it ever falls: they are seven in a row.
fn rule(one: NaiveDate, days: impl Iterator<Item = u32>) -> String {
    let days: BTreeSet<u32> = days.collect();
    let first = days.first().copied().unwrap_or(1);
    let weekday = one.weekday().to_string().to_uppercase();
    let weekday = weekday.get(..2).unwrap_or_default();
    let days_of_month = u32::from(one.num_days_in_month());
    let which = match first {
        _ if first + 6 == days_of_month => format!("BYDAY=-1{weekday}"),
        1 | 8 | 15 | 22 => format!("BYDAY={}{weekday}", first / 7 + 1),
        _ => {
            let days: Vec<String> = (first..first + 7).map(|day| day.to_string()).collect();
            format!("BYDAY={weekday};BYMONTHDAY={}", days.join(","))
        }
    };
    format!("RRULE:FREQ=YEARLY;BYMONTH={};{which}\r\n", one.month())
}

fn kind(it: &Onset) -> Kind {
    (it.local.month(), it.local.weekday(), it.local.time(), it.before, it.after)
}

/// The first year, not before `first`, from which on every year is like the last known one.
fn rule_from(onsets: &[Onset], first: i32) -> Option<i32> {
    let of =
        |year: i32| onsets.iter().filter(move |it| it.local.year() == year).map(kind).collect::<Vec<Kind>>();
    let pattern = of(KNOWN_TO);
    let alike = (first..=KNOWN_TO).rev().take_while(|year| of(*year) == pattern);
    let from = alike.last()?;
    // Of a rule that is younger than the calendar's cycle of weeks, the days are not all known.
    let fits = |kind: &Kind| {
        let days = onsets.iter().filter(|it| it.local.year() >= from && self::kind(it) == *kind);
        let days: BTreeSet<u32> = days.map(|it| it.local.day()).collect();
        days.last().zip(days.first()).is_some_and(|(last, first)| last - first == 6)
    };
    pattern.iter().all(fits).then_some(from)
}

/// Every change of the clocks, looked for week by week: no country changes them twice in one.
fn onsets(zone: Zone, first: i32) -> Vec<Onset> {
    let january = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
    let (mut low, end) =
        (Instant::from_naive_utc(january(first)), Instant::from_naive_utc(january(KNOWN_TO + 1)));
    let mut found = Vec::new();
    while low < end {
        let high = low.plus(Duration::weeks(1));
        let (before, after) = (offset(zone, low), offset(zone, high));
        if before != after {
            let local = change_between(zone, low, high).naive_utc() + Duration::seconds(before);
            found.push(Onset { local, before, after });
        }
        low = high;
    }
    found
}

/// Halved down to the minute.
fn change_between(zone: Zone, mut low: Instant, mut high: Instant) -> Instant {
    let before = offset(zone, low);
    while high.since(low) > Duration::minutes(1) {
        let middle = low.plus(Duration::minutes(high.since(low).num_minutes() / 2));
        if offset(zone, middle) == before { low = middle } else { high = middle }
    }
    high
}

/// Seconds east of UTC.
fn offset(zone: Zone, at: Instant) -> i64 {
    (zone.wall(at).naive() - at.naive_utc()).num_seconds()
}

fn utc_offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
