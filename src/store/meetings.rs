//! Meetings on which something hangs: only those have a row. [`lock`] is how a transaction becomes the only writer of a
//! meeting, on both databases; [`look`] reads and changes nothing.

use diesel::prelude::*;

use super::conn::Conn;
use super::dialect;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{meeting, membership, series as series_table};
use super::series::{self, Series};
use super::telling;
use crate::access::{
    May, MayAnswer, MayArrive, MayAskGuest, MayChange, MayFacilitate, MayLookBack, MayTakePart,
};
use crate::domain::coded::Coded as _;
use crate::domain::group::MeetingState;
use crate::domain::ids::{GroupId, MeetingId, MembershipId, SeriesId};
use crate::domain::message::MessageKind;
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::time::{Instant, Wall};

/// A meeting of which this transaction is the only writer.
#[derive(Debug)]
pub struct Locked {
    pub id: MeetingId,
    pub series: Series,
    pub meeting: Meeting,
    pub time_version: i32,
    pub(in crate::store) revision: i64,
}

/// A meeting as it stands at this moment.
#[derive(Debug)]
pub struct Looked {
    pub series: Series,
    pub meeting: Meeting,
    /// How many people a change would touch.
    pub people: u32,
}

/// The row of a meeting.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = meeting)]
pub(in crate::store) struct Row {
    pub(in crate::store) id: MeetingId,
    pub(in crate::store) time_version: i32,
    revision: i64,
}

/// The row, if there is one.
pub(in crate::store) fn find(db: &mut Conn, key: MeetingKey) -> Result<Option<Row>, StoreError> {
    Ok(meeting::table
        .filter(meeting::series_id.eq(key.series).and(meeting::original_local.eq(key.original)))
        .select(Row::as_select())
        .first(&mut db.db)
        .optional()?)
}

/// The row, made when it is the first thing that hangs on the meeting. The caller knows that the series has it.
pub(in crate::store) fn row(db: &mut Conn, key: MeetingKey) -> Result<Row, StoreError> {
    if let Some(row) = find(db, key)? {
        return Ok(row);
    }
    let id = MeetingId::from_random(db.entropy.bytes());
    dialect::insert_meeting(db, id, key)?;
    find(db, key)?.ok_or(StoreError::Unknown("meeting"))
}

/// Locks the meeting that a member answers to. `None` when the series has no such meeting.
///
/// # Errors
/// When the database does not answer.
pub fn lock(db: &mut Conn, may: &MayAnswer, now: Instant) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting(), now)
}

/// Locks the meeting to which somebody new is coming.
///
/// # Errors
/// When the database does not answer.
pub fn lock_for_arrival(db: &mut Conn, may: &MayArrive, now: Instant) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting(), now)
}

/// Locks the meeting to which a guest is asked.
///
/// # Errors
/// When the database does not answer.
pub fn lock_for_guest(db: &mut Conn, may: &MayAskGuest, now: Instant) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting(), now)
}

/// Locks a meeting at which somebody's answer is taken back by others, who have a right to that.
pub(in crate::store) fn lock_for_others(
    db: &mut Conn,
    _: &impl May,
    key: MeetingKey,
    now: Instant,
) -> Result<Option<Locked>, StoreError> {
    lock_key(db, key, now)
}

/// Locks the meeting that a facilitator changes.
///
/// # Errors
/// When the database does not answer.
pub fn lock_for_change(db: &mut Conn, may: &MayChange, now: Instant) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting(), now)
}

/// Locks the meeting in whose plan a member takes part.
///
/// # Errors
/// When the database does not answer.
pub fn lock_for_part(db: &mut Conn, may: &MayTakePart, now: Instant) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting(), now)
}

/// Locks the meeting of which something is counted.
///
/// # Errors
/// When the database does not answer.
pub fn lock_to_count(db: &mut Conn, may: &MayLookBack, now: Instant) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting(), now)
}

/// Locks a meeting of the group, to give its free places to those who wait. `None` when the group has no such meeting.
///
/// # Errors
/// When the database does not answer.
pub fn lock_to_fill(
    db: &mut Conn,
    may: &MayFacilitate,
    key: MeetingKey,
    now: Instant,
) -> Result<Option<Locked>, StoreError> {
    Ok(lock_key(db, key, now)?.filter(|locked| locked.series.group == may.group()))
}

/// Bumps the row's revision: from here on it is locked on PostgreSQL, and on SQLite there is one writer anyway. What is
/// read, is read afterwards.
fn lock_key(db: &mut Conn, key: MeetingKey, now: Instant) -> Result<Option<Locked>, StoreError> {
    if series::with_date(db, key, now)?.is_none() {
        return Ok(None);
    }
    let id = row(db, key)?.id;
    let row: Row = diesel::update(meeting::table.find(id))
        .set(meeting::revision.eq(meeting::revision + 1))
        .execute(&mut db.db)
        .and_then(|_| meeting::table.find(id).select(Row::as_select()).first(&mut db.db))?;
    let now_it_is = series::with_date(db, key, now)?;
    Ok(now_it_is.map(|(series, meeting)| Locked {
        id,
        series,
        meeting,
        time_version: row.time_version,
        revision: row.revision,
    }))
}

/// The rows of a series' meetings from one of its dates on.
///
/// # Errors
/// When the database does not answer.
pub fn rows_from(
    db: &mut Conn,
    may: &MayFacilitate,
    of: SeriesId,
    from: Wall,
) -> Result<Vec<MeetingId>, StoreError> {
    from_on(db, may.group(), of, from)
}

/// The same, for whoever has a proof for the group.
pub(in crate::store) fn from_on(
    db: &mut Conn,
    group: GroupId,
    of: SeriesId,
    from: Wall,
) -> Result<Vec<MeetingId>, StoreError> {
    Ok(meeting::table
        .inner_join(series_table::table)
        .filter(series_table::group_id.eq(group).and(meeting::series_id.eq(of)))
        .filter(meeting::original_local.ge(from))
        .select(meeting::id)
        .load(&mut db.db)?)
}

/// The rows of some of a series' meetings.
///
/// # Errors
/// When the database does not answer.
pub fn rows_at(
    db: &mut Conn,
    may: &MayFacilitate,
    of: SeriesId,
    at: &[Meeting],
) -> Result<Vec<MeetingId>, StoreError> {
    let originals: Vec<Wall> = at.iter().map(|meeting| meeting.original).collect();
    Ok(meeting::table
        .inner_join(series_table::table)
        .filter(series_table::group_id.eq(may.group()).and(meeting::series_id.eq(of)))
        .filter(meeting::original_local.eq_any(originals))
        .select(meeting::id)
        .load(&mut db.db)?)
}

/// Looks at the meeting that a facilitator may change. `None` when the series has no such meeting.
///
/// # Errors
/// When the database does not answer.
pub fn look(db: &mut Conn, may: &MayChange, now: Instant) -> Result<Option<Looked>, StoreError> {
    let key = may.meeting();
    let Some((series, meeting)) = series::with_date(db, key, now)? else {
        return Ok(None);
    };
    let row = find(db, key)?;
    let people = telling::concerned_by_one(db, series.group, row.map(|row| row.id))?.len();
    Ok(Some(Looked { series, meeting, people: u32::try_from(people).unwrap_or(u32::MAX) }))
}

/// Queues a message about a meeting for a member.
pub(in crate::store) fn tell(
    db: &mut Conn,
    at: &Locked,
    to: MembershipId,
    kind: MessageKind,
    was: Option<Wall>,
    now: Instant,
) -> Result<(), StoreError> {
    let channel = membership::table.find(to).select(membership::channel).first(&mut db.db)?;
    let message = Message {
        channel,
        membership: Some(to),
        meeting: Some(at.id),
        time_version: Some(at.time_version),
        was,
        ..Message::now(
            format!("{} {} {to} {}", kind.code(), at.id, at.revision),
            kind,
            now,
            at.meeting.starts,
        )
    };
    outbox::enqueue(db, &message, now)
}

/// Cancels or moves the meeting, and tells those concerned. How many they are.
///
/// # Errors
/// When the database does not answer.
pub fn change(
    db: &mut Conn,
    may: &MayChange,
    at: &Locked,
    to: Option<Wall>,
    now: Instant,
) -> Result<u32, StoreError> {
    let (state, kind) = match to {
        Some(_) => (MeetingState::Scheduled, MessageKind::MeetingMoved),
        None => (MeetingState::Cancelled, MessageKind::MeetingCancelled),
    };
    // A date that had moved is cancelled where it stands by now.
    let moved_to = Some(to.unwrap_or(at.meeting.wall)).filter(|to| *to != at.meeting.original);
    write(db, at, state, moved_to, now)?;
    tell_all(db, may, at, kind, now)
}

/// The meeting was cancelled, and takes place after all; tells those concerned. How many they are.
///
/// # Errors
/// When the database does not answer.
pub fn resume(db: &mut Conn, may: &MayChange, at: &Locked, now: Instant) -> Result<u32, StoreError> {
    let moved_to = Some(at.meeting.wall).filter(|wall| *wall != at.meeting.original);
    write(db, at, MeetingState::Scheduled, moved_to, now)?;
    tell_all(db, may, at, MessageKind::MeetingChanged, now)
}

/// Another time, and with it another version of it.
fn write(
    db: &mut Conn,
    at: &Locked,
    state: MeetingState,
    moved_to: Option<Wall>,
    now: Instant,
) -> Result<(), StoreError> {
    diesel::update(meeting::table.find(at.id))
        .set((
            meeting::state.eq(state),
            meeting::moved_to.eq(moved_to),
            meeting::changed_at.eq(now),
            meeting::time_version.eq(meeting::time_version + 1),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Tells those concerned how a meeting stands that was just changed, and where it was before. How many they are.
///
/// # Errors
/// When the database does not answer.
pub fn tell_all(
    db: &mut Conn,
    may: &MayChange,
    before: &Locked,
    kind: MessageKind,
    now: Instant,
) -> Result<u32, StoreError> {
    let Some((series, meeting)) = series::with_date(db, may.meeting(), now)? else {
        return Ok(0);
    };
    let time_version = meeting::table.find(before.id).select(meeting::time_version).first(&mut db.db)?;
    let after = Locked { id: before.id, series, meeting, time_version, revision: before.revision };
    let told = telling::concerned_by_one(db, after.series.group, Some(after.id))?;
    for membership in &told {
        tell(db, &after, *membership, kind, Some(before.meeting.wall), now)?;
    }
    Ok(u32::try_from(told.len()).unwrap_or(u32::MAX))
}
