//! What members asked to be reminded of, and the reminders that come of it.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::meetings;
use super::outbox::{self, Message};
use super::schema::{answer, membership, outbox as o, reminder_choice};
use super::series::{self, Series, Whose};
use crate::access::{MayAttend, MayRun, MayUnsubscribe};
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MembershipId, ReminderId};
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

/// Stops all mail of a membership: what was queued by mail is said on the site instead. Whether the membership is still
/// there makes no difference, and is not told.
///
/// # Errors
/// When the database does not answer.
pub fn stop(db: &mut Conn, may: &MayUnsubscribe) -> Result<(), StoreError> {
    forget(db, may.membership())?;
    diesel::update(o::table.filter(o::membership_id.eq(may.membership()).and(o::state.eq_any(OPEN))))
        .set((o::channel.eq(Channel::Site), o::state.eq(OutboxState::Planned)))
        .execute(&mut db.db)?;
    diesel::update(membership::table.find(may.membership()))
        .set(membership::channel.eq(Channel::Site))
        .execute(&mut db.db)?;
    Ok(())
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

/// Who wants to be reminded, and by which way.
struct Wanting {
    member: MembershipId,
    channel: Channel,
    choices: Vec<Choice>,
}

/// Queues the reminders of every meeting that begins before `until`. Running it again adds nothing; what has been moved
/// since is superseded. How many were looked at.
///
/// # Errors
/// When the database does not answer.
pub fn plan(db: &mut Conn, _: &MayRun, now: Instant, until: Instant) -> Result<usize, StoreError> {
    let mut looked_at = 0;
    for (group, wanting) in wanting(db)? {
        for series in series::load(db, Whose::Group(group), &(now..until))? {
            for meeting in series.schedule.meetings(now..until, &series.changes, MOST) {
                looked_at += 1;
                if meeting.status != Status::Cancelled {
                    plan_one(db, &series, &meeting, &wanting, now)?;
                }
            }
        }
    }
    Ok(looked_at)
}

/// No group meets more often in the days that are looked at.
const MOST: usize = 100;

fn wanting(db: &mut Conn) -> Result<BTreeMap<GroupId, Vec<Wanting>>, StoreError> {
    let members: Vec<(MembershipId, GroupId, Channel)> = membership::table
        .inner_join(reminder_choice::table)
        .order(membership::id)
        .select((membership::id, membership::group_id, membership::channel))
        .distinct()
        .load(&mut db.db)?;
    let mut by_group: BTreeMap<GroupId, Vec<Wanting>> = BTreeMap::new();
    for (member, group, channel) in members {
        let choices = of(db, member)?;
        by_group.entry(group).or_default().push(Wanting { member, channel, choices });
    }
    Ok(by_group)
}

fn plan_one(
    db: &mut Conn,
    series: &Series,
    meeting: &Meeting,
    wanting: &[Wanting],
    now: Instant,
) -> Result<(), StoreError> {
    let row = meetings::row(db, MeetingKey { series: series.id, original: meeting.original })?;
    diesel::update(
        o::table
            .filter(o::meeting_id.eq(row.id).and(o::kind.eq(MessageKind::Reminder)))
            .filter(o::time_version.ne(row.time_version).and(o::state.eq_any(OPEN))),
    )
    .set(o::state.eq(OutboxState::Superseded))
    .execute(&mut db.db)?;
    let said: BTreeMap<MembershipId, Answer> = answer::table
        .filter(answer::meeting_id.eq(row.id))
        .select((answer::membership_id, answer::state))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    for Wanting { member, channel, choices } in wanting {
        if !reminder::is_for(said.get(member).copied()) {
            continue;
        }
        for (choice, due) in reminder::plan(choices, meeting, series.schedule.zone, now) {
            let key =
                ReminderKey { meeting: row.id, time_version: row.time_version, membership: *member, choice };
            let message = Message {
                channel: *channel,
                membership: Some(*member),
                meeting: Some(row.id),
                time_version: Some(row.time_version),
                hours_before: Some(i32::from(choice.hours_before())),
                due,
                ..Message::now(key.to_string(), MessageKind::Reminder, now, reminder::expires(meeting.starts))
            };
            outbox::enqueue(db, &message, now)?;
        }
    }
    Ok(())
}
