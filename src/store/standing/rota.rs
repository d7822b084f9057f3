//! A viewer at what is done at a meeting.

use diesel::prelude::*;

use super::{at_group, at_meeting};
use crate::access::{AtRole, AtSwap, LookedUp, RoleFacts, SwapFacts, Viewer};
use crate::domain::ids::{GroupId, MembershipId, RoleId, SwapId};
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{role, role_at, swap, turn};

/// A viewer at a role; `None` when the meeting's series has it not, or the group has not that series.
///
/// # Errors
/// When the database does not answer.
pub fn at_role(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (meeting, role): (MeetingKey, RoleId),
    now: Instant,
) -> Result<Option<AtRole>, StoreError> {
    let there: i64 = role_at::table
        .filter(role_at::role_id.eq(role).and(role_at::series_id.eq(meeting.series)))
        .count()
        .get_result(&mut db.db)?;
    let at = at_meeting(db, viewer, group, meeting, now)?.filter(|_| there > 0);
    Ok(at.map(|at| LookedUp::so(RoleFacts { group: at.group.clone(), meeting, role })))
}

/// A viewer at a question about a turn; `None` when it is not one of this group.
///
/// # Errors
/// When the database does not answer.
pub fn at_swap(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: SwapId,
    now: Instant,
) -> Result<Option<AtSwap>, StoreError> {
    let found: Option<(Option<MembershipId>, MembershipId)> = swap::table
        .inner_join(turn::table.inner_join(role::table))
        .filter(swap::id.eq(id).and(role::group_id.eq(group)))
        .select((turn::membership_id, swap::membership_id))
        .first(&mut db.db)
        .optional()?;
    let (Some((from, to)), Some(group)) = (found, at_group(db, viewer, group, now)?) else {
        return Ok(None);
    };
    Ok(Some(LookedUp::so(SwapFacts { group, swap: id, from, to })))
}
