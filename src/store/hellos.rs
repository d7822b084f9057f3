//! Hellos of those who would like to join, and what members said to them. Deleted once decided, or after 30 days.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{hello, hello_answer, membership, person};
use super::sealed;
use crate::access::{HelloFacts, LookedUp, MayAttend, MayKnock, WelcomedHello};
use crate::domain::coded::Coded as _;
use crate::domain::group::Channel;
use crate::domain::hello::PATIENCE;
use crate::domain::ids::{GroupId, HelloId, MembershipId, PersonId};
use crate::domain::message::MessageKind;
use crate::domain::text::{Hello, MemberName};
use crate::domain::time::Instant;
use crate::vault::Cell;

pub(in crate::store) const NAME: &str = "hello.name";
pub(in crate::store) const WORDS: &str = "hello.words";

/// A hello as members read it.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: HelloId,
    pub name: String,
    pub words: String,
    /// Whether the reader has answered it already.
    pub is_answered_by_me: bool,
}

/// How a hello stands.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    pub welcomes: u32,
    pub others: u32,
    pub members: u32,
}

/// Says hello, and tells the members that somebody waits. Saying it again replaces the words, and tells nobody twice; what
/// was answered to other words is not an answer to these.
///
/// # Errors
/// When the database does not answer.
pub fn say(
    db: &mut Conn,
    may: &MayKnock,
    name: &MemberName,
    words: &Hello,
    now: Instant,
) -> Result<(), StoreError> {
    let mine = hello::table.filter(hello::person_id.eq(may.person()).and(hello::group_id.eq(may.group())));
    diesel::delete(mine.filter(hello::expires_at.le(now))).execute(&mut db.db)?;
    let waiting: Option<HelloId> = mine.select(hello::id).first(&mut db.db).optional()?;
    let id = waiting.unwrap_or_else(|| HelloId::from_random(db.entropy.bytes()));
    let key = sealed::data_key(db, may.person())?;
    let seal = |column, text: &str| key.seal(Cell { column, row: id.to_bytes() }, text, &db.entropy);
    let (name, words) = (seal(NAME, name.as_str()), seal(WORDS, words.as_str()));
    let replaced = diesel::update(hello::table.find(id))
        .set((hello::name.eq(&name), hello::words.eq(&words)))
        .execute(&mut db.db)?;
    if replaced > 0 {
        diesel::delete(hello_answer::table.filter(hello_answer::hello_id.eq(id))).execute(&mut db.db)?;
        return Ok(());
    }
    diesel::insert_into(hello::table)
        .values((
            hello::id.eq(id),
            hello::person_id.eq(may.person()),
            hello::group_id.eq(may.group()),
            hello::name.eq(name),
            hello::words.eq(words),
            hello::made_at.eq(now),
            hello::expires_at.eq(now.plus(PATIENCE)),
        ))
        .execute(&mut db.db)?;
    tell_members(db, may.group(), id, now)
}

fn tell_members(db: &mut Conn, group: GroupId, id: HelloId, now: Instant) -> Result<(), StoreError> {
    let members: Vec<(MembershipId, Channel)> = membership::table
        .filter(membership::group_id.eq(group))
        .select((membership::id, membership::channel))
        .load(&mut db.db)?;
    for (member, channel) in members {
        let kind = MessageKind::HelloWaiting;
        let message = Message {
            channel,
            membership: Some(member),
            group: Some(group),
            hello: Some(id),
            ..Message::now(format!("{} {id} {member}", kind.code()), kind, now, now.plus(PATIENCE))
        };
        outbox::enqueue(db, &message, now)?;
    }
    Ok(())
}

/// Whether my hello is waiting there.
///
/// # Errors
/// When the database does not answer.
pub fn is_mine_waiting(db: &mut Conn, may: &MayKnock, now: Instant) -> Result<bool, StoreError> {
    let count: i64 = hello::table
        .filter(hello::person_id.eq(may.person()).and(hello::group_id.eq(may.group())))
        .filter(hello::expires_at.gt(now))
        .count()
        .get_result(&mut db.db)?;
    Ok(count > 0)
}

/// The hellos that wait at my group.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn waiting(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<(HelloId, PersonId, Vec<u8>, Vec<u8>, Vec<u8>)> = hello::table
        .inner_join(person::table)
        .filter(hello::group_id.eq(may.group()).and(hello::expires_at.gt(now)))
        .order((hello::made_at, hello::id))
        .select((hello::id, hello::person_id, hello::name, hello::words, person::data_key))
        .load(&mut db.db)?;
    let answered: Vec<HelloId> = hello_answer::table
        .filter(hello_answer::membership_id.eq(may.membership()))
        .select(hello_answer::hello_id)
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, person, name, words, wrapped)| {
            let key = sealed::unwrap(&db.keys, person, &wrapped)?;
            let cell = |column| Cell { column, row: id.to_bytes() };
            Ok(Waiting {
                id,
                name: key.open(cell(NAME), &name)?,
                words: key.open(cell(WORDS), &words)?,
                is_answered_by_me: answered.contains(&id),
            })
        })
        .collect()
}

/// Writes my answer to a hello of my group. `None` when there is no such hello.
///
/// # Errors
/// When the database does not answer.
pub fn answer(
    db: &mut Conn,
    may: &MayAttend,
    id: HelloId,
    welcome: bool,
    now: Instant,
) -> Result<Option<Count>, StoreError> {
    // Bumping the row makes this transaction the only one that counts.
    let found = diesel::update(
        hello::table
            .filter(hello::id.eq(id).and(hello::group_id.eq(may.group())).and(hello::expires_at.gt(now))),
    )
    .set(hello::expires_at.eq(hello::expires_at))
    .execute(&mut db.db)?;
    if found == 0 {
        return Ok(None);
    }
    let mine = hello_answer::table.find((id, may.membership()));
    let before: i64 = mine.count().get_result(&mut db.db)?;
    if before > 0 {
        diesel::update(hello_answer::table.find((id, may.membership())))
            .set(hello_answer::welcome.eq(welcome))
            .execute(&mut db.db)?;
    } else {
        diesel::insert_into(hello_answer::table)
            .values((
                hello_answer::hello_id.eq(id),
                hello_answer::membership_id.eq(may.membership()),
                hello_answer::welcome.eq(welcome),
            ))
            .execute(&mut db.db)?;
    }
    let of = |welcome: bool| {
        hello_answer::table.filter(hello_answer::hello_id.eq(id).and(hello_answer::welcome.eq(welcome)))
    };
    let welcomes: i64 = of(true).count().get_result(&mut db.db)?;
    let others: i64 = of(false).count().get_result(&mut db.db)?;
    let members = super::memberships::count(db, may.group())?;
    let small = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Some(Count { welcomes: small(welcomes), others: small(others), members: small(members) }))
}

/// Takes away a hello that was declined, and tells whoever said it.
///
/// # Errors
/// When the database does not answer.
pub fn decline(db: &mut Conn, may: &MayAttend, id: HelloId, now: Instant) -> Result<(), StoreError> {
    take(db, may, id, MessageKind::HelloDeclined, now).map(|_| ())
}

/// Takes away a hello that was welcomed, tells whoever said it, and gives back what lets them in, under the name they said.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn welcome(
    db: &mut Conn,
    may: &MayAttend,
    id: HelloId,
    now: Instant,
) -> Result<(WelcomedHello, MemberName), StoreError> {
    let (person, name) = take(db, may, id, MessageKind::HelloWelcomed, now)?;
    let key = sealed::data_key(db, person)?;
    let name = key.open(Cell { column: NAME, row: id.to_bytes() }, &name)?;
    let name = MemberName::parse(&name).map_err(|_| StoreError::Unknown("hello.name"))?;
    Ok((LookedUp::so(HelloFacts { person, group: may.group() }), name))
}

fn take(
    db: &mut Conn,
    may: &MayAttend,
    id: HelloId,
    verdict: MessageKind,
    now: Instant,
) -> Result<(PersonId, Vec<u8>), StoreError> {
    let mine = hello::table.filter(hello::id.eq(id).and(hello::group_id.eq(may.group())));
    let (person, name): (PersonId, Vec<u8>) =
        mine.select((hello::person_id, hello::name)).first(&mut db.db)?;
    diesel::delete(hello::table.find(id)).execute(&mut db.db)?;
    let message = Message {
        person: Some(person),
        group: Some(may.group()),
        ..Message::now(format!("{} {id}", verdict.code()), verdict, now, now.plus(PATIENCE))
    };
    outbox::enqueue(db, &message, now)?;
    Ok((person, name))
}
