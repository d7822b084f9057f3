//! What is looked up between two members who write to each other.

use super::at_group;
use crate::access::{AtContact, ContactFacts, LookedUp, Viewer};
use crate::domain::ids::{ContactId, GroupId};
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::contacts;
use crate::store::error::StoreError;

/// A viewer at what there is between two; `None` when there is nothing. Whose it is says the membership in the group.
///
/// # Errors
/// When the database does not answer.
pub fn at_contact(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    contact: ContactId,
    now: Instant,
) -> Result<Option<AtContact>, StoreError> {
    let (Some(between), Some(group)) = (contacts::find(db, contact)?, at_group(db, viewer, group, now)?)
    else {
        return Ok(None);
    };
    Ok(Some(LookedUp::so(ContactFacts { group, contact, between })))
}
