//! `belongings.zip`: everything that is a group's own, for programs (`belongings.json`, with its schema), for tables (`tallies.csv`) and
//! for people (`notes.csv`). The shape stands in [`domain::belongings`](crate::domain::belongings).

use super::archive::{NotOurs, NotPacked, json_of, packed, table};
use crate::domain::belongings::{Belongings, FORMAT};
use crate::domain::coded::Coded as _;

/// Reads an archive, or its `belongings.json` alone. Whether it fits together is not asked here.
///
/// # Errors
/// When it is neither, or not of this shape.
pub fn read(bytes: &[u8]) -> Result<Belongings, NotOurs> {
    let it: Belongings = json_of(bytes, "belongings.json")?;
    if it.format == FORMAT { Ok(it) } else { Err(NotOurs) }
}

/// The schema of `belongings.json` (JSON Schema, 2020-12).
///
/// # Errors
/// When it cannot be written as JSON.
pub fn schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Belongings))
}

/// Packs it.
///
/// # Errors
/// When a piece cannot be written.
pub fn archive(it: &Belongings) -> Result<Vec<u8>, NotPacked> {
    packed([
        ("belongings.json", serde_json::to_vec_pretty(it)?),
        ("belongings.schema.json", schema()?.into_bytes()),
        ("tallies.csv", tallies(it)?),
        ("notes.csv", notes(it)?),
    ])
}

fn tallies(it: &Belongings) -> Result<Vec<u8>, NotPacked> {
    let number = |it: Option<u16>| it.map_or_else(String::new, |it| it.to_string());
    let of_series = |series: &crate::domain::belongings::Series| {
        let title = series.says.title.as_ref().map_or("", |it| it.as_str()).to_owned();
        let line = move |it: &crate::domain::belongings::Tally| {
            let not_held = it.not_held.map_or("", |cause| cause.code()).to_owned();
            let (heads, first_time, roles) = (number(it.heads), number(it.first_time), number(it.roles));
            [it.day.to_string(), title.clone(), not_held, heads, first_time, roles]
        };
        series.tallies.iter().map(line).collect::<Vec<_>>()
    };
    let lines: Vec<[String; 6]> = it.series.iter().flat_map(of_series).collect();
    let heads = ["day", "series", "not_held", "heads", "first_time", "roles"];
    table(heads, lines.iter().map(|line| line.each_ref().map(String::as_str)))
}

fn notes(it: &Belongings) -> Result<Vec<u8>, NotPacked> {
    let lines: Vec<[String; 2]> = it
        .notes
        .iter()
        .map(|note| [note.month.format("%Y-%m").to_string(), note.words.as_str().to_owned()])
        .collect();
    table(["month", "words"], lines.iter().map(|line| line.each_ref().map(String::as_str)))
}
