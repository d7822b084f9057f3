//! Archives that people take along: a zip with a JSON file, its schema, and tables. How it is packed and read is the same for
//! all of them; what stands in them is not known here.

use std::io::{Cursor, Read as _, Write as _};

use serde::de::DeserializeOwned;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

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
#[error("not an archive of ours")]
pub struct NotOurs;

/// The JSON file is shorter, whoever it is about.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Reads what stands in a file of that name in an archive, or in the file alone.
///
/// # Errors
/// When it is neither, or not of this shape.
pub(super) fn json_of<T: DeserializeOwned>(bytes: &[u8], name: &str) -> Result<T, NotOurs> {
    let json = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut archive) => {
            let file = archive.by_name(name).map_err(|_| NotOurs)?;
            let mut json = Vec::new();
            file.take(LONGEST).read_to_end(&mut json).map_err(|_| NotOurs)?;
            json
        }
        Err(_) => bytes.to_vec(),
    };
    serde_json::from_slice(&json).map_err(|_| NotOurs)
}

/// Packs files.
///
/// # Errors
/// When a piece cannot be written.
pub(super) fn packed<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Result<Vec<u8>, NotPacked> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // What a group has kept for years has to go through a form for files.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Writes a table.
///
/// # Errors
/// When a line cannot be written.
pub(super) fn table<'a, const N: usize>(
    heads: [&str; N],
    lines: impl Iterator<Item = [&'a str; N]>,
) -> Result<Vec<u8>, NotPacked> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(heads)?;
    for line in lines {
        csv.write_record(line.map(unfolded))?;
    }
    csv.into_inner().map_err(|cause| cause.into_error().into())
}

/// What a table program would take for a formula stands as text.
pub(super) fn unfolded(text: &str) -> String {
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

    #[test]
    fn what_was_packed_is_read_and_other_bytes_are_not_ours() {
        let zip = packed([("one.json", b"[1,2]".to_vec())]).unwrap();
        assert_eq!(json_of::<Vec<u8>>(&zip, "one.json"), Ok(vec![1, 2]));
        assert_eq!(json_of::<Vec<u8>>(b"[3]", "one.json"), Ok(vec![3]), "the file alone");
        assert_eq!(json_of::<Vec<u8>>(&zip, "other.json"), Err(NotOurs));
        assert_eq!(json_of::<Vec<u8>>(b"PK\x03\x04", "one.json"), Err(NotOurs));
        assert_eq!(json_of::<Vec<u8>>(b"", "one.json"), Err(NotOurs));
    }
}
