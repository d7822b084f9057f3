//! Turns are taken, accepted, given and given back. Each of these locks the group first: of two who want the same, one
//! gets it, and the other is told what is left.

use super::RotaError;
use super::look::Rota;
use crate::access::{self, MayAttend, MayServe, Viewer};
use crate::domain::ids::{GroupId, MembershipId, RoleId, TurnId};
use crate::domain::rota::{Refusal, RoleKind, TurnState};
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;
use crate::service::member::{locked_member, member};
use crate::store::plans::dated;
use crate::store::turns::{self, Freed};
use crate::store::{Conn, groups, roles, standing};

/// A role at a meeting.
pub(super) type At = (MeetingKey, RoleId);

/// Somebody for a role at a meeting, as a facilitator accepts it.
pub type Pick = (MeetingKey, RoleId, MembershipId);

/// Takes a turn.
///
/// # Errors
/// When somebody has it, or it is leading and not the viewer's to take.
pub fn take(db: &mut Conn, viewer: &Viewer, group: GroupId, at: At, now: Instant) -> Result<(), RotaError> {
    let may = locked(db, viewer, group, at, now)?;
    let there = standing::at_group(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    if there.inside.as_ref().and_then(|inside| inside.steps_back).is_some_and(|it| it.is_ordered) {
        return Err(RotaError::SteppedBack);
    }
    let rota = Rota::look(db, may.as_member(), now)?;
    let slot = rota.slot(at.0, at.1, now).ok_or(RotaError::Over)?;
    rota.ground.may_take(&rota.ground.plan(), slot, may.membership())?;
    turns::take(db, &may, now)?;
    Ok(())
}

/// A facilitator gives a turn to somebody who is willing: whom the rota proposes, or somebody else.
///
/// # Errors
/// When the viewer does not facilitate, or that member cannot have it.
pub fn give(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (key, role, to): Pick,
    now: Instant,
) -> Result<(), RotaError> {
    facilitator(db, viewer, group, (key, role), now)?;
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let given = give_one(db, viewer, group, (key, role, to), now)?;
    Ok(turns::given(db, &may, &[given], now)?)
}

/// A facilitator accepts what the rota proposed. What is not possible any more stays a proposal; each member is told once.
/// How many turns are settled.
///
/// # Errors
/// When the viewer does not facilitate.
pub fn accept(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    picks: &[Pick],
    now: Instant,
) -> Result<usize, RotaError> {
    let (at, may) = locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    access::may_facilitate(viewer, &at, now).ok_or(RotaError::NotFound)?;
    let mut given = Vec::new();
    for pick in picks {
        match give_one(db, viewer, group, *pick, now) {
            Ok(one) => given.push(one),
            Err(RotaError::Refused(_) | RotaError::NotWilling | RotaError::Over | RotaError::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    turns::given(db, &may, &given, now)?;
    Ok(given.len())
}

fn give_one(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (key, role, to): Pick,
    now: Instant,
) -> Result<(TurnId, MembershipId, Instant), RotaError> {
    let may = facilitator(db, viewer, group, (key, role), now)?;
    let rota = Rota::look(db, may.as_facilitator().as_member(), now)?;
    let slot = rota.slot(key, role, now).ok_or(RotaError::Over)?;
    let starts = rota.meeting(key, now).ok_or(RotaError::Over)?.starts;
    if let Some(turn) = rota.turn(key, role).filter(|turn| turn.state == TurnState::Confirmed) {
        // Whoever has it gives it back, or swaps; nobody takes it from them.
        return if turn.by == Some(to) { Ok((turn.id, to, starts)) } else { Err(Refusal::Held.into()) };
    }
    if !rota.could_have(slot, to) {
        return Err(RotaError::NotWilling);
    }
    rota.ground.within_the_maximum(slot, to)?;
    Ok((turns::give(db, &may, to, now)?, to, starts))
}

/// A facilitator leaves a turn open: nobody is proposed, and all may take it.
///
/// # Errors
/// When the viewer does not facilitate, or somebody has it.
pub fn leave_open(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: At,
    now: Instant,
) -> Result<(), RotaError> {
    facilitator(db, viewer, group, at, now)?;
    locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let may = facilitator(db, viewer, group, at, now)?;
    let rota = Rota::look(db, may.as_facilitator().as_member(), now)?;
    rota.slot(at.0, at.1, now).ok_or(RotaError::Over)?;
    if rota.turn(at.0, at.1).is_some_and(|turn| turn.state == TurnState::Confirmed) {
        return Err(Refusal::Held.into());
    }
    turns::leave_open(db, &may, now)?;
    Ok(())
}

/// The viewer cannot take their turn, or not the one that they were asked for.
///
/// # Errors
/// When it is not the viewer's, or the meeting has begun.
pub fn free(db: &mut Conn, viewer: &Viewer, group: GroupId, at: At, now: Instant) -> Result<(), RotaError> {
    let may = locked(db, viewer, group, at, now)?;
    let rota = Rota::look(db, may.as_member(), now)?;
    rota.slot(at.0, at.1, now).ok_or(RotaError::Over)?;
    if rota.turn(at.0, at.1).is_none_or(|turn| turn.by != Some(may.membership())) {
        return Err(RotaError::NotYours);
    }
    free_all(db, viewer, may.as_member(), &[at], now)
}

/// The viewer needs a break, and gives no reason: all their turns to come are free at once; or the viewer is back. Membership,
/// mandate, and what they are willing to do stay as they are.
///
/// # Errors
/// When the viewer is not in the group.
pub fn rest(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    rests: bool,
    now: Instant,
) -> Result<(), RotaError> {
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    roles::rest(db, &may, rests)?;
    if !rests {
        return Ok(());
    }
    dated::leads_nothing(db, &may)?;
    free_mine(db, viewer, &may, |_| true, now)
}

/// Frees the turns of somebody who steps back: the next in line is asked. The caller has locked the group.
pub(in crate::service) fn free_turns(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayAttend,
    now: Instant,
) -> Result<(), RotaError> {
    free_mine(db, viewer, may, |_| true, now)
}

/// Frees the turns of somebody who is about to leave. The caller has locked the group.
pub(in crate::service) fn free_my_turns(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayAttend,
    now: Instant,
) -> Result<(), RotaError> {
    // So nobody asks the one who leaves.
    roles::rest(db, may, true)?;
    free_mine(db, viewer, may, |_| true, now)
}

/// Whoever says that they do not come to a meeting has no turn there.
pub(in crate::service) fn cannot_come(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<(), RotaError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    free_mine(db, viewer, &may, |of| of == key, now)
}

fn free_mine(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayAttend,
    at: impl Fn(MeetingKey) -> bool,
    now: Instant,
) -> Result<(), RotaError> {
    let mine: Vec<At> = turns::of_group(db, may)?
        .into_iter()
        .filter(|turn| turn.by == Some(may.membership()) && at(turn.meeting))
        .map(|turn| (turn.meeting, turn.role))
        .collect();
    if mine.is_empty() { Ok(()) } else { free_all(db, viewer, may, &mine, now) }
}

/// Gives turns back, one after the other, so that whoever is asked for one is not the longest waiting for the next; then
/// everybody concerned is told once.
fn free_all(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayAttend,
    mine: &[At],
    now: Instant,
) -> Result<(), RotaError> {
    let mut freed = Vec::new();
    for at in mine {
        let Some(serve) = serve(db, viewer, may.group(), *at, now)? else {
            continue;
        };
        let rota = Rota::look(db, may, now)?;
        let (Some(slot), Some(meeting)) = (rota.slot(at.0, at.1, now), rota.meeting(at.0, now)) else {
            continue;
        };
        let (starts, was) = (meeting.starts, rota.turn(at.0, at.1).map(|turn| turn.state));
        // The next in line is asked once; after that, all are.
        let next = rota.next_without(slot, may.membership()).filter(|_| was == Some(TurnState::Confirmed));
        let turn = turns::free(db, &serve, next, now)?;
        if was == Some(TurnState::Asked) {
            turns::all_are_asked(db, may, turn, now)?;
            continue;
        }
        let kind = rota.ground.roles.get(&at.1).copied().unwrap_or(RoleKind::Own);
        freed.push(Freed { turn, starts, next, kind, beside: rota.beside(at.0) });
    }
    Ok(turns::ask(db, may, &freed, now)?)
}

fn serve(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: At,
    now: Instant,
) -> Result<Option<MayServe>, RotaError> {
    let there = standing::at_role(db, viewer, group, at, now)?;
    Ok(there.and_then(|there| access::may_serve(viewer, &there)))
}

/// Locks the group for whoever wants something of a turn.
pub(super) fn locked(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: At,
    now: Instant,
) -> Result<MayServe, RotaError> {
    let may = serve(db, viewer, group, at, now)?.ok_or(RotaError::NotFound)?;
    groups::lock(db, may.as_member())?;
    serve(db, viewer, group, at, now)?.ok_or(RotaError::NotFound)
}

fn facilitator(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: At,
    now: Instant,
) -> Result<access::MayArrange, RotaError> {
    let there = standing::at_role(db, viewer, group, at, now)?.ok_or(RotaError::NotFound)?;
    access::may_arrange(viewer, &there, now).ok_or(RotaError::NotFound)
}
