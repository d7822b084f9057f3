//! What a group gives a member for a time: the mandate to facilitate. It ends by itself.

use chrono::TimeDelta;

use crate::domain::time::Instant;

/// From–to, and taken or given back early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandate {
    pub from: Instant,
    pub until: Instant,
    pub ended: Option<Instant>,
}

/// How long a mandate lasts unless the group says otherwise: half a year.
const TERM: TimeDelta = TimeDelta::days(182);

impl Mandate {
    /// The first one, from now on: a founder's, or of whoever takes a group over.
    #[must_use]
    pub fn first(now: Instant) -> Self {
        Self { from: now, until: now.plus(TERM), ended: None }
    }

    /// Whether it holds at this instant.
    pub fn is_live(&self, now: Instant) -> bool {
        self.from <= now && now < self.until && self.ended.is_none_or(|ended| now < ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandate_ends_by_itself_or_earlier() {
        let now = Instant::parse_rfc3339("2026-12-08T12:00:00Z").unwrap();
        let mandate = Mandate::first(now);
        assert!(mandate.is_live(now));
        assert!(!mandate.is_live(now.minus(TimeDelta::seconds(1))));
        assert!(mandate.is_live(mandate.until.minus(TimeDelta::seconds(1))));
        assert!(!mandate.is_live(mandate.until));
        let given_back = Mandate { ended: Some(now.plus(TimeDelta::days(1))), ..mandate };
        assert!(given_back.is_live(now));
        assert!(!given_back.is_live(now.plus(TimeDelta::days(1))));
    }
}
