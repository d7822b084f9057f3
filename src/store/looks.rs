//! Who looked how a member is reached. Only that of those who facilitate is written down, and only the member reads it.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::memberships;
use super::schema::look;
use crate::access::{MayAttend, MayFacilitate};
use crate::domain::ids::{LookId, MembershipId};
use crate::domain::time::Instant;

/// So long it can be read.
pub(in crate::store) const KEPT: TimeDelta = TimeDelta::days(365);

/// Somebody who facilitated looked.
#[derive(Debug, Clone)]
pub struct Look {
    /// `None`: they are not here any more.
    pub by: Option<String>,
    pub at: Instant,
}

/// Writes down that I looked.
///
/// # Errors
/// When the database does not answer.
pub fn add(db: &mut Conn, may: &MayFacilitate, of: MembershipId, now: Instant) -> Result<(), StoreError> {
    diesel::insert_into(look::table)
        .values((
            look::id.eq(LookId::from_random(db.entropy.bytes())),
            look::membership_id.eq(of),
            look::by_id.eq(may.as_member().membership()),
            look::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Who looked at mine, the last one first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn at_mine(db: &mut Conn, may: &MayAttend) -> Result<Vec<Look>, StoreError> {
    let rows: Vec<(Option<MembershipId>, Instant)> = look::table
        .filter(look::membership_id.eq(may.membership()))
        .order((look::made_at.desc(), look::id))
        .select((look::by_id, look::made_at))
        .load(&mut db.db)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = memberships::names(db, may)?;
    let look = |(by, at): (Option<MembershipId>, Instant)| Look {
        by: by.and_then(|by| names.get(&by).cloned()),
        at,
    };
    Ok(rows.into_iter().map(look).collect())
}
