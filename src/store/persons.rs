//! Accounts: what a person is here. Names and addresses are sealed under the person's own data key, and found again only
//! by a keyed hash.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::person;
use super::sealed;
use crate::access::{Myself, Newcomer};
use crate::domain::group::Discretion;
use crate::domain::ids::PersonId;
use crate::domain::locale::Locale;
use crate::domain::time::{Instant, Zone};
use crate::vault::{Cell, phrase_key};

/// What a new account starts with.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Three words, as they were offered.
    pub sign_in_name: String,
    /// `None` until a password is chosen by a link.
    pub password_hash: Option<String>,
    pub language: Locale,
    pub zone: Zone,
}

const SIGN_IN_NAME: &str = "person.sign_in_name";

/// Makes an account. `None` when the sign-in name is taken.
///
/// # Errors
/// When the database does not answer.
pub fn create(
    db: &mut Conn,
    may: &Newcomer,
    new: &NewPerson,
    now: Instant,
) -> Result<Option<Myself>, StoreError> {
    let blind = db.keys.blind(SIGN_IN_NAME, &phrase_key(&new.sign_in_name));
    let taken: i64 =
        person::table.filter(person::sign_in_name_blind.eq(&blind)).count().get_result(&mut db.db)?;
    if taken > 0 {
        return Ok(None);
    }
    let id = PersonId::from_random(db.entropy.bytes());
    let (key, wrapped) = sealed::new_data_key(db, id);
    let name = key.seal(Cell { column: SIGN_IN_NAME, row: id.to_bytes() }, &new.sign_in_name, &db.entropy);
    diesel::insert_into(person::table)
        .values((
            person::id.eq(id),
            person::data_key.eq(wrapped),
            person::sign_in_name.eq(name),
            person::sign_in_name_blind.eq(blind),
            person::password_hash.eq(&new.password_hash),
            person::language.eq(new.language),
            person::zone.eq(new.zone),
            person::discretion.eq(Discretion::Time),
            person::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(Some(may.became(id)))
}

/// My sign-in name, as it was offered.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn sign_in_name(db: &mut Conn, me: &Myself) -> Result<String, StoreError> {
    let key = sealed::data_key(db, me.person())?;
    let cell: Vec<u8> = person::table.find(me.person()).select(person::sign_in_name).first(&mut db.db)?;
    Ok(key.open(Cell { column: SIGN_IN_NAME, row: me.person().to_bytes() }, &cell)?)
}

/// The language of my pages and mails.
///
/// # Errors
/// When the database does not answer.
pub fn set_language(db: &mut Conn, me: &Myself, language: Locale) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person())).set(person::language.eq(language)).execute(&mut db.db)?;
    Ok(())
}

/// Where I live, as far as clocks are concerned.
///
/// # Errors
/// When the database does not answer.
pub fn zone(db: &mut Conn, me: &Myself) -> Result<Zone, StoreError> {
    Ok(person::table.find(me.person()).select(person::zone).first(&mut db.db)?)
}
