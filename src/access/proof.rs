//! The proofs, and the only functions that make them.

use super::standing::{AtGroup, AtMeeting, AtProgramme, GoodInvitation, UnsubscribeLink, WelcomedHello};
use super::viewer::Viewer;
use super::visible::Visible;
use crate::domain::group::Joining;
use crate::domain::ids::{GroupId, MembershipId, PersonId, ProgrammeId};
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;

/// What every proof can do: reveal data to its viewer.
pub trait May {
    /// Data that the store gave out for this proof, ready to be shown to its viewer.
    fn reveal<T>(&self, it: T) -> Visible<T> {
        Visible::new(it)
    }
}

/// The viewer acts on their own account.
#[derive(Debug)]
pub struct Myself {
    person: PersonId,
}

/// Whoever holds the link of a mail may stop that membership's mail, without signing in.
#[derive(Debug)]
pub struct MayUnsubscribe {
    membership: MembershipId,
}

/// Somebody without an account may make one; so may the operator, for somebody else.
#[derive(Debug)]
pub struct Newcomer(());

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

/// The viewer holds a live mandate of the group.
#[derive(Debug)]
pub struct MayFacilitate {
    attend: MayAttend,
}

/// The viewer may answer to this meeting of their group.
#[derive(Debug)]
pub struct MayAnswer {
    attend: MayAttend,
    meeting: MeetingKey,
}

/// The viewer may cancel or move this one meeting of their group.
#[derive(Debug)]
pub struct MayChange {
    facilitate: MayFacilitate,
    meeting: MeetingKey,
}

/// The viewer coordinates the programme: facts about groups, never about persons.
#[derive(Debug)]
pub struct MayCoordinate {
    programme: ProgrammeId,
}

/// The program itself, for a reason.
#[derive(Debug)]
pub struct MayRun {
    reason: &'static str,
}

impl May for Newcomer {}
impl May for Myself {}
impl May for MayFind {}
impl May for MayJoin {}
impl May for MayKnock {}
impl May for MayAttend {}
impl May for MayFacilitate {}
impl May for MayAnswer {}
impl May for MayChange {}
impl May for MayCoordinate {}
impl May for MayRun {}

/// A signed-in viewer's right to their own account.
pub fn myself(viewer: &Viewer) -> Option<Myself> {
    viewer.person().map(|person| Myself { person })
}

/// The right that a mail's own link gives.
pub fn may_unsubscribe(link: &UnsubscribeLink) -> MayUnsubscribe {
    MayUnsubscribe { membership: link.membership }
}

/// A guest's right to make an account, and the operator's.
pub fn newcomer(viewer: &Viewer) -> Option<Newcomer> {
    (!viewer.is_signed_in()).then_some(Newcomer(()))
}

/// Everybody's right to see a group that wants to be found.
pub fn may_find(at: &AtGroup) -> Option<MayFind> {
    (at.listed && at.state.is_findable()).then_some(MayFind { group: at.group })
}

/// A signed-in viewer's right to join at once: the group is open and can be found, and they are not in it yet.
pub fn may_join(viewer: &Viewer, at: &AtGroup) -> Option<MayJoin> {
    let person = outside(viewer, at)?;
    (at.joining == Joining::Open && may_find(at).is_some()).then_some(MayJoin { person, group: at.group })
}

/// A signed-in viewer's right to say hello.
pub fn may_knock(viewer: &Viewer, at: &AtGroup) -> Option<MayKnock> {
    let person = outside(viewer, at)?;
    (at.joining == Joining::Welcome && may_find(at).is_some()).then_some(MayKnock { person, group: at.group })
}

/// The founder's right to be the first member of what they have just founded.
pub fn founder(me: &Myself, founded: GroupId) -> MayJoin {
    MayJoin { person: me.person, group: founded }
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

fn outside(viewer: &Viewer, at: &AtGroup) -> Option<PersonId> {
    viewer.person().filter(|_| at.inside.is_none())
}

/// A member's right to take part.
pub fn may_attend(viewer: &Viewer, at: &AtGroup) -> Option<MayAttend> {
    let inside = at.inside.as_ref().filter(|inside| viewer.person() == Some(inside.person))?;
    Some(MayAttend { person: inside.person, group: at.group, membership: inside.membership })
}

/// A facilitator's right to schedule, as long as the mandate lives.
pub fn may_facilitate(viewer: &Viewer, at: &AtGroup, now: Instant) -> Option<MayFacilitate> {
    let attend = may_attend(viewer, at)?;
    let inside = at.inside.as_ref()?;
    inside.mandates.iter().any(|mandate| mandate.is_live(now)).then_some(MayFacilitate { attend })
}

/// A member's right to answer to a meeting of a series of their group.
pub fn may_answer(viewer: &Viewer, at: &AtMeeting) -> Option<MayAnswer> {
    Some(MayAnswer { attend: may_attend(viewer, &at.group)?, meeting: at.meeting })
}

/// A facilitator's right to cancel or move one date.
pub fn may_change(viewer: &Viewer, at: &AtMeeting, now: Instant) -> Option<MayChange> {
    Some(MayChange { facilitate: may_facilitate(viewer, &at.group, now)?, meeting: at.meeting })
}

/// A coordinator's right to see how the programme is doing.
pub fn may_coordinate(viewer: &Viewer, at: &AtProgramme) -> Option<MayCoordinate> {
    at.coordinator.filter(|person| viewer.person() == Some(*person))?;
    Some(MayCoordinate { programme: at.programme })
}

/// The system's right to run its jobs and the operator's commands.
pub fn may_run(viewer: &Viewer) -> Option<MayRun> {
    viewer.system_reason().map(|reason| MayRun { reason })
}

impl MayUnsubscribe {
    pub fn membership(&self) -> MembershipId {
        self.membership
    }
}

impl Newcomer {
    /// The account has just been made.
    pub(crate) fn became(&self, person: PersonId) -> Myself {
        Myself { person }
    }
}

impl Myself {
    pub(in crate::access) fn proven(person: PersonId) -> Self {
        Self { person }
    }
    pub fn person(&self) -> PersonId {
        self.person
    }
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
    /// The mandate has just been written.
    pub(crate) fn given_first_mandate(self) -> MayFacilitate {
        MayFacilitate { attend: self }
    }
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

impl MayFacilitate {
    /// A facilitator is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn group(&self) -> GroupId {
        self.attend.group
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

impl MayChange {
    pub fn group(&self) -> GroupId {
        self.facilitate.group()
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayCoordinate {
    pub fn programme(&self) -> ProgrammeId {
        self.programme
    }
}

impl MayRun {
    /// Why, for the log.
    pub fn reason(&self) -> &'static str {
        self.reason
    }
}
