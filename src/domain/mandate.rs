//! What a group gives a member for a time: the mandate to facilitate. It ends by itself.

use crate::domain::time::Instant;

/// From–to, and taken or given back early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandate {
    pub from: Instant,
    pub until: Instant,
    pub ended: Option<Instant>,
}

impl Mandate {
    /// Whether it holds at this instant.
    pub fn is_live(&self, now: Instant) -> bool {
        self.from <= now && now < self.until && self.ended.is_none_or(|ended| now < ended)
    }
}
