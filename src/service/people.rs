//! Who is in a group, as each sees the others; and what one shows of oneself, group by group.

use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::audience::Onlooker;
use crate::domain::ids::{GroupId, MembershipId};
use crate::domain::screen::Screen;
use crate::domain::time::{Instant, Zone};
use crate::service::member::member;
use crate::store::audiences::{Card, Chosen, Own};
use crate::store::looks::Look;
use crate::store::{
    Conn, StoreError, audiences, blocks, groups, looks, memberships, preferences, sight, sign_ins,
};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such group, or the viewer is not in it.
    #[error("not found")]
    NotFound,
    /// Whoever was named is not among those who can be, or not any more.
    #[error("not among the choices")]
    NoChoice,
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

/// The same, with what it is chosen from and what came of it.
#[derive(Debug, Clone)]
pub struct MineIn {
    pub it: Mine,
    /// The others whom I know by name.
    pub others: Vec<(MembershipId, String)>,
    /// Those whom I do not want to see.
    pub unseen: Vec<(MembershipId, String)>,
    /// Who looked how I am reached.
    pub looks: Vec<Look>,
    pub zone: Zone,
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
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let cards = audiences::cards(db, &may, now)?;
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
    let card = audiences::mine_seen(db, &may, by, now)?;
    Ok(may.reveal(Seen { group, by, card }))
}

/// What I want on the screen, and what I show in each of my groups.
///
/// # Errors
/// When nobody is signed in.
pub fn mine(
    db: &mut Conn,
    viewer: &Viewer,
    now: Instant,
) -> Result<Visible<(Screen, Vec<Mine>)>, PeopleError> {
    let me = access::myself(viewer).ok_or(PeopleError::NotSignedIn)?;
    let mut all = Vec::new();
    for it in memberships::mine(db, &me, now)? {
        if let Some((_, may)) = member(db, viewer, it.group, now)? {
            let own = audiences::own(db, &may)?;
            all.push(Mine { group: it.group, group_name: it.group_name, my_name: it.my_name, own });
        }
    }
    let screen = preferences::screen(db, &me)?;
    Ok(me.reveal((screen, all)))
}

/// What I show in one of my groups, and who has looked.
///
/// # Errors
/// When the viewer is not in the group.
pub fn mine_in(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<MineIn>, PeopleError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let me = may.membership();
    let names = memberships::names(db, &may)?;
    let of_group = groups::of_member(db, &may)?;
    let known = sight::names(db, &may, now)?.into_iter().filter(|(id, _)| *id != me);
    let unseen = blocks::mine(db, &may)?.into_iter().filter_map(|id| Some((id, names.get(&id)?.clone())));
    Ok(may.reveal(MineIn {
        others: known.filter_map(|(id, name)| Some((id, name.known()?.to_owned()))).collect(),
        unseen: unseen.collect(),
        looks: looks::at_mine(db, &may)?,
        zone: of_group.zone,
        it: Mine {
            group,
            group_name: of_group.name,
            my_name: names.get(&me).cloned().unwrap_or_default(),
            own: audiences::own(db, &may)?,
        },
    }))
}

/// Chooses what I show in one of my groups.
///
/// # Errors
/// When the viewer is not in the group, or does not know by name whom they chose.
pub fn choose(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    chosen: &Chosen,
    now: Instant,
) -> Result<(), PeopleError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(PeopleError::NotFound)?;
    let names = sight::names(db, &may, now)?;
    let is_known = |id| id != may.membership() && names.get(&id).is_some_and(|it| it.known().is_some());
    if chosen.reach_one.is_some_and(|id| !is_known(id)) {
        return Err(PeopleError::NoChoice);
    }
    Ok(audiences::choose(db, &may, chosen, now)?)
}

/// Chooses what I want on the screen.
///
/// # Errors
/// When nobody is signed in.
pub fn set_screen(db: &mut Conn, viewer: &Viewer, screen: Screen, now: Instant) -> Result<(), PeopleError> {
    let me = access::myself(viewer).ok_or(PeopleError::NotSignedIn)?;
    preferences::set_screen(db, &me, screen)?;
    // It counts from this moment, and not from when the use was last written down.
    if let Some(this) = viewer.sign_in() {
        sign_ins::touch(db, &me, this, now)?;
    }
    Ok(())
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
            audiences::hide(db, &may, is_hidden, now)?;
        }
    }
    Ok(())
}
