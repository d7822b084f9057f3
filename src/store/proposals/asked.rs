//! Whom a proposal asks: found once, when it is opened.

use diesel::prelude::*;

use crate::domain::agreement::Rules;
use crate::domain::decision::{Asked, Change, Subject};
use crate::domain::ids::{GroupId, MembershipId};
use crate::domain::mandate::who_decides;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{exclusion, membership};

/// Those who may take part in deciding about a change.
pub(super) fn whom(
    db: &mut Conn,
    group: GroupId,
    change: Option<&Change>,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    match change.map_or(Subject::Words, Change::subject).kind().asks {
        Asked::Members => members(db, group, rules, now),
        Asked::Others => {
            let not_asked = change.and_then(Change::not_asked);
            let all = acquainted(db, group, rules, now)?;
            Ok(all.into_iter().filter(|member| Some(*member) != not_asked).collect())
        }
        Asked::Acquainted => acquainted(db, group, rules, now),
    }
}

/// Those who know each other, as the domain says, and are not suspended.
fn acquainted(
    db: &mut Conn,
    group: GroupId,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let all: Vec<(MembershipId, Instant)> = membership::table
        .filter(membership::group_id.eq(group))
        .filter(membership::id.ne_all(exclusion::table.select(exclusion::membership_id)))
        .select((membership::id, membership::joined_at))
        .load(&mut db.db)?;
    Ok(who_decides(&all, rules.member_for(), now))
}

/// All who have been members for as long as the group has agreed on, and are not suspended.
fn members(
    db: &mut Conn,
    group: GroupId,
    rules: &Rules,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let known_since = now.minus(rules.member_for());
    Ok(membership::table
        .filter(membership::group_id.eq(group).and(membership::joined_at.le(known_since)))
        .filter(membership::id.ne_all(exclusion::table.select(exclusion::membership_id)))
        .select(membership::id)
        .load(&mut db.db)?)
}
