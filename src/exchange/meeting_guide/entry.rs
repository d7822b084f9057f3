//! One entry of a feed, read strictly: a wrong day or time is a fault, not a guess.

use std::collections::BTreeSet;

use chrono::{NaiveTime, Weekday};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::domain::finding::Spot;
use crate::domain::time::Zone;

/// How many faults are named before the list ends.
pub(super) const MOST: usize = 50;

/// How much of an entry is read. When more is, every entry counts as changed, once.
const READING: &str = "with coordinates";

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedFaults {
    /// It is not JSON, or ends too early; the line where it breaks off.
    NotJson { line: usize },
    /// It is JSON, but not a list.
    NotAList,
    /// It is larger than any list of meetings.
    TooLarge,
    /// What is wrong with which entries.
    Entries(Vec<Fault>),
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub entry: usize,
    pub field: &'static str,
    pub wrong: Wrong,
}

/// How it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    NotAnObject,
    Missing,
    /// Another kind of value than the format has there.
    Kind,
    /// Not a day from 0 (Sunday) to 6.
    Day,
    /// Not a time from 00:00 to 23:59.
    Time,
    /// Not a zone of the IANA database.
    Zone,
    /// Another entry has the same.
    Double,
}

/// An entry as it was read; texts are trimmed, and empty when they are missing.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) day: Weekday,
    pub(super) start: NaiveTime,
    pub(super) end: Option<NaiveTime>,
    pub(super) zone: Option<Zone>,
    pub(super) group: String,
    pub(super) location: String,
    pub(super) location_notes: String,
    pub(super) street: String,
    pub(super) city: String,
    pub(super) at: Option<Spot>,
    pub(super) regions: Vec<String>,
    pub(super) types: Vec<String>,
    pub(super) notes: String,
    pub(super) online_url: String,
    /// What the entry says, as bytes: the same entry, the same digest.
    pub(super) digest: Vec<u8>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, FeedFaults> {
    if bytes.len() > super::LARGEST {
        return Err(FeedFaults::TooLarge);
    }
    let list: Value =
        serde_json::from_slice(bytes).map_err(|cause| FeedFaults::NotJson { line: cause.line() })?;
    let Value::Array(list) = list else {
        return Err(FeedFaults::NotAList);
    };
    let mut faults = Vec::new();
    let mut slugs = BTreeSet::new();
    let mut entries = Vec::with_capacity(list.len());
    for (number, value) in (1..).zip(&list) {
        let mut reading = Reading { number, faults: &mut faults };
        if let Some(entry) = reading.entry(value) {
            if slugs.insert(entry.slug.clone()) {
                entries.push(entry);
            } else {
                reading.fault("slug", Wrong::Double);
            }
        }
        if faults.len() >= MOST {
            break;
        }
    }
    if faults.is_empty() { Ok(entries) } else { Err(FeedFaults::Entries(faults)) }
}

struct Reading<'a> {
    number: usize,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, field: &'static str, wrong: Wrong) {
        self.faults.push(Fault { entry: self.number, field, wrong });
    }

    fn entry(&mut self, value: &Value) -> Option<Entry> {
        let Value::Object(fields) = value else {
            self.fault("", Wrong::NotAnObject);
            return None;
        };
        let slug = self.needed(fields, "slug");
        let name = self.needed(fields, "name");
        let day = self.day(fields);
        let start = self.needed(fields, "time").and_then(|text| self.time("time", &text));
        let end_text = self.text(fields, "end_time");
        let end = if end_text.is_empty() { None } else { self.time("end_time", &end_text) };
        let zone_text = self.text(fields, "timezone");
        let zone = match Zone::parse(&zone_text) {
            Ok(zone) => Some(zone),
            Err(_) if zone_text.is_empty() => None,
            Err(_) => {
                self.fault("timezone", Wrong::Zone);
                None
            }
        };
        let address = self.text(fields, "address");
        let formatted = self.text(fields, "formatted_address");
        let mut regions = self.texts(fields, "regions");
        let region = self.text(fields, "region");
        regions.extend(Some(region).filter(|region| !region.is_empty()));
        let entry = Entry {
            group: self.text(fields, "group"),
            location: self.text(fields, "location"),
            location_notes: self.text(fields, "location_notes"),
            street: if address.is_empty() { formatted } else { address },
            city: self.text(fields, "city"),
            at: self.at(fields),
            types: self.texts(fields, "types"),
            notes: self.text(fields, "notes"),
            online_url: self.text(fields, "conference_url"),
            digest: Sha256::digest(format!("{READING} {value}").as_bytes()).to_vec(),
            regions,
            end,
            zone,
            slug: slug?,
            name: name?,
            day: day?,
            start: start?,
        };
        Some(entry)
    }

    fn needed(&mut self, fields: &Map<String, Value>, field: &'static str) -> Option<String> {
        let text = self.text(fields, field);
        if text.is_empty() {
            if !self.faults.iter().any(|fault| fault.entry == self.number && fault.field == field) {
                self.fault(field, Wrong::Missing);
            }
            return None;
        }
        Some(text)
    }

    fn text(&mut self, fields: &Map<String, Value>, field: &'static str) -> String {
        match fields.get(field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(_) => {
                self.fault(field, Wrong::Kind);
                String::new()
            }
        }
    }

    fn texts(&mut self, fields: &Map<String, Value>, field: &'static str) -> Vec<String> {
        let list = match fields.get(field) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.fault(field, Wrong::Kind);
                return Vec::new();
            }
        };
        let texts: Option<Vec<String>> =
            list.iter().map(|one| one.as_str().map(|text| text.trim().to_owned())).collect();
        if texts.is_none() {
            self.fault(field, Wrong::Kind);
        }
        texts.unwrap_or_default()
    }

    /// Where it is. What the feed only guesses, and what is no point, is none.
    fn at(&mut self, fields: &Map<String, Value>) -> Option<Spot> {
        let latitude = self.degrees(fields, "latitude")?;
        let longitude = self.degrees(fields, "longitude")?;
        let is_guessed = match fields.get("approximate") {
            Some(Value::Bool(guessed)) => *guessed,
            Some(Value::String(text)) => text == "yes",
            Some(_) | None => false,
        };
        Spot::degrees(latitude, longitude).filter(|_| !is_guessed)
    }

    /// A number, or the same as text.
    fn degrees(&mut self, fields: &Map<String, Value>, field: &'static str) -> Option<f64> {
        let number = match fields.get(field) {
            None | Some(Value::Null) => return None,
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) if text.trim().is_empty() => return None,
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        if number.is_none() {
            self.fault(field, Wrong::Kind);
        }
        number
    }

    /// A number, or the same as text; 0 is Sunday.
    fn day(&mut self, fields: &Map<String, Value>) -> Option<Weekday> {
        let number = match fields.get("day") {
            None | Some(Value::Null) => {
                self.fault("day", Wrong::Missing);
                return None;
            }
            Some(Value::Number(number)) => number.as_u64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => {
                self.fault("day", Wrong::Kind);
                return None;
            }
        };
        // chrono counts from Monday.
        let day = number.filter(|day| *day < 7).and_then(|day| u8::try_from((day + 6) % 7).ok());
        let day = day.and_then(|day| Weekday::try_from(day).ok());
        if day.is_none() {
            self.fault("day", Wrong::Day);
        }
        day
    }

    fn time(&mut self, field: &'static str, text: &str) -> Option<NaiveTime> {
        let time = NaiveTime::parse_from_str(text, "%H:%M").ok();
        if time.is_none() {
            self.fault(field, Wrong::Time);
        }
        time
    }
}
