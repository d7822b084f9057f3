//! Who has been forgotten: a mark of each, which waits here until it stands in the journal beside the database.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{erasure, person};
use crate::access::{self, MayRun, Myself};
use crate::domain::erasure::Erasure;
use crate::domain::ids::PersonId;
use crate::domain::time::Instant;
use crate::vault::Keys;

fn mark(keys: &Keys, person: PersonId) -> String {
    keys.erasure_mark(person.to_bytes())
}

/// Somebody is being forgotten in this transaction.
pub(in crate::store) fn note(db: &mut Conn, person: PersonId, now: Instant) -> Result<(), StoreError> {
    let mark = mark(&db.keys, person);
    diesel::insert_into(erasure::table)
        .values((erasure::mark.eq(mark), erasure::at.eq(now)))
        .execute(&mut db.db)?;
    Ok(())
}

/// What waits for the journal, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn waiting(db: &mut Conn, _: &MayRun) -> Result<Vec<Erasure>, StoreError> {
    let rows: Vec<(String, Instant)> = erasure::table
        .order((erasure::at, erasure::mark))
        .select((erasure::mark, erasure::at))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(mark, at)| Erasure { mark, at }).collect())
}

/// These stand in the journal now.
///
/// # Errors
/// When the database does not answer.
pub fn are_written(db: &mut Conn, _: &MayRun, those: &[Erasure]) -> Result<(), StoreError> {
    let marks: Vec<&str> = those.iter().map(|it| it.mark.as_str()).collect();
    diesel::delete(erasure::table.filter(erasure::mark.eq_any(marks))).execute(&mut db.db)?;
    Ok(())
}

/// Who was forgotten, by the journal, and is here: a backup has brought them back.
///
/// # Errors
/// When the database does not answer.
pub fn brought_back(
    db: &mut Conn,
    run: &MayRun,
    marks: &BTreeSet<String>,
) -> Result<Vec<Myself>, StoreError> {
    let all: Vec<PersonId> = person::table.select(person::id).load(&mut db.db)?;
    let marked = all.into_iter().filter(|it| marks.contains(&mark(&db.keys, *it)));
    Ok(marked.map(|it| access::forgotten_before(run, it)).collect())
}
