//! The right to set an assembly: two members have it together, and none alone.

use super::May;
use super::group::MayAttend;
use crate::access::standing::UsedCall;
use crate::domain::ids::{GroupId, MembershipId};

/// A member has asked for an assembly, and the viewer joins in.
#[derive(Debug)]
pub struct MayConvene {
    attend: MayAttend,
    asked_by: MembershipId,
}

impl May for MayConvene {}

/// The right of a member who joins in what another has asked for.
pub fn may_convene(member: MayAttend, call: &UsedCall) -> Option<MayConvene> {
    let are_two = call.group == member.group() && call.by != member.membership();
    are_two.then_some(MayConvene { attend: member, asked_by: call.by })
}

impl MayConvene {
    /// Whoever joins in is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn group(&self) -> GroupId {
        self.attend.group()
    }
    pub fn asked_by(&self) -> MembershipId {
        self.asked_by
    }
}
