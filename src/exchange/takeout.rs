//! `takeout.zip`: everything about one person, for programs (`takeout.json`, with its schema), for tables (`groups.csv`,
//! `answers.csv`, `consents.csv`) and for calendars (`calendar.ics`). The shape stands in [`domain::takeout`](crate::domain::takeout).

use super::archive::{NotOurs, NotPacked, json_of, packed, table};
use crate::domain::takeout::{FORMAT, Takeout};

/// Reads an archive, or its `takeout.json` alone.
///
/// # Errors
/// When it is neither, or not of this shape.
pub fn read(bytes: &[u8]) -> Result<Takeout, NotOurs> {
    let takeout: Takeout = json_of(bytes, "takeout.json")?;
    if takeout.format == FORMAT { Ok(takeout) } else { Err(NotOurs) }
}

/// The schema of `takeout.json` (JSON Schema, 2020-12).
///
/// # Errors
/// When it cannot be written as JSON.
pub fn schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Takeout))
}

/// Packs it, with the calendar of the person's groups.
///
/// # Errors
/// When a piece cannot be written.
pub fn archive(it: &Takeout, calendar: &str) -> Result<Vec<u8>, NotPacked> {
    let files = [
        ("takeout.json", serde_json::to_vec_pretty(it)?),
        ("takeout.schema.json", schema()?.into_bytes()),
        ("groups.csv", groups(it)?),
        ("answers.csv", answers(it)?),
        ("consents.csv", consents(it)?),
        ("calendar.ics", calendar.as_bytes().to_vec()),
    ];
    packed(files)
}

fn groups(it: &Takeout) -> Result<Vec<u8>, NotPacked> {
    let lines =
        it.groups.iter().map(|it| [&it.group, &it.name, &it.joined_at, &it.told_by].map(String::as_str));
    table(["group", "name", "joined_at", "told_by"], lines)
}

fn answers(it: &Takeout) -> Result<Vec<u8>, NotPacked> {
    let of_group = |group| move |answer| (group, answer);
    let all = it.groups.iter().flat_map(|it| it.answers.iter().map(of_group(&it.group)));
    let lines = all.map(|(group, it): (&String, &crate::domain::takeout::Answer)| {
        [group, &it.at.wall, &it.at.zone, &it.answer].map(String::as_str)
    });
    table(["group", "wall", "zone", "answer"], lines)
}

fn consents(it: &Takeout) -> Result<Vec<u8>, NotPacked> {
    let lines = it.consents.iter().map(|it| {
        let receipt = &it.receipt;
        let group = receipt.group.as_deref().unwrap_or_default();
        [receipt.at.as_str(), if receipt.given { "yes" } else { "no" }, group, it.words.as_str()]
    });
    table(["at", "given", "group", "words"], lines)
}
