//! A person founds a group: in a few questions, and becomes its first member and facilitator, with a mandate that ends.

use crate::access::{self, Founded, May as _, MayAttend, Myself, Viewer, Visible};
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
    let (founded, member) = begin(db, &me, new, name, now)?;
    lead(db, member, &founded, &Rules::default(), now)?;
    Ok(founded.group)
}

/// Makes the group, with its first member.
///
/// # Errors
/// When they are in too many groups already.
pub(in crate::service) fn begin(
    db: &mut Conn,
    me: &Myself,
    new: &NewGroup,
    name: &MemberName,
    now: Instant,
) -> Result<(Founded, MayAttend), FoundingError> {
    if !has_room(db, me)? {
        return Err(FoundingError::TooMany);
    }
    let founded = groups::create(db, me, new, now)?;
    let member = memberships::join(db, &access::founder(me, &founded), name, now)?;
    Ok((founded, member))
}

/// The first member facilitates, for as long as the rules give a mandate.
///
/// # Errors
/// When the database does not answer.
pub(in crate::service) fn lead(
    db: &mut Conn,
    member: MayAttend,
    founded: &Founded,
    rules: &Rules,
    now: Instant,
) -> Result<(), StoreError> {
    let lead = access::first_to_lead(member, founded).ok_or(StoreError::Unknown("founder"))?;
    mandates::give(db, lead, Mandate::from_now(now, rules.term()))?;
    Ok(())
}
