//! Rights around a member whom something concerns: who reads why, who answers to it, who appeals, and who orders that somebody
//! steps back.

use super::May;
use super::group::{MayAttend, MayFacilitate, may_facilitate};
use super::proposal::{MayDiscuss, may_discuss};
use crate::access::standing::{AtGroup, AtProposal};
use crate::access::viewer::Viewer;
use crate::domain::ids::{GroupId, MembershipId, PersonId};
use crate::domain::step_back::{Order, Refusal, may_confirm, may_order};
use crate::domain::time::Instant;

/// The viewer is one of those who decide about a person, or that person, and may read why it is asked.
#[derive(Debug)]
pub struct MayReadWhy {
    discuss: MayDiscuss,
}

/// The viewer is the person whom it is about, and may say something to it.
#[derive(Debug)]
pub struct MayReply {
    why: MayReadWhy,
}

/// The group has decided to exclude the viewer, who may read why, and appeal.
#[derive(Debug)]
pub struct MayAppeal {
    person: PersonId,
    group: GroupId,
    membership: MembershipId,
}

/// The viewer holds a mandate, and may say the first word that a member steps back at once.
#[derive(Debug)]
pub struct MayOrder {
    facilitate: MayFacilitate,
    order: Order,
}

/// The viewer holds a mandate, and may say the second word.
#[derive(Debug)]
pub struct MayConfirm {
    facilitate: MayFacilitate,
}

impl May for MayReadWhy {}
impl May for MayReply {}
impl May for MayAppeal {}
impl May for MayOrder {}
impl May for MayConfirm {}

/// The right of those who decide about a person, and of that person.
pub fn may_read_why(viewer: &Viewer, at: &AtProposal) -> Option<MayReadWhy> {
    let discuss = may_discuss(viewer, at)?;
    (at.elector.is_some() || at.concerns_me).then_some(MayReadWhy { discuss })
}

/// The right of the person whom it is about.
pub fn may_reply(viewer: &Viewer, at: &AtProposal) -> Option<MayReply> {
    let why = may_read_why(viewer, at)?;
    at.concerns_me.then_some(MayReply { why })
}

/// The right of whoever is suspended. They are not a member meanwhile, and this is all that they have.
pub fn may_appeal(viewer: &Viewer, at: &AtGroup) -> Option<MayAppeal> {
    let suspended = at.suspended.as_ref().filter(|it| viewer.person() == Some(it.person))?;
    Some(MayAppeal { person: suspended.person, group: at.group, membership: suspended.membership })
}

/// The right of a mandate holder who is not involved, where there is another who is not.
///
/// # Errors
/// `None` when the viewer holds no mandate; otherwise why not.
pub fn may_order_step_back(
    viewer: &Viewer,
    at: &AtGroup,
    (about, reporter): (MembershipId, Option<MembershipId>),
    holders: &[MembershipId],
    now: Instant,
) -> Option<Result<MayOrder, Refusal>> {
    let facilitate = may_facilitate(viewer, at, now)?;
    let order = Order { by: Some(facilitate.as_member().membership()), about, reporter };
    Some(may_order(order, holders).map(|()| MayOrder { facilitate, order }))
}

/// The right of another mandate holder who is not involved.
///
/// # Errors
/// `None` when the viewer holds no mandate; otherwise why not.
pub fn may_confirm_step_back(
    viewer: &Viewer,
    at: &AtGroup,
    order: Order,
    now: Instant,
) -> Option<Result<MayConfirm, Refusal>> {
    let facilitate = may_facilitate(viewer, at, now)?;
    let me = facilitate.as_member().membership();
    Some(may_confirm(order, me).map(|()| MayConfirm { facilitate }))
}

/// The right of a mandate holder whom it does not concern to end it: for that one word is enough.
pub fn may_lift_step_back(viewer: &Viewer, at: &AtGroup, order: Order, now: Instant) -> Option<MayConfirm> {
    let facilitate = may_facilitate(viewer, at, now)?;
    (facilitate.as_member().membership() != order.about).then_some(MayConfirm { facilitate })
}

impl MayReadWhy {
    /// Whoever reads why may read what was proposed.
    pub fn as_reader(&self) -> &MayDiscuss {
        &self.discuss
    }
}

impl MayReply {
    /// Whoever answers may read what they answer to.
    pub fn as_reader(&self) -> &MayReadWhy {
        &self.why
    }
}

impl MayAppeal {
    pub fn person(&self) -> PersonId {
        self.person
    }
    pub fn group(&self) -> GroupId {
        self.group
    }
    pub fn membership(&self) -> MembershipId {
        self.membership
    }
}

impl MayOrder {
    /// Whoever orders is a member.
    pub fn as_member(&self) -> &MayAttend {
        self.facilitate.as_member()
    }
    pub fn order(&self) -> Order {
        self.order
    }
}

impl MayConfirm {
    /// Whoever confirms is a member.
    pub fn as_member(&self) -> &MayAttend {
        self.facilitate.as_member()
    }
}
