//! A member answers to a meeting. Places are given in one transaction, by whoever holds the meeting's lock.

use crate::access::{self, May as _, MayAttend, MayFacilitate, Viewer, Visible};
use crate::domain::ids::GroupId;
use crate::domain::rsvp::{self, Answer, Refusal, Wish};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::time::Instant;
use crate::service::rota::{self, RotaError};
use crate::store::answers::{self, Tally};
use crate::store::meetings::{self, Locked};
use crate::store::plans::dated;
use crate::store::{Conn, StoreError, groups, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// There is no such meeting, or it is not of the viewer's group.
    #[error("not found")]
    NotFound,
    /// The viewer was asked to step back for a time.
    #[error("stepped back")]
    SteppedBack,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Rota(#[from] RotaError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    pub answer: Answer,
    pub meeting: Meeting,
    pub tally: Tally,
}

/// Answers. Whoever does not come has no turn there: the next in line is asked.
///
/// # Errors
/// When there is no such meeting for this viewer, or it is over or off.
pub fn answer(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    wish: Wish,
    now: Instant,
) -> Result<Visible<Receipt>, AnswerError> {
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(AnswerError::NotFound)?;
    let may = access::may_answer(viewer, &at).ok_or(AnswerError::NotFound)?;
    let steps_back = at.group.inside.as_ref().and_then(|inside| inside.steps_back);
    if wish != Wish::NotComing && steps_back.is_some_and(|it| it.is_ordered) {
        return Err(AnswerError::SteppedBack);
    }
    if wish == Wish::NotComing {
        // Before the meeting, as everybody does who changes turns.
        groups::lock(db, may.as_member())?;
    }
    let locked = meetings::lock(db, &may, now)?.ok_or(AnswerError::NotFound)?;
    let (others, said) = answers::others(db, &may, &locked)?;
    let answer = rsvp::decide(&locked.meeting, others, said, wish, now)?;
    answers::save(db, &may, &locked, answer, now)?;
    if wish == Wish::NotComing {
        dated::does_not_come(db, &may, &locked)?;
        rota::cannot_come(db, viewer, group, meeting, now)?;
    }
    let tally = fill_places(db, &locked, now)?;
    Ok(may.reveal(Receipt { answer, meeting: locked.meeting, tally }))
}

/// Gives free places to those who wait.
fn fill_places(db: &mut Conn, at: &Locked, now: Instant) -> Result<Tally, StoreError> {
    let tally = answers::tally(db, at)?;
    let up = rsvp::moves_up(at.series.places, tally.coming, tally.waiting);
    if up == 0 {
        return Ok(tally);
    }
    answers::move_up(db, at, up, now)?;
    answers::tally(db, at)
}

/// Gives places to those who wait, at every later meeting where a change of dates has left some free.
pub(in crate::service) fn fill_all(
    db: &mut Conn,
    may: &MayFacilitate,
    now: Instant,
) -> Result<(), StoreError> {
    for meeting in answers::waited_for(db, may, now)? {
        let locked = meetings::lock_to_fill(db, may, meeting, now)?;
        let is_on = |it: &Locked| it.meeting.status.takes_place() && now < it.meeting.starts;
        if let Some(locked) = locked.filter(is_on) {
            fill_places(db, &locked, now)?;
        }
    }
    Ok(())
}

/// Takes back every "I am coming" of a member who is about to leave, so that those who wait can have the places.
pub(in crate::service) fn free_my_places(
    db: &mut Conn,
    viewer: &Viewer,
    member: &MayAttend,
    now: Instant,
) -> Result<(), StoreError> {
    for meeting in answers::mine_in(db, member, now)? {
        let at = standing::at_meeting(db, viewer, member.group(), meeting, now)?;
        let Some(may) = at.and_then(|at| access::may_answer(viewer, &at)) else {
            continue;
        };
        let Some(locked) = meetings::lock(db, &may, now)? else {
            continue;
        };
        if now < locked.meeting.starts {
            answers::save(db, &may, &locked, Answer::NotComing, now)?;
            fill_places(db, &locked, now)?;
        }
    }
    Ok(())
}
