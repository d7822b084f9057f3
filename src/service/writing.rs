//! Two members write to each other: one asks, the other says yes, either ends it. No address is shown to anybody.

use crate::access::{self, AtContact, May as _, Viewer, Visible};
use crate::domain::contact::{Contact, Side, State, WAITING};
use crate::domain::ids::{ContactId, GroupId, MembershipId};
use crate::domain::text::Written;
use crate::domain::time::{Instant, Zone};
use crate::service::member::member;
use crate::service::people::PeopleError;
use crate::service::reaching::card_of;
use crate::service::reporting::{self, Told};
use crate::store::contacts::{self, Said};
use crate::store::{Conn, StoreError, groups, memberships, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum WritingError {
    /// There is no such group or contact, or the viewer has no part in it.
    #[error("not found")]
    NotFound,
    /// Too many questions of the viewer wait.
    #[error("too many questions")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PeopleError> for WritingError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::NotSignedIn | PeopleError::NotFound | PeopleError::NoChoice => Self::NotFound,
            PeopleError::Store(cause) => Self::Store(cause),
        }
    }
}

/// What there is between the viewer and another member.
#[derive(Debug, Clone)]
pub struct With {
    pub id: ContactId,
    pub name: String,
    pub side: Side,
    pub state: State,
}

/// All of them.
#[derive(Debug, Clone)]
pub struct All {
    pub group: GroupId,
    pub all: Vec<With>,
    /// What was reported to the viewer.
    pub told: Told,
}

/// One, with what was written.
#[derive(Debug, Clone)]
pub struct Between {
    pub group: GroupId,
    pub with: With,
    pub said: Vec<Said>,
    pub zone: Zone,
}

/// With whom the viewer writes, whom they have asked, and who asks them.
///
/// # Errors
/// When the viewer is not in the group.
pub fn all(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<All>, WritingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(WritingError::NotFound)?;
    let (me, names) = (may.membership(), memberships::names(db, &may)?);
    let with = |(id, it): (ContactId, Contact)| {
        let side = it.side_of(me)?;
        let name = names.get(&it.other_than(side))?.clone();
        Some(With { id, name, side, state: it.seen_by(side) })
    };
    let all = contacts::mine(db, &may)?.into_iter().filter_map(with).collect();
    let told = reporting::told(db, &may)?;
    Ok(may.reveal(All { group, all, told }))
}

fn at(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ContactId),
    now: Instant,
) -> Result<AtContact, WritingError> {
    standing::at_contact(db, viewer, group, id, now)?.ok_or(WritingError::NotFound)
}

/// What the two have written.
///
/// # Errors
/// When the viewer is neither of them.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ContactId),
    now: Instant,
) -> Result<Visible<Between>, WritingError> {
    let at = at(db, viewer, (group, id), now)?;
    let may = access::may_correspond(viewer, &at).ok_or(WritingError::NotFound)?;
    let name = memberships::names(db, may.as_member())?.remove(&may.other()).ok_or(WritingError::NotFound)?;
    let with = With { id, name, side: may.side(), state: at.between.seen_by(may.side()) };
    let zone = groups::of_member(db, may.as_member())?.zone;
    let said = contacts::words(db, &may)?;
    Ok(may.reveal(Between { group, with, said, zone }))
}

/// Asks a member whom the viewer may reach.
///
/// # Errors
/// When the viewer may not reach them, or has asked too many.
pub fn ask(
    db: &mut Conn,
    viewer: &Viewer,
    (group, other): (GroupId, MembershipId),
    now: Instant,
) -> Result<ContactId, WritingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(WritingError::NotFound)?;
    let me = may.membership();
    let mine = contacts::mine(db, &may)?;
    // Whoever has asked the viewer may be answered, whether they can be reached or not.
    let asks_me = mine.iter().any(|(_, it)| it.asked_by == other && it.asked == me);
    let card = card_of(db, &may, other, now)?;
    if !card.can_be_reached && !asks_me {
        return Err(WritingError::NotFound);
    }
    let waits = mine.iter().filter(|(_, it)| it.asked_by == me && it.state != State::Agreed);
    if !asks_me && waits.count() >= WAITING {
        return Err(WritingError::TooMany);
    }
    Ok(contacts::ask(db, &may, other, now)?)
}

/// Says yes or no. A no is not told.
///
/// # Errors
/// When nobody asks the viewer.
pub fn answer(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ContactId),
    yes: bool,
    now: Instant,
) -> Result<(), WritingError> {
    let at = at(db, viewer, (group, id), now)?;
    let may = access::may_correspond(viewer, &at).ok_or(WritingError::NotFound)?;
    if contacts::answer(db, &may, yes, now)? { Ok(()) } else { Err(WritingError::NotFound) }
}

/// Writes to the other.
///
/// # Errors
/// When not both have said yes.
pub fn write(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ContactId),
    words: &Written,
    now: Instant,
) -> Result<(), WritingError> {
    let at = at(db, viewer, (group, id), now)?;
    let may = access::may_write(viewer, &at).ok_or(WritingError::NotFound)?;
    Ok(contacts::write(db, &may, words, now)?)
}

/// Ends it: what was written is gone for both.
///
/// # Errors
/// When the viewer is neither of the two.
pub fn end(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ContactId),
    now: Instant,
) -> Result<(), WritingError> {
    let at = at(db, viewer, (group, id), now)?;
    let may = access::may_correspond(viewer, &at).ok_or(WritingError::NotFound)?;
    Ok(contacts::end(db, &may, now)?)
}
