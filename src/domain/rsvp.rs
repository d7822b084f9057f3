//! Answers to a meeting: what a wish becomes when places are few, and who moves up when one is free.

use crate::coded;
use crate::domain::series::Meeting;
use crate::domain::time::Instant;

coded! {
    /// What a member said to a meeting, or what came of it.
    pub enum Answer {
        Coming = "coming",
        Perhaps = "perhaps",
        NotComing = "not_coming",
        /// Wanted to come when all places were taken.
        Waiting = "waiting",
    }

    /// What a member can say.
    pub enum Wish {
        Coming = "coming",
        Perhaps = "perhaps",
        NotComing = "not_coming",
    }
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the meeting has begun")]
    Started,
    /// Cancelled, or within a pause.
    #[error("the meeting does not take place")]
    Cancelled,
}

/// What a wish becomes. A "no" always frees a place, so only a "yes" can find none left: then it waits. Whoever waits
/// already keeps waiting; only [`moves_up`] ends that.
///
/// # Errors
/// When the meeting has begun or is cancelled.
pub fn decide(
    meeting: &Meeting,
    places: Option<u32>,
    others_coming: u32,
    wish: Wish,
    now: Instant,
) -> Result<Answer, Refusal> {
    if !meeting.status.takes_place() {
        return Err(Refusal::Cancelled);
    }
    if now >= meeting.starts {
        return Err(Refusal::Started);
    }
    Ok(match (wish, places) {
        (Wish::Coming, Some(places)) if others_coming >= places => Answer::Waiting,
        (Wish::Coming, _) => Answer::Coming,
        (Wish::Perhaps, _) => Answer::Perhaps,
        (Wish::NotComing, _) => Answer::NotComing,
    })
}

/// How many of those who wait move up.
#[must_use]
pub fn moves_up(places: Option<u32>, coming: u32, waiting: u32) -> u32 {
    places.map_or(waiting, |places| places.saturating_sub(coming)).min(waiting)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::series::Status;
    use crate::domain::time::Wall;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    fn meeting(status: Status) -> Meeting {
        let wall = Wall::parse("2026-12-08", "19:00").unwrap();
        Meeting { original: wall, wall, starts: at("2026-12-08T17:00:00Z"), status, in_gap: false }
    }

    #[test]
    fn only_a_yes_can_find_no_place() {
        let decide = |wish, others| {
            decide(&meeting(Status::AsPlanned), Some(5), others, wish, at("2026-12-08T16:00:00Z"))
        };
        assert_eq!(decide(Wish::Coming, 4), Ok(Answer::Coming));
        assert_eq!(decide(Wish::Coming, 5), Ok(Answer::Waiting));
        assert_eq!(decide(Wish::Perhaps, 5), Ok(Answer::Perhaps));
        assert_eq!(decide(Wish::NotComing, 9), Ok(Answer::NotComing));
    }

    #[test]
    fn a_meeting_that_has_begun_or_is_off_takes_no_answer() {
        let late = decide(&meeting(Status::Moved), None, 0, Wish::Coming, at("2026-12-08T17:00:00Z"));
        assert_eq!(late, Err(Refusal::Started));
        let off = decide(&meeting(Status::Cancelled), None, 0, Wish::Coming, at("2026-12-08T16:00:00Z"));
        assert_eq!(off, Err(Refusal::Cancelled));
    }

    proptest! {
        #[test]
        fn moving_up_never_overfills_and_never_leaves_a_free_place(places in 0_u32..50, coming in 0_u32..60, waiting in 0_u32..60) {
            let up = moves_up(Some(places), coming, waiting);
            prop_assert!(up == 0 || coming + up <= places);
            prop_assert!(up == waiting || coming + up >= places);
        }
    }
}
