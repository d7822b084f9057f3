//! Which meeting: its series and the local time that the rule gave it. Stays the same when the meeting moves.

use std::fmt;
use std::str::FromStr;

use crate::domain::ids::SeriesId;
use crate::domain::time::Wall;

/// In addresses: `{series}-20261208T1900`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingKey {
    pub series: SeriesId,
    pub original: Wall,
}

/// The text is not the key of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a meeting")]
pub struct NotAKey;

impl fmt::Display for MeetingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.series, self.original.compact())
    }
}

impl FromStr for MeetingKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let (series, original) = text.split_once('-').ok_or(NotAKey)?;
        Ok(Self {
            series: series.parse().map_err(|_| NotAKey)?,
            original: Wall::from_compact(original).ok_or(NotAKey)?,
        })
    }
}

impl<'de> serde::Deserialize<'de> for MeetingKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
