//! Calendar files (RFC 5545, 7986). A series is one entry with its rule; what was done to single dates stands beside it,
//! so that whoever subscribes sees what moved and what is cancelled. Entries are private and name no attendee.
//!
//! Nothing here asks for the time: as long as nothing changes, a file is the same to the byte.

mod event;
mod zone;

use icalendar::{Calendar, Property};

use crate::domain::series::{Changes, Schedule, Usual};
use crate::domain::time::{Instant, Wall};

/// How soon a subscriber should look again: whoever is on the way reads a cancellation by mail or on the site.
const LOOK_AGAIN: &str = "PT1H";

/// A series, as far as calendars are told of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Stays the same for as long as the series is the same; names no host.
    pub uid: String,
    /// Grows with every change.
    pub sequence: i64,
    /// When what is said here began to be said.
    pub made: Instant,
    /// When the last change was, if that is said.
    pub changed: Option<Instant>,
    /// Empty for the neutral one of [`Words`].
    pub title: String,
    /// Whether the entry says where.
    pub says_where: bool,
    pub schedule: Schedule,
    pub usual: Usual,
    pub changes: Changes,
}

/// The words of a file, in the reader's language.
#[derive(Debug, Clone)]
pub struct Words {
    /// Of the calendar as a whole.
    pub name: String,
    /// Of entries that name nothing.
    pub title: String,
    /// What each entry says about itself.
    pub note: String,
}

/// A calendar with these series.
#[must_use]
pub fn calendar(words: &Words, entries: &[Entry]) -> String {
    let events = entries.iter().flat_map(|entry| event::of_series(entry, words)).collect();
    file(words, entries, events)
}

/// A file with one date of a series; `None` when there is no such date.
#[must_use]
pub fn one_date(words: &Words, entry: &Entry, original: Wall) -> Option<String> {
    let event = event::of_date(entry, words, original)?;
    Some(file(words, std::slice::from_ref(entry), vec![event]))
}

fn file(words: &Words, entries: &[Entry], events: Vec<icalendar::Event>) -> String {
    let mut calendar = Calendar::new();
    calendar
        .name(&words.name)
        .append_property(Property::new("METHOD", "PUBLISH"))
        .append_property(
            Property::new("REFRESH-INTERVAL", LOOK_AGAIN).add_parameter("VALUE", "DURATION").done(),
        )
        .append_property(Property::new("X-PUBLISHED-TTL", LOOK_AGAIN));
    for event in events {
        calendar.push(event);
    }
    let text = calendar.done().to_string();
    // The library writes no VTIMEZONE; it belongs before the first entry.
    match text.find("BEGIN:VEVENT") {
        Some(at) => {
            let (head, tail) = text.split_at(at);
            format!("{head}{}{tail}", zone::all(entries))
        }
        None => text,
    }
}

#[cfg(test)]
mod tests;
