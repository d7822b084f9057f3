//! What outlives the database: a text beside it and its backups, to which lines are only ever added. The first names its key; then
//! there is one for whoever was forgotten, and one for each week that was released. What was added twice says no more than once.

use std::collections::BTreeSet;

use super::erasure::Erasure;
use super::figures::week::ReleasedWeek;

/// What the first line begins with.
const HEADER: &str = "parea-journal-1";

/// The first line of a journal that belongs to a key.
#[must_use]
pub fn first_line(fingerprint: &str) -> String {
    format!("{HEADER} {fingerprint}")
}

/// What a journal says.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Journal {
    /// Of whoever was forgotten.
    pub marks: BTreeSet<String>,
    /// In the order in which they were written.
    pub weeks: Vec<ReleasedWeek>,
    /// Lines that nobody can read: a line that was broken off is written again after it, so one of these is no loss by itself.
    pub unread: usize,
}

/// Reads a journal; `None` when it is none, or another key's.
#[must_use]
pub fn read(text: &str, fingerprint: &str) -> Option<Journal> {
    let mut lines = text.lines();
    if lines.next()? != first_line(fingerprint) {
        return None;
    }
    let mut read = Journal::default();
    // Two programs may have begun the file at the same time.
    for line in lines.filter(|it| !it.is_empty() && *it != first_line(fingerprint)) {
        if let Some(erasure) = Erasure::parse(line) {
            read.marks.insert(erasure.mark);
        } else if let Some(week) = ReleasedWeek::parse(line) {
            read.weeks.push(week);
        } else {
            read.unread += 1;
        }
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;

    #[test]
    fn a_journal_is_read_as_it_was_written_and_tells_what_it_cannot_read() {
        let at = Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap();
        let (one, other) = ("a1".repeat(32), "b2".repeat(32));
        let line = |mark: &str| Erasure { mark: mark.to_owned(), at }.line();
        let week = "released 2026-12-16T07:00:00Z kinisi 2026-12-07 8/10 attendances:*:45 .";
        let lines = [
            first_line("k"),
            line(&one),
            first_line("k"),
            line(&other),
            week.to_owned(),
            line(&one),
            "erased 2026-12-".to_owned(),
        ];
        let text = lines.join("\n");
        let read_back = read(&text, "k").unwrap();
        assert_eq!(
            read_back,
            Journal {
                marks: BTreeSet::from([one, other]),
                weeks: vec![ReleasedWeek::parse(week).unwrap()],
                unread: 1
            }
        );
        assert_eq!(read(&text, "l"), None, "another key's");
        assert_eq!(read("", "k"), None);
    }
}
