//! Links that let one person in: as a member, or with the first mandate of a group that nobody leads.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{groups, invitation};
use crate::access::{
    GoodInvitation, InvitationFacts, LookedUp, MayAttend, MayCoordinate, UsedInvitation, UsedInvitationFacts,
};
use crate::domain::group::Grant;
use crate::domain::ids::{GroupId, InvitationId};
use crate::domain::time::Instant;
use crate::vault::Purpose;

/// How long an invitation is good.
const GOOD_FOR: TimeDelta = TimeDelta::days(14);

/// A member's invitation into their group: the token of its link.
///
/// # Errors
/// When the database does not answer.
pub fn invite(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<String, StoreError> {
    make(db, may.group(), Grant::Membership, now)
}

/// A coordinator's hand-over of a group of their programme that nobody leads: the token of its link. `None` when the group
/// is not theirs.
///
/// # Errors
/// When the database does not answer.
pub fn hand_over(
    db: &mut Conn,
    may: &MayCoordinate,
    group: GroupId,
    now: Instant,
) -> Result<Option<String>, StoreError> {
    let theirs: i64 = groups::table
        .filter(groups::id.eq(group).and(groups::programme_id.eq(may.programme())))
        .count()
        .get_result(&mut db.db)?;
    if theirs == 0 {
        return Ok(None);
    }
    // One hand-over at a time: an earlier link is void.
    diesel::delete(
        invitation::table
            .filter(invitation::group_id.eq(group).and(invitation::grants.eq(Grant::FirstMandate))),
    )
    .execute(&mut db.db)?;
    make(db, group, Grant::FirstMandate, now).map(Some)
}

fn make(db: &mut Conn, group: GroupId, grants: Grant, now: Instant) -> Result<String, StoreError> {
    let id = InvitationId::from_random(db.entropy.bytes());
    diesel::insert_into(invitation::table)
        .values((
            invitation::id.eq(id),
            invitation::group_id.eq(group),
            invitation::grants.eq(grants),
            invitation::made_at.eq(now),
            invitation::expires_at.eq(now.plus(GOOD_FOR)),
        ))
        .execute(&mut db.db)?;
    Ok(db.keys.link_token(Purpose::Invitation, id.to_bytes()))
}

/// The invitation of a token, if it is still good.
///
/// # Errors
/// When the database does not answer.
pub fn find(db: &mut Conn, token: &str, now: Instant) -> Result<Option<GoodInvitation>, StoreError> {
    let Some(id) = db.keys.link_id(Purpose::Invitation, token).map(InvitationId::from_random) else {
        return Ok(None);
    };
    let row: Option<(InvitationId, GroupId, Grant)> = invitation::table
        .filter(invitation::id.eq(id))
        .filter(invitation::used_at.is_null().and(invitation::expires_at.gt(now)))
        .select((invitation::id, invitation::group_id, invitation::grants))
        .first(&mut db.db)
        .optional()?;
    Ok(row.map(|(id, group, grants)| LookedUp::so(InvitationFacts { id, group, grants })))
}

/// Uses an invitation up. `None` when somebody else was quicker.
///
/// # Errors
/// When the database does not answer.
pub fn use_up(
    db: &mut Conn,
    good: &GoodInvitation,
    now: Instant,
) -> Result<Option<UsedInvitation>, StoreError> {
    let used = diesel::update(
        invitation::table.filter(invitation::id.eq(good.id).and(invitation::used_at.is_null())),
    )
    .set(invitation::used_at.eq(now))
    .execute(&mut db.db)?;
    let facts = UsedInvitationFacts { group: good.group, grants: good.grants };
    Ok((used == 1).then_some(LookedUp::so(facts)))
}
