//! Who is in a group, as each sees the others; and what one shows of oneself, group by group.

use crate::access::{self, AtGroup, May as _, MayAttend, Viewer, Visible};
use crate::domain::audience::{Choices, Onlooker};
use crate::domain::ids::GroupId;
use crate::domain::text::ShortText;
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::store::audiences::{Card, Own};
use crate::store::{Conn, StoreError, audiences, groups, memberships};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such group, or the viewer is not in it.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The members of a group.
#[derive(Debug, Clone)]
pub struct People {
    pub group: GroupId,
    pub cards: Vec<Card>,
}

/// My card, as somebody sees it; nothing when they see none.
#[derive(Debug, Clone)]
pub struct Seen {
    pub group: GroupId,
    pub by: Onlooker,
    pub card: Option<Card>,
}

/// What I show in one of my groups.
#[derive(Debug, Clone)]
pub struct Mine {
    pub group: GroupId,
    pub group_name: String,
    pub my_name: String,
    pub own: Own,
}

/// As what a member looks at the others.
pub(super) fn onlooker(viewer: &Viewer, at: &AtGroup, now: Instant) -> Onlooker {
    match access::may_facilitate(viewer, at, now) {
        Some(_) => Onlooker::Facilitator,
        None => Onlooker::Member,
    }
}

/// Who is here.
///
/// # Errors
/// When the viewer is not in the group.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<People>, PeopleError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let cards = audiences::cards(db, &may, onlooker(viewer, &at, now), now)?;
    Ok(may.reveal(People { group, cards }))
}

/// My own card as somebody else sees it: by the same way on which it reaches them.
///
/// # Errors
/// When the viewer is not in the group.
pub fn seen(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    by: Onlooker,
    now: Instant,
) -> Result<Visible<Seen>, PeopleError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let card = audiences::cards(db, &may, by, now)?.into_iter().find(|card| card.is_me);
    Ok(may.reveal(Seen { group, by, card }))
}

/// What I show, in each of my groups.
///
/// # Errors
/// When nobody is signed in.
pub fn mine(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<Visible<Vec<Mine>>, PeopleError> {
    let me = access::myself(viewer).ok_or(PeopleError::NotSignedIn)?;
    let mut all = Vec::new();
    for it in memberships::mine(db, &me, now)? {
        if let Some((_, may)) = member(db, viewer, it.group, now)? {
            let own = audiences::own(db, &may)?;
            all.push(Mine { group: it.group, group_name: it.group_name, my_name: it.my_name, own });
        }
    }
    Ok(me.reveal(all))
}

/// What I show in one of my groups.
///
/// # Errors
/// When the viewer is not in the group.
pub fn mine_in(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Mine>, PeopleError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let my_name = memberships::names(db, &may)?.remove(&may.membership()).unwrap_or_default();
    let (own, group_name) = (audiences::own(db, &may)?, groups::of_member(db, &may)?.name);
    Ok(may.reveal(Mine { group, group_name, my_name, own }))
}

/// Chooses what I show in one of my groups.
///
/// # Errors
/// When the viewer is not in the group.
pub fn choose(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (choices, line): (&Choices, Option<&ShortText>),
    now: Instant,
) -> Result<(), PeopleError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    Ok(audiences::choose(db, &may, choices, line)?)
}

/// Hides me in all my groups at once, or shows me again in each as I have chosen there.
///
/// # Errors
/// When nobody is signed in.
pub fn hide_everywhere(
    db: &mut Conn,
    viewer: &Viewer,
    is_hidden: bool,
    now: Instant,
) -> Result<(), PeopleError> {
    let me = access::myself(viewer).ok_or(PeopleError::NotSignedIn)?;
    for it in memberships::mine(db, &me, now)? {
        let may: Option<MayAttend> = member(db, viewer, it.group, now)?.map(|(_, may)| may);
        if let Some(may) = may {
            audiences::hide(db, &may, is_hidden)?;
        }
    }
    Ok(())
}
