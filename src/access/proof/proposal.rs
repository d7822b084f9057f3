//! Rights at what members propose to their group.

use super::May;
use super::group::{MayAttend, MayReplan, may_attend};
use crate::access::standing::{Adopted, AtProposal};
use crate::access::viewer::Viewer;
use crate::domain::ids::{ElectorId, GroupId, ProposalId};

/// The viewer is a member of the group to which this was proposed.
#[derive(Debug)]
pub struct MayDiscuss {
    attend: MayAttend,
    proposal: ProposalId,
}

/// The viewer is one of those who decide about it.
#[derive(Debug)]
pub struct MayDecide {
    discuss: MayDiscuss,
    elector: ElectorId,
}

/// The viewer made the proposal, and may say it otherwise or take it back.
#[derive(Debug)]
pub struct MayAmend {
    discuss: MayDiscuss,
}

/// The group has decided something, and this transaction carries it out.
#[derive(Debug)]
pub struct Decided {
    group: GroupId,
}

impl May for MayDiscuss {}
impl May for MayDecide {}
impl May for MayAmend {}
impl May for Decided {}

/// A member's right to read what was proposed and what was said to it.
pub fn may_discuss(viewer: &Viewer, at: &AtProposal) -> Option<MayDiscuss> {
    Some(MayDiscuss { attend: may_attend(viewer, &at.group)?, proposal: at.proposal })
}

/// The right of whoever was to take part when it was opened, and still is a member.
pub fn may_decide(viewer: &Viewer, at: &AtProposal) -> Option<MayDecide> {
    Some(MayDecide { discuss: may_discuss(viewer, at)?, elector: at.elector? })
}

/// The right of whoever made it.
pub fn may_amend(viewer: &Viewer, at: &AtProposal) -> Option<MayAmend> {
    let discuss = may_discuss(viewer, at)?;
    at.is_mine.then_some(MayAmend { discuss })
}

/// The right to carry out what the group has decided, and nobody has carried out yet.
pub fn decided(adopted: &Adopted) -> Decided {
    Decided { group: adopted.group }
}

impl MayReplan for Decided {
    fn group(&self) -> GroupId {
        self.group
    }
}

impl MayDiscuss {
    /// Whoever discusses is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn proposal(&self) -> ProposalId {
        self.proposal
    }
}

impl MayDecide {
    /// Whoever decides may read.
    pub fn as_reader(&self) -> &MayDiscuss {
        &self.discuss
    }
    pub fn proposal(&self) -> ProposalId {
        self.discuss.proposal
    }
    pub fn elector(&self) -> ElectorId {
        self.elector
    }
}

impl MayAmend {
    /// Whoever made it may read it.
    pub fn as_reader(&self) -> &MayDiscuss {
        &self.discuss
    }
    pub fn proposal(&self) -> ProposalId {
        self.discuss.proposal
    }
}

impl Decided {
    pub fn group(&self) -> GroupId {
        self.group
    }
}
