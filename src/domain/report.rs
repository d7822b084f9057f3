//! A report: what a member tells one person of their choice. Who told it nobody keeps; a receipt leads back to it.

use chrono::TimeDelta;

use crate::coded;

coded! {
    /// From when on whoever it is about sees no more of the members than their names. It is the same for all of them, so
    /// that it points to nobody; a later day points even less.
    pub enum Narrows {
        Never = "never",
        AtOnce = "at_once",
        InAWeek = "in_a_week",
        InAMonth = "in_a_month",
    }
}

impl Narrows {
    /// After so long; `None` when not at all.
    #[must_use]
    pub fn after(self) -> Option<TimeDelta> {
        match self {
            Self::Never => None,
            Self::AtOnce => Some(TimeDelta::zero()),
            Self::InAWeek => Some(TimeDelta::days(7)),
            Self::InAMonth => Some(TimeDelta::days(30)),
        }
    }
}
