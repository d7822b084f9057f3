//! Coming in and going: at once, after a hello, by invitation; and leaving in one step, with nobody told.

use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::agreement::Rules;
use crate::domain::group::{Grant, Joining};
use crate::domain::hello::{Verdict, decide};
use crate::domain::ids::{GroupId, HelloId};
use crate::domain::mandate::Mandate;
use crate::domain::text::{Hello, MemberName};
use crate::domain::time::Instant;
use crate::service::answers;
use crate::service::coordinating::{NotCoordinating, coordinator};
use crate::service::member::{has_room, locked_member, member};
use crate::service::rota::{self, RotaError};
use crate::store::{Conn, StoreError, groups, hellos, invitations, mandates, memberships, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum JoiningError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such group, or it is none of the viewer's business.
    #[error("not found")]
    NotFound,
    /// The group has decided that the viewer does not come in by this door for now.
    #[error("the door is shut")]
    Shut,
    /// The group takes people by this door, and nobody is there any more who could.
    #[error("nobody is there")]
    NobodyThere,
    /// The viewer is in as many groups as one person can be.
    #[error("in too many groups")]
    TooMany,
    /// The link is used up or over.
    #[error("the invitation is over")]
    InvitationOver,
    /// The group is in its members' hands.
    #[error("the group is its own")]
    ItsOwn,
    #[error(transparent)]
    Not(#[from] NotCoordinating),
    #[error(transparent)]
    Rota(#[from] RotaError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the page for joining shows.
#[derive(Debug, Clone)]
pub struct Door {
    pub group: GroupId,
    pub name: String,
    pub slug: String,
    pub joining: Joining,
    pub is_member: bool,
    /// Whether the viewer's hello is waiting.
    pub is_waiting: bool,
}

/// What came of wanting to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    Member(GroupId),
    Waiting,
}

/// The door of a group, as this viewer finds it.
///
/// # Errors
/// When nobody is signed in, or there is no such group to be found.
pub fn door(db: &mut Conn, viewer: &Viewer, slug: &str, now: Instant) -> Result<Visible<Door>, JoiningError> {
    if !viewer.is_signed_in() {
        return Err(JoiningError::NotSignedIn);
    }
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(JoiningError::NotFound)?;
    let may = access::may_find(&at).ok_or(JoiningError::NotFound)?;
    let group = groups::findable(db, &may)?;
    let is_waiting = match access::may_knock(viewer, &at) {
        Some(knock) => hellos::is_mine_waiting(db, &knock, now)?,
        None => false,
    };
    Ok(may.reveal(Door {
        group: group.id,
        name: group.name,
        slug: group.slug,
        joining: at.joining,
        is_member: at.inside.is_some(),
        is_waiting,
    }))
}

/// Joins an open group, or says hello to one that welcomes. A member who joins again stays who they are.
///
/// # Errors
/// When nobody is signed in, or the group takes nobody by this door.
pub fn join(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    name: &MemberName,
    words: Option<&Hello>,
    now: Instant,
) -> Result<Joined, JoiningError> {
    let me = access::myself(viewer).ok_or(JoiningError::NotSignedIn)?;
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(JoiningError::NotFound)?;
    if access::may_attend(viewer, &at).is_some() {
        return Ok(Joined::Member(at.group));
    }
    if !has_room(db, &me)? {
        return Err(JoiningError::TooMany);
    }
    if at.is_door_shut {
        return Err(JoiningError::Shut);
    }
    if at.joining != Joining::Invitation && !at.has_members && access::may_find(&at).is_some() {
        return Err(JoiningError::NobodyThere);
    }
    if let Some(may) = access::may_join(viewer, &at) {
        memberships::join(db, &may, name, now)?;
        return Ok(Joined::Member(at.group));
    }
    let may = access::may_knock(viewer, &at).ok_or(JoiningError::NotFound)?;
    let words = words.ok_or(JoiningError::NotFound)?;
    hellos::say(db, &may, name, words, now)?;
    Ok(Joined::Waiting)
}

/// Leaves: answers, mandates, reminders and queued mail go in the same transaction; free places go to those who wait, and turns to the
/// next in line.
///
/// # Errors
/// When the viewer is not a member.
pub fn leave(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), JoiningError> {
    // Whoever proposes something meanwhile counts this member, or does not.
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(JoiningError::NotFound)?;
    let_go(db, viewer, &may, now)?;
    Ok(memberships::leave(db, may, now)?)
}

/// What a member had taken on is free for others.
pub(in crate::service) fn let_go(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayAttend,
    now: Instant,
) -> Result<(), JoiningError> {
    rota::free_my_turns(db, viewer, may, now)?;
    Ok(answers::free_my_places(db, viewer, may, now)?)
}

/// Answers a hello. Two welcomes let somebody in; the hello is gone once it is decided.
///
/// # Errors
/// When the viewer is not a member, or the hello is not there (any more).
pub fn answer_hello(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    hello: HelloId,
    welcome: bool,
    now: Instant,
) -> Result<Verdict, JoiningError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(JoiningError::NotFound)?;
    let count = hellos::answer(db, &may, hello, welcome, now)?.ok_or(JoiningError::NotFound)?;
    let verdict = decide(count.welcomes, count.others, count.members);
    match verdict {
        Verdict::Waiting => {}
        Verdict::Declined => hellos::decline(db, &may, hello, now)?,
        Verdict::Welcome => {
            let (welcomed, name) = hellos::welcome(db, &may, hello, now)?;
            let join = access::welcomed(&at, &welcomed).ok_or(JoiningError::NotFound)?;
            memberships::join(db, &join, &name, now)?;
        }
    }
    Ok(verdict)
}

/// A link into my group, for one person. The token of its address.
///
/// # Errors
/// When the viewer is not a member.
pub fn invite(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<String>, JoiningError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(JoiningError::NotFound)?;
    let token = invitations::invite(db, &may, now)?;
    Ok(may.reveal(token))
}

/// A coordinator hands a group that nobody is in to whoever opens the link. The token of its address.
///
/// # Errors
/// When the viewer does not coordinate the programme, the group is not of it, or anybody is in it.
pub fn hand_over(
    db: &mut Conn,
    viewer: &Viewer,
    programme: &str,
    group: GroupId,
    now: Instant,
) -> Result<Visible<String>, JoiningError> {
    let may = coordinator(db, viewer, programme)?;
    // Nothing is told of a group of another programme.
    let token = invitations::hand_over(db, &may, group, now)?.ok_or(JoiningError::NotFound)?;
    let there = standing::at_group(db, viewer, group, now)?.ok_or(JoiningError::NotFound)?;
    if there.is_its_own {
        return Err(JoiningError::ItsOwn);
    }
    Ok(may.reveal(token))
}

/// What an invitation leads to.
#[derive(Debug, Clone)]
pub struct Invited {
    pub group: GroupId,
    pub name: String,
    pub grants: Grant,
}

/// Shows an invitation to whoever is signed in.
///
/// # Errors
/// When nobody is signed in, or the link is over.
pub fn invitation(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<Visible<Invited>, JoiningError> {
    let me = access::myself(viewer).ok_or(JoiningError::NotSignedIn)?;
    let good = invitations::find(db, token, now)?.ok_or(JoiningError::InvitationOver)?;
    let name = groups::name_for_invited(db, &good)?;
    Ok(me.reveal(Invited { group: good.group, name, grants: good.grants }))
}

/// Accepts an invitation: becomes a member, and the first facilitator when that is what it grants.
///
/// # Errors
/// When nobody is signed in, the link is over, or somebody leads the group by now.
pub fn accept(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    name: &MemberName,
    now: Instant,
) -> Result<GroupId, JoiningError> {
    let me = access::myself(viewer).ok_or(JoiningError::NotSignedIn)?;
    let good = invitations::find(db, token, now)?.ok_or(JoiningError::InvitationOver)?;
    let at = standing::at_group(db, viewer, good.group, now)?.ok_or(JoiningError::InvitationOver)?;
    if good.grants == Grant::FirstMandate && at.is_its_own {
        return Err(JoiningError::ItsOwn);
    }
    let member = match (access::invited(viewer, &at, &good), access::may_attend(viewer, &at)) {
        (Some(may), _) if has_room(db, &me)? => memberships::join(db, &may, name, now)?,
        (Some(_), _) => return Err(JoiningError::TooMany),
        (None, Some(member)) => member,
        (None, None) => return Err(JoiningError::NotFound),
    };
    let used = invitations::use_up(db, &good, now)?.ok_or(JoiningError::InvitationOver)?;
    if let Some(lead) = access::handed_over(member, &used) {
        if !groups::becomes_its_own(db, &lead)? {
            return Err(JoiningError::ItsOwn);
        }
        mandates::give(db, lead, Mandate::from_now(now, Rules::default().term()))?;
    }
    Ok(good.group)
}
