//! Answers to a meeting: what a wish becomes when places are few, and who moves up when one is free.

use chrono::TimeDelta;

use crate::coded;
use crate::domain::series::Meeting;
use crate::domain::time::Instant;

/// How far ahead members look, and answer.
pub const AHEAD: TimeDelta = TimeDelta::days(60);

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
    /// Nobody answers so long before.
    #[error("the meeting is too far ahead")]
    TooFar,
}

/// Who else wants to come to a meeting with so many places.
#[derive(Debug, Clone, Copy, Default)]
pub struct Others {
    pub places: Option<u32>,
    pub coming: u32,
    pub waiting: u32,
}

/// What a wish becomes. A "no" always frees a place, so only a "yes" can find none left: then it waits. Nobody gets a place
/// while others wait for one, and nobody who has one loses it by saying so again. Whoever waits already keeps waiting; only
/// [`moves_up`] ends that.
///
/// # Errors
/// When the meeting has begun, is cancelled, or is further ahead than [`AHEAD`].
pub fn decide(
    meeting: &Meeting,
    others: Others,
    said: Option<Answer>,
    wish: Wish,
    now: Instant,
) -> Result<Answer, Refusal> {
    if !meeting.status.takes_place() {
        return Err(Refusal::Cancelled);
    }
    if now >= meeting.starts {
        return Err(Refusal::Started);
    }
    if meeting.starts >= now.plus(AHEAD) {
        return Err(Refusal::TooFar);
    }
    let is_taken = |places| others.coming >= places || others.waiting > 0;
    Ok(match wish {
        Wish::Coming if said != Some(Answer::Coming) && others.places.is_some_and(is_taken) => {
            Answer::Waiting
        }
        Wish::Coming => Answer::Coming,
        Wish::Perhaps => Answer::Perhaps,
        Wish::NotComing => Answer::NotComing,
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
        let decide = |wish, coming, waiting, said| {
            let others = Others { places: Some(5), coming, waiting };
            decide(&meeting(Status::AsPlanned), others, said, wish, at("2026-12-08T16:00:00Z"))
        };
        assert_eq!(decide(Wish::Coming, 4, 0, None), Ok(Answer::Coming));
        assert_eq!(decide(Wish::Coming, 5, 0, None), Ok(Answer::Waiting));
        assert_eq!(decide(Wish::Coming, 4, 1, None), Ok(Answer::Waiting), "somebody else was here before");
        assert_eq!(decide(Wish::Coming, 4, 0, Some(Answer::Waiting)), Ok(Answer::Coming));
        assert_eq!(decide(Wish::Coming, 7, 1, Some(Answer::Coming)), Ok(Answer::Coming), "it is theirs");
        assert_eq!(decide(Wish::Perhaps, 5, 0, None), Ok(Answer::Perhaps));
        assert_eq!(decide(Wish::NotComing, 9, 3, Some(Answer::Coming)), Ok(Answer::NotComing));
    }

    #[test]
    fn a_meeting_that_has_begun_is_off_or_far_away_takes_no_answer() {
        let decide = |status, now| decide(&meeting(status), Others::default(), None, Wish::Coming, at(now));
        assert_eq!(decide(Status::Moved, "2026-12-08T17:00:00Z"), Err(Refusal::Started));
        assert_eq!(decide(Status::Cancelled, "2026-12-08T16:00:00Z"), Err(Refusal::Cancelled));
        assert_eq!(decide(Status::AsPlanned, "2026-10-09T17:00:00Z"), Err(Refusal::TooFar));
        assert_eq!(decide(Status::AsPlanned, "2026-10-09T17:00:01Z"), Ok(Answer::Coming));
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
