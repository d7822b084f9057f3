//! A person founds a group: in a few questions, and becomes its first member and facilitator, with a mandate that ends.

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::agreement::Rules;
use crate::domain::ids::GroupId;
use crate::domain::locale::Locale;
use crate::domain::mandate::Mandate;
use crate::domain::text::MemberName;
use crate::domain::time::Instant;
use crate::service::describing::{self, Choices};
use crate::service::member::has_room;
use crate::store::groups::NewGroup;
use crate::store::{Conn, StoreError, groups, mandates, memberships};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The viewer is in as many groups as one person can be.
    #[error("in too many groups")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What can be chosen from, in the reader's language.
///
/// # Errors
/// When nobody is signed in.
pub fn choices(db: &mut Conn, viewer: &Viewer, language: Locale) -> Result<Visible<Choices>, FoundingError> {
    let me = access::myself(viewer).ok_or(FoundingError::NotSignedIn)?;
    Ok(me.reveal(describing::choices(db, language)?))
}

/// Founds the group.
///
/// # Errors
/// When nobody is signed in, or is in too many groups already.
pub fn found(
    db: &mut Conn,
    viewer: &Viewer,
    new: &NewGroup,
    name: &MemberName,
    now: Instant,
) -> Result<GroupId, FoundingError> {
    let me = access::myself(viewer).ok_or(FoundingError::NotSignedIn)?;
    if !has_room(db, &me)? {
        return Err(FoundingError::TooMany);
    }
    let founded = groups::create(db, &me, new, now)?;
    let member = memberships::join(db, &access::founder(&me, &founded), name, now)?;
    let lead = access::first_to_lead(member, &founded).ok_or(StoreError::Unknown("founder"))?;
    mandates::give(db, lead, Mandate::from_now(now, Rules::default().term()))?;
    Ok(founded.group)
}
