//! One entry, or the entries of one series: the rule; for what was done to a date, an entry that stands for that date;
//! and for what was added by hand, an entry of its own, since no rule gives it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use icalendar::{Component as _, Event, EventLike as _, Property};

use super::{Entry, Words};
use crate::domain::series::{Change, Ends, Meeting, Repeat, Rule, Status, Terms};
use crate::domain::time::{Instant, Wall, Zone, resolve};

/// All of a series.
pub(super) fn of_series(entry: &Entry, words: &Words) -> Vec<Event> {
    let mut events = by_rule(entry, words);
    let added = |change: &&Change| change.is_extra && !entry.schedule.has(change.original);
    events
        .extend(entry.changes.dates.iter().filter(added).filter_map(|it| of_date(entry, words, it.original)));
    events
}

/// One date, by itself.
pub(super) fn of_date(entry: &Entry, words: &Words, original: Wall) -> Option<Event> {
    let meeting = entry.schedule.find(original, &entry.changes)?;
    let uid = format!("{}-{}", entry.uid, original.compact());
    let mut event = plain(entry, words, &uid, entry.zone_wall(&meeting), &entry.terms(original));
    status(&mut event, meeting.status);
    Some(event)
}

fn by_rule(entry: &Entry, words: &Words) -> Vec<Event> {
    let Some(first) = entry.schedule.first() else {
        return Vec::new();
    };
    let Some(rule) = rule(entry) else {
        let meeting = entry.schedule.find(first, &entry.changes);
        let meeting = meeting.filter(|meeting| meeting.status != Status::Paused);
        return meeting.map(|meeting| single(entry, words, &meeting)).into_iter().collect();
    };
    let mut series = plain(entry, words, &entry.uid, first, &entry.usual.terms);
    series.append_property(Property::new("RRULE", rule));
    let paused = paused(entry);
    if !paused.is_empty() {
        let dates: Vec<String> = paused.into_iter().map(local).collect();
        series.append_property(zoned("EXDATE", entry.schedule.zone, dates.join(",")));
    }
    status(&mut series, Status::AsPlanned);
    let mut events = vec![series];
    events.extend(entry.changes.dates.iter().filter_map(|change| instead(entry, words, change)));
    events
}

/// A series that is a single date: there is no rule to which a change could be an exception.
fn single(entry: &Entry, words: &Words, meeting: &Meeting) -> Event {
    let terms = entry.terms(meeting.original);
    let mut event = plain(entry, words, &entry.uid, entry.zone_wall(meeting), &terms);
    status(&mut event, meeting.status);
    event
}

/// What stands instead of one of the rule's dates, when calendars can tell the difference.
fn instead(entry: &Entry, words: &Words, change: &Change) -> Option<Event> {
    let original = change.original;
    if !entry.schedule.has(original) || entry.changes.take(original) {
        return None;
    }
    let meeting = entry.schedule.meeting(original, Some(change));
    let (terms, usual) = (entry.terms(original), &entry.usual.terms);
    let stands = !change.cancelled && change.moved_to.is_none();
    if stands && terms.minutes == usual.minutes && place(entry, &terms) == place(entry, usual) {
        return None;
    }
    let mut event = plain(entry, words, &entry.uid, entry.zone_wall(&meeting), &terms);
    event.append_property(zoned("RECURRENCE-ID", entry.schedule.zone, local(original)));
    status(&mut event, meeting.status);
    Some(event)
}

/// The dates of the rule that pauses take.
fn paused(entry: &Entry) -> BTreeSet<Wall> {
    let time = entry.schedule.start.time();
    let of_rule = |from: NaiveDate, to: NaiveDate| {
        entry
            .schedule
            .dates(from)
            .take_while(move |date| *date <= to)
            .map(move |date| Wall::from_naive(date.and_time(time)))
    };
    let all = entry.changes.pauses.iter().flat_map(|pause| of_rule(pause.from, pause.to));
    all.filter(|original| entry.changes.take(*original)).collect()
}

/// The rule as calendars read it: its end is an instant. `None` for a single date.
fn rule(entry: &Entry) -> Option<String> {
    let rule = entry.schedule.rule;
    match (rule.repeat, rule.ends) {
        (Repeat::Once, _) => None,
        (_, Ends::On(day)) => {
            // The whole of that local day.
            let end = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
            let end = resolve(Wall::from_naive(day.and_time(end)), entry.schedule.zone).instant();
            let open = Rule { ends: Ends::Never, ..rule };
            Some(format!("{open};UNTIL={}", end.utc().format("%Y%m%dT%H%M%SZ")))
        }
        (_, Ends::Never | Ends::After(_)) => Some(rule.to_string()),
    }
}

impl Entry {
    fn terms(&self, original: Wall) -> Terms {
        self.usual.on(original, &self.changes)
    }

    fn zone_wall(&self, meeting: &Meeting) -> Wall {
        self.schedule.zone.wall(meeting.starts)
    }
}

/// Where: an address, or otherwise where it is online.
fn place<'a>(entry: &Entry, terms: &'a Terms) -> &'a str {
    match (entry.says_where, terms.address.is_empty()) {
        (false, _) => "",
        (true, false) => &terms.address,
        (true, true) => &terms.online_url,
    }
}

/// What every entry has. Its length is time that passes, so that 90 minutes are 90 minutes in every night of the year.
fn plain(entry: &Entry, words: &Words, uid: &str, starts: Wall, terms: &Terms) -> Event {
    let utc = |at: Instant| at.utc().format("%Y%m%dT%H%M%SZ").to_string();
    let title = if entry.title.is_empty() { &words.title } else { &entry.title };
    let mut event = Event::new();
    event
        .uid(uid)
        .summary(title)
        .description(&words.note)
        .append_property(Property::new("DTSTAMP", utc(entry.made)))
        .append_property(zoned("DTSTART", entry.schedule.zone, local(starts)))
        .append_property(Property::new("DURATION", format!("PT{}M", terms.minutes)))
        .append_property(Property::new("SEQUENCE", entry.sequence.to_string()))
        .append_property(Property::new("CLASS", "PRIVATE"));
    if let Some(changed) = entry.changed {
        event.append_property(Property::new("LAST-MODIFIED", utc(changed)));
    }
    let place = place(entry, terms);
    if !place.is_empty() {
        event.location(place);
    }
    event.done()
}

fn status(event: &mut Event, status: Status) {
    let status = if status.takes_place() { "CONFIRMED" } else { "CANCELLED" };
    event.append_property(Property::new("STATUS", status));
}

fn zoned(name: &str, zone: Zone, value: String) -> Property {
    Property::new(name, value).add_parameter("TZID", zone.name()).done()
}

fn local(wall: Wall) -> String {
    wall.naive().format("%Y%m%dT%H%M%S").to_string()
}
