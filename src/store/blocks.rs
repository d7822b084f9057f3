//! Who does not want to see whom. It works both ways, nobody is told, and it is known to the one alone who wished it.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::conn::Conn;
use super::contacts;
use super::error::StoreError;
use super::schema::block;
use crate::access::MayAttend;
use crate::domain::ids::MembershipId;
use crate::domain::time::Instant;

/// Those whom I do not see: because I wish so, or they do.
pub(in crate::store) fn around(db: &mut Conn, may: &MayAttend) -> Result<BTreeSet<MembershipId>, StoreError> {
    let me = may.membership();
    let rows: Vec<(MembershipId, MembershipId)> = block::table
        .filter(block::membership_id.eq(me).or(block::other_id.eq(me)))
        .select((block::membership_id, block::other_id))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(by, other)| if by == me { other } else { by }).collect())
}

/// Those whom I wish not to see.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, may: &MayAttend) -> Result<BTreeSet<MembershipId>, StoreError> {
    let mine = block::table.filter(block::membership_id.eq(may.membership()));
    Ok(mine.select(block::other_id).load(&mut db.db)?.into_iter().collect())
}

/// From now on the two of us do not see each other, and what we wrote is gone for both.
///
/// # Errors
/// When the database does not answer.
pub fn add(db: &mut Conn, may: &MayAttend, other: MembershipId, now: Instant) -> Result<(), StoreError> {
    remove(db, may, other)?;
    diesel::insert_into(block::table)
        .values((block::membership_id.eq(may.membership()), block::other_id.eq(other)))
        .execute(&mut db.db)?;
    contacts::end_with(db, may, other, now)
}

/// I would see them again, unless they do not wish it.
///
/// # Errors
/// When the database does not answer.
pub fn remove(db: &mut Conn, may: &MayAttend, other: MembershipId) -> Result<(), StoreError> {
    diesel::delete(block::table.find((may.membership(), other))).execute(&mut db.db)?;
    Ok(())
}
