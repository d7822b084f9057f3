//! What stands in a backup, before it is compressed and sealed: lines of JSON. The first says of which schema it is and when it was
//! made; then, for each table, a line with its columns and a line for each row, a list of texts and nulls; the last counts the rows.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

/// The version of this format.
const FORMAT: u32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    format: u32,
    /// The versions of the schema's migrations.
    pub schema: Vec<String>,
    /// RFC 3339.
    pub made_at: String,
}

/// A line that begins a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    pub table: String,
    pub columns: Vec<String>,
}

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    rows: usize,
}

/// What comes after the first line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    Table(Columns),
    /// As it stands there: a list of as many texts and nulls as the table has columns.
    Row(String),
}

/// This is no backup of ours, or not a whole one.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// A later version wrote it.
    #[error("this backup has a format that is not known")]
    Later,
    #[error("this backup is damaged, or not a backup")]
    Damaged,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Head {
    #[must_use]
    pub fn new(schema: Vec<String>, made_at: String) -> Self {
        Self { format: FORMAT, schema, made_at }
    }
}

/// Writes a backup, line by line.
pub struct Written<W: Write> {
    to: W,
    rows: usize,
}

impl<W: Write> Written<W> {
    /// Begins one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(mut to: W, head: &Head) -> io::Result<Self> {
        line(&mut to, head)?;
        Ok(Self { to, rows: 0 })
    }

    /// Begins a table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn table(&mut self, columns: &Columns) -> io::Result<()> {
        line(&mut self.to, columns)
    }

    /// Writes a row, which is a list in JSON, on one line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, row: &str) -> io::Result<()> {
        self.rows += 1;
        writeln!(self.to, "{row}")
    }

    /// Ends it. Whatever it was written to, and how many rows it has.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> io::Result<(W, usize)> {
        line(&mut self.to, &End { rows: self.rows })?;
        Ok((self.to, self.rows))
    }
}

fn line(to: &mut impl Write, it: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *to, it)?;
    to.write_all(b"\n")
}

/// Reads a backup to its end: the first line, and then each other one as it is asked for.
pub struct Reading<R: BufRead> {
    from: R,
    pub head: Head,
    /// How many columns the table has that is being read.
    columns: Option<usize>,
    rows: usize,
}

impl<R: BufRead> Reading<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// When it is no backup, or one of a later version.
    pub fn begin(mut from: R) -> Result<Self, NotRead> {
        let first = next_line(&mut from)?.ok_or(NotRead::Damaged)?;
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let format: Format = serde_json::from_str(&first).map_err(|_| NotRead::Damaged)?;
        if format.format != FORMAT {
            return Err(NotRead::Later);
        }
        let head = serde_json::from_str(&first).map_err(|_| NotRead::Damaged)?;
        Ok(Self { from, head, columns: None, rows: 0 })
    }

    /// The next line; `None` after the last one, which must be there.
    ///
    /// # Errors
    /// When there is none, or it is nothing that [`Written`] writes.
    pub fn next_line(&mut self) -> Result<Option<Line>, NotRead> {
        let line = next_line(&mut self.from)?.ok_or(NotRead::Damaged)?;
        if line.starts_with('[') {
            let row: Vec<Option<String>> = serde_json::from_str(&line).map_err(|_| NotRead::Damaged)?;
            self.rows += 1;
            return if self.columns == Some(row.len()) {
                Ok(Some(Line::Row(line)))
            } else {
                Err(NotRead::Damaged)
            };
        }
        if let Ok(table) = serde_json::from_str::<Columns>(&line) {
            self.columns = Some(table.columns.len());
            return Ok(Some(Line::Table(table)));
        }
        let end: End = serde_json::from_str(&line).map_err(|_| NotRead::Damaged)?;
        let is_over = end.rows == self.rows && next_line(&mut self.from)?.is_none();
        if is_over { Ok(None) } else { Err(NotRead::Damaged) }
    }
}

fn next_line(from: &mut impl BufRead) -> Result<Option<String>, NotRead> {
    let mut line = String::new();
    match from.read_line(&mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(line.trim_end_matches('\n').to_owned())),
        Err(cause) if cause.kind() == io::ErrorKind::InvalidData => Err(NotRead::Damaged),
        Err(cause) => Err(cause.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_backup() -> Vec<u8> {
        let head = Head::new(vec!["1".to_owned()], "2026-12-07T10:00:00Z".to_owned());
        let mut it = Written::begin(Vec::new(), &head).unwrap();
        it.table(&Columns { table: "cup".to_owned(), columns: vec!["id".to_owned(), "words".to_owned()] })
            .unwrap();
        it.row(r#"["1", "tea\nand [milk]"]"#).unwrap();
        it.row(r#"["2",null]"#).unwrap();
        it.end().unwrap().0
    }

    fn read(bytes: &[u8]) -> Result<Vec<Line>, NotRead> {
        let mut reading = Reading::begin(bytes)?;
        std::iter::from_fn(|| reading.next_line().transpose()).collect()
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let lines = read(&a_backup()).unwrap();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1], Line::Row(r#"["1", "tea\nand [milk]"]"#.to_owned()));
    }

    #[test]
    fn what_is_not_whole_is_damaged() {
        let whole = String::from_utf8(a_backup()).unwrap();
        let lines: Vec<&str> = whole.lines().collect();
        for left_out in 0..lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(left_out);
            assert!(matches!(read(fewer.join("\n").as_bytes()), Err(NotRead::Damaged)), "without {left_out}");
        }
        for (from, to) in [("null", "null,null"), ("null", "7"), ("rows", "rowz"), ("cup\"", "cup\",\"x\":1")]
        {
            assert!(
                matches!(read(whole.replace(from, to).as_bytes()), Err(NotRead::Damaged)),
                "{from} -> {to}"
            );
        }
        assert!(matches!(read((whole.clone() + "more").as_bytes()), Err(NotRead::Damaged)));
        assert!(matches!(
            read(whole.replace("\"format\":1", "\"format\":2").as_bytes()),
            Err(NotRead::Later)
        ));
    }
}
