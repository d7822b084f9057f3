//! What is to be said to whom. Written in the same transaction as what causes it; by reference, without text or address.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::outbox;
use crate::domain::group::Channel;
use crate::domain::ids::{
    ContactId, GroupId, HelloId, LinkId, MandateId, MeetingId, MembershipId, OutboxId, PauseId, PersonId,
    ProposalId, SeriesId, TurnId,
};
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::time::{Instant, Wall, Zone};

/// A message that is to be sent. `key` is unique: the same message is never queued twice.
#[derive(Debug, Clone)]
pub struct Message {
    pub key: String,
    pub kind: MessageKind,
    pub channel: Channel,
    pub person: Option<PersonId>,
    pub membership: Option<MembershipId>,
    pub meeting: Option<MeetingId>,
    pub group: Option<GroupId>,
    pub link: Option<LinkId>,
    /// The hello that waits: when it is gone, so is the message.
    pub hello: Option<HelloId>,
    /// Which version of the meeting's time this is about.
    pub time_version: Option<i32>,
    /// 0 is "the day before".
    pub hours_before: Option<i32>,
    /// When a meeting was before it moved.
    pub was: Option<Wall>,
    /// In which zone that was, where it is not the one of the meeting.
    pub was_zone: Option<Zone>,
    /// The series that goes on at other times.
    pub series: Option<SeriesId>,
    pub pause: Option<PauseId>,
    /// The mandate that somebody took.
    pub mandate: Option<MandateId>,
    pub proposal: Option<ProposalId>,
    pub turn: Option<TurnId>,
    pub contact: Option<ContactId>,
    pub due: Instant,
    /// From then on it is not worth saying.
    pub expires: Instant,
}

impl Message {
    /// A message of a kind that is due at once and good until `expires`, about nothing yet.
    #[must_use]
    pub fn now(key: String, kind: MessageKind, now: Instant, expires: Instant) -> Self {
        Self {
            key,
            kind,
            channel: Channel::Mail,
            person: None,
            membership: None,
            meeting: None,
            group: None,
            link: None,
            hello: None,
            time_version: None,
            hours_before: None,
            was: None,
            was_zone: None,
            series: None,
            pause: None,
            mandate: None,
            proposal: None,
            turn: None,
            contact: None,
            due: now,
            expires,
        }
    }
}

/// Queues a message, unless it was queued before. One that was cancelled has not been said, and may be queued again: a
/// member can say no, and then yes.
///
/// # Errors
/// When the database does not answer.
pub(in crate::store) fn enqueue(db: &mut Conn, message: &Message, now: Instant) -> Result<(), StoreError> {
    diesel::delete(
        outbox::table.filter(outbox::key.eq(&message.key).and(outbox::state.eq(OutboxState::Cancelled))),
    )
    .execute(&mut db.db)?;
    let known: i64 = outbox::table.filter(outbox::key.eq(&message.key)).count().get_result(&mut db.db)?;
    if known > 0 {
        return Ok(());
    }
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(OutboxId::from_random(db.entropy.bytes())),
            outbox::key.eq(&message.key),
            outbox::kind.eq(message.kind),
            outbox::channel.eq(message.channel),
            outbox::person_id.eq(message.person),
            outbox::membership_id.eq(message.membership),
            outbox::meeting_id.eq(message.meeting),
            outbox::group_id.eq(message.group),
            outbox::link_id.eq(message.link),
            outbox::hello_id.eq(message.hello),
            outbox::time_version.eq(message.time_version),
            outbox::hours_before.eq(message.hours_before),
            outbox::was_local.eq(message.was),
            outbox::was_zone.eq(message.was_zone),
            outbox::series_id.eq(message.series),
            outbox::pause_id.eq(message.pause),
            outbox::mandate_id.eq(message.mandate),
            outbox::proposal_id.eq(message.proposal),
            outbox::turn_id.eq(message.turn),
            outbox::contact_id.eq(message.contact),
            outbox::made_at.eq(now),
            outbox::due_at.eq(message.due),
            outbox::expires_at.eq(message.expires),
            outbox::state.eq(OutboxState::Planned),
            outbox::attempts.eq(0),
        ))
        .execute(&mut db.db)?;
    Ok(())
}
