//! What members asked to be reminded of, and the reminders that come of it.

use diesel::prelude::*;

use super::answers;
use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{answer, groups, membership, outbox as o, reminder_choice, series as s};
use super::series::{self, Series};
use crate::access::{MayAttend, MayRun, MayUnsubscribe};
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MembershipId, ReminderId, SeriesId};
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::reminder::{self, Choice, ReminderKey};
use crate::domain::rsvp::Answer;
use crate::domain::series::{Meeting, MeetingKey, Status};
use crate::domain::time::Instant;

/// What a member chose for one group.
///
/// # Errors
/// When the database does not answer.
pub fn chosen(db: &mut Conn, may: &MayAttend) -> Result<(Vec<Choice>, Channel), StoreError> {
    let channel = membership::table.find(may.membership()).select(membership::channel).first(&mut db.db)?;
    Ok((of(db, may.membership())?, channel))
}

fn of(db: &mut Conn, member: MembershipId) -> Result<Vec<Choice>, StoreError> {
    let hours: Vec<i32> = reminder_choice::table
        .filter(reminder_choice::membership_id.eq(member))
        .order(reminder_choice::hours_before)
        .select(reminder_choice::hours_before)
        .load(&mut db.db)?;
    Ok(hours.into_iter().filter_map(|it| Choice::from_hours_before(u8::try_from(it).ok()?)).collect())
}

/// Chooses, and takes back what was queued by an earlier choice; the planner makes what is wanted now.
///
/// # Errors
/// When the database does not answer.
pub fn choose(
    db: &mut Conn,
    may: &MayAttend,
    choices: &[Choice],
    channel: Channel,
) -> Result<(), StoreError> {
    forget(db, may.membership())?;
    for choice in choices {
        diesel::insert_into(reminder_choice::table)
            .values((
                reminder_choice::id.eq(ReminderId::from_random(db.entropy.bytes())),
                reminder_choice::membership_id.eq(may.membership()),
                reminder_choice::hours_before.eq(i32::from(choice.hours_before())),
            ))
            .execute(&mut db.db)?;
    }
    diesel::update(membership::table.find(may.membership()))
        .set(membership::channel.eq(channel))
        .execute(&mut db.db)?;
    Ok(())
}

/// Stops all mail of a membership. `false` when there is no such membership any more.
///
/// # Errors
/// When the database does not answer.
pub fn stop(db: &mut Conn, may: &MayUnsubscribe) -> Result<bool, StoreError> {
    forget(db, may.membership())?;
    // What is about to be sent by mail is taken back, whatever it is about.
    diesel::update(o::table.filter(o::membership_id.eq(may.membership()).and(o::state.eq_any(OPEN))))
        .set(o::state.eq(OutboxState::Cancelled))
        .execute(&mut db.db)?;
    let stopped = diesel::update(membership::table.find(may.membership()))
        .set(membership::channel.eq(Channel::Site))
        .execute(&mut db.db)?;
    Ok(stopped > 0)
}

/// States from which a message can still be taken back.
const OPEN: [OutboxState; 3] = [OutboxState::Planned, OutboxState::Leased, OutboxState::Retry];

fn forget(db: &mut Conn, member: MembershipId) -> Result<(), StoreError> {
    diesel::delete(reminder_choice::table.filter(reminder_choice::membership_id.eq(member)))
        .execute(&mut db.db)?;
    // A row that is gone can be planned again when the member chooses the same once more; one that was sent stays.
    diesel::delete(
        o::table
            .filter(o::membership_id.eq(member).and(o::kind.eq(MessageKind::Reminder)))
            .filter(o::state.eq_any(OPEN)),
    )
    .execute(&mut db.db)?;
    Ok(())
}

/// Queues the reminders of every meeting that begins before `until`. Running it again adds nothing; what has been moved
/// since is superseded. How many were looked at.
///
/// # Errors
/// When the database does not answer.
pub fn plan(db: &mut Conn, _: &MayRun, now: Instant, until: Instant) -> Result<usize, StoreError> {
    let wanting: Vec<(MembershipId, GroupId, Channel)> = membership::table
        .inner_join(reminder_choice::table)
        .order(membership::id)
        .select((membership::id, membership::group_id, membership::channel))
        .distinct()
        .load(&mut db.db)?;
    let mut looked_at = 0;
    let mut groups: Vec<GroupId> = wanting.iter().map(|(_, group, _)| *group).collect();
    groups.sort();
    groups.dedup();
    for group in groups {
        for series in series_of(db, group)? {
            for meeting in series.schedule.meetings(now..until, &series.changes, 100) {
                looked_at += 1;
                let members: Vec<_> = wanting.iter().filter(|(_, of, _)| *of == group).copied().collect();
                if meeting.status != Status::Cancelled {
                    plan_one(db, &series, &meeting, &members, now)?;
                }
            }
        }
    }
    Ok(looked_at)
}

fn series_of(db: &mut Conn, group: GroupId) -> Result<Vec<Series>, StoreError> {
    let ids: Vec<SeriesId> = s::table
        .inner_join(groups::table)
        .filter(groups::id.eq(group))
        .order(s::id)
        .select(s::id)
        .load(&mut db.db)?;
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.extend(series::one(db, id)?);
    }
    Ok(all)
}

fn plan_one(
    db: &mut Conn,
    series: &Series,
    meeting: &Meeting,
    members: &[(MembershipId, GroupId, Channel)],
    now: Instant,
) -> Result<(), StoreError> {
    let key = MeetingKey { series: series.id, original: meeting.original };
    let Some(locked) = answers::lock_key(db, key)? else {
        return Ok(());
    };
    diesel::update(
        o::table
            .filter(o::meeting_id.eq(locked.id).and(o::kind.eq(MessageKind::Reminder)))
            .filter(o::time_version.ne(locked.time_version).and(o::state.eq_any(OPEN))),
    )
    .set(o::state.eq(OutboxState::Superseded))
    .execute(&mut db.db)?;
    for (member, group, channel) in members {
        let said: Option<Answer> = answer::table
            .filter(answer::meeting_id.eq(locked.id).and(answer::membership_id.eq(member)))
            .select(answer::state)
            .first(&mut db.db)
            .optional()?;
        if !reminder::is_for(said) {
            continue;
        }
        let choices = of(db, *member)?;
        for (choice, due) in reminder::plan(&choices, meeting, series.schedule.zone, now) {
            let key = ReminderKey {
                meeting: locked.id,
                time_version: locked.time_version,
                membership: *member,
                choice,
            };
            let message = Message {
                channel: *channel,
                membership: Some(*member),
                meeting: Some(locked.id),
                group: Some(*group),
                time_version: Some(locked.time_version),
                hours_before: Some(i32::from(choice.hours_before())),
                due,
                expires: Some(reminder::expires(meeting.starts)),
                ..Message::now(key.to_string(), MessageKind::Reminder, now)
            };
            outbox::enqueue(db, &message, now)?;
        }
    }
    Ok(())
}
