//! Who does what at a meeting, once it is settled; what the rota proposes has no row. Whoever writes here has locked the
//! group, so that two who press at once come one after the other. Who is told stands in `told`; what is left once a
//! meeting is over, in `over`.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes;
use super::conn::Conn;
use super::error::StoreError;
use super::meetings;
use super::schema::{answer, meeting, role, series, swap, turn, turn_record};
use crate::access::{MayArrange, MayAttend, MayServe};
use crate::domain::ids::{MembershipId, RoleId, SeriesId, TurnId};
use crate::domain::rota::{Record, RoleKind, TurnState};
use crate::domain::rsvp::Answer;
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall};

mod over;
mod told;

pub(in crate::store) use over::{of_meetings, of_moved_meetings};
pub(in crate::store) use told::about;
pub use told::{Freed, all_are_asked, answered, ask, given, is_asked};

/// What is settled about a role at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub id: TurnId,
    pub meeting: MeetingKey,
    pub role: RoleId,
    /// `None` when it is open to all.
    pub by: Option<MembershipId>,
    pub state: TurnState,
    pub since: Instant,
}

type Row = (TurnId, SeriesId, Wall, RoleId, Option<MembershipId>, TurnState, Instant);

/// All that is settled in my group; of meetings that are over, as long as it is kept.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayAttend) -> Result<Vec<Turn>, StoreError> {
    let rows: Vec<Row> = turn::table
        .inner_join(meeting::table)
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()))
        .order((meeting::original_local, turn::id))
        .select((
            turn::id,
            meeting::series_id,
            meeting::original_local,
            turn::role_id,
            turn::membership_id,
            turn::state,
            turn::since_at,
        ))
        .load(&mut db.db)?;
    Ok(rows
        .into_iter()
        .map(|(id, series, original, role, by, state, since)| Turn {
            id,
            meeting: MeetingKey { series, original },
            role,
            by,
            state,
            since,
        })
        .collect())
}

/// What is left of my group's past turns.
///
/// # Errors
/// When the database does not answer.
pub fn records(db: &mut Conn, may: &MayAttend) -> Result<Vec<((RoleId, MembershipId), Record)>, StoreError> {
    let rows: Vec<(RoleId, MembershipId, NaiveDate, i32, i32)> = turn_record::table
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()))
        .select((
            turn_record::role_id,
            turn_record::membership_id,
            turn_record::last_week,
            turn_record::run,
            turn_record::count,
        ))
        .load(&mut db.db)?;
    let number = |it: i32| u32::try_from(it).unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|(role, member, week, run, count)| {
            ((role, member), Record { last_week: Some(week), run: number(run), count: number(count) })
        })
        .collect())
}

/// Who has said to which meeting of my group that they cannot come.
///
/// # Errors
/// When the database does not answer.
pub fn absent(
    db: &mut Conn,
    may: &MayAttend,
    window: &Range<Instant>,
) -> Result<Vec<(MeetingKey, MembershipId)>, StoreError> {
    let rows: Vec<(SeriesId, Wall, MembershipId)> = answer::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(series::group_id.eq(may.group()).and(changes::near(window)))
        .filter(answer::state.eq(Answer::NotComing))
        .select((meeting::series_id, meeting::original_local, answer::membership_id))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(series, original, by)| (MeetingKey { series, original }, by)).collect())
}

/// Whether it is settled that this member leads that meeting, alone or with somebody.
pub(in crate::store) fn leads(
    db: &mut Conn,
    member: MembershipId,
    at: MeetingKey,
) -> Result<bool, StoreError> {
    let settled: i64 = turn::table
        .inner_join(meeting::table)
        .inner_join(role::table)
        .filter(turn::membership_id.eq(member).and(turn::state.eq(TurnState::Confirmed)))
        .filter(meeting::series_id.eq(at.series).and(meeting::original_local.eq(at.original)))
        .filter(role::kind.eq_any(RoleKind::LEADING))
        .count()
        .get_result(&mut db.db)?;
    Ok(settled > 0)
}

/// How many different members of my group have led since a day, as far as turns tell.
///
/// # Errors
/// When the database does not answer.
pub fn led_since(
    db: &mut Conn,
    may: &MayAttend,
    since: NaiveDate,
    now: Instant,
) -> Result<usize, StoreError> {
    let past: Vec<MembershipId> = turn_record::table
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()).and(role::kind.eq_any(RoleKind::LEADING)))
        .filter(turn_record::last_week.ge(since))
        .select(turn_record::membership_id)
        .load(&mut db.db)?;
    let lately: Vec<Option<MembershipId>> = turn::table
        .inner_join(meeting::table)
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()).and(role::kind.eq_any(RoleKind::LEADING)))
        .filter(turn::state.eq(TurnState::Confirmed))
        .filter(meeting::original_local.le(Wall::from_naive(now.naive_utc())))
        .select(turn::membership_id)
        .load(&mut db.db)?;
    Ok(past.into_iter().chain(lately.into_iter().flatten()).collect::<BTreeSet<_>>().len())
}

/// I do it.
///
/// # Errors
/// When the database does not answer.
pub fn take(db: &mut Conn, may: &MayServe, now: Instant) -> Result<TurnId, StoreError> {
    write(db, may.meeting(), may.role(), Some(may.membership()), TurnState::Confirmed, now)
}

/// This member does it. `to` is one of the group's: whoever calls has it from the group's own list.
///
/// # Errors
/// When the database does not answer.
pub fn give(db: &mut Conn, may: &MayArrange, to: MembershipId, now: Instant) -> Result<TurnId, StoreError> {
    write(db, may.meeting(), may.role(), Some(to), TurnState::Confirmed, now)
}

/// Nobody is proposed: all may take it.
///
/// # Errors
/// When the database does not answer.
pub fn leave_open(db: &mut Conn, may: &MayArrange, now: Instant) -> Result<TurnId, StoreError> {
    write(db, may.meeting(), may.role(), None, TurnState::Open, now)
}

/// What was mine stands with the next in line, or with all.
///
/// # Errors
/// When the database does not answer.
pub fn free(
    db: &mut Conn,
    may: &MayServe,
    next: Option<MembershipId>,
    now: Instant,
) -> Result<TurnId, StoreError> {
    let state = if next.is_some() { TurnState::Asked } else { TurnState::Open };
    write(db, may.meeting(), may.role(), next, state, now)
}

/// Somebody is taken out for a time by others: what they had taken is open, from now on.
pub(in crate::store) fn open_all(db: &mut Conn, of: MembershipId, now: Instant) -> Result<(), StoreError> {
    let theirs: Vec<(SeriesId, Wall, RoleId)> = turn::table
        .inner_join(meeting::table)
        .filter(turn::membership_id.eq(of))
        .filter(meeting::original_local.ge(Wall::from_naive(now.naive_utc())))
        .select((meeting::series_id, meeting::original_local, turn::role_id))
        .load(&mut db.db)?;
    for (series, original, role) in theirs {
        write(db, MeetingKey { series, original }, role, None, TurnState::Open, now)?;
    }
    Ok(())
}

fn write(
    db: &mut Conn,
    key: MeetingKey,
    of: RoleId,
    by: Option<MembershipId>,
    state: TurnState,
    now: Instant,
) -> Result<TurnId, StoreError> {
    let at = meetings::row(db, key)?.id;
    let known: Option<TurnId> = turn::table
        .filter(turn::meeting_id.eq(at).and(turn::role_id.eq(of)))
        .select(turn::id)
        .first(&mut db.db)
        .optional()?;
    let Some(id) = known else {
        let id = TurnId::from_random(db.entropy.bytes());
        diesel::insert_into(turn::table)
            .values((
                turn::id.eq(id),
                turn::meeting_id.eq(at),
                turn::role_id.eq(of),
                turn::membership_id.eq(by),
                turn::state.eq(state),
                turn::since_at.eq(now),
            ))
            .execute(&mut db.db)?;
        return Ok(id);
    };
    // Whoever had it may have asked somebody; that question is answered.
    diesel::delete(swap::table.filter(swap::turn_id.eq(id).or(swap::other_id.eq(id)))).execute(&mut db.db)?;
    diesel::update(turn::table.find(id))
        .set((turn::membership_id.eq(by), turn::state.eq(state), turn::since_at.eq(now)))
        .execute(&mut db.db)?;
    Ok(id)
}
