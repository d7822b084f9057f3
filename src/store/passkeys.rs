//! Passkeys, and the questions to them that wait for an answer. A passkey is found by a keyed hash of its id, and sealed
//! under its person's key; a question is sealed under the root, for nobody may be known yet who answers.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{ceremony as c, passkey as p};
use super::sealed;
use crate::access::{Claim, Myself};
use crate::domain::ids::{CeremonyId, PasskeyId, PersonId};
use crate::domain::text::ShortText;
use crate::domain::time::Instant;
use crate::vault::{Cell, Digest, Kept};

/// So long a question waits.
const WAITS: TimeDelta = TimeDelta::minutes(5);
/// Passkeys of one person.
const MOST: i64 = 20;

/// One of my passkeys.
#[derive(Debug, Clone)]
pub struct Mine {
    pub id: PasskeyId,
    /// What I call it; empty when I have not said.
    pub name: String,
    pub since: Instant,
}

/// A passkey that somebody holds, and who that would be.
#[derive(Debug)]
pub struct Known {
    pub claim: Claim,
    pub id: PasskeyId,
    pub credential: String,
}

/// By what a device tells one account from another: chance, and new for each passkey.
pub fn handle(db: &Conn) -> [u8; 16] {
    db.entropy.bytes()
}

/// Lets a question wait: for me, or for whoever answers.
///
/// # Errors
/// When the database does not answer.
pub fn wait(
    db: &mut Conn,
    whose: Option<&Myself>,
    token: &Digest,
    state: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let id = CeremonyId::from_random(db.entropy.bytes());
    let sealed = db.keys.seal(state_cell(id), state, &db.entropy);
    diesel::insert_into(c::table)
        .values((
            c::id.eq(id),
            c::digest.eq(&token.0),
            c::person_id.eq(whose.map(Myself::person)),
            c::state.eq(sealed),
            c::expires_at.eq(now.plus(WAITS)),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Takes the question that waits under a secret: once, in time, and by the same as it was asked.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn take(
    db: &mut Conn,
    whose: Option<&Myself>,
    token: &Digest,
    now: Instant,
) -> Result<Option<String>, StoreError> {
    let row: Option<(CeremonyId, Option<PersonId>, Vec<u8>)> = c::table
        .filter(c::digest.eq(&token.0).and(c::expires_at.gt(now)))
        .select((c::id, c::person_id, c::state))
        .first(&mut db.db)
        .optional()?;
    let Some((id, _, state)) = row.filter(|(_, person, _)| *person == whose.map(Myself::person)) else {
        return Ok(None);
    };
    let taken = diesel::delete(c::table.find(id)).execute(&mut db.db)?;
    if taken == 0 {
        return Ok(None);
    }
    Ok(Some(db.keys.open(state_cell(id), &state)?))
}

/// Keeps a passkey of mine. `false` when it is known already, or I have as many as one can have.
///
/// # Errors
/// When the database does not answer.
pub fn keep(
    db: &mut Conn,
    me: &Myself,
    it: &Kept,
    name: Option<&ShortText>,
    now: Instant,
) -> Result<bool, StoreError> {
    let blind = blind(db, &it.id);
    let known: i64 = p::table.filter(p::blind.eq(&blind)).count().get_result(&mut db.db)?;
    let mine: i64 = p::table.filter(p::person_id.eq(me.person())).count().get_result(&mut db.db)?;
    if known > 0 || mine >= MOST {
        return Ok(false);
    }
    let (id, key) = (PasskeyId::from_random(db.entropy.bytes()), sealed::data_key(db, me.person())?);
    diesel::insert_into(p::table)
        .values((
            p::id.eq(id),
            p::person_id.eq(me.person()),
            p::blind.eq(blind),
            p::credential.eq(key.seal(credential_cell(id), &it.credential, &db.entropy)),
            p::name.eq(name.map(|name| key.seal(name_cell(id), name.as_str(), &db.entropy))),
            p::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(true)
}

/// My passkeys, the oldest first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine(db: &mut Conn, me: &Myself) -> Result<Vec<Mine>, StoreError> {
    let rows: Vec<(PasskeyId, Option<Vec<u8>>, Instant)> = p::table
        .filter(p::person_id.eq(me.person()))
        .order((p::made_at, p::id))
        .select((p::id, p::name, p::made_at))
        .load(&mut db.db)?;
    let key = sealed::data_key(db, me.person())?;
    rows.into_iter()
        .map(|(id, name, since)| {
            let name = name.map(|name| key.open(name_cell(id), &name)).transpose()?.unwrap_or_default();
            Ok(Mine { id, name, since })
        })
        .collect()
}

/// They themselves.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn credentials(db: &mut Conn, me: &Myself) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(PasskeyId, Vec<u8>)> =
        p::table.filter(p::person_id.eq(me.person())).select((p::id, p::credential)).load(&mut db.db)?;
    let key = sealed::data_key(db, me.person())?;
    rows.into_iter().map(|(id, sealed)| Ok(key.open(credential_cell(id), &sealed)?)).collect()
}

/// The passkey of this id. Nothing is proven by knowing it.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn find(db: &mut Conn, id: &str) -> Result<Option<Known>, StoreError> {
    let blind = blind(db, id);
    let row: Option<(PasskeyId, PersonId, Vec<u8>)> = p::table
        .filter(p::blind.eq(blind))
        .select((p::id, p::person_id, p::credential))
        .first(&mut db.db)
        .optional()?;
    let Some((id, person, sealed)) = row else { return Ok(None) };
    let credential = sealed::data_key(db, person)?.open(credential_cell(id), &sealed)?;
    Ok(Some(Known { claim: Claim::of(person), id, credential }))
}

/// It has counted on.
///
/// # Errors
/// When the database does not answer.
pub fn used(db: &mut Conn, me: &Myself, id: PasskeyId, credential: &str) -> Result<(), StoreError> {
    let key = sealed::data_key(db, me.person())?;
    diesel::update(p::table.filter(p::id.eq(id).and(p::person_id.eq(me.person()))))
        .set(p::credential.eq(key.seal(credential_cell(id), credential, &db.entropy)))
        .execute(&mut db.db)?;
    Ok(())
}

/// One of my passkeys opens nothing any more.
///
/// # Errors
/// When the database does not answer.
pub fn forget(db: &mut Conn, me: &Myself, id: PasskeyId) -> Result<(), StoreError> {
    diesel::delete(p::table.filter(p::id.eq(id).and(p::person_id.eq(me.person())))).execute(&mut db.db)?;
    Ok(())
}

fn blind(db: &Conn, id: &str) -> Vec<u8> {
    db.keys.blind("passkey.blind", id)
}

fn state_cell(of: CeremonyId) -> Cell {
    Cell { column: "ceremony.state", row: of.to_bytes() }
}

fn credential_cell(of: PasskeyId) -> Cell {
    Cell { column: "passkey.credential", row: of.to_bytes() }
}

pub(in crate::store) fn name_cell(of: PasskeyId) -> Cell {
    Cell { column: "passkey.name", row: of.to_bytes() }
}
