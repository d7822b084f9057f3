//! Who comes from outside to one date: a guest facilitator, a peer from another group. Asked by a link, for that date alone;
//! a day after it there is nothing more to see. Who may ask is the group's rule, and who they are is not known here.

use chrono::TimeDelta;

use super::time::Instant;

/// So many links can be out for one date: somebody, somebody beside them, and one who cannot come after all.
pub const AT_ONE_DATE: u32 = 3;
/// So long after the meeting its page can still be looked at, for what was left behind.
const AFTERWARDS: TimeDelta = TimeDelta::hours(24);
/// So long before it the joining secret is shown: early enough to try it, and no earlier.
const SECRET_BEFORE: TimeDelta = TimeDelta::hours(24);

/// The one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub starts: Instant,
    pub ends: Instant,
    pub takes_place: bool,
}

/// Why nobody can be asked, or accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the meeting is over")]
    Over,
    #[error("the meeting does not take place")]
    Off,
    #[error("enough are asked")]
    Enough,
}

impl Visit {
    /// Whether the guest may still look at the page of the date. Also at one that is off: that is when one looks.
    #[must_use]
    pub fn is_live(&self, now: Instant) -> bool {
        now < self.ends.plus(AFTERWARDS)
    }

    /// Whether one more can be asked, when so many are.
    ///
    /// # Errors
    /// When the meeting is over or off, or enough are asked.
    pub fn may_ask(&self, asked: u32, now: Instant) -> Result<(), Refusal> {
        self.may_accept(now)?;
        if asked >= AT_ONE_DATE { Err(Refusal::Enough) } else { Ok(()) }
    }

    /// Whether the one who was asked can accept.
    ///
    /// # Errors
    /// When the meeting is over or off.
    pub fn may_accept(&self, now: Instant) -> Result<(), Refusal> {
        match (self.takes_place, now < self.ends) {
            (_, false) => Err(Refusal::Over),
            (false, true) => Err(Refusal::Off),
            (true, true) => Ok(()),
        }
    }

    /// Whether the guest is told by now how to get into the room of an online meeting.
    #[must_use]
    pub fn shows_secret(&self, now: Instant) -> bool {
        self.takes_place && self.starts.minus(SECRET_BEFORE) <= now && now < self.ends
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn visit() -> Visit {
        let starts = Instant::parse_rfc3339("2026-12-08T17:00:00Z").unwrap();
        Visit { starts, ends: starts.plus(TimeDelta::minutes(90)), takes_place: true }
    }

    #[test]
    fn a_guest_sees_the_date_until_a_day_after_it_and_the_secret_from_a_day_before() {
        let (it, second) = (visit(), TimeDelta::seconds(1));
        let over = it.ends.plus(TimeDelta::hours(24));
        assert!(it.is_live(over.minus(second)) && !it.is_live(over));
        let day_before = it.starts.minus(TimeDelta::hours(24));
        assert!(!it.shows_secret(day_before.minus(second)) && it.shows_secret(day_before));
        assert!(it.shows_secret(it.ends.minus(second)) && !it.shows_secret(it.ends));
        let off = Visit { takes_place: false, ..it };
        assert!(off.is_live(it.starts) && !off.shows_secret(it.starts));
    }

    #[test]
    fn nobody_is_asked_to_what_is_over_or_off_or_when_enough_are() {
        let it = visit();
        assert_eq!(it.may_ask(2, it.starts), Ok(()), "also when it has begun: somebody may be late");
        assert_eq!(it.may_ask(3, it.starts), Err(Refusal::Enough));
        assert_eq!(it.may_accept(it.ends), Err(Refusal::Over));
        assert_eq!(Visit { takes_place: false, ..it }.may_accept(it.starts), Err(Refusal::Off));
    }

    proptest! {
        #[test]
        fn what_can_be_accepted_can_be_looked_at_and_nothing_lasts(
            length in 5_i64..1440, takes_place in any::<bool>(), at in -100_000_i64..200_000,
        ) {
            let it = Visit { ends: visit().starts.plus(TimeDelta::minutes(length)), takes_place, ..visit() };
            let now = it.starts.plus(TimeDelta::minutes(at));
            prop_assert!(it.may_accept(now).is_err() || it.is_live(now));
            prop_assert!(!it.shows_secret(now) || it.is_live(now));
            prop_assert!(!it.is_live(it.ends.plus(TimeDelta::days(1 + at.abs()))));
        }
    }
}
