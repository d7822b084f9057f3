//! One member and another: what one sees of the other, how the other is reached, and not wanting to see each other.

use crate::access::{self, AtGroup, May as _, MayAttend, Viewer, Visible};
use crate::domain::ids::{GroupId, MembershipId};
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::service::people::PeopleError;
use crate::store::audiences::Card;
use crate::store::{Conn, audiences, blocks, looks};

/// Another member, as the viewer sees them.
#[derive(Debug, Clone)]
pub struct Other {
    pub group: GroupId,
    pub card: Card,
    /// Whether the other can read that the viewer looked.
    pub is_noted: bool,
}

/// How they are reached, in their own words.
#[derive(Debug, Clone)]
pub struct Reach {
    pub group: GroupId,
    pub card: Card,
    /// `None`: through the site alone.
    pub words: Option<String>,
}

/// The other, where the viewer sees them. Whoever is not seen is not there.
pub(super) fn card_of(
    db: &mut Conn,
    may: &MayAttend,
    other: MembershipId,
    now: Instant,
) -> Result<Card, PeopleError> {
    let mut all = audiences::cards(db, may, now)?.into_iter();
    all.find(|card| card.id == other && !card.is_me).ok_or(PeopleError::NotFound)
}

/// The viewer as a member, and another whom they see.
fn seen(
    db: &mut Conn,
    viewer: &Viewer,
    (group, other): (GroupId, MembershipId),
    now: Instant,
) -> Result<(AtGroup, MayAttend, Card), PeopleError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let card = card_of(db, &may, other, now)?;
    Ok((at, may, card))
}

/// Another member.
///
/// # Errors
/// When the viewer is not in the group, or does not see them.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    (group, other): (GroupId, MembershipId),
    now: Instant,
) -> Result<Visible<Other>, PeopleError> {
    let (at, may, card) = seen(db, viewer, (group, other), now)?;
    let is_noted = access::may_facilitate(viewer, &at, now).is_some();
    Ok(may.reveal(Other { group, card, is_noted }))
}

/// Looks how another member is reached. They can read that somebody who facilitates has looked.
///
/// # Errors
/// When the viewer is not in the group, or may not reach them.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    (group, other): (GroupId, MembershipId),
    now: Instant,
) -> Result<Visible<Reach>, PeopleError> {
    let (at, may, card) = seen(db, viewer, (group, other), now)?;
    if !card.can_be_reached {
        return Err(PeopleError::NotFound);
    }
    if let Some(facilitator) = access::may_facilitate(viewer, &at, now) {
        looks::add(db, &facilitator, other, now)?;
    }
    let words = audiences::reach(db, &may, &card)?;
    Ok(may.reveal(Reach { group, card, words }))
}

/// From now on the two do not see each other. Nobody is told.
///
/// # Errors
/// When the viewer is not in the group, or does not see the other.
pub fn block(
    db: &mut Conn,
    viewer: &Viewer,
    at: (GroupId, MembershipId),
    now: Instant,
) -> Result<(), PeopleError> {
    let (_, may, card) = seen(db, viewer, at, now)?;
    Ok(blocks::add(db, &may, card.id, now)?)
}

/// The viewer would see them again.
///
/// # Errors
/// When the viewer is not in the group.
pub fn unblock(
    db: &mut Conn,
    viewer: &Viewer,
    (group, other): (GroupId, MembershipId),
    now: Instant,
) -> Result<(), PeopleError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    Ok(blocks::remove(db, &may, other)?)
}
