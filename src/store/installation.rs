//! The installation as a whole: its schema, and which root key its sealed cells want.

use diesel::prelude::*;

use super::conn::{Conn, Target};
use super::dialect;
use super::error::StoreError;
use super::schema::installation;
use crate::access::MayRun;
use crate::domain::time::Instant;

/// Whether a key was ever given to this database: before, nothing is in it. Asking makes nothing.
///
/// # Errors
/// When the database does not answer.
pub fn has_begun(target: &Target, _: &MayRun) -> Result<bool, StoreError> {
    dialect::has_begun(target)
}

/// Where the database is, in words that hold no secret.
#[must_use]
pub fn place(target: &Target) -> String {
    dialect::shown(target)
}

/// Applies the migrations that wait, and returns their names. They are part of the write in which this is called.
///
/// # Errors
/// [`StoreError::Schema`] with the database's words; with that write, all of them are taken back.
pub fn migrate(db: &mut Conn, _: &MayRun) -> Result<Vec<String>, StoreError> {
    dialect::migrate(db)
}

/// How many migrations wait.
///
/// # Errors
/// When the database does not answer.
pub fn pending_migrations(db: &mut Conn, _: &MayRun) -> Result<usize, StoreError> {
    dialect::pending(db)
}

/// Takes every migration back, with all data. Tests prove with it that each can be undone.
///
/// # Errors
/// [`StoreError::Schema`] with the database's words.
pub fn revert_all_migrations(db: &mut Conn, _: &MayRun) -> Result<usize, StoreError> {
    dialect::revert_all(db)
}

/// The database's name and version.
///
/// # Errors
/// When the database does not answer.
pub fn version(db: &mut Conn, _: &MayRun) -> Result<String, StoreError> {
    dialect::version(db)
}

/// Whether the key file belongs to this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFit {
    /// The database has just been given this key.
    First,
    /// The same key as ever.
    Same,
    /// The sealed cells want another key.
    Other,
}

/// Compares the key with the one the database was made with; a new database takes this one.
///
/// # Errors
/// When the database does not answer.
pub fn key_fit(db: &mut Conn, _: &MayRun, now: Instant) -> Result<KeyFit, StoreError> {
    let mine = db.keys.fingerprint();
    let known: Option<String> =
        installation::table.select(installation::key_fingerprint).first(&mut db.db).optional()?;
    match known {
        Some(theirs) if theirs == mine => Ok(KeyFit::Same),
        Some(_) => Ok(KeyFit::Other),
        None => {
            diesel::insert_into(installation::table)
                .values((
                    installation::id.eq(1),
                    installation::key_fingerprint.eq(mine),
                    installation::made_at.eq(now),
                ))
                .execute(&mut db.db)?;
            Ok(KeyFit::First)
        }
    }
}

/// Whether the database answers at all.
///
/// # Errors
/// When it does not.
pub fn answers(db: &mut Conn) -> Result<(), StoreError> {
    installation::table.count().get_result::<i64>(&mut db.db).map(|_| ()).map_err(StoreError::from)
}
