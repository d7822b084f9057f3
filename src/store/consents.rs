//! Receipts of what somebody has said yes to, and taken back: written in the transaction in which it happens, sealed with their own
//! key, and gone with it.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{consent, groups, membership, person};
use super::sealed;
use crate::access::Myself;
use crate::domain::consent::{Agreed, Receipt, Said};
use crate::domain::ids::{ConsentId, GroupId, MembershipId, PersonId};
use crate::domain::locale::Locale;
use crate::domain::time::Instant;
use crate::vault::{Cell, DataKey};

const RECEIPT: &str = "consent.receipt";

/// Writes a receipt.
pub(in crate::store) fn note(
    db: &mut Conn,
    who: PersonId,
    said: &Said,
    now: Instant,
) -> Result<(), StoreError> {
    // One writer per chain from here on.
    let language: Locale = person::table.find(who).select(person::language).first(&mut db.db)?;
    diesel::update(person::table.find(who)).set(person::language.eq(language)).execute(&mut db.db)?;
    let key = sealed::data_key(db, who)?;
    let last: Option<(ConsentId, Vec<u8>)> = consent::table
        .filter(consent::person_id.eq(who))
        .order(consent::number.desc())
        .select((consent::id, consent::receipt))
        .first(&mut db.db)
        .optional()?;
    let last = last.map(|row| open(&key, row)).transpose()?;
    let receipt = Receipt::after(last.as_ref(), said, language, now);
    let id = ConsentId::from_random(db.entropy.bytes());
    let cell = key.seal(Cell { column: RECEIPT, row: id.to_bytes() }, &receipt.json(), &db.entropy);
    diesel::insert_into(consent::table)
        .values((
            consent::id.eq(id),
            consent::person_id.eq(who),
            consent::number.eq(receipt.number),
            consent::receipt.eq(cell),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// I have an account, by my own word; once.
///
/// # Errors
/// When the database does not answer.
pub fn begin(db: &mut Conn, me: &Myself, now: Instant) -> Result<(), StoreError> {
    let has_any: i64 =
        consent::table.filter(consent::person_id.eq(me.person())).count().get_result(&mut db.db)?;
    if has_any == 0 {
        note(db, me.person(), &Said::of(Agreed::Account, true), now)?;
    }
    Ok(())
}

/// The same of a member, about their group.
pub(in crate::store) fn note_of(
    db: &mut Conn,
    member: MembershipId,
    said: Said,
    now: Instant,
) -> Result<(), StoreError> {
    let of: Option<(PersonId, String)> = membership::table
        .inner_join(groups::table)
        .filter(membership::id.eq(member))
        .select((membership::person_id, groups::name))
        .first(&mut db.db)
        .optional()?;
    let Some((who, group)) = of else { return Ok(()) };
    note(db, who, &said.in_group(group), now)
}

/// The same of somebody from outside, about a group.
pub(in crate::store) fn note_in(
    db: &mut Conn,
    (who, group): (PersonId, GroupId),
    said: Said,
    now: Instant,
) -> Result<(), StoreError> {
    let name: String = groups::table.find(group).select(groups::name).first(&mut db.db)?;
    note(db, who, &said.in_group(name), now)
}

/// All of mine, the first one first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine(db: &mut Conn, me: &Myself) -> Result<Vec<Receipt>, StoreError> {
    let rows: Vec<(ConsentId, Vec<u8>)> = consent::table
        .filter(consent::person_id.eq(me.person()))
        .order(consent::number)
        .select((consent::id, consent::receipt))
        .load(&mut db.db)?;
    let key = sealed::data_key(db, me.person())?;
    rows.into_iter().map(|row| open(&key, row)).collect()
}

fn open(key: &DataKey, (id, cell): (ConsentId, Vec<u8>)) -> Result<Receipt, StoreError> {
    let json = key.open(Cell { column: RECEIPT, row: id.to_bytes() }, &cell)?;
    serde_json::from_str(&json).map_err(|_| StoreError::Unknown("receipt"))
}
