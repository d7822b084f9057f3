//! Whom something concerns is told first: that there is something, and where. What it is stands on a page of theirs alone, and in
//! no message.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::membership;
use crate::access::MayAttend;
use crate::domain::coded::Coded as _;
use crate::domain::group::Channel;
use crate::domain::ids::{ContactId, GroupId, MembershipId};
use crate::domain::message::MessageKind;
use crate::domain::time::Instant;

/// So long it is worth saying.
const WORTH_SAYING: TimeDelta = TimeDelta::days(30);
/// So much earlier than the others the one concerned is told: a night, to hear it alone.
pub(in crate::store) const BEFORE_OTHERS: TimeDelta = TimeDelta::hours(24);

/// Tells a member of my group, once for each `what`.
///
/// # Errors
/// When the database does not answer.
pub fn tell(
    db: &mut Conn,
    may: &MayAttend,
    to: MembershipId,
    what: &str,
    now: Instant,
) -> Result<(), StoreError> {
    tell_in(db, may.group(), to, what, now)
}

pub(in crate::store) fn tell_in(
    db: &mut Conn,
    group: GroupId,
    to: MembershipId,
    what: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let about = |message| Message { group: Some(group), ..message };
    say(db, (MessageKind::ConcernsYou, to, what), about, now)
}

/// That there is something to read for one member alone: where it is of a contact, for as long as there is that contact.
pub(in crate::store) fn tell_to_read(
    db: &mut Conn,
    to: MembershipId,
    what: &str,
    contact: Option<ContactId>,
    now: Instant,
) -> Result<(), StoreError> {
    say(db, (MessageKind::Written, to, what), |message| Message { contact, ..message }, now)
}

fn say(
    db: &mut Conn,
    (kind, to, what): (MessageKind, MembershipId, &str),
    about: impl FnOnce(Message) -> Message,
    now: Instant,
) -> Result<(), StoreError> {
    let channel: Option<Channel> =
        membership::table.find(to).select(membership::channel).first(&mut db.db).optional()?;
    let Some(channel) = channel else {
        return Ok(());
    };
    let key = format!("{} {what} {to}", kind.code());
    let message = Message::now(key, kind, now, now.plus(WORTH_SAYING));
    outbox::enqueue(db, &about(Message { channel, membership: Some(to), ..message }), now)
}
