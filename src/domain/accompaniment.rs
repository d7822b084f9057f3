//! Accompaniment: a professional whom the group has invited by a decision, for something, until a day. What they may see
//! follows from what they are invited for, and from nothing else; a person is never part of it. Who they are is not known
//! here, and neither is who decides.

use chrono::{Months, NaiveDate, TimeDelta};

use super::time::Instant;
use crate::coded;

coded! {
    /// What the group invites somebody for.
    pub enum Scope {
        /// Advice, outside of meetings.
        Advice = "advice",
        /// Sitting in, at meetings.
        SittingIn = "sitting_in",
        /// A room that somebody lends.
        Room = "room",
    }
}

/// Beside what the group says of itself, what somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shows {
    /// When the group meets.
    pub dates: bool,
    /// And where, and how to get in.
    pub places: bool,
}

impl Scope {
    /// What it lets somebody see.
    #[must_use]
    pub fn shows(self) -> Shows {
        match self {
            Self::Advice => Shows { dates: false, places: false },
            Self::Room => Shows { dates: true, places: false },
            Self::SittingIn => Shows { dates: true, places: true },
        }
    }
}

/// So long it lasts at most. Accompaniment has a planned end; whoever is wanted for longer is invited again.
const LONGEST: Months = Months::new(6);
/// What is opened again within the hour is one visit, and one line of the log.
const ONE_VISIT: TimeDelta = TimeDelta::hours(1);

/// What a group decides about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accompaniment {
    pub scope: Scope,
    /// The last day.
    pub until: NaiveDate,
}

/// Why it cannot be proposed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It would be over when the group has decided.
    #[error("over before it is decided")]
    TooShort,
    #[error("longer than half a year")]
    TooLong,
}

impl Accompaniment {
    /// Whether a group can decide so on that day.
    ///
    /// # Errors
    /// When it would not last until then, or for too long.
    pub fn fits(self, decided_on: NaiveDate) -> Result<Self, Refusal> {
        let last = decided_on.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        if self.until <= decided_on {
            Err(Refusal::TooShort)
        } else if self.until > last {
            Err(Refusal::TooLong)
        } else {
            Ok(self)
        }
    }

    /// Whether it goes on, on a day by the group's clocks.
    #[must_use]
    pub fn is_live(&self, today: NaiveDate) -> bool {
        today <= self.until
    }
}

/// Whether an access is a visit of its own, after the last one.
#[must_use]
pub fn is_another_visit(last: Option<Instant>, now: Instant) -> bool {
    last.is_none_or(|last| last.plus(ONE_VISIT) <= now)
}

/// What comes of a member's wish that it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Now,
    /// When another member wishes it, too.
    WithOneMore,
}

/// Whoever holds the group's mandate ends it at once, and so do any two members: a group that feels watched does not wait for
/// the end of a proposal, and nobody alone undoes what all have decided.
#[must_use]
pub fn ending(holds_mandate: bool, another_wishes_it: bool, members: u32) -> Ending {
    if holds_mandate || another_wishes_it || members <= 1 { Ending::Now } else { Ending::WithOneMore }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::coded::Coded as _;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_lasts_beyond_the_decision_and_half_a_year_at_most() {
        let until = |until| Accompaniment { scope: Scope::Advice, until: day(until) };
        let decided = day("2026-12-14");
        assert_eq!(until("2026-12-14").fits(decided), Err(Refusal::TooShort));
        assert!(until("2026-12-15").fits(decided).is_ok());
        assert!(until("2027-06-14").fits(decided).is_ok());
        assert_eq!(until("2027-06-15").fits(decided), Err(Refusal::TooLong));
        assert!(until("2026-12-15").is_live(day("2026-12-15")), "the last day counts");
        assert!(!until("2026-12-15").is_live(day("2026-12-16")));
    }

    #[test]
    fn whoever_sits_in_sees_where_and_whoever_advises_sees_no_date() {
        assert_eq!(Scope::Advice.shows(), Shows { dates: false, places: false });
        assert_eq!(Scope::Room.shows(), Shows { dates: true, places: false });
        assert!(Scope::ALL.iter().all(|it| it.shows().dates || !it.shows().places));
    }

    #[test]
    fn one_hour_is_one_visit() {
        let now = Instant::parse_rfc3339("2026-12-14T17:00:00Z").unwrap();
        assert!(is_another_visit(None, now));
        assert!(!is_another_visit(Some(now), now.plus(TimeDelta::minutes(59))));
        assert!(is_another_visit(Some(now), now.plus(TimeDelta::minutes(60))));
    }

    proptest! {
        #[test]
        fn nobody_without_a_mandate_ends_it_alone_while_there_are_others(members in 2_u32..50) {
            prop_assert_eq!(ending(false, false, members), Ending::WithOneMore);
            prop_assert_eq!(ending(false, true, members), Ending::Now);
            prop_assert_eq!(ending(true, false, members), Ending::Now);
        }
    }
}
