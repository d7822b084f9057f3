//! Rights over one's own account, at a programme, and of the program itself.

use super::May;
use crate::access::standing::{AtProgramme, FeedLink, UnsubscribeLink};
use crate::access::viewer::Viewer;
use crate::domain::ids::{FeedId, MembershipId, PersonId, ProgrammeId};

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

/// Whoever holds the secret address of somebody's calendar may read it: when the groups meet that this person is in.
#[derive(Debug)]
pub struct MayFollow {
    feed: FeedId,
    person: PersonId,
}

/// Somebody without an account may make one; so may the operator, for somebody else.
#[derive(Debug)]
pub struct Newcomer(());

/// The viewer coordinates the programme: facts about groups, never about persons.
#[derive(Debug)]
pub struct MayCoordinate {
    programme: ProgrammeId,
}

/// The figures of a programme that are released: everybody may read them, so that those whom they count see what those who coordinate
/// see.
#[derive(Debug)]
pub struct MayReadFigures {
    programme: ProgrammeId,
}

/// The program itself, for a reason.
#[derive(Debug)]
pub struct MayRun {
    reason: &'static str,
}

impl May for Myself {}
impl May for MayUnsubscribe {}
impl May for MayFollow {}
impl May for Newcomer {}
impl May for MayCoordinate {}
impl May for MayReadFigures {}
impl May for MayRun {}

/// A signed-in viewer's right to their own account.
pub fn myself(viewer: &Viewer) -> Option<Myself> {
    viewer.person().map(|person| Myself { person })
}

/// The right that a mail's own link gives.
pub fn may_unsubscribe(link: &UnsubscribeLink) -> MayUnsubscribe {
    MayUnsubscribe { membership: **link }
}

/// The right that a secret address gives.
pub fn may_follow(link: &FeedLink) -> MayFollow {
    MayFollow { feed: link.feed, person: link.person }
}

/// A guest's right to make an account, and the operator's.
pub fn newcomer(viewer: &Viewer) -> Option<Newcomer> {
    (!viewer.is_signed_in()).then_some(Newcomer(()))
}

/// A coordinator's right to see how the programme is doing: two proofs stand behind the sign-in.
pub fn may_coordinate(viewer: &Viewer, at: &AtProgramme) -> Option<MayCoordinate> {
    (at.by_two && coordinates(viewer, at)).then_some(MayCoordinate { programme: at.programme })
}

/// Everybody's right to the released figures of a programme that there is.
pub fn may_read_figures(at: &AtProgramme) -> MayReadFigures {
    MayReadFigures { programme: at.programme }
}

/// Whether the viewer coordinates it at all; nothing follows from it but a sentence about the second proof.
pub fn coordinates(viewer: &Viewer, at: &AtProgramme) -> bool {
    at.coordinator.is_some_and(|person| viewer.person() == Some(person))
}

/// Whoever was forgotten, and has come back with a restored backup: to be forgotten again.
pub(crate) fn forgotten_before(_: &MayRun, person: PersonId) -> Myself {
    Myself { person }
}

/// The system's right to run its jobs and the operator's commands.
pub fn may_run(viewer: &Viewer) -> Option<MayRun> {
    viewer.system_reason().map(|reason| MayRun { reason })
}

impl Myself {
    pub(in crate::access) fn proven(person: PersonId) -> Self {
        Self { person }
    }
    pub fn person(&self) -> PersonId {
        self.person
    }
}

impl MayUnsubscribe {
    pub fn membership(&self) -> MembershipId {
        self.membership
    }
}

impl MayFollow {
    pub fn feed(&self) -> FeedId {
        self.feed
    }
    pub fn person(&self) -> PersonId {
        self.person
    }
}

impl Newcomer {
    /// The account has just been made.
    pub(crate) fn became(&self, person: PersonId) -> Myself {
        Myself { person }
    }
}

impl MayCoordinate {
    pub fn programme(&self) -> ProgrammeId {
        self.programme
    }
}

impl MayReadFigures {
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
