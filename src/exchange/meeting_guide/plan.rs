//! From entries to groups: those of one name at one address are one group, and each entry is a series of it.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta, Weekday};

use super::entry::Entry;
use crate::domain::finding::Spot;
use crate::domain::group::{Format, Openness};
use crate::domain::locale::Language;
use crate::domain::text::{OnlineUrl, fold};
use crate::domain::time::Zone;

/// What is to be made of a feed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many entries were read.
    pub read: usize,
    pub groups: Vec<PlannedGroup>,
    pub oddities: Vec<Oddity>,
}

/// One group.
#[derive(Debug, Clone)]
pub struct PlannedGroup {
    /// The same group has the same key next time.
    pub key: String,
    pub name: String,
    /// From the widest to the narrowest.
    pub regions: Vec<String>,
    pub languages: Vec<Language>,
    pub step_free: Option<bool>,
    pub series: Vec<PlannedSeries>,
}

/// One weekly meeting.
#[derive(Debug, Clone)]
pub struct PlannedSeries {
    /// The entry's own name in the feed.
    pub entry: String,
    pub digest: Vec<u8>,
    pub day: Weekday,
    pub start: NaiveTime,
    pub minutes: u16,
    pub zone: Option<Zone>,
    pub openness: Openness,
    pub format: Format,
    pub address: String,
    /// Unless the feed only guesses.
    pub at: Option<Spot>,
    pub how_to_get_in: String,
    pub online_url: String,
    pub joining_secret: String,
    pub note: String,
}

/// Something odd about an entry, and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    pub entry: String,
    pub odd: Odd,
}

/// What is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// Taken over without an address.
    NoStreet,
    /// Read as ending on the next day.
    PastMidnight,
    /// Longer than six hours; taken over as it is.
    VeryLong,
    /// No end; an hour was taken.
    NoEnd,
    /// One group has several entries: one series each.
    SeveralEntries,
    /// A type that we do not know; kept in the note.
    UnknownType,
    /// The note holds a password; it was moved where only members see it.
    Password,
    /// The link is not https; left out.
    Link,
    /// A text was longer than we keep, and was cut.
    Cut,
}

/// What a type of the format means here. `None`: nothing that we show.
const TYPES: [(&str, Option<Meaning>); 24] = [
    ("O", Some(Meaning::Open)),
    ("C", Some(Meaning::Closed)),
    ("X", Some(Meaning::StepFree)),
    ("ONL", Some(Meaning::Online)),
    ("S", Some(Meaning::Speaks(Language::Spanish))),
    ("EN", Some(Meaning::Speaks(Language::English))),
    ("FR", Some(Meaning::Speaks(Language::French))),
    ("RUS", Some(Meaning::Speaks(Language::Russian))),
    ("POL", Some(Meaning::Speaks(Language::Polish))),
    ("ASL", Some(Meaning::Speaks(Language::AmericanSign))),
    ("ST", None),
    ("D", None),
    ("BE", None),
    ("LIT", None),
    ("SP", None),
    ("TR", None),
    ("M", None),
    ("W", None),
    ("CF", None),
    ("LGBTQ", None),
    ("Y", None),
    ("B", None),
    ("H", None),
    ("GR", None),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Open,
    Closed,
    StepFree,
    Online,
    Speaks(Language),
}

/// When a feed says no end.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);
/// Longer than this is worth a remark.
const LONG: TimeDelta = TimeDelta::hours(6);
/// As many characters as a line of ours holds.
const LINE: usize = 200;

pub(super) fn plan(entries: Vec<Entry>) -> Plan {
    let read = entries.len();
    let mut oddities = Vec::new();
    let mut groups: BTreeMap<String, PlannedGroup> = BTreeMap::new();
    for entry in entries {
        let name = if entry.group.is_empty() { &entry.name } else { &entry.group };
        let key = fold(&format!("{name} | {}", entry.street));
        let meanings: Vec<Meaning> = meanings(&entry.types);
        let mut languages: Vec<Language> = meanings
            .iter()
            .filter_map(|it| if let Meaning::Speaks(language) = it { Some(*language) } else { None })
            .collect();
        if languages.is_empty() {
            languages.push(Language::English);
        }
        let group = groups.entry(key.clone()).or_insert_with(|| PlannedGroup {
            key,
            name: cut(name, 80, &entry.slug, &mut oddities),
            regions: entry.regions.clone(),
            languages: Vec::new(),
            step_free: None,
            series: Vec::new(),
        });
        languages.retain(|language| !group.languages.contains(language));
        group.languages.append(&mut languages);
        if meanings.contains(&Meaning::StepFree) {
            group.step_free = Some(true);
        }
        if !group.series.is_empty() {
            oddities.push(Oddity { entry: entry.slug.clone(), odd: Odd::SeveralEntries });
        }
        group.series.push(series(&entry, &meanings, &mut oddities));
    }
    Plan { read, groups: groups.into_values().collect(), oddities }
}

fn meanings(types: &[String]) -> Vec<Meaning> {
    types
        .iter()
        .filter_map(|code| TYPES.iter().find(|(known, _)| known == code).and_then(|(_, it)| *it))
        .collect()
}

fn series(entry: &Entry, meanings: &[Meaning], oddities: &mut Vec<Oddity>) -> PlannedSeries {
    let mut odd = |odd| oddities.push(Oddity { entry: entry.slug.clone(), odd });
    if entry.street.is_empty() {
        odd(Odd::NoStreet);
    }
    let length = match entry.end {
        None => {
            odd(Odd::NoEnd);
            AN_HOUR
        }
        Some(end) if end <= entry.start => {
            odd(Odd::PastMidnight);
            end - entry.start + TimeDelta::days(1)
        }
        Some(end) => end - entry.start,
    };
    if length > LONG {
        odd(Odd::VeryLong);
    }
    let unknown: Vec<&str> = entry
        .types
        .iter()
        .map(String::as_str)
        .filter(|code| TYPES.iter().all(|(known, _)| known != code))
        .collect();
    if !unknown.is_empty() {
        odd(Odd::UnknownType);
    }
    let url = if entry.online_url.is_empty() { None } else { Some(OnlineUrl::parse(&entry.online_url)) };
    if matches!(url, Some(Err(_))) {
        odd(Odd::Link);
    }
    let (note, secret) = if has_password(&entry.notes) {
        odd(Odd::Password);
        (String::new(), entry.notes.clone())
    } else {
        (entry.notes.clone(), String::new())
    };
    let note = [note, unknown.join(" ")]
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    let online_url = url.and_then(Result::ok).map_or_else(String::new, |url| url.as_str().to_owned());
    let format =
        match (online_url.is_empty() && !meanings.contains(&Meaning::Online), entry.street.is_empty()) {
            (true, _) => Format::InPerson,
            (false, true) => Format::Online,
            (false, false) => Format::Hybrid,
        };
    let address = [&entry.location, &entry.street, &entry.city]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    PlannedSeries {
        entry: entry.slug.clone(),
        digest: entry.digest.clone(),
        day: entry.day,
        start: entry.start,
        minutes: u16::try_from(length.num_minutes().clamp(5, 1440)).unwrap_or(60),
        zone: entry.zone,
        openness: if meanings.contains(&Meaning::Closed) { Openness::Closed } else { Openness::Open },
        format,
        address: cut(&address, LINE, &entry.slug, oddities),
        at: entry.at,
        how_to_get_in: cut(&entry.location_notes, LINE, &entry.slug, oddities),
        online_url,
        joining_secret: cut(&secret, LINE, &entry.slug, oddities),
        note: cut(&note, LINE, &entry.slug, oddities),
    }
}

/// Words that stand before a password in public notes.
fn has_password(notes: &str) -> bool {
    let folded = fold(notes);
    ["password", "passcode", "pwd", "meeting id", "pin:"].iter().any(|word| folded.contains(word))
}

/// Line breaks become spaces; what is longer than we keep is cut.
fn cut(text: &str, most: usize, entry: &str, oddities: &mut Vec<Oddity>) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    oddities.push(Oddity { entry: entry.to_owned(), odd: Odd::Cut });
    line.chars().take(most - 1).chain(['…']).collect()
}
