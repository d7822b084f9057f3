//! Who is told when dates change, and how: once each, however many dates a change touches. Single dates are told of in
//! [`meetings`](super::meetings).

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{answer, meeting, membership, outbox as o, reminder_choice, series, turn};
use crate::access::{MayAttend, MayFacilitate, MayReplan};
use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, MeetingId, MembershipId, PauseId, SeriesId};
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::rsvp::Answer;
use crate::domain::time::{Instant, Wall, Zone};

/// So long it is worth saying that dates have changed.
const WORTH_SAYING: TimeDelta = TimeDelta::days(30);

/// What there is to say.
#[derive(Debug, Clone, Copy)]
pub enum News {
    /// A series goes on at other times; when the first of the old ones would have been.
    DatesMoved {
        series: SeriesId,
        was: (Wall, Zone),
    },
    /// A series ends; when the first would have been that is not any more.
    DatesEnded {
        was: (Wall, Zone),
    },
    Paused(PauseId),
    /// Something was changed that one has to look at.
    DatesChanged,
}

/// Whom a change of these meetings touches, and of others that have no row: those who answered anything but no to one of
/// them, those who have a turn there, and those who asked for reminders.
///
/// # Errors
/// When the database does not answer.
pub fn concerned(db: &mut Conn, group: GroupId, at: &[MeetingId]) -> Result<Vec<MembershipId>, StoreError> {
    let mut all = answered(db, at)?;
    let reminded = reminder_choice::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(group))
        .select(membership::id)
        .distinct();
    all.extend(reminded.load::<MembershipId>(&mut db.db)?);
    all.sort();
    all.dedup();
    Ok(all)
}

/// Whom a change of this one meeting touches: of the same, nobody who said no to it.
pub(in crate::store) fn concerned_by_one(
    db: &mut Conn,
    group: GroupId,
    at: Option<MeetingId>,
) -> Result<Vec<MembershipId>, StoreError> {
    let mut all = concerned(db, group, at.as_slice())?;
    let said_no: Vec<MembershipId> = answer::table
        .filter(answer::meeting_id.eq_any(at).and(answer::state.eq(Answer::NotComing)))
        .select(answer::membership_id)
        .load(&mut db.db)?;
    all.retain(|member| !said_no.contains(member));
    Ok(all)
}

/// Those who answered anything but no to one of these meetings, or have a turn there.
///
/// # Errors
/// When the database does not answer.
pub fn answered(db: &mut Conn, at: &[MeetingId]) -> Result<Vec<MembershipId>, StoreError> {
    let mut all: Vec<MembershipId> = answer::table
        .filter(answer::meeting_id.eq_any(at).and(answer::state.ne(Answer::NotComing)))
        .select(answer::membership_id)
        .load(&mut db.db)?;
    let serving: Vec<Option<MembershipId>> =
        turn::table.filter(turn::meeting_id.eq_any(at)).select(turn::membership_id).load(&mut db.db)?;
    all.extend(serving.into_iter().flatten());
    all.sort();
    all.dedup();
    Ok(all)
}

/// Whom it touches when nothing takes place in my group on these days.
///
/// # Errors
/// When the database does not answer.
pub fn concerned_between(
    db: &mut Conn,
    may: &MayAttend,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<MembershipId>, StoreError> {
    let rows = rows_between(db, may.group(), days)?;
    concerned(db, may.group(), &rows)
}

/// Those who come to a regular meeting of my group from one of its dates on, or want to be reminded.
///
/// # Errors
/// When the database does not answer.
pub fn asked_about(
    db: &mut Conn,
    may: &MayAttend,
    to: SeriesId,
    from: Wall,
) -> Result<Vec<MembershipId>, StoreError> {
    who_come(db, may.group(), to, from)
}

/// The same, for whoever has a proof for the group.
pub(in crate::store) fn who_come(
    db: &mut Conn,
    group: GroupId,
    to: SeriesId,
    from: Wall,
) -> Result<Vec<MembershipId>, StoreError> {
    let rows = super::meetings::from_on(db, group, to, from)?;
    concerned(db, group, &rows)
}

/// The meetings of a group on which something hangs, of those that would be on these days.
pub(in crate::store) fn rows_between(
    db: &mut Conn,
    group: GroupId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<MeetingId>, StoreError> {
    let rows: Vec<(MeetingId, Wall, Option<Wall>)> = meeting::table
        .inner_join(series::table)
        .filter(series::group_id.eq(group))
        .select((meeting::id, meeting::original_local, meeting::moved_to))
        .load(&mut db.db)?;
    let days = from..=to;
    let within = rows.into_iter().filter(|(_, at, moved)| days.contains(&moved.unwrap_or(*at).date()));
    Ok(within.map(|(id, ..)| id).collect())
}

/// Tells them. How many they are.
///
/// # Errors
/// When the database does not answer.
pub fn tell(
    db: &mut Conn,
    may: &impl MayReplan,
    whom: &[MembershipId],
    news: News,
    now: Instant,
) -> Result<u32, StoreError> {
    let (kind, series, pause, was) = match news {
        News::DatesMoved { series, was } => (MessageKind::DatesMoved, Some(series), None, Some(was)),
        News::DatesEnded { was } => (MessageKind::DatesEnded, None, None, Some(was)),
        News::Paused(pause) => (MessageKind::Paused, None, Some(pause), None),
        News::DatesChanged => (MessageKind::DatesChanged, None, None, None),
    };
    let revision: i64 = super::groups::revision(db, may.group())?;
    for member in whom {
        let channel = membership::table.find(member).select(membership::channel).first(&mut db.db)?;
        let key = format!("{} {member} {revision}", kind.code());
        let message = Message {
            channel,
            membership: Some(*member),
            series,
            pause,
            was: was.map(|(wall, _)| wall),
            was_zone: was.map(|(_, zone)| zone),
            ..Message::now(key, kind, now, now.plus(WORTH_SAYING))
        };
        outbox::enqueue(db, &message, now)?;
    }
    Ok(u32::try_from(whom.len()).unwrap_or(u32::MAX))
}

/// Whom a change made since then has reached by mail already, so that they have to hear that it was taken back. What has
/// not left yet says nothing that is no longer so.
///
/// # Errors
/// When the database does not answer.
pub fn reached(db: &mut Conn, may: &MayFacilitate, since: Instant) -> Result<Vec<MembershipId>, StoreError> {
    let kinds: Vec<MessageKind> =
        MessageKind::ALL.iter().copied().filter(|kind| kind.is_about_dates()).collect();
    Ok(o::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(may.group()).and(o::made_at.ge(since)))
        .filter(o::kind.eq_any(kinds).and(o::state.eq_any([OutboxState::Sent, OutboxState::Sending])))
        .select(membership::id)
        .distinct()
        .load(&mut db.db)?)
}

/// What was queued about changes that were taken back, and has not left.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(db: &mut Conn, may: &MayFacilitate, since: Instant) -> Result<(), StoreError> {
    let kinds: Vec<MessageKind> =
        MessageKind::ALL.iter().copied().filter(|kind| kind.is_about_dates()).collect();
    let members =
        membership::table.filter(membership::group_id.eq(may.group())).select(membership::id.nullable());
    diesel::update(
        o::table
            .filter(o::membership_id.eq_any(members).and(o::made_at.ge(since)))
            .filter(o::kind.eq_any(kinds).and(o::state.eq_any(super::reminders::OPEN))),
    )
    .set(o::state.eq(OutboxState::Superseded))
    .execute(&mut db.db)?;
    Ok(())
}
