//! What goes along with a mandate: the group's own list. It belongs to no hand-over; what was ticked off since one began
//! counts for that one.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::handover_item;
use crate::access::{MayAttend, MayHandOver};
use crate::domain::ids::{GroupId, ItemId};
use crate::domain::text::ShortText;
use crate::domain::time::Instant;
use crate::vault::Cell;

const WORDS: &str = "handover_item.words";

/// A line of it.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: ItemId,
    pub words: String,
    pub ticked: Option<Instant>,
}

/// The list of my group, in its order.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn list(db: &mut Conn, may: &MayAttend) -> Result<Vec<Item>, StoreError> {
    let rows: Vec<(ItemId, Vec<u8>, Option<Instant>)> = handover_item::table
        .filter(handover_item::group_id.eq(may.group()))
        .order((handover_item::place, handover_item::id))
        .select((handover_item::id, handover_item::words, handover_item::ticked_at))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, words, ticked)| {
            let cell = Cell { column: WORDS, row: id.to_bytes() };
            Ok(Item { id, words: db.keys.open(cell, &words)?, ticked })
        })
        .collect()
}

/// Writes the list anew. A line that says the same as before stays as it was, ticked off or not.
///
/// # Errors
/// When the database does not answer.
pub fn write(db: &mut Conn, may: &MayAttend, lines: &[ShortText]) -> Result<(), StoreError> {
    let mut known = list(db, may)?;
    diesel::delete(handover_item::table.filter(handover_item::group_id.eq(may.group())))
        .execute(&mut db.db)?;
    for (place, words) in (0_i32..).zip(lines) {
        let before = known.iter().position(|item| item.words == words.as_str());
        let ticked = before.and_then(|at| known.swap_remove(at).ticked);
        insert(db, may.group(), place, words, ticked)?;
    }
    Ok(())
}

/// Writes a line in its place.
pub(in crate::store) fn insert(
    db: &mut Conn,
    group: GroupId,
    place: i32,
    words: &ShortText,
    ticked: Option<Instant>,
) -> Result<(), StoreError> {
    let id = ItemId::from_random(db.entropy.bytes());
    let sealed = db.keys.seal(Cell { column: WORDS, row: id.to_bytes() }, words.as_str(), &db.entropy);
    diesel::insert_into(handover_item::table)
        .values((
            handover_item::id.eq(id),
            handover_item::group_id.eq(group),
            handover_item::place.eq(place),
            handover_item::words.eq(sealed),
            handover_item::ticked_at.eq(ticked),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Ticks a line off, or not after all. `false` when the list has no such line any more.
///
/// # Errors
/// When the database does not answer.
pub fn tick(db: &mut Conn, may: &MayHandOver, id: ItemId, at: Option<Instant>) -> Result<bool, StoreError> {
    let item =
        handover_item::table.filter(handover_item::id.eq(id).and(handover_item::group_id.eq(may.group())));
    Ok(diesel::update(item).set(handover_item::ticked_at.eq(at)).execute(&mut db.db)? == 1)
}
