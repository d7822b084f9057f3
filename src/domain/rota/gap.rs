//! Somebody cannot come: who is asked, and until when. There is no silent gap: at every moment a turn that is free stands
//! with somebody, or with all, and a day before the meeting it is said who leads in any case.
//!
//! All of it follows from when the turn became free and when the meeting begins; nothing has to happen for it to go on.

use chrono::TimeDelta;

use super::role::TurnState;
use crate::domain::time::Instant;

/// The longest that one member alone is asked.
const ONE_IS_ASKED: TimeDelta = TimeDelta::hours(48);
/// So long before the meeting it is said what holds if nobody comes forward.
const LAST: TimeDelta = TimeDelta::hours(24);

/// Where a turn stands that nobody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The next in line is asked, until then.
    Asked(Instant),
    /// Everybody is asked.
    All,
    /// Everybody is asked, and the meeting is near: the co-facilitator leads alone.
    Last,
}

/// From when on all are asked, when the next in line was asked at `since`: after two days, or half of what remains.
#[must_use]
pub fn all_from(since: Instant, starts: Instant) -> Instant {
    since.plus((starts.since(since) / 2).clamp(TimeDelta::zero(), ONE_IS_ASKED))
}

/// From when on the co-facilitator prepares to lead alone.
#[must_use]
pub fn last_from(all: Instant, starts: Instant) -> Instant {
    starts.minus(LAST).max(all)
}

/// Where it stands now. `None` when somebody has it.
#[must_use]
pub fn gap(state: TurnState, since: Instant, starts: Instant, now: Instant) -> Option<Gap> {
    let all = match state {
        TurnState::Confirmed => return None,
        TurnState::Asked => all_from(since, starts),
        TurnState::Open => since,
    };
    Some(match () {
        () if now < all => Gap::Asked(all),
        () if now < last_from(all, starts) => Gap::All,
        () => Gap::Last,
    })
}
