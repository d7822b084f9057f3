//! `takeout.zip`: everything about one person, for programs (`takeout.json`, with its schema), for tables (`groups.csv`,
//! `answers.csv`, `consents.csv`) and for calendars (`calendar.ics`). The shape stands in [`domain::takeout`](crate::domain::takeout).

use std::io::{Cursor, Read as _, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use crate::domain::takeout::{FORMAT, Takeout};

/// It could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum NotPacked {
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Table(#[from] csv::Error),
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Written(#[from] std::io::Error),
}

/// This is no archive of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a takeout")]
pub struct NotTakeout;

/// `takeout.json` is shorter, whoever it is about.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Reads an archive, or its `takeout.json` alone.
///
/// # Errors
/// When it is neither, or not of this shape.
pub fn read(bytes: &[u8]) -> Result<Takeout, NotTakeout> {
    let json = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut archive) => {
            let file = archive.by_name("takeout.json").map_err(|_| NotTakeout)?;
            let mut json = Vec::new();
            file.take(LONGEST).read_to_end(&mut json).map_err(|_| NotTakeout)?;
            json
        }
        Err(_) => bytes.to_vec(),
    };
    let takeout: Takeout = serde_json::from_slice(&json).map_err(|_| NotTakeout)?;
    if takeout.format == FORMAT { Ok(takeout) } else { Err(NotTakeout) }
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
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A few kilobytes: nothing is gained by packing them.
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(name, plain)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
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

fn table<'a>(heads: [&str; 4], lines: impl Iterator<Item = [&'a str; 4]>) -> Result<Vec<u8>, NotPacked> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(heads)?;
    for line in lines {
        csv.write_record(line.map(unfolded))?;
    }
    csv.into_inner().map_err(|cause| cause.into_error().into())
}

/// What a table program would take for a formula stands as text.
fn unfolded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(unfolded("=1+1"), "'=1+1");
        assert_eq!(unfolded("Ana = Ben"), "Ana = Ben");
    }
}
