//! What `store::standing` looked up: facts about a viewer and a thing, from which proofs are made.

use crate::domain::group::{Grant, GroupState, Joining};
use crate::domain::ids::{GroupId, InvitationId, MembershipId, PersonId, ProgrammeId};
use crate::domain::mandate::Mandate;
use crate::domain::series::MeetingKey;

/// A viewer at a group.
#[derive(Debug, Clone)]
pub struct AtGroup {
    pub group: GroupId,
    pub state: GroupState,
    pub listed: bool,
    /// The group's own choice; by invitation only as long as nobody is in it, so that whoever comes first comes with the
    /// mandate that its programme hands over.
    pub joining: Joining,
    /// Whether anybody is in it.
    pub has_members: bool,
    /// Whether anybody holds a live mandate here.
    pub is_led: bool,
    /// `None` when the viewer is not a member.
    pub inside: Option<Inside>,
}

/// A member's standing in the group.
#[derive(Debug, Clone)]
pub struct Inside {
    pub membership: MembershipId,
    pub person: PersonId,
    /// The member's mandates, whether they are live or not.
    pub mandates: Vec<Mandate>,
}

/// A viewer at a meeting: the group is that of the meeting's series.
#[derive(Debug, Clone)]
pub struct AtMeeting {
    pub group: AtGroup,
    pub meeting: MeetingKey,
}

/// A viewer at a programme.
#[derive(Debug, Clone, Copy)]
pub struct AtProgramme {
    pub programme: ProgrammeId,
    /// `None` when the viewer does not coordinate it.
    pub coordinator: Option<PersonId>,
}

/// An invitation that was looked up by its own proof, is not used and not over.
#[derive(Debug, Clone, Copy)]
pub struct GoodInvitation {
    pub id: InvitationId,
    pub group: GroupId,
    pub grants: Grant,
}

/// A hello to which enough members have said welcome.
#[derive(Debug, Clone, Copy)]
pub struct WelcomedHello {
    pub person: PersonId,
    pub group: GroupId,
}

/// A link to stop a membership's mail, whose own proof was checked.
#[derive(Debug, Clone, Copy)]
pub struct UnsubscribeLink {
    pub membership: MembershipId,
}
