//! Mandates: what a group gave a member for a time. Whether one is live is the domain's to say: [`Mandate::is_live`].

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{groups, mandate, membership};
use crate::access::{MayCoordinate, MayFacilitate, MayLead};
use crate::domain::ids::{GroupId, MandateId, MembershipId};
use crate::domain::mandate::Mandate;
use crate::domain::time::Instant;

type Row = (GroupId, MembershipId, Instant, Instant, Option<Instant>);

/// Gives a member a mandate.
///
/// # Errors
/// When the database does not answer.
pub fn give(db: &mut Conn, may: MayLead, mandate: Mandate) -> Result<MayFacilitate, StoreError> {
    diesel::insert_into(mandate::table)
        .values((
            mandate::id.eq(MandateId::from_random(db.entropy.bytes())),
            mandate::membership_id.eq(may.membership()),
            mandate::from_at.eq(mandate.from),
            mandate::until_at.eq(mandate.until),
        ))
        .execute(&mut db.db)?;
    Ok(may.given())
}

/// Every mandate that a group has given, live or not, with its holder.
pub(in crate::store) fn of_group(
    db: &mut Conn,
    group: GroupId,
) -> Result<Vec<(MembershipId, Mandate)>, StoreError> {
    let rows: Vec<Row> = mandate::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(group))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows
        .into_iter()
        .map(|(_, member, from, until, ended)| (member, Mandate { from, until, ended }))
        .collect())
}

/// The groups of a programme in which somebody holds a live mandate.
pub(in crate::store) fn led(
    db: &mut Conn,
    may: &MayCoordinate,
    now: Instant,
) -> Result<BTreeSet<GroupId>, StoreError> {
    let theirs = groups::table.filter(groups::programme_id.eq(may.programme())).select(groups::id);
    let rows: Vec<Row> = mandate::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq_any(theirs))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows
        .into_iter()
        .filter(|(_, _, from, until, ended)| {
            Mandate { from: *from, until: *until, ended: *ended }.is_live(now)
        })
        .map(|(group, ..)| group)
        .collect())
}

const COLUMNS: (
    membership::group_id,
    membership::id,
    mandate::from_at,
    mandate::until_at,
    mandate::ended_at,
) = (membership::group_id, membership::id, mandate::from_at, mandate::until_at, mandate::ended_at);
