//! A person's data key, by which their cells are sealed. Who may ask for it: store functions that hold a proof.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::person;
use crate::domain::ids::PersonId;
use crate::vault::{Cell, DataKey, Keys, NotOpened};

impl From<NotOpened> for StoreError {
    fn from(_: NotOpened) -> Self {
        Self::Sealed
    }
}

/// The cell in which a person's data key is wrapped.
fn key_cell(person: PersonId) -> Cell {
    Cell { column: "person.data_key", row: person.to_bytes() }
}

/// A new person's key, and how it is to be stored.
pub(in crate::store) fn new_data_key(db: &Conn, person: PersonId) -> (DataKey, Vec<u8>) {
    let key = DataKey::new(&db.entropy);
    let wrapped = db.keys.wrap(key_cell(person), &key, &db.entropy);
    (key, wrapped)
}

/// The key of a person.
pub(in crate::store) fn data_key(db: &mut Conn, person: PersonId) -> Result<DataKey, StoreError> {
    let wrapped: Vec<u8> = person::table.find(person).select(person::data_key).first(&mut db.db)?;
    unwrap(&db.keys, person, &wrapped)
}

/// A key that was read along with something else.
pub(in crate::store) fn unwrap(keys: &Keys, person: PersonId, wrapped: &[u8]) -> Result<DataKey, StoreError> {
    Ok(keys.unwrap(key_cell(person), wrapped)?)
}

/// Opens a person's cell that may be empty.
pub(in crate::store) fn open(
    db: &mut Conn,
    person: PersonId,
    cell: Cell,
    sealed: Option<Vec<u8>>,
) -> Result<Option<String>, StoreError> {
    match sealed {
        Some(sealed) => Ok(Some(data_key(db, person)?.open(cell, &sealed)?)),
        None => Ok(None),
    }
}
