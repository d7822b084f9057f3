//! Whom a proposal asks: found once, when it is opened.

use diesel::prelude::*;

use crate::access::MayAttend;
use crate::domain::agreement::Rules;
use crate::domain::decision::{Asked, Change, Subject};
use crate::domain::ids::MembershipId;
use crate::domain::mandate::who_decides;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::membership;

/// Those who may take part in deciding about a change.
pub(super) fn whom(
    db: &mut Conn,
    may: &MayAttend,
    change: Option<&Change>,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    match change.map_or(Subject::Words, Change::subject).kind().asks {
        Asked::Members => members(db, may, rules, now),
        Asked::Acquainted => acquainted(db, may, rules, now),
    }
}

/// Those who know each other, as the domain says.
fn acquainted(
    db: &mut Conn,
    may: &MayAttend,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let all: Vec<(MembershipId, Instant)> = membership::table
        .filter(membership::group_id.eq(may.group()))
        .select((membership::id, membership::joined_at))
        .load(&mut db.db)?;
    Ok(who_decides(&all, rules.member_for(), now))
}

/// All who have been members for as long as the group has agreed on.
fn members(
    db: &mut Conn,
    may: &MayAttend,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let known_since = now.minus(rules.member_for());
    Ok(membership::table
        .filter(membership::group_id.eq(may.group()).and(membership::joined_at.le(known_since)))
        .select(membership::id)
        .load(&mut db.db)?)
}
