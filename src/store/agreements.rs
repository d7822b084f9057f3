//! What a group has agreed on. A rule without a row is as every group begins: see [`Rules`].

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::agreement_rule;
use crate::access::MayAttend;
use crate::domain::agreement::{Rule, Rules};
use crate::domain::ids::GroupId;
use crate::domain::time::Instant;

/// The rules of my group, as they hold now.
///
/// # Errors
/// When the database does not answer.
pub fn rules(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Rules, StoreError> {
    of_group(db, may.group(), now)
}

/// The rules of a group, as they hold now.
pub(in crate::store) fn of_group(db: &mut Conn, group: GroupId, _: Instant) -> Result<Rules, StoreError> {
    let rows: Vec<(Rule, i32)> = agreement_rule::table
        .filter(agreement_rule::group_id.eq(group))
        .select((agreement_rule::rule, agreement_rule::value))
        .load(&mut db.db)?;
    Ok(Rules::agreed(rows))
}
