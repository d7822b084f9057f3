//! What members asked to be reminded of. The reminders that come of it are made by [`planning`](super::planning).

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::consents;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{membership, outbox as o, reminder_choice};
use crate::access::{MayAttend, MayUnsubscribe, Myself};
use crate::domain::coded::Coded as _;
use crate::domain::consent::{Agreed, Said};
use crate::domain::group::Channel;
use crate::domain::ids::{MembershipId, ReminderId};
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::reminder::Choice;
use crate::domain::time::Instant;

/// So long a sample is worth looking at.
const WORTH_SEEING: TimeDelta = TimeDelta::hours(1);

/// What a member chose for one group.
///
/// # Errors
/// When the database does not answer.
pub fn chosen(db: &mut Conn, may: &MayAttend) -> Result<(Vec<Choice>, Channel), StoreError> {
    let channel = membership::table.find(may.membership()).select(membership::channel).first(&mut db.db)?;
    let hours: Vec<i32> = reminder_choice::table
        .filter(reminder_choice::membership_id.eq(may.membership()))
        .order(reminder_choice::hours_before)
        .select(reminder_choice::hours_before)
        .load(&mut db.db)?;
    Ok((hours.into_iter().filter_map(choice).collect(), channel))
}

/// As it stands in the table; the table's own check keeps out everything else.
pub(in crate::store) fn choice(hours_before: i32) -> Option<Choice> {
    Choice::from_hours_before(u8::try_from(hours_before).ok()?)
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
    now: Instant,
) -> Result<(), StoreError> {
    let (before, by) = chosen(db, may)?;
    let is_mailed = |choices: &[Choice], channel| !choices.is_empty() && channel == Channel::Mail;
    let (was, is) = (is_mailed(&before, by), is_mailed(choices, channel));
    if was != is {
        consents::note_of(db, may.membership(), Said::of(Agreed::Mail, is), now)?;
    }
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

/// Takes back what was queued for me; the planner makes what is wanted now.
///
/// # Errors
/// When the database does not answer.
pub fn plan_anew(db: &mut Conn, me: &Myself) -> Result<(), StoreError> {
    let mine = membership::table.filter(membership::person_id.eq(me.person())).select(membership::id);
    for membership in mine.load(&mut db.db)? {
        take_back(db, membership)?;
    }
    Ok(())
}

/// A mail to me, to see what one looks like: at most one a minute.
///
/// # Errors
/// When the database does not answer.
pub fn sample(db: &mut Conn, me: &Myself, now: Instant) -> Result<(), StoreError> {
    let (kind, minute) = (MessageKind::Sample, now.utc().timestamp() / 60);
    let key = format!("{} {} {minute}", kind.code(), me.person());
    let message =
        Message { person: Some(me.person()), ..Message::now(key, kind, now, now.plus(WORTH_SEEING)) };
    outbox::enqueue(db, &message, now)
}

/// Stops all mail of a membership: what was queued by mail is said on the site instead. Whether the membership is still
/// there makes no difference, and is not told.
///
/// # Errors
/// When the database does not answer.
pub fn stop(db: &mut Conn, may: &MayUnsubscribe, now: Instant) -> Result<(), StoreError> {
    let mailed = membership::table.inner_join(reminder_choice::table);
    let mailed =
        mailed.filter(membership::id.eq(may.membership()).and(membership::channel.eq(Channel::Mail)));
    if diesel::select(diesel::dsl::exists(mailed)).get_result(&mut db.db)? {
        consents::note_of(db, may.membership(), Said::of(Agreed::Mail, false), now)?;
    }
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
pub(in crate::store) const OPEN: [OutboxState; 3] =
    [OutboxState::Planned, OutboxState::Leased, OutboxState::Retry];

fn forget(db: &mut Conn, member: MembershipId) -> Result<(), StoreError> {
    diesel::delete(reminder_choice::table.filter(reminder_choice::membership_id.eq(member)))
        .execute(&mut db.db)?;
    take_back(db, member)
}

fn take_back(db: &mut Conn, member: MembershipId) -> Result<(), StoreError> {
    // A row that is gone can be planned again when the member chooses the same once more; one that was sent stays.
    diesel::delete(
        o::table
            .filter(o::membership_id.eq(member).and(o::kind.eq(MessageKind::Reminder)))
            .filter(o::state.eq_any(OPEN)),
    )
    .execute(&mut db.db)?;
    Ok(())
}
