//! The whole database for a backup, and back into an empty one: every table with every row, whatever they are about. What is sealed
//! stays sealed. Nothing is left out but sign-ins and the questions of passkeys: after a restore everybody signs in again.

use super::conn::Conn;
use super::dialect::whole;
use super::error::StoreError;
use crate::access::MayRun;

pub use whole::Table;

/// What a backup does not hold: a browser's sign-in would open an account, and a question to a passkey is over in minutes.
pub const LEFT_OUT: [&str; 2] = ["sign_in", "ceremony"];

/// The versions of the schema's migrations, the first one first.
///
/// # Errors
/// When the database does not answer.
pub fn schema(db: &mut Conn, _: &MayRun) -> Result<Vec<String>, StoreError> {
    whole::applied(db)
}

/// Brings an empty database to a schema that it may have had long ago; `false` when this program does not know it.
///
/// # Errors
/// [`StoreError::Schema`] with the database's words.
pub fn as_it_was(db: &mut Conn, _: &MayRun, schema: &[String]) -> Result<bool, StoreError> {
    whole::migrate_to(db, schema)
}

/// The tables that a backup holds.
///
/// # Errors
/// When the database does not answer.
pub fn tables(db: &mut Conn, _: &MayRun) -> Result<Vec<Table>, StoreError> {
    let mut tables = whole::tables(db)?;
    tables.retain(|it| !LEFT_OUT.contains(&it.name.as_str()));
    Ok(tables)
}

/// Gives every row of a table: a JSON list of texts and nulls, the same from either database.
///
/// # Errors
/// Those of `each`; when the database does not answer.
pub fn rows<E: From<StoreError>>(
    db: &mut Conn,
    _: &MayRun,
    table: &Table,
    each: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    whole::rows(db, table, each)
}

/// Writes rows into a table. They may point to rows that are still to come, until [`all_is_there`].
///
/// # Errors
/// When the database refuses one of them.
pub fn insert(db: &mut Conn, _: &MayRun, table: &Table, rows: &[String]) -> Result<usize, StoreError> {
    whole::insert(db, table, &format!("[{}]", rows.join(",")))
}

/// From here on rows may point to others that are not there yet.
///
/// # Errors
/// When the database does not answer.
pub fn is_coming(db: &mut Conn, _: &MayRun) -> Result<(), StoreError> {
    whole::let_links_wait(db)
}

/// Everything has been written: what points to nothing is an error, on SQLite at the end of the transaction.
///
/// # Errors
/// When something points to nothing.
pub fn all_is_there(db: &mut Conn, _: &MayRun) -> Result<(), StoreError> {
    whole::hold_links(db)
}
