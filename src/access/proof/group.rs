//! Rights at a group and its meetings.

use super::May;
use super::person::Myself;
use crate::access::standing::{
    AtGroup, AtMeeting, Founded, GoneInto, GoodArrival, GoodInvitation, Inside, UsedInvitation, WelcomedHello,
};
use crate::access::viewer::Viewer;
use crate::domain::group::{Grant, GroupState, Joining};
use crate::domain::ids::{ArrivalId, GroupId, MembershipId, PersonId};
use crate::domain::mandate::Refusal;
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;

/// Anybody may find the group and read what it says to newcomers.
#[derive(Debug)]
pub struct MayFind {
    group: GroupId,
}

/// The viewer may become a member of the group.
#[derive(Debug)]
pub struct MayJoin {
    person: PersonId,
    group: GroupId,
}

/// The viewer may say hello to the group, and wait for its answer.
#[derive(Debug)]
pub struct MayKnock {
    person: PersonId,
    group: GroupId,
}

/// The viewer is a member of the group.
#[derive(Debug)]
pub struct MayAttend {
    person: PersonId,
    group: GroupId,
    membership: MembershipId,
}

/// The member may be given a mandate of the group.
#[derive(Debug)]
pub struct MayLead {
    attend: MayAttend,
}

/// The viewer holds a live mandate of the group.
#[derive(Debug)]
pub struct MayFacilitate {
    attend: MayAttend,
}

/// The viewer hands a mandate over, or is handed it.
#[derive(Debug)]
pub struct MayHandOver {
    attend: MayAttend,
    since: Instant,
}

/// The viewer may answer to this meeting of their group.
#[derive(Debug)]
pub struct MayAnswer {
    attend: MayAttend,
    meeting: MeetingKey,
}

/// Anybody from outside may say that somebody new is coming to this meeting, without a name.
#[derive(Debug)]
pub struct MayArrive {
    meeting: MeetingKey,
}

/// Whoever holds the link may see what became of the meeting, and take back that they are coming.
#[derive(Debug)]
pub struct MayTakeBack {
    arrival: ArrivalId,
    meeting: MeetingKey,
}

/// The viewer may cancel or move this one meeting of their group.
#[derive(Debug)]
pub struct MayChange {
    facilitate: MayFacilitate,
    meeting: MeetingKey,
}

/// The group has closed, and the viewer was a member then: they may read what it left, and go.
#[derive(Debug)]
pub struct MayRecall {
    group: GroupId,
    membership: MembershipId,
}

/// The group has closed, and stood in public lists: where it has gone may be told to whoever has its address.
#[derive(Debug)]
pub struct MayTrace {
    group: GroupId,
}

/// The dates of the group may be changed: by whoever facilitates it, or because it has decided so.
pub trait MayReplan: May {
    /// Whose dates.
    fn group(&self) -> GroupId;
}

impl May for MayRecall {}
impl May for MayTrace {}
impl May for MayFind {}
impl May for MayJoin {}
impl May for MayKnock {}
impl May for MayAttend {}
impl May for MayLead {}
impl May for MayFacilitate {}
impl May for MayHandOver {}
impl May for MayAnswer {}
impl May for MayArrive {}
impl May for MayTakeBack {}
impl May for MayChange {}

/// Everybody's right to see a group that wants to be found.
pub fn may_find(at: &AtGroup) -> Option<MayFind> {
    (at.listed && at.state.is_findable()).then_some(MayFind { group: at.group })
}

/// Everybody's right to be told where a group has gone that could be found.
pub fn may_trace(at: &AtGroup) -> Option<MayTrace> {
    (at.listed && at.state == GroupState::Closed).then_some(MayTrace { group: at.group })
}

/// A signed-in viewer's right to join at once: the group is open and can be found, somebody is there, and they are not in
/// it yet.
pub fn may_join(viewer: &Viewer, at: &AtGroup) -> Option<MayJoin> {
    let person = outside(viewer, at)?;
    let is_ajar = at.joining == Joining::Open && at.has_members && !at.is_door_shut;
    (is_ajar && may_find(at).is_some()).then_some(MayJoin { person, group: at.group })
}

/// A signed-in viewer's right to say hello.
pub fn may_knock(viewer: &Viewer, at: &AtGroup) -> Option<MayKnock> {
    let person = outside(viewer, at)?;
    (at.joining == Joining::Welcome && !at.is_door_shut && may_find(at).is_some())
        .then_some(MayKnock { person, group: at.group })
}

/// The founder's right to be the first member of what they have just founded.
pub fn founder(me: &Myself, founded: &Founded) -> MayJoin {
    MayJoin { person: me.person(), group: founded.group }
}

/// The founder's right to the first mandate.
pub fn first_to_lead(member: MayAttend, founded: &Founded) -> Option<MayLead> {
    (member.group == founded.group).then_some(MayLead { attend: member })
}

/// The right of whoever has used up the link with which a group is handed over.
pub fn handed_over(member: MayAttend, used: &UsedInvitation) -> Option<MayLead> {
    let grants = used.group == member.group && used.grants == Grant::FirstMandate;
    grants.then_some(MayLead { attend: member })
}

/// A member's right to what nobody holds any more, or not for long.
///
/// # Errors
/// `None` when the viewer is not a member; otherwise why not.
pub fn may_lead(viewer: &Viewer, at: &AtGroup, now: Instant) -> Option<Result<MayLead, Refusal>> {
    let attend = may_attend(viewer, at)?;
    let inside = at.inside.as_ref().filter(|inside| inside.steps_back.is_none())?;
    Some(inside.leading.may_take(now).map(|()| MayLead { attend }))
}

/// The right of whoever holds an invitation of the group that is still good, and is not a member.
pub fn invited(viewer: &Viewer, at: &AtGroup, invitation: &GoodInvitation) -> Option<MayJoin> {
    let person = outside(viewer, at)?;
    (invitation.group == at.group).then_some(MayJoin { person, group: at.group })
}

/// The right that two welcomes give to whoever said hello.
pub fn welcomed(at: &AtGroup, hello: &WelcomedHello) -> Option<MayJoin> {
    (hello.group == at.group).then_some(MayJoin { person: hello.person, group: at.group })
}

/// The right of whoever was a member of a group when it went into this one, unless this one has shut its door to them.
pub fn comes_over(viewer: &Viewer, may: &MayRecall, gone: &GoneInto, at: &AtGroup) -> Option<MayJoin> {
    let person = outside(viewer, at)?;
    let is_the_way = gone.group == may.group && gone.into == at.group;
    let is_there = at.state != GroupState::Closed && !at.is_door_shut;
    (is_the_way && is_there).then_some(MayJoin { person, group: at.group })
}

fn outside(viewer: &Viewer, at: &AtGroup) -> Option<PersonId> {
    viewer.person().filter(|_| at.inside.is_none() && at.suspended.is_none())
}

/// A member's right to take part, as long as the group has not closed.
pub fn may_attend(viewer: &Viewer, at: &AtGroup) -> Option<MayAttend> {
    let inside = member(viewer, at).filter(|_| at.state != GroupState::Closed)?;
    Some(MayAttend { person: inside.person, group: at.group, membership: inside.membership })
}

/// The right of whoever was a member when the group closed.
pub fn may_recall(viewer: &Viewer, at: &AtGroup) -> Option<MayRecall> {
    let inside = member(viewer, at).filter(|_| at.state == GroupState::Closed)?;
    Some(MayRecall { group: at.group, membership: inside.membership })
}

fn member<'at>(viewer: &Viewer, at: &'at AtGroup) -> Option<&'at Inside> {
    at.inside.as_ref().filter(|inside| viewer.person() == Some(inside.person))
}

/// A facilitator's right to schedule, as long as the mandate lives, or the group's grace after it.
pub fn may_facilitate(viewer: &Viewer, at: &AtGroup, now: Instant) -> Option<MayFacilitate> {
    let attend = may_attend(viewer, at)?;
    let inside = at.inside.as_ref().filter(|inside| inside.steps_back.is_none())?;
    inside.leading.acts_until.is_some_and(|until| now < until).then_some(MayFacilitate { attend })
}

/// The right of the two between whom a mandate goes over: to tick off what goes along with it.
pub fn may_hand_over(viewer: &Viewer, at: &AtGroup) -> Option<MayHandOver> {
    let attend = may_attend(viewer, at)?;
    let since = at.inside.as_ref()?.leading.hands_over_since?;
    Some(MayHandOver { attend, since })
}

/// A member's right to answer to a meeting of a series of their group.
pub fn may_answer(viewer: &Viewer, at: &AtMeeting) -> Option<MayAnswer> {
    Some(MayAnswer { attend: may_attend(viewer, &at.group)?, meeting: at.meeting })
}

/// Whether the viewer is somebody who may come unasked: to a group that can be found, and is not joined by invitation.
pub fn comes_unasked(at: &AtGroup) -> bool {
    at.inside.is_none()
        && at.suspended.is_none()
        && at.joining != Joining::Invitation
        && may_find(at).is_some()
}

/// The right of everybody who may come unasked. Members answer instead. Whether the meeting is open on that date is seen
/// when it is locked.
pub fn may_arrive(at: &AtMeeting) -> Option<MayArrive> {
    comes_unasked(&at.group).then_some(MayArrive { meeting: at.meeting })
}

/// The right that an arrival's own link gives.
pub fn may_take_back(arrival: &GoodArrival) -> MayTakeBack {
    MayTakeBack { arrival: arrival.id, meeting: arrival.meeting }
}

/// A facilitator's right to cancel or move one date.
pub fn may_change(viewer: &Viewer, at: &AtMeeting, now: Instant) -> Option<MayChange> {
    Some(MayChange { facilitate: may_facilitate(viewer, &at.group, now)?, meeting: at.meeting })
}

impl MayFind {
    pub fn group(&self) -> GroupId {
        self.group
    }
}

impl MayJoin {
    pub fn person(&self) -> PersonId {
        self.person
    }
    pub fn group(&self) -> GroupId {
        self.group
    }
    /// The row has just been made.
    pub(crate) fn joined(&self, membership: MembershipId) -> MayAttend {
        MayAttend { person: self.person, group: self.group, membership }
    }
}

impl MayKnock {
    pub fn person(&self) -> PersonId {
        self.person
    }
    pub fn group(&self) -> GroupId {
        self.group
    }
}

impl MayAttend {
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

impl MayLead {
    pub fn group(&self) -> GroupId {
        self.attend.group
    }
    pub fn membership(&self) -> MembershipId {
        self.attend.membership
    }
    /// The mandate has just been written.
    pub(crate) fn given(self) -> MayFacilitate {
        MayFacilitate { attend: self.attend }
    }
}

impl MayFacilitate {
    /// A facilitator is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn group(&self) -> GroupId {
        self.attend.group
    }
}

impl MayHandOver {
    pub fn group(&self) -> GroupId {
        self.attend.group
    }
    /// Since when it goes over: what was ticked off before belongs to an earlier time.
    pub fn since(&self) -> Instant {
        self.since
    }
}

impl MayReplan for MayFacilitate {
    fn group(&self) -> GroupId {
        self.attend.group
    }
}

impl MayTrace {
    pub fn group(&self) -> GroupId {
        self.group
    }
}

impl MayRecall {
    pub fn group(&self) -> GroupId {
        self.group
    }
    pub fn membership(&self) -> MembershipId {
        self.membership
    }
}

impl MayAnswer {
    pub fn membership(&self) -> MembershipId {
        self.attend.membership
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
    /// Whoever may answer is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
}

impl MayArrive {
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayTakeBack {
    pub fn arrival(&self) -> ArrivalId {
        self.arrival
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayChange {
    /// Whoever may change a date facilitates.
    pub fn as_facilitator(&self) -> &MayFacilitate {
        &self.facilitate
    }
    pub fn group(&self) -> GroupId {
        self.facilitate.group()
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}
