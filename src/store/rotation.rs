//! Sealing anew what the root key seals, after a generation was added. What belongs to a person is sealed by their data key, and of
//! that only the wrapping is made anew. Questions to passkeys are not here: they are over within minutes.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool};

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{experience, grounds, handover_item, person, report_word, series};
use crate::access::MayRun;
use crate::vault::Cell;

/// A column in which cells stand that the root key has sealed.
struct Column {
    /// Seals so many anew at most; how many there were.
    anew: fn(&mut Conn, i64) -> Result<usize, StoreError>,
    /// Whether there is one that an older generation has sealed.
    has_older: fn(&mut Conn) -> Result<bool, StoreError>,
}

/// The second byte of a cell says which generation has sealed it.
macro_rules! column {
    ($table:ident.$column:ident of $id:ident $(, if $flag:ident)?) => {
        Column {
            anew: |db, most| {
                let older = column!(@older db, $table.$column $(, if $flag)?);
                let rows: Vec<(i64, Vec<u8>)> = older
                    .select(($table::$id, $table::$column.assume_not_null()))
                    .limit(most)
                    .load(&mut db.db)?;
                for (id, sealed) in &rows {
                    let cell = Cell {
                        column: concat!(stringify!($table), ".", stringify!($column)),
                        row: id.to_be_bytes(),
                    };
                    let again = db.keys.reseal(cell, sealed, &db.entropy)?;
                    diesel::update($table::table.find(*id))
                        .set($table::$column.eq(again))
                        .execute(&mut db.db)?;
                }
                Ok(rows.len())
            },
            has_older: |db| {
                let older = column!(@older db, $table.$column $(, if $flag)?);
                Ok(older.count().get_result::<i64>(&mut db.db)? > 0)
            },
        }
    };
    (@older $db:ident, $table:ident.$column:ident $(, if $flag:ident)?) => {
        $table::table
            .filter($table::$column.is_not_null())
            $(.filter($table::$flag))?
            .filter(
                sql::<Bool>(concat!("substr(", stringify!($column), ", 2, 1) <> "))
                    .bind::<Binary, _>(vec![$db.keys.generation()]),
            )
    };
}

/// All of them: `tests/app/rotation.rs` looks whether one is missing.
const COLUMNS: &[Column] = &[
    column!(person.data_key of id),
    column!(series.joining_secret of id),
    column!(grounds.words of proposal_id),
    column!(grounds.reply of proposal_id),
    column!(handover_item.words of id),
    column!(report_word.words of id),
    column!(experience.words of id, if stays),
];

/// Whether an earlier rotation was broken off.
///
/// # Errors
/// When the database does not answer.
pub fn has_older(db: &mut Conn, _: &MayRun) -> Result<bool, StoreError> {
    for column in COLUMNS {
        if (column.has_older)(db)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Seals so many cells of each column anew at most; how many there were. None are left when there were none.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn seal_anew(db: &mut Conn, _: &MayRun, most: i64) -> Result<usize, StoreError> {
    let mut done = 0;
    for column in COLUMNS {
        done += (column.anew)(db, most)?;
    }
    Ok(done)
}
