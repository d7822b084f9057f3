//! The library as a small program, so that programs that others wrote can be asked the same: each line of the input is a
//! series and a window as JSON, each line of the output its meetings, and where it is asked for, its calendar file. The
//! first line says whose zone data it has.

use std::error::Error;
use std::io::{BufRead as _, Write as _};

use parea::domain::group::{Format, Openness};
use parea::domain::series::{Altered, Change, Changes, Pause, Schedule, Terms, Usual};
use parea::domain::time::{Instant, Wall, Zone};
use parea::exchange::icalendar::{self, Entry, Words};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    /// `20261208T1900`.
    start: String,
    zone: String,
    rule: String,
    from: String,
    to: String,
    #[serde(default)]
    changes: Vec<Done>,
    /// First and last day.
    #[serde(default)]
    pauses: Vec<(chrono::NaiveDate, chrono::NaiveDate)>,
    /// Whether the calendar file is wanted, too.
    #[serde(default)]
    calendar: bool,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Done {
    original: String,
    cancelled: bool,
    moved_to: Option<String>,
    is_extra: bool,
    minutes: Option<u32>,
}

/// When the rule gives it; seconds since 1970; what the clocks will show, when that differs.
#[derive(Serialize)]
struct Said(String, i64, Option<String>);

/// Seconds since 1970 at its start and its end, and whether it takes place.
#[derive(Serialize)]
struct Held(i64, i64, bool);

#[derive(Serialize)]
struct File {
    meetings: Vec<Held>,
    calendar: String,
}

fn wall(text: &str) -> Result<Wall, Box<dyn Error>> {
    Ok(Wall::from_compact(text).ok_or_else(|| format!("no local time: {text}"))?)
}

fn change(done: &Done) -> Result<Change, Box<dyn Error>> {
    Ok(Change {
        original: wall(&done.original)?,
        cancelled: done.cancelled,
        moved_to: done.moved_to.as_deref().map(wall).transpose()?,
        is_extra: done.is_extra,
        altered: Altered { minutes: done.minutes, ..Altered::default() },
    })
}

fn usual() -> Usual {
    let terms = Terms {
        minutes: 90,
        format: Format::InPerson,
        openness: Openness::Closed,
        address: "Ερμού 12, 2ος όροφος".to_owned(),
        how_to_get_in: String::new(),
        online_url: String::new(),
    };
    Usual { terms, other_openness_on: None }
}

fn answer(asked: &Asked) -> Result<String, Box<dyn Error>> {
    let schedule =
        Schedule { start: wall(&asked.start)?, zone: Zone::parse(&asked.zone)?, rule: asked.rule.parse()? };
    let from = Instant::parse_rfc3339(&asked.from).ok_or("from")?;
    let to = Instant::parse_rfc3339(&asked.to).ok_or("to")?;
    let pauses = asked.pauses.iter().map(|(from, to)| Pause { from: *from, to: *to, words: String::new() });
    let changes = Changes {
        dates: asked.changes.iter().map(change).collect::<Result<_, _>>()?,
        pauses: pauses.collect(),
        openness: None,
    };
    let meetings = schedule.meetings(from..to, &changes, usize::MAX);
    if !asked.calendar {
        let said = meetings.iter().map(|it| {
            let shown = it.in_gap.then(|| it.wall.compact());
            Said(it.original.compact(), it.starts.utc().timestamp(), shown)
        });
        return Ok(serde_json::to_string(&said.collect::<Vec<_>>())?);
    }
    let usual = usual();
    let held = meetings.iter().map(|it| {
        let ends = it.ends(usual.on(it.original, &changes).minutes);
        Held(it.starts.utc().timestamp(), ends.utc().timestamp(), it.status.takes_place())
    });
    let meetings = held.collect();
    let entry = Entry {
        uid: "0000000000abc".to_owned(),
        sequence: 1,
        made: Instant::parse_rfc3339("2026-11-24T03:00:00Z").ok_or("made")?,
        changed: Instant::parse_rfc3339("2026-11-24T03:00:00Z"),
        title: String::new(),
        says_where: true,
        schedule,
        usual,
        changes,
    };
    let words = Words {
        name: "Parea".to_owned(),
        title: "Ραντεβού".to_owned(),
        note: "Ενημερώνεται από μόνο του.".to_owned(),
    };
    Ok(serde_json::to_string(&File { meetings, calendar: icalendar::calendar(&words, &[entry]) })?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", serde_json::to_string(chrono_tz::IANA_TZDB_VERSION)?)?;
    for line in std::io::stdin().lock().lines() {
        let asked: Asked = serde_json::from_str(&line?)?;
        let said = answer(&asked).map_err(|cause| format!("{} {}: {cause}", asked.start, asked.rule))?;
        writeln!(out, "{said}")?;
    }
    Ok(out.flush()?)
}
