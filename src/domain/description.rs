//! What a group says of itself: for newcomers, and for those who look for it. Who may say it, and where it is kept, is not
//! here.

use std::collections::BTreeSet;

use super::confirming::ConfirmWithin;
use super::ids::{FieldId, PlaceId};
use super::locale::Language;
use super::mark;
use super::text::{GroupName, Markdown};

/// What a group says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Description {
    pub name: GroupName,
    /// For newcomers.
    pub about: Option<Markdown>,
    pub place: Option<PlaceId>,
    pub fields: BTreeSet<FieldId>,
    pub languages: BTreeSet<Language>,
    /// `None` when nobody has said.
    pub step_free: Option<bool>,
    pub listed: bool,
    /// Whether it is said publicly that a date is full; how many places are left never is.
    pub shows_full: bool,
    /// Whether it is said publicly that the group has an agreement; what is in it never is.
    pub shows_agreement: bool,
    /// For how long its word holds that it still meets.
    pub confirm_within: ConfirmWithin,
}

impl Description {
    /// A mark of all that it says.
    #[must_use]
    pub fn mark(&self) -> String {
        mark::of(self)
    }

    /// Whether it may take the place of what the group says now, when its writer has seen what the mark is of. Nothing is
    /// lost, either, when both say the same.
    #[must_use]
    pub fn may_replace(&self, now: &Self, seen: &str) -> bool {
        mark::may_replace(self, now, seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle() -> Description {
        Description {
            name: GroupName::parse("Tuesday circle").unwrap(),
            about: None,
            place: None,
            fields: BTreeSet::new(),
            languages: BTreeSet::from([Language::parse("el").unwrap()]),
            step_free: None,
            listed: true,
            shows_full: false,
            shows_agreement: false,
            confirm_within: ConfirmWithin::default(),
        }
    }

    #[test]
    fn each_thing_that_is_said_is_in_the_mark() {
        let it = circle;
        let others = [
            Description { name: GroupName::parse("Monday circle").unwrap(), ..it() },
            Description { about: Markdown::parse("Tea.").ok(), ..it() },
            Description { place: Some(PlaceId::from_random([1; 8])), ..it() },
            Description { fields: BTreeSet::from([FieldId::from_random([1; 8])]), ..it() },
            Description { languages: BTreeSet::new(), ..it() },
            Description { step_free: Some(false), ..it() },
            Description { confirm_within: ConfirmWithin::of_days(30).unwrap(), ..it() },
            Description { listed: false, ..it() },
            Description { shows_full: true, ..it() },
            Description { shows_agreement: true, ..it() },
        ];
        for other in &others {
            assert_ne!(other.mark(), it().mark(), "{other:?}");
            assert!(!it().may_replace(other, &it().mark()));
            assert!(it().may_replace(other, &other.mark()));
        }
        assert!(it().may_replace(&it(), ""), "they say the same");
    }
}
