//! Meetings on which something hangs, and the answers that hang on them. [`lock`] is how a transaction becomes the only
//! writer of a meeting, on both databases.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{answer, meeting};
use super::series::{self, Series};
use crate::access::{MayAnswer, MayAttend, MayChange};
use crate::domain::group::{Channel, MeetingState};
use crate::domain::ids::{AnswerId, MeetingId, MembershipId, SeriesId};
use crate::domain::message::MessageKind;
use crate::domain::rsvp::Answer;
use crate::domain::series::{Change, Meeting, MeetingKey};
use crate::domain::time::{Instant, Wall};

/// A meeting of which this transaction is the only writer.
#[derive(Debug)]
pub struct Locked {
    pub id: MeetingId,
    pub series: Series,
    pub meeting: Meeting,
    pub time_version: i32,
    revision: i64,
}

/// How a meeting stands, for its members: numbers, no names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub coming: u32,
    pub perhaps: u32,
    pub waiting: u32,
}

/// Locks the meeting that a member answers to. `None` when the series has no such meeting.
///
/// # Errors
/// When the database does not answer.
pub fn lock(db: &mut Conn, may: &MayAnswer) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting())
}

/// Locks the meeting that a facilitator changes.
///
/// # Errors
/// When the database does not answer.
pub fn lock_for_change(db: &mut Conn, may: &MayChange) -> Result<Option<Locked>, StoreError> {
    lock_key(db, may.meeting())
}

/// Makes the row when it is the first thing that hangs on the meeting, and bumps its revision: from here on the row is
/// locked on PostgreSQL, and on SQLite there is one writer anyway.
pub(in crate::store) fn lock_key(db: &mut Conn, key: MeetingKey) -> Result<Option<Locked>, StoreError> {
    let Some(series) = series::one(db, key.series)?.filter(|series| series.schedule.has(key.original)) else {
        return Ok(None);
    };
    let bumped = diesel::update(
        meeting::table
            .filter(meeting::series_id.eq(key.series).and(meeting::original_local.eq(key.original))),
    )
    .set(meeting::revision.eq(meeting::revision + 1))
    .execute(&mut db.db)?;
    if bumped == 0 {
        let id = MeetingId::from_random(db.entropy.bytes());
        super::dialect::insert_meeting(db, id, key)?;
        return lock_key(db, key);
    }
    let (id, state, moved_to, time_version, revision): (MeetingId, MeetingState, Option<Wall>, i32, i64) =
        meeting::table
            .filter(meeting::series_id.eq(key.series).and(meeting::original_local.eq(key.original)))
            .select((
                meeting::id,
                meeting::state,
                meeting::moved_to,
                meeting::time_version,
                meeting::revision,
            ))
            .first(&mut db.db)?;
    let change = Change { original: key.original, cancelled: state == MeetingState::Cancelled, moved_to };
    let meeting =
        series.schedule.meeting(key.original, Some(&change).filter(|c| c.cancelled || c.moved_to.is_some()));
    Ok(Some(Locked { id, series, meeting, time_version, revision }))
}

/// How many others are coming.
///
/// # Errors
/// When the database does not answer.
pub fn others_coming(db: &mut Conn, may: &MayAnswer, at: &Locked) -> Result<u32, StoreError> {
    let count: i64 = answer::table
        .filter(answer::meeting_id.eq(at.id).and(answer::state.eq(Answer::Coming)))
        .filter(answer::membership_id.ne(may.membership()))
        .count()
        .get_result(&mut db.db)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Writes my answer. Saying the same again changes nothing, so that whoever waits keeps their turn.
///
/// # Errors
/// When the database does not answer.
pub fn save(db: &mut Conn, may: &MayAnswer, at: &Locked, to: Answer, now: Instant) -> Result<(), StoreError> {
    let mine =
        answer::table.filter(answer::meeting_id.eq(at.id).and(answer::membership_id.eq(may.membership())));
    let before: Option<Answer> = mine.select(answer::state).first(&mut db.db).optional()?;
    if before == Some(to) {
        return Ok(());
    }
    if before.is_some() {
        diesel::update(
            answer::table
                .filter(answer::meeting_id.eq(at.id).and(answer::membership_id.eq(may.membership()))),
        )
        .set((answer::state.eq(to), answer::turn.eq(at.revision), answer::answered_at.eq(now)))
        .execute(&mut db.db)?;
        return Ok(());
    }
    diesel::insert_into(answer::table)
        .values((
            answer::id.eq(AnswerId::from_random(db.entropy.bytes())),
            answer::meeting_id.eq(at.id),
            answer::membership_id.eq(may.membership()),
            answer::state.eq(to),
            answer::turn.eq(at.revision),
            answer::answered_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Counts the answers to a locked meeting.
///
/// # Errors
/// When the database does not answer.
pub fn tally(db: &mut Conn, at: &Locked) -> Result<Tally, StoreError> {
    Ok(tallies(db, &[at.id])?.into_iter().next().map(|(_, tally)| tally).unwrap_or_default())
}

fn tallies(db: &mut Conn, of: &[MeetingId]) -> Result<Vec<(MeetingId, Tally)>, StoreError> {
    let rows: Vec<(MeetingId, Answer, i64)> = answer::table
        .filter(answer::meeting_id.eq_any(of))
        .group_by((answer::meeting_id, answer::state))
        .select((answer::meeting_id, answer::state, diesel::dsl::count_star()))
        .load(&mut db.db)?;
    let mut found: Vec<(MeetingId, Tally)> = of.iter().map(|id| (*id, Tally::default())).collect();
    for (id, state, count) in rows {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if let Some((_, tally)) = found.iter_mut().find(|(known, _)| *known == id) {
            match state {
                Answer::Coming => tally.coming = count,
                Answer::Perhaps => tally.perhaps = count,
                Answer::Waiting => tally.waiting = count,
                Answer::NotComing => {}
            }
        }
    }
    Ok(found)
}

/// Moves so many up from the waiting list, in the order in which they came, and tells them.
///
/// # Errors
/// When the database does not answer.
pub fn move_up(db: &mut Conn, at: &Locked, many: u32, now: Instant) -> Result<(), StoreError> {
    let lucky: Vec<(AnswerId, MembershipId)> = answer::table
        .filter(answer::meeting_id.eq(at.id).and(answer::state.eq(Answer::Waiting)))
        .order((answer::turn, answer::id))
        .limit(many.into())
        .select((answer::id, answer::membership_id))
        .load(&mut db.db)?;
    for (id, membership) in lucky {
        diesel::update(answer::table.find(id)).set(answer::state.eq(Answer::Coming)).execute(&mut db.db)?;
        tell(db, at, membership, MessageKind::MovedUp, None, now)?;
    }
    Ok(())
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
    use crate::domain::coded::Coded as _;
    let channel: Channel = {
        use super::schema::membership;
        membership::table.find(to).select(membership::channel).first(&mut db.db)?
    };
    let message = Message {
        channel,
        membership: Some(to),
        meeting: Some(at.id),
        time_version: Some(at.time_version),
        was,
        expires: Some(at.meeting.starts),
        ..Message::now(format!("{} {} {to} {}", kind.code(), at.id, at.revision), kind, now)
    };
    outbox::enqueue(db, &message, now)
}

/// Cancels or moves the meeting, and tells everybody who said that they come, perhaps come, or wait.
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
    diesel::update(meeting::table.find(at.id))
        .set((
            meeting::state.eq(state),
            meeting::moved_to.eq(to.filter(|to| *to != at.meeting.original)),
            meeting::changed_at.eq(now),
            meeting::time_version.eq(meeting::time_version + 1),
        ))
        .execute(&mut db.db)?;
    series::touch(db, may.group())?;
    let told = concerned(db, at)?;
    let after = Locked {
        id: at.id,
        series: at.series.clone(),
        meeting: at.series.schedule.meeting(
            at.meeting.original,
            Some(&Change { original: at.meeting.original, cancelled: to.is_none(), moved_to: to }),
        ),
        time_version: at.time_version + 1,
        revision: at.revision,
    };
    for membership in &told {
        tell(db, &after, *membership, kind, Some(at.meeting.wall), now)?;
    }
    Ok(u32::try_from(told.len()).unwrap_or(u32::MAX))
}

/// Whom a change touches: those who answered anything but no, and those who asked for reminders and did not say no.
///
/// # Errors
/// When the database does not answer.
pub fn concerned(db: &mut Conn, at: &Locked) -> Result<Vec<MembershipId>, StoreError> {
    use super::schema::{membership, reminder_choice};
    let answers: Vec<(MembershipId, Answer)> = answer::table
        .filter(answer::meeting_id.eq(at.id))
        .select((answer::membership_id, answer::state))
        .load(&mut db.db)?;
    let reminded: Vec<MembershipId> = reminder_choice::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(at.series.group))
        .select(membership::id)
        .distinct()
        .load(&mut db.db)?;
    let said_no = |id: &MembershipId| answers.contains(&(*id, Answer::NotComing));
    let mut concerned: Vec<MembershipId> =
        answers.iter().map(|(id, _)| *id).chain(reminded).filter(|id| !said_no(id)).collect();
    concerned.sort();
    concerned.dedup();
    Ok(concerned)
}

/// My answers and everybody's numbers for the meetings of my group that are rows.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(
    db: &mut Conn,
    may: &MayAttend,
) -> Result<Vec<(MeetingKey, Tally, Option<Answer>)>, StoreError> {
    use super::schema::series as s;
    let rows: Vec<(MeetingId, SeriesId, Wall)> = meeting::table
        .inner_join(s::table)
        .filter(s::group_id.eq(may.group()))
        .select((meeting::id, meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    let ids: Vec<MeetingId> = rows.iter().map(|(id, ..)| *id).collect();
    let mine: Vec<(MeetingId, Answer)> = answer::table
        .filter(answer::membership_id.eq(may.membership()))
        .select((answer::meeting_id, answer::state))
        .load(&mut db.db)?;
    let tallies = tallies(db, &ids)?;
    Ok(rows
        .into_iter()
        .zip(tallies)
        .map(|((id, series, original), (_, tally))| {
            let answer = mine.iter().find(|(of, _)| *of == id).map(|(_, answer)| *answer);
            (MeetingKey { series, original }, tally, answer)
        })
        .collect())
}

/// The meetings on whose lists I stand, so that leaving can free my places.
///
/// # Errors
/// When the database does not answer.
pub fn mine_in(db: &mut Conn, may: &MayAttend) -> Result<Vec<MeetingKey>, StoreError> {
    let rows: Vec<(SeriesId, Wall)> = meeting::table
        .inner_join(answer::table)
        .filter(answer::membership_id.eq(may.membership()))
        .filter(answer::state.eq(Answer::Coming))
        .order((meeting::series_id, meeting::original_local))
        .select((meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(series, original)| MeetingKey { series, original }).collect())
}
