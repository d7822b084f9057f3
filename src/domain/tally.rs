//! The tally of a meeting: whether it took place, how many were there, how many for the first time, and, when the group
//! wishes, how many took on a role. Nothing else is known of who came: no name, no list, no diary. "Different persons" cannot
//! be told from it, and is not offered.

use chrono::TimeDelta;

use super::time::Instant;
use crate::coded;

/// So long before a meeting begins it can be counted: whoever facilitates may fill it in while people sit down.
pub const EARLY: TimeDelta = TimeDelta::minutes(15);

/// No room holds more. The largest online rooms that are known seat 300.
pub const MOST: u16 = 500;

coded! {
    /// Why a meeting did not take place.
    pub enum Cause {
        NoFacilitator = "no_facilitator",
        NoRoom = "no_room",
        Holiday = "holiday",
        /// Stays in the group: it is never a cause that anybody outside is told.
        NobodyCame = "nobody_came",
        Other = "other",
    }
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tally {
    Held(Heads),
    NotHeld(Cause),
}

impl Tally {
    /// From what stands in a row: numbers, or a cause. `None` when they do not fit, or nothing stands there.
    #[must_use]
    pub fn read(
        cause: Option<Cause>,
        heads: Option<u16>,
        first_time: Option<u16>,
        roles: Option<u16>,
    ) -> Option<Self> {
        match (cause, heads, first_time) {
            (None, Some(heads), Some(first_time)) => {
                Heads::new(heads, first_time, roles).ok().map(Self::Held)
            }
            (Some(cause), None, None) if roles.is_none() => Some(Self::NotHeld(cause)),
            _ => None,
        }
    }
}

/// Three numbers that fit each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads {
    heads: u16,
    first_time: u16,
    roles: Option<u16>,
}

/// Why numbers do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("not from 1 to {MOST} heads")]
    Heads,
    #[error("more are there for the first time than are there")]
    FirstTime,
    #[error("more took on a role than are there")]
    Roles,
}

impl Heads {
    /// Whoever facilitates is one of the heads, so there is at least one.
    ///
    /// # Errors
    /// Names the number that does not fit.
    pub fn new(heads: u16, first_time: u16, roles: Option<u16>) -> Result<Self, Misfit> {
        match roles {
            _ if !(1..=MOST).contains(&heads) => Err(Misfit::Heads),
            _ if first_time > heads => Err(Misfit::FirstTime),
            Some(roles) if roles > heads => Err(Misfit::Roles),
            _ => Ok(Self { heads, first_time, roles }),
        }
    }

    /// How many were there, whoever facilitated included.
    #[must_use]
    pub fn heads(self) -> u16 {
        self.heads
    }

    #[must_use]
    pub fn first_time(self) -> u16 {
        self.first_time
    }

    /// `None` when nobody counted them.
    #[must_use]
    pub fn roles(self) -> Option<u16> {
        self.roles
    }
}

/// Whether a meeting can be counted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not before this.
    NotYet(Instant),
    /// Until its week is released.
    Open,
    Sealed,
}

/// Whether a meeting can be counted that begins, or began, at `starts`, and whose week is released at `released`.
#[must_use]
pub fn phase(starts: Instant, released: Instant, now: Instant) -> Phase {
    let opens = starts.minus(EARLY);
    match () {
        () if now < opens => Phase::NotYet(opens),
        () if now < released => Phase::Open,
        () => Phase::Sealed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_fit_each_other() {
        assert!(Heads::new(11, 2, None).is_ok());
        assert!(Heads::new(1, 1, Some(1)).is_ok(), "the very first meeting");
        assert!(Heads::new(MOST, 0, Some(0)).is_ok());
        assert_eq!(Heads::new(0, 0, None), Err(Misfit::Heads));
        assert_eq!(Heads::new(MOST + 1, 0, None), Err(Misfit::Heads));
        assert_eq!(Heads::new(3, 4, None), Err(Misfit::FirstTime));
        assert_eq!(Heads::new(3, 0, Some(4)), Err(Misfit::Roles));
    }

    #[test]
    fn a_meeting_is_counted_from_shortly_before_it_begins_until_its_week_is_released() {
        let at = |text: &str| Instant::parse_rfc3339(text).unwrap();
        let (starts, released) = (at("2026-12-08T17:00:00Z"), at("2026-12-16T07:00:00Z"));
        let of = |now| phase(starts, released, at(now));
        assert_eq!(of("2026-12-08T16:44:59Z"), Phase::NotYet(at("2026-12-08T16:45:00Z")));
        assert_eq!(of("2026-12-08T16:45:00Z"), Phase::Open);
        assert_eq!(of("2026-12-16T06:59:59Z"), Phase::Open);
        assert_eq!(of("2026-12-16T07:00:00Z"), Phase::Sealed);
    }
}
