//! "I am coming", said by somebody without an account: a count without a name, for meetings that are open on that date. It
//! takes no place, and is no promise. Who said it is not known here or anywhere.

use chrono::TimeDelta;

use crate::domain::group::Openness;
use crate::domain::series::Meeting;
use crate::domain::time::Instant;

/// So many are counted for one meeting. A circle is hardly ever larger than this, so to those who make ready a higher
/// number says nothing new; and whoever clicks for fun can make no larger one.
pub const MOST: u32 = 20;

/// How far ahead newcomers look, and say so.
pub const AHEAD: TimeDelta = TimeDelta::days(70);

/// Why somebody new is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCounted {
    #[error("the meeting has begun")]
    Started,
    /// Cancelled, or within a pause.
    #[error("the meeting does not take place")]
    Cancelled,
    #[error("the meeting is closed on that date")]
    Closed,
    /// Nobody says so that long before.
    #[error("the meeting is too far ahead")]
    TooFar,
    #[error("as many as are counted have said so already")]
    Enough,
}

/// Whether one more is counted.
///
/// # Errors
/// When the meeting is over, off, closed, or further ahead than [`AHEAD`], or as many as are counted are there.
pub fn count_one_more(
    meeting: &Meeting,
    openness: Openness,
    others: u32,
    now: Instant,
) -> Result<(), NotCounted> {
    if !meeting.status.takes_place() {
        return Err(NotCounted::Cancelled);
    }
    if now >= meeting.starts {
        return Err(NotCounted::Started);
    }
    if meeting.starts >= now.plus(AHEAD) {
        return Err(NotCounted::TooFar);
    }
    match openness {
        Openness::Closed => Err(NotCounted::Closed),
        Openness::Open if others >= MOST => Err(NotCounted::Enough),
        Openness::Open => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::series::Status;
    use crate::domain::time::Wall;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn one_more_is_counted_until_the_meeting_begins_while_it_is_open_and_there_are_few() {
        let count = |status, openness, others, now| {
            let wall = Wall::parse("2026-12-08", "19:00").unwrap();
            let starts = at("2026-12-08T17:00:00Z");
            let meeting = Meeting { original: wall, wall, starts, status, in_gap: false };
            count_one_more(&meeting, openness, others, at(now))
        };
        let (before, begun) = ("2026-12-08T16:59:59Z", "2026-12-08T17:00:00Z");
        for status in [Status::AsPlanned, Status::Moved, Status::Extra] {
            assert_eq!(count(status, Openness::Open, MOST - 1, before), Ok(()));
            assert_eq!(count(status, Openness::Open, MOST, before), Err(NotCounted::Enough));
            assert_eq!(count(status, Openness::Open, 0, begun), Err(NotCounted::Started));
            assert_eq!(count(status, Openness::Open, 0, "2026-09-29T17:00:00Z"), Err(NotCounted::TooFar));
            assert_eq!(count(status, Openness::Closed, 0, before), Err(NotCounted::Closed));
        }
        for status in [Status::Cancelled, Status::Paused] {
            assert_eq!(count(status, Openness::Open, 0, before), Err(NotCounted::Cancelled));
        }
    }
}
