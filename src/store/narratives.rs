//! What whoever coordinates a programme adds to a quarter. Everybody reads it beside the figures; nobody but they writes it.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::dialect;
use super::error::StoreError;
use super::schema::narrative;
use crate::access::{MayCoordinate, MayReadFigures};
use crate::domain::coded::Coded as _;
use crate::domain::narrative::{ByHand, Narrative};
use crate::domain::release::Quarter;
use crate::domain::text::Narration;

#[derive(Queryable, Selectable)]
#[diesel(table_name = narrative)]
struct Row {
    quarter: String,
    words: String,
    seminars: Option<i32>,
    people_trained: Option<i32>,
    rooms_lent: Option<i32>,
    inquiries: Option<i32>,
    revision: i32,
}

impl Row {
    fn read(self) -> Result<(Quarter, Narrative, i32), StoreError> {
        let unknown = || StoreError::Unknown("narrative");
        let number = |what: &ByHand| match what {
            ByHand::Seminars => self.seminars,
            ByHand::PeopleTrained => self.people_trained,
            ByHand::RoomsLent => self.rooms_lent,
            ByHand::Inquiries => self.inquiries,
        };
        let numbers = ByHand::ALL.iter().filter_map(|it| Some((*it, u32::try_from(number(it)?).ok()?)));
        let numbers: BTreeMap<ByHand, u32> = numbers.collect();
        let words = match self.words.as_str() {
            "" => None,
            words => Some(Narration::parse(words).map_err(|_| unknown())?),
        };
        let quarter = Quarter::parse(&self.quarter).ok_or_else(unknown)?;
        Ok((quarter, Narrative { words, numbers }, self.revision))
    }
}

/// What was added to some quarters, in their order.
///
/// # Errors
/// When the database does not answer.
pub fn of(
    db: &mut Conn,
    may: &MayReadFigures,
    quarters: &[Quarter],
) -> Result<Vec<(Quarter, Narrative)>, StoreError> {
    let quarters: Vec<String> = quarters.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = narrative::table
        .filter(narrative::programme_id.eq(may.programme()).and(narrative::quarter.eq_any(quarters)))
        .order(narrative::quarter)
        .select(Row::as_select())
        .load(&mut db.db)?;
    rows.into_iter().map(|it| it.read().map(|(quarter, narrative, _)| (quarter, narrative))).collect()
}

/// What stands for a quarter, to be written anew, and its revision: 0 where nothing stands.
///
/// # Errors
/// When the database does not answer.
pub fn draft(db: &mut Conn, may: &MayCoordinate, quarter: Quarter) -> Result<(Narrative, i32), StoreError> {
    let row: Option<Row> = narrative::table
        .find((may.programme(), quarter.to_string()))
        .select(Row::as_select())
        .first(&mut db.db)
        .optional()?;
    let Some(row) = row else {
        return Ok((Narrative::default(), 0));
    };
    row.read().map(|(_, narrative, revision)| (narrative, revision))
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
