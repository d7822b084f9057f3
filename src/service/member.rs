//! How most use cases begin: the viewer as a member of the group that an address names, with the facts of it. `None` is the
//! same for a group that does not exist and for one that is not the viewer's.

use crate::access::{self, AtGroup, MayAttend, Myself, Viewer};
use crate::domain::group::MOST_GROUPS;
use crate::domain::ids::GroupId;
use crate::domain::time::Instant;
use crate::store::{Conn, StoreError, groups, memberships, standing};

/// The viewer, as a member.
///
/// # Errors
/// When the database does not answer.
pub(super) fn member(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Option<(AtGroup, MayAttend)>, StoreError> {
    let at = standing::at_group(db, viewer, group, now)?;
    Ok(at.and_then(|at| access::may_attend(viewer, &at).map(|may| (at, may))))
}

/// The same, and from here on this transaction is the only one that changes who belongs to the group and who does what in it.
/// Whoever left before is no member.
///
/// # Errors
/// When the database does not answer.
pub(super) fn locked_member(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Option<(AtGroup, MayAttend)>, StoreError> {
    let Some((_, before)) = member(db, viewer, group, now)? else { return Ok(None) };
    groups::lock(db, &before)?;
    member(db, viewer, group, now)
}

/// Whether the viewer can be in one more group.
///
/// # Errors
/// When the database does not answer.
pub(super) fn has_room(db: &mut Conn, me: &Myself) -> Result<bool, StoreError> {
    Ok(memberships::count_mine(db, me)? < MOST_GROUPS)
}
