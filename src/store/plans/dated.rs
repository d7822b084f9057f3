//! What one date does, and who leads what. A date without a plan of its own does what its series usually does; as soon as
//! somebody leads something on it, it has a copy of that, and the usual plan has no persons in it. Whoever writes here has
//! locked the meeting. The rows hang on the meeting's own, and so move with it.

use diesel::prelude::*;

use super::{Of, Placed, Planned, fill, insert, sessions, usual_of};
use crate::access::{MayAnswer, MayAttend, MayChange, MayGuide, MayPlace, MayTakePart};
use crate::domain::ids::{MeetingId, MembershipId, PlanId, SessionId};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::session::Plan;
use crate::domain::time::{Instant, Wall};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::meetings::Locked;
use crate::store::schema::{meeting, membership, plan, session, session_leader};
use crate::store::series::{self, Series};

/// The meeting itself, as it stands. `None` when the series has no such date.
///
/// # Errors
/// When the database does not answer.
pub fn look(db: &mut Conn, may: &MayTakePart, now: Instant) -> Result<Option<(Series, Meeting)>, StoreError> {
    series::with_date(db, may.meeting(), now)
}

/// What a meeting does; `None` when nobody has planned it.
///
/// # Errors
/// When the database does not answer.
pub fn of_meeting(db: &mut Conn, may: &MayTakePart) -> Result<Option<Planned>, StoreError> {
    of_key(db, may.meeting())
}

/// What the one date does that a guest leads, without those who lead its parts; `None` when nobody has planned it.
///
/// # Errors
/// When the database does not answer.
pub fn for_guest(db: &mut Conn, may: &MayGuide) -> Result<Option<Plan>, StoreError> {
    Ok(of_key(db, may.as_asked().meeting())?.and_then(|it| it.plan()))
}

/// What was done on the last date before this one that had a plan of its own, without those who led it.
///
/// # Errors
/// When the database does not answer.
pub fn last(db: &mut Conn, may: &MayChange) -> Result<Option<Plan>, StoreError> {
    let MeetingKey { series, original } = may.meeting();
    let id: Option<PlanId> = plan::table
        .inner_join(meeting::table)
        .filter(meeting::series_id.eq(series).and(meeting::original_local.lt(original)))
        .order(meeting::original_local.desc())
        .select(plan::id)
        .first(&mut db.db)
        .optional()?;
    match id {
        Some(id) => super::one(db, id),
        None => Ok(None),
    }
}

fn of_key(db: &mut Conn, key: MeetingKey) -> Result<Option<Planned>, StoreError> {
    let own: Option<PlanId> = plan::table
        .inner_join(meeting::table)
        .filter(meeting::series_id.eq(key.series).and(meeting::original_local.eq(key.original)))
        .select(plan::id)
        .first(&mut db.db)
        .optional()?;
    match own {
        Some(own) => Ok(Some(Planned { sessions: sessions(db, own)?, is_own: true })),
        None => usual_of(db, key.series),
    }
}

/// What the date that I have locked does from now on. Whoever is not in the group leads nothing.
///
/// # Errors
/// When the database does not answer.
pub fn save(
    db: &mut Conn,
    may: &MayChange,
    at: &Locked,
    new: &Plan,
    leaders: &[Option<MembershipId>],
) -> Result<(), StoreError> {
    let here: Vec<MembershipId> = membership::table
        .filter(membership::group_id.eq(may.group()))
        .select(membership::id)
        .load(&mut db.db)?;
    let leaders: Vec<Option<MembershipId>> =
        leaders.iter().map(|leader| leader.filter(|id| here.contains(id))).collect();
    write(db, at.id, new, &leaders)
}

/// What came of leading a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Done,
    /// Somebody else leads it, or nobody has to.
    NotFree,
    /// The plan was written anew meanwhile.
    Gone,
}

/// I lead a session of the date that I have locked.
///
/// # Errors
/// When the database does not answer.
pub fn lead(db: &mut Conn, may: &MayTakePart, at: &Locked, id: SessionId) -> Result<Taken, StoreError> {
    let planned = of_meeting(db, may)?;
    let found =
        planned.and_then(|it| it.sessions.iter().position(|one| one.id == id).map(|place| (it, place)));
    let Some((planned, place)) = found else {
        return Ok(Taken::Gone);
    };
    let is_free = |one: &Placed| one.leader.is_none() && one.session.kind().is_led();
    if !planned.sessions.get(place).is_some_and(is_free) {
        return Ok(Taken::NotFree);
    }
    match planned.plan() {
        Some(plan) if !planned.is_own => {
            let only_me = (0..plan.sessions().len()).map(|it| (it == place).then_some(may.membership()));
            write(db, at.id, &plan, &only_me.collect::<Vec<_>>())?;
        }
        Some(_) | None => led_by(db, id, may.membership())?,
    }
    Ok(Taken::Done)
}

/// I do not lead it after all; nothing when I did not.
///
/// # Errors
/// When the database does not answer.
pub fn give_back(db: &mut Conn, may: &MayTakePart, id: SessionId) -> Result<(), StoreError> {
    let mine = session_leader::membership_id.eq(may.membership());
    diesel::delete(session_leader::table.filter(session_leader::session_id.eq(id).and(mine)))
        .execute(&mut db.db)?;
    Ok(())
}

/// Whoever says that they do not come to the meeting that they have locked leads nothing there.
///
/// # Errors
/// When the database does not answer.
pub fn does_not_come(db: &mut Conn, may: &MayAnswer, at: &Locked) -> Result<(), StoreError> {
    let there = plan::table.filter(plan::meeting_id.eq(at.id)).select(plan::id);
    let sessions = session::table.filter(session::plan_id.eq_any(there)).select(session::id);
    let mine = session_leader::membership_id.eq(may.membership());
    diesel::delete(session_leader::table.filter(mine.and(session_leader::session_id.eq_any(sessions))))
        .execute(&mut db.db)?;
    Ok(())
}

/// I need a break: whatever I lead is open again.
///
/// # Errors
/// When the database does not answer.
pub fn leads_nothing(db: &mut Conn, may: &MayAttend) -> Result<(), StoreError> {
    free(db, may.membership())
}

/// Whoever is away for a time leads nothing: all of it is open again.
pub(in crate::store) fn free(db: &mut Conn, who: MembershipId) -> Result<(), StoreError> {
    diesel::delete(session_leader::table.filter(session_leader::membership_id.eq(who)))
        .execute(&mut db.db)?;
    Ok(())
}

/// What a member has offered stands in the plan of the date that I have locked.
///
/// # Errors
/// When the database does not answer.
pub fn place(
    db: &mut Conn,
    _: &MayPlace,
    at: &Locked,
    new: &Plan,
    leaders: &[Option<MembershipId>],
) -> Result<(), StoreError> {
    write(db, at.id, new, leaders)
}

fn write(
    db: &mut Conn,
    at: MeetingId,
    new: &Plan,
    leaders: &[Option<MembershipId>],
) -> Result<(), StoreError> {
    let own: Option<PlanId> =
        plan::table.filter(plan::meeting_id.eq(at)).select(plan::id).first(&mut db.db).optional()?;
    let own = match own {
        Some(own) => {
            diesel::delete(session::table.filter(session::plan_id.eq(own))).execute(&mut db.db)?;
            fill(db, own, new)?;
            own
        }
        None => insert(db, Of::Meeting(at), None, new)?,
    };
    for (placed, leader) in sessions(db, own)?.iter().zip(leaders) {
        if let Some(leader) = leader.filter(|_| placed.session.kind().is_led()) {
            led_by(db, placed.id, leader)?;
        }
    }
    Ok(())
}

fn led_by(db: &mut Conn, id: SessionId, who: MembershipId) -> Result<(), StoreError> {
    diesel::insert_into(session_leader::table)
        .values((session_leader::session_id.eq(id), session_leader::membership_id.eq(who)))
        .execute(&mut db.db)?;
    Ok(())
}

/// Whether a date has a plan of its own.
pub(in crate::store) fn is_there(db: &mut Conn, at: MeetingId) -> Result<bool, StoreError> {
    Ok(plan::table.filter(plan::meeting_id.eq(at)).count().get_result::<i64>(&mut db.db)? > 0)
}

/// A date has become another one, which keeps the plan that it has.
pub(in crate::store) fn move_to(db: &mut Conn, from: MeetingId, to: MeetingId) -> Result<(), StoreError> {
    if !is_there(db, to)? {
        diesel::update(plan::table.filter(plan::meeting_id.eq(from)))
            .set(plan::meeting_id.eq(to))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// The plans of dates before a time on the wall, as it stands in the columns of meetings.
pub(in crate::store) fn before(db: &mut Conn, local: Wall, moved: bool) -> Result<Vec<PlanId>, StoreError> {
    let dated = plan::table.inner_join(meeting::table).select(plan::id);
    Ok(if moved {
        dated.filter(meeting::moved_to.le(local)).load(&mut db.db)?
    } else {
        let over = meeting::moved_to.is_null().and(meeting::original_local.le(local));
        dated.filter(over).load(&mut db.db)?
    })
}
