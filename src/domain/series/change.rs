//! What was done to a series since it was agreed on: to one date, by hand, or to all dates of some days, by a pause.
//! A pause takes the dates that the rule gives; what was moved, or added by hand, was meant and stands.

use chrono::NaiveDate;

use super::terms::Altered;
use crate::domain::group::Openness;
use crate::domain::time::Wall;

/// What was done to one date. One that was moved and then cancelled stands, cancelled, where it had moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its key within the series.
    pub original: Wall,
    pub cancelled: bool,
    pub moved_to: Option<Wall>,
    /// Added by hand: the rule does not give it.
    pub is_extra: bool,
    pub altered: Altered,
}

impl Change {
    /// Nothing was done yet.
    #[must_use]
    pub fn none(original: Wall) -> Self {
        Self { original, cancelled: false, moved_to: None, is_extra: false, altered: Altered::default() }
    }
}

/// From that day to that day there are no meetings; both days are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// What the group says about it, for everybody.
    pub words: String,
}

impl Pause {
    fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// All that was done, as far as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    pub dates: Vec<Change>,
    pub pauses: Vec<Pause>,
    /// Who may come, where the group has decided it for all its regular meetings.
    pub openness: Option<Openness>,
}

impl Changes {
    /// What was done to one date.
    #[must_use]
    pub fn of(&self, original: Wall) -> Option<&Change> {
        self.dates.iter().find(|change| change.original == original)
    }

    /// Whether a pause takes this date.
    #[must_use]
    pub fn take(&self, original: Wall) -> bool {
        let stands = |change: &Change| change.is_extra || change.moved_to.is_some();
        let day = original.date();
        !self.of(original).is_some_and(stands) && self.pauses.iter().any(|pause| pause.has(day))
    }

    /// The group rests, by its decision: that takes what was moved or added by hand as well.
    pub fn rest(&mut self, rest: Pause) {
        for date in &mut self.dates {
            let is_by_hand = date.is_extra || date.moved_to.is_some();
            date.cancelled |= is_by_hand && rest.has(date.moved_to.unwrap_or(date.original).date());
        }
        self.pauses.push(rest);
    }
}

impl From<Vec<Change>> for Changes {
    fn from(dates: Vec<Change>) -> Self {
        Self { dates, ..Self::default() }
    }
}
