//! Accounts: what a person is here. Names and addresses are sealed under the person's own data key, and found again only
//! by a keyed hash.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::person;
use crate::access::Myself;
use crate::domain::locale::Locale;

/// The language of my pages and mails.
///
/// # Errors
/// When the database does not answer.
pub fn set_language(db: &mut Conn, me: &Myself, language: Locale) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person())).set(person::language.eq(language)).execute(&mut db.db)?;
    Ok(())
}
