//! Who is told about turns: once each, however many turns it is about. Which role it is stands in no message.
//!
//! When somebody cannot come, everything that may have to be said is queued at once, each for its time; what has settled
//! itself by then is not true any more, and the last gate leaves it out. So no job has to notice that nobody answered.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::access::MayAttend;
use crate::domain::coded::Coded as _;
use crate::domain::ids::{MembershipId, SeriesId, SwapId, TurnId};
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::rota::{RoleKind, TurnState, all_from, last_from};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::outbox::{self, Message};
use crate::store::schema::{meeting, membership, on_break, outbox as o, role, swap, turn};
use crate::store::{groups, series};

/// A turn that somebody has given back.
#[derive(Debug, Clone, Copy)]
pub struct Freed {
    pub turn: TurnId,
    pub starts: Instant,
    /// Who is asked; all at once when there is nobody.
    pub next: Option<MembershipId>,
    pub kind: RoleKind,
    /// Who co-facilitates then.
    pub beside: Option<MembershipId>,
}

/// Tells whom these turns are now with, when they did not take them themselves.
///
/// # Errors
/// When the database does not answer.
pub fn given(
    db: &mut Conn,
    may: &MayAttend,
    turns: &[(TurnId, MembershipId, Instant)],
    now: Instant,
) -> Result<(), StoreError> {
    let mut told = BTreeSet::from([may.membership()]);
    for (id, to, starts) in turns {
        if told.insert(*to) {
            say(db, may, (*id, *to), MessageKind::TurnGiven, (now, *starts), now)?;
        }
    }
    Ok(())
}

/// Asks the next in line; later, if it comes to that, all; and at the last the co-facilitator. What is small is not mailed
/// to all: it stands on the group's page. Whoever gave the turns back is not asked.
///
/// # Errors
/// When the database does not answer.
pub fn ask(db: &mut Conn, may: &MayAttend, freed: &[Freed], now: Instant) -> Result<(), StoreError> {
    let others: Vec<MembershipId> = membership::table
        .left_join(on_break::table)
        .filter(membership::group_id.eq(may.group()).and(membership::id.ne(may.membership())))
        .filter(on_break::membership_id.is_null())
        .order(membership::id)
        .select(membership::id)
        .load(&mut db.db)?;
    let (mut asked, mut open) = (BTreeSet::new(), BTreeSet::new());
    for it in freed {
        let all = if it.next.is_some() { all_from(now, it.starts) } else { now };
        if let Some(next) = it.next.filter(|next| asked.insert(*next)) {
            say(db, may, (it.turn, next), MessageKind::TurnAsked, (now, it.starts), now)?;
        }
        if !it.kind.leads() {
            continue;
        }
        for other in others.iter().copied().filter(|other| Some(*other) != it.next) {
            if open.insert(other) {
                say(db, may, (it.turn, other), MessageKind::TurnOpen, (all, it.starts), now)?;
            }
        }
        if let Some(beside) = it.beside.filter(|_| it.kind == RoleKind::Facilitating) {
            let last = last_from(all, it.starts);
            say(db, may, (it.turn, beside), MessageKind::TurnAlone, (last, it.starts), now)?;
        }
    }
    Ok(())
}

/// The next in line has said no: what was to be said to all later, is said now.
///
/// # Errors
/// When the database does not answer.
pub fn all_are_asked(db: &mut Conn, _: &MayAttend, id: TurnId, now: Instant) -> Result<(), StoreError> {
    diesel::update(
        o::table
            .filter(o::turn_id.eq(id).and(o::kind.eq(MessageKind::TurnOpen)))
            .filter(o::state.eq_any([OutboxState::Planned, OutboxState::Retry]).and(o::due_at.gt(now))),
    )
    .set(o::due_at.eq(now))
    .execute(&mut db.db)?;
    Ok(())
}

/// Asks another member to take a turn.
///
/// # Errors
/// When the database does not answer.
pub fn is_asked(
    db: &mut Conn,
    may: &MayAttend,
    (id, to): (TurnId, MembershipId),
    starts: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    say(db, may, (id, to), MessageKind::SwapAsked, (now, starts), now)
}

/// Tells whoever asked that the question is answered.
///
/// # Errors
/// When the database does not answer.
pub fn answered(
    db: &mut Conn,
    may: &MayAttend,
    (id, to): (TurnId, MembershipId),
    starts: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    say(db, may, (id, to), MessageKind::SwapAnswered, (now, starts), now)
}

fn say(
    db: &mut Conn,
    may: &MayAttend,
    (id, to): (TurnId, MembershipId),
    kind: MessageKind,
    (due, expires): (Instant, Instant),
    now: Instant,
) -> Result<(), StoreError> {
    // The group is locked, which raised its revision: the same can be said again when it is so again.
    let revision = groups::revision(db, may.group())?;
    let channel = membership::table.find(to).select(membership::channel).first(&mut db.db)?;
    let message = Message {
        channel,
        membership: Some(to),
        turn: Some(id),
        due,
        ..Message::now(format!("{} {id} {to} {revision}", kind.code()), kind, now, expires)
    };
    outbox::enqueue(db, &message, now)
}

/// When the meeting is that a message about a turn is about, and the question, where it is one. `None` when the message is
/// not true any more.
pub(in crate::store) fn about(
    db: &mut Conn,
    id: TurnId,
    kind: MessageKind,
    to: Option<MembershipId>,
    now: Instant,
) -> Result<Option<((Wall, Zone), Option<SwapId>)>, StoreError> {
    type Row = (SeriesId, Wall, Option<MembershipId>, TurnState);
    let found: Option<Row> = turn::table
        .inner_join(meeting::table)
        .filter(turn::id.eq(id))
        .select((meeting::series_id, meeting::original_local, turn::membership_id, turn::state))
        .first(&mut db.db)
        .optional()?;
    let Some((of, original, by, state)) = found else {
        return Ok(None);
    };
    let question = match kind {
        MessageKind::SwapAsked => swap::table
            .filter(swap::turn_id.eq(id).and(swap::membership_id.nullable().eq(to)))
            .select(swap::id)
            .first(&mut db.db)
            .optional()?,
        _ => None,
    };
    let is_so = match kind {
        MessageKind::TurnGiven => state == TurnState::Confirmed && by == to,
        MessageKind::TurnAsked => state == TurnState::Asked && by == to,
        MessageKind::TurnOpen => state != TurnState::Confirmed,
        MessageKind::TurnAlone => state != TurnState::Confirmed && beside(db, id)? == to,
        MessageKind::SwapAsked => question.is_some(),
        MessageKind::SwapAnswered => true,
        _ => false,
    };
    let at = series::with_date(db, MeetingKey { series: of, original }, now)?;
    Ok(at
        .filter(|(_, meeting)| is_so && meeting.status.takes_place())
        .map(|(series, meeting)| ((meeting.wall, series.schedule.zone), question)))
}

/// Who co-facilitates at the meeting of a turn.
fn beside(db: &mut Conn, id: TurnId) -> Result<Option<MembershipId>, StoreError> {
    let at: i64 = turn::table.find(id).select(turn::meeting_id).first(&mut db.db)?;
    let by: Option<Option<MembershipId>> = turn::table
        .inner_join(role::table)
        .filter(turn::meeting_id.eq(at).and(role::kind.eq(RoleKind::CoFacilitating)))
        .filter(turn::state.eq(TurnState::Confirmed))
        .select(turn::membership_id)
        .first(&mut db.db)
        .optional()?;
    Ok(by.flatten())
}
