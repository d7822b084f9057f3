//! Somebody has been forgotten: what stays of it, and how it stands in the [journal](super::journal).

use super::time::Instant;

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

    /// Reads a line.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (kind, at, mark) = (words.next()?, words.next()?, words.next()?);
        let is_whole = kind == ERASED && mark.len() == 64 && words.next().is_none();
        let at = Instant::parse_rfc3339(at).filter(|_| is_whole)?;
        Some(Self { mark: mark.to_owned(), at })
    }
}
