//! Somebody has been forgotten: what stays of it, and how it stands in the journal, which lies beside the database and its backups.
//!
//! The journal is text: a first line that names its key, and then a line for each, only ever added at its end. What was added twice
//! says no more than once.

use std::collections::BTreeSet;

use super::time::Instant;

/// What the first line begins with.
const HEADER: &str = "parea-journal-1";
const ERASED: &str = "erased";

/// A mark that the key makes of a person, and nobody can make without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub mark: String,
    pub at: Instant,
}

impl Erasure {
    /// Its line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{ERASED} {} {}", self.at, self.mark)
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (kind, at, mark) = (words.next()?, words.next()?, words.next()?);
        let is_whole = kind == ERASED && mark.len() == 64 && words.next().is_none();
        let at = Instant::parse_rfc3339(at).filter(|_| is_whole)?;
        Some(Self { mark: mark.to_owned(), at })
    }
}

/// The first line of a journal that belongs to a key.
#[must_use]
pub fn first_line(fingerprint: &str) -> String {
    format!("{HEADER} {fingerprint}")
}

/// What a journal says.
#[derive(Debug, PartialEq, Eq)]
pub struct Erasures {
    pub marks: BTreeSet<String>,
    /// Lines that nobody can read: a line that was broken off is written again after it, so one of these is no loss by itself.
    pub unread: usize,
}

/// Reads a journal; `None` when it is none, or another key's.
#[must_use]
pub fn read(text: &str, fingerprint: &str) -> Option<Erasures> {
    let mut lines = text.lines();
    if lines.next()? != first_line(fingerprint) {
        return None;
    }
    let mut read = Erasures { marks: BTreeSet::new(), unread: 0 };
    for line in lines.filter(|it| !it.is_empty()) {
        match Erasure::parse(line) {
            Some(erasure) => drop(read.marks.insert(erasure.mark)),
            // Two programs may have begun the file at the same time.
            None if line == first_line(fingerprint) => {}
            None => read.unread += 1,
        }
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_read_as_it_was_written_and_tells_what_it_cannot_read() {
        let at = Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap();
        let (one, other) = ("a1".repeat(32), "b2".repeat(32));
        let line = |mark: &str| Erasure { mark: mark.to_owned(), at }.line();
        let text =
            [first_line("k"), line(&one), line(&other), line(&one), "erased 2026-12-".to_owned()].join("\n");
        let read_back = read(&text, "k").unwrap();
        assert_eq!(read_back, Erasures { marks: BTreeSet::from([one, other]), unread: 1 });
        assert_eq!(read(&text, "l"), None, "another key's");
        assert_eq!(read("", "k"), None);
    }
}
