//! What whoever coordinates a programme adds to a quarter. Everybody reads it beside the figures; nobody but they writes it.

use diesel::prelude::*;

use super::conn::Conn;
use super::dialect;
use super::error::StoreError;
use super::schema::narrative;
use crate::access::MayCoordinate;
use crate::domain::coded::Coded as _;
use crate::domain::narrative::{ByHand, Narrative};
use crate::domain::release::Quarter;
use crate::domain::text::Narration;

/// Reads what stands in a row: the words, and the numbers in the order of its columns.
pub(super) fn read(words: &str, numbers: [Option<i32>; 4]) -> Result<Narrative, StoreError> {
    let [seminars, people_trained, rooms_lent, inquiries] = numbers;
    let number = |what: &ByHand| match what {
        ByHand::Seminars => seminars,
        ByHand::PeopleTrained => people_trained,
        ByHand::RoomsLent => rooms_lent,
        ByHand::Inquiries => inquiries,
    };
    let numbers = ByHand::ALL.iter().filter_map(|it| Some((*it, u32::try_from(number(it)?).ok()?)));
    let words = match words {
        "" => None,
        words => Some(Narration::parse(words).map_err(|_| StoreError::Unknown("narrative"))?),
    };
    Ok(Narrative { words, numbers: numbers.collect() })
}

/// What stands for a quarter, to be written anew, and its revision: 0 where nothing stands.
///
/// # Errors
/// When the database does not answer.
pub fn draft(db: &mut Conn, may: &MayCoordinate, quarter: Quarter) -> Result<(Narrative, i32), StoreError> {
    type Row = (String, Option<i32>, Option<i32>, Option<i32>, Option<i32>, i32);
    let row: Option<Row> = narrative::table
        .find((may.programme(), quarter.to_string()))
        .select((
            narrative::words,
            narrative::seminars,
            narrative::people_trained,
            narrative::rooms_lent,
            narrative::inquiries,
            narrative::revision,
        ))
        .first(&mut db.db)
        .optional()?;
    let Some((words, seminars, people_trained, rooms_lent, inquiries, revision)) = row else {
        return Ok((Narrative::default(), 0));
    };
    Ok((read(&words, [seminars, people_trained, rooms_lent, inquiries])?, revision))
}

/// Writes it, unless it was written since: then this is `false`, and it stays as it is.
///
/// # Errors
/// When the database does not answer.
pub fn write(
    db: &mut Conn,
    may: &MayCoordinate,
    quarter: Quarter,
    it: &Narrative,
    revision: i32,
) -> Result<bool, StoreError> {
    if revision == 0 {
        dialect::ensure_narrative(db, may.programme(), quarter)?;
    }
    let number = |what: ByHand| it.numbers.get(&what).map(|it| i32::try_from(*it).unwrap_or(i32::MAX));
    let row = narrative::table.find((may.programme(), quarter.to_string()));
    let written = diesel::update(row.filter(narrative::revision.eq(revision)))
        .set((
            narrative::words.eq(it.words.as_ref().map(Narration::as_str).unwrap_or_default()),
            narrative::seminars.eq(number(ByHand::Seminars)),
            narrative::people_trained.eq(number(ByHand::PeopleTrained)),
            narrative::rooms_lent.eq(number(ByHand::RoomsLent)),
            narrative::inquiries.eq(number(ByHand::Inquiries)),
            narrative::revision.eq(revision + 1),
        ))
        .execute(&mut db.db)?;
    Ok(written == 1)
}
