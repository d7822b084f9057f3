//! The library as a small program, so that programs that others wrote can be asked the same: each line of the input is a
//! schedule and a window as JSON, each line of the output its meetings. The first line says whose zone data it has.

use std::error::Error;
use std::io::{BufRead as _, Write as _};

use parea::domain::series::{Changes, Schedule};
use parea::domain::time::{Instant, Wall, Zone};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    /// `20261208T1900`.
    start: String,
    zone: String,
    rule: String,
    from: String,
    to: String,
}

/// When the rule gives it; seconds since 1970; what the clocks will show, when that differs.
#[derive(Serialize)]
struct Said(String, i64, Option<String>);

fn answer(asked: &Asked) -> Result<Vec<Said>, Box<dyn Error>> {
    let schedule = Schedule {
        start: Wall::from_compact(&asked.start).ok_or("start")?,
        zone: Zone::parse(&asked.zone)?,
        rule: asked.rule.parse()?,
    };
    let from = Instant::parse_rfc3339(&asked.from).ok_or("from")?;
    let to = Instant::parse_rfc3339(&asked.to).ok_or("to")?;
    let meetings = schedule.meetings(from..to, &Changes::default(), usize::MAX);
    let said = meetings.iter().map(|it| {
        let shown = it.in_gap.then(|| it.wall.compact());
        Said(it.original.compact(), it.starts.utc().timestamp(), shown)
    });
    Ok(said.collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", serde_json::to_string(chrono_tz::IANA_TZDB_VERSION)?)?;
    for line in std::io::stdin().lock().lines() {
        let asked: Asked = serde_json::from_str(&line?)?;
        let said = answer(&asked).map_err(|cause| format!("{}: {cause}", asked.rule))?;
        serde_json::to_writer(&mut out, &said)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}
