//! Links that work once: to choose a password, to confirm an address, to get back in. The token proves itself; the row
//! says what for, until when, and whether it was used.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::one_time_link;
use super::sealed;
use crate::access::{Claim, MayRun, Myself};
use crate::domain::coded::Coded as _;
use crate::domain::group::LinkPurpose;
use crate::domain::ids::{LinkId, PersonId};
use crate::domain::message::MessageKind;
use crate::domain::text::EmailAddress;
use crate::domain::time::Instant;
use crate::vault::{Cell, Purpose};

const EMAIL: &str = "one_time_link.email";

/// Recovery mails to one person within the time that they are good.
const AT_ONCE: i64 = 3;

/// How long each kind of link is good.
fn good_for(purpose: LinkPurpose) -> TimeDelta {
    match purpose {
        LinkPurpose::ChoosePassword => TimeDelta::days(7),
        LinkPurpose::ConfirmEmail => TimeDelta::days(2),
        LinkPurpose::Recover => TimeDelta::minutes(10),
    }
}

/// A link that is still good.
#[derive(Debug)]
pub struct Link {
    id: LinkId,
    person: PersonId,
    pub purpose: LinkPurpose,
}

impl Link {
    /// Whose it is; who holds it has not proven that yet.
    #[must_use]
    pub fn claim(&self) -> Claim {
        Claim::of(self.person)
    }
}

/// The operator's link for a new account: its token.
///
/// # Errors
/// When the database does not answer.
pub fn to_choose_password(
    db: &mut Conn,
    _: &MayRun,
    me: &Myself,
    now: Instant,
) -> Result<String, StoreError> {
    let id = make(db, me.person(), LinkPurpose::ChoosePassword, None, now)?;
    Ok(db.keys.link_token(Purpose::OneTime, id.to_bytes()))
}

/// Queues a mail to an address that I say is mine.
///
/// # Errors
/// When the database does not answer.
pub fn to_confirm(
    db: &mut Conn,
    me: &Myself,
    address: &EmailAddress,
    now: Instant,
) -> Result<(), StoreError> {
    let id = make(db, me.person(), LinkPurpose::ConfirmEmail, Some(address), now)?;
    queue(db, id, me.person(), MessageKind::ConfirmEmail, LinkPurpose::ConfirmEmail, now)
}

/// Queues a mail to the confirmed address of whoever cannot get in, unless as many as are of use are on their way:
/// nobody fills somebody else's mailbox.
///
/// # Errors
/// When the database does not answer.
pub fn to_recover(db: &mut Conn, claim: &Claim, now: Instant) -> Result<(), StoreError> {
    let waiting: i64 = one_time_link::table
        .filter(one_time_link::person_id.eq(claim.person()).and(one_time_link::used_at.is_null()))
        .filter(one_time_link::purpose.eq(LinkPurpose::Recover).and(one_time_link::expires_at.gt(now)))
        .count()
        .get_result(&mut db.db)?;
    if waiting >= AT_ONCE {
        return Ok(());
    }
    let id = make(db, claim.person(), LinkPurpose::Recover, None, now)?;
    queue(db, id, claim.person(), MessageKind::Recover, LinkPurpose::Recover, now)
}

fn make(
    db: &mut Conn,
    person: PersonId,
    purpose: LinkPurpose,
    address: Option<&EmailAddress>,
    now: Instant,
) -> Result<LinkId, StoreError> {
    let id = LinkId::from_random(db.entropy.bytes());
    let key = sealed::data_key(db, person)?;
    let email = address
        .map(|address| key.seal(Cell { column: EMAIL, row: id.to_bytes() }, &address.address(), &db.entropy));
    diesel::insert_into(one_time_link::table)
        .values((
            one_time_link::id.eq(id),
            one_time_link::purpose.eq(purpose),
            one_time_link::person_id.eq(person),
            one_time_link::email.eq(email),
            one_time_link::made_at.eq(now),
            one_time_link::expires_at.eq(now.plus(good_for(purpose))),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

fn queue(
    db: &mut Conn,
    link: LinkId,
    person: PersonId,
    kind: MessageKind,
    purpose: LinkPurpose,
    now: Instant,
) -> Result<(), StoreError> {
    let message = Message {
        person: Some(person),
        link: Some(link),
        ..Message::now(format!("{} {link}", kind.code()), kind, now, now.plus(good_for(purpose)))
    };
    outbox::enqueue(db, &message, now)
}

/// The link of a token, if it is still good. Opening it changes nothing.
///
/// # Errors
/// When the database does not answer.
pub fn find(db: &mut Conn, token: &str, now: Instant) -> Result<Option<Link>, StoreError> {
    let Some(id) = db.keys.link_id(Purpose::OneTime, token).map(LinkId::from_random) else {
        return Ok(None);
    };
    let row: Option<(LinkId, PersonId, LinkPurpose)> = one_time_link::table
        .filter(one_time_link::id.eq(id))
        .filter(one_time_link::used_at.is_null().and(one_time_link::expires_at.gt(now)))
        .select((one_time_link::id, one_time_link::person_id, one_time_link::purpose))
        .first(&mut db.db)
        .optional()?;
    Ok(row.map(|(id, person, purpose)| Link { id, person, purpose }))
}

/// Makes every link void that waits: by one of them somebody could choose another password, or confirm an address that is
/// not the owner's and take the account over by it.
///
/// # Errors
/// When the database does not answer.
pub fn void_all(db: &mut Conn, me: &Myself, now: Instant) -> Result<(), StoreError> {
    diesel::update(
        one_time_link::table
            .filter(one_time_link::person_id.eq(me.person()).and(one_time_link::used_at.is_null())),
    )
    .set(one_time_link::used_at.eq(now))
    .execute(&mut db.db)?;
    Ok(())
}

/// Whether a link still opens something; a mail with one that does not is not sent.
pub(in crate::store) fn is_open(db: &mut Conn, id: LinkId) -> Result<bool, StoreError> {
    let used: Option<Option<Instant>> =
        one_time_link::table.find(id).select(one_time_link::used_at).first(&mut db.db).optional()?;
    Ok(used == Some(None))
}

/// Uses a link up: from now on its finder is that person. `None` when somebody else was quicker.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn use_up(
    db: &mut Conn,
    link: Link,
    now: Instant,
) -> Result<Option<(Myself, Option<EmailAddress>)>, StoreError> {
    let used = diesel::update(
        one_time_link::table.filter(one_time_link::id.eq(link.id).and(one_time_link::used_at.is_null())),
    )
    .set(one_time_link::used_at.eq(now))
    .execute(&mut db.db)?;
    if used == 0 {
        return Ok(None);
    }
    let address = address(db, link.id, link.person)?
        .map(|text| EmailAddress::parse(&text).map_err(|_| StoreError::Unknown("one_time_link.email")))
        .transpose()?;
    Ok(Some((Claim::of(link.person).by_used_secret(), address)))
}

/// The address that a link is to confirm.
pub(in crate::store) fn address(
    db: &mut Conn,
    link: LinkId,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    let cell: Option<Vec<u8>> =
        one_time_link::table.find(link).select(one_time_link::email).first(&mut db.db)?;
    sealed::open(db, person, Cell { column: EMAIL, row: link.to_bytes() }, cell)
}
