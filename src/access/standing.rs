//! What the store looked up: facts about a viewer and a thing, from which proofs are made. Whoever holds some can read
//! them, and nobody but the store can make them.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::domain::accompaniment::Accompaniment;
use crate::domain::agreement::PlacedBy;
use crate::domain::contact::Contact;
use crate::domain::group::{Grant, GroupState, Joining};
use crate::domain::guest::Visit;
use crate::domain::ids::{
    AccompanimentId, ArrivalId, ContactId, ElectorId, ExperienceId, FeedId, GroupId, GuestId, InvitationId,
    MembershipId, PersonId, ProgrammeId, ProposalId, ReportId, RoleId, SwapId,
};
use crate::domain::mandate::Leading;
use crate::domain::series::MeetingKey;
use crate::domain::step_back::StepBack;

/// Facts that stand so in the database.
#[derive(Debug, Clone, Copy)]
pub struct LookedUp<T>(T);

impl<T> LookedUp<T> {
    /// For the store, which has just looked.
    pub(crate) fn so(facts: T) -> Self {
        Self(facts)
    }
}

impl<T> Deref for LookedUp<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A viewer at a group.
pub type AtGroup = LookedUp<GroupFacts>;
/// A viewer at a meeting: the group is that of the meeting's series.
pub type AtMeeting = LookedUp<MeetingFacts>;
/// A viewer at the plan of a meeting.
pub type AtPlan = LookedUp<PlanFacts>;
/// A viewer at the door by which a meeting's guests come.
pub type AtDoor = LookedUp<DoorFacts>;
/// A viewer with the link of an accompanying professional, looked up by its own proof.
pub type AtAccompaniment = LookedUp<AccompanimentFacts>;
/// A viewer with the link of a guest facilitator, looked up by its own proof.
pub type AtGuest = LookedUp<GuestFacts>;
/// A viewer at a proposal of a group.
pub type AtProposal = LookedUp<ProposalFacts>;
/// A viewer at a note of a group.
pub type AtExperience = LookedUp<ExperienceFacts>;
/// A viewer at a role that a meeting has.
pub type AtRole = LookedUp<RoleFacts>;
/// A viewer at one member's question to another about a turn.
pub type AtSwap = LookedUp<SwapFacts>;
/// A viewer at what two members write to each other.
pub type AtContact = LookedUp<ContactFacts>;
/// What was reported, and whom it was told to.
pub type AtReport = LookedUp<ReportFacts>;
/// A receipt that was looked up by its own secret.
pub type GoodReceipt = LookedUp<ReceiptFacts>;
/// A viewer at a programme.
pub type AtProgramme = LookedUp<ProgrammeFacts>;
/// A group that has adopted a proposal which nobody has carried out yet; locked in this transaction.
pub type Adopted = LookedUp<AdoptedFacts>;
/// A group that was founded in this transaction.
pub type Founded = LookedUp<FoundedFacts>;
/// An invitation that was looked up by its own proof, is not used and not over.
pub type GoodInvitation = LookedUp<InvitationFacts>;
/// "Somebody new is coming", looked up by the proof in its own link, and not taken back.
pub type GoodArrival = LookedUp<ArrivalFacts>;
/// What a member has asked for, and what was used up in this transaction: an assembly.
pub type UsedCall = LookedUp<UsedCallFacts>;
/// An invitation that was used up in this transaction.
pub type UsedInvitation = LookedUp<UsedInvitationFacts>;
/// A group that has closed and gone into another one.
pub type GoneInto = LookedUp<GoneIntoFacts>;
/// A hello to which enough members have said welcome.
pub type WelcomedHello = LookedUp<HelloFacts>;
/// A link to stop a membership's mail, whose own proof was checked.
pub type UnsubscribeLink = LookedUp<MembershipId>;
/// The secret address of somebody's own calendar, whose own proof was checked, and which is not revoked.
pub type FeedLink = LookedUp<FeedFacts>;

/// See [`Adopted`].
#[derive(Debug, Clone)]
pub struct AdoptedFacts {
    pub group: GroupId,
}

/// See [`Founded`].
#[derive(Debug, Clone)]
pub struct FoundedFacts {
    pub group: GroupId,
}

/// See [`FeedLink`].
#[derive(Debug, Clone)]
pub struct FeedFacts {
    pub feed: FeedId,
    pub person: PersonId,
}

/// See [`AtGroup`].
#[derive(Debug, Clone)]
pub struct GroupFacts {
    pub group: GroupId,
    pub state: GroupState,
    pub listed: bool,
    /// The group's own choice; by invitation only until it is its own, so that whoever comes first comes with the mandate
    /// that its programme hands over.
    pub joining: Joining,
    /// Whether there is anybody who could receive somebody. Pages say nothing of it: they are the same when the last member
    /// has left.
    pub has_members: bool,
    /// Whether it is, or ever was, in anybody's hands. A programme hands over what has never been, and nothing else: that the
    /// last member has left is nobody's business.
    pub is_its_own: bool,
    /// `None` when the viewer is not a member, or is suspended.
    pub inside: Option<Inside>,
    /// The group has suspended the viewer.
    pub suspended: Option<Suspended>,
    /// The group has decided that the viewer does not come in by the open door for now.
    pub is_door_shut: bool,
}

/// Somebody whom the group has suspended: not a member until that is decided.
#[derive(Debug, Clone, Copy)]
pub struct Suspended {
    pub membership: MembershipId,
    pub person: PersonId,
}

/// A member's standing in the group.
#[derive(Debug, Clone)]
pub struct Inside {
    pub membership: MembershipId,
    pub person: PersonId,
    /// How they stand to the group's mandates, and what they may do by them.
    pub leading: Leading,
    /// The member steps back for a time.
    pub steps_back: Option<StepBack>,
}

/// See [`AtMeeting`].
#[derive(Debug, Clone)]
pub struct MeetingFacts {
    pub group: AtGroup,
    pub meeting: MeetingKey,
    /// Whether leading this meeting is the viewer's turn.
    pub is_my_turn: bool,
}

/// See [`AtPlan`].
#[derive(Debug, Clone)]
pub struct PlanFacts {
    pub meeting: AtMeeting,
    /// Who gives offers a place, by the group's own rule.
    pub placed_by: PlacedBy,
}

/// See [`AtDoor`].
#[derive(Debug, Clone)]
pub struct DoorFacts {
    pub meeting: AtMeeting,
    /// Whether the group lets every member ask guests.
    pub everybody_asks: bool,
}

/// See [`AtAccompaniment`].
#[derive(Debug, Clone, Copy)]
pub struct AccompanimentFacts {
    pub id: AccompanimentId,
    pub group: GroupId,
    /// Who has accepted.
    pub person: Option<PersonId>,
    pub what: Accompaniment,
    /// By the group's clocks.
    pub today: NaiveDate,
    /// Whether the viewer is a member of the group.
    pub is_member: bool,
}

/// See [`AtGuest`].
#[derive(Debug, Clone, Copy)]
pub struct GuestFacts {
    pub guest: GuestId,
    /// Who has accepted.
    pub person: Option<PersonId>,
    pub group: GroupId,
    pub meeting: MeetingKey,
    pub visit: Visit,
    /// Whether the viewer is a member of the group.
    pub is_member: bool,
}

/// See [`AtProposal`].
#[derive(Debug, Clone)]
pub struct ProposalFacts {
    pub group: AtGroup,
    pub proposal: ProposalId,
    /// The viewer's part in it, settled when it was opened.
    pub elector: Option<ElectorId>,
    /// Whether the viewer made it.
    pub is_mine: bool,
    /// Whether it is about the viewer.
    pub concerns_me: bool,
}

/// See [`AtExperience`].
#[derive(Debug, Clone)]
pub struct ExperienceFacts {
    pub group: AtGroup,
    pub note: ExperienceId,
    /// Whether the viewer wrote it: their own key has known it.
    pub is_mine: bool,
}

/// See [`AtRole`].
#[derive(Debug, Clone)]
pub struct RoleFacts {
    pub group: AtGroup,
    pub meeting: MeetingKey,
    pub role: RoleId,
}

/// See [`AtSwap`].
#[derive(Debug, Clone)]
pub struct SwapFacts {
    pub group: AtGroup,
    pub swap: SwapId,
    /// Who has the turn.
    pub from: Option<MembershipId>,
    /// Who is asked to take it.
    pub to: MembershipId,
}

/// See [`AtContact`].
#[derive(Debug, Clone)]
pub struct ContactFacts {
    pub group: AtGroup,
    pub contact: ContactId,
    pub between: Contact,
}

/// See [`AtReport`].
#[derive(Debug, Clone, Copy)]
pub struct ReportFacts {
    pub report: ReportId,
    /// The one or the other; neither when they are not there any more.
    pub member: Option<MembershipId>,
    pub programme: Option<ProgrammeId>,
}

/// See [`GoodReceipt`].
#[derive(Debug, Clone, Copy)]
pub struct ReceiptFacts {
    pub report: ReportId,
}

/// See [`AtProgramme`].
#[derive(Debug, Clone, Copy)]
pub struct ProgrammeFacts {
    pub programme: ProgrammeId,
    /// `None` when the viewer does not coordinate it.
    pub coordinator: Option<PersonId>,
    /// Whether two proofs stand behind the viewer's sign-in.
    pub by_two: bool,
}

/// See [`GoodInvitation`].
#[derive(Debug, Clone, Copy)]
pub struct InvitationFacts {
    pub id: InvitationId,
    pub group: GroupId,
    pub grants: Grant,
}

/// See [`GoodArrival`].
#[derive(Debug, Clone, Copy)]
pub struct ArrivalFacts {
    pub id: ArrivalId,
    pub group: GroupId,
    pub meeting: MeetingKey,
}

/// See [`UsedCall`].
#[derive(Debug, Clone, Copy)]
pub struct UsedCallFacts {
    pub group: GroupId,
    /// Who asked for it.
    pub by: MembershipId,
}

/// See [`UsedInvitation`].
#[derive(Debug, Clone, Copy)]
pub struct UsedInvitationFacts {
    pub group: GroupId,
    pub grants: Grant,
}

/// See [`GoneInto`].
#[derive(Debug, Clone, Copy)]
pub struct GoneIntoFacts {
    pub group: GroupId,
    pub into: GroupId,
}

/// See [`WelcomedHello`].
#[derive(Debug, Clone, Copy)]
pub struct HelloFacts {
    pub person: PersonId,
    pub group: GroupId,
}
