//! Rights at what is done at meetings. Whoever comes from outside to accompany a group is no member, and so has none of them.

use super::May;
use super::group::{MayAttend, MayFacilitate, may_attend, may_facilitate};
use crate::access::standing::{AtRole, AtSwap};
use crate::access::viewer::Viewer;
use crate::domain::ids::{GroupId, MembershipId, RoleId, SwapId};
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;

/// The viewer may take this role at this meeting of their group, or give back what is theirs of it.
#[derive(Debug)]
pub struct MayServe {
    attend: MayAttend,
    meeting: MeetingKey,
    role: RoleId,
}

/// The viewer may accept what the rota proposes for this role at this meeting, choose somebody else, or leave it open.
#[derive(Debug)]
pub struct MayArrange {
    facilitate: MayFacilitate,
    meeting: MeetingKey,
    role: RoleId,
}

/// Which side of a question about a turn the viewer is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swapping {
    /// Asked it, and may take it back.
    Asking,
    /// Is asked, and may answer.
    Asked,
}

/// The viewer is one of the two whom a question about a turn concerns.
#[derive(Debug)]
pub struct MaySwap {
    attend: MayAttend,
    swap: SwapId,
    side: Swapping,
}

impl May for MayServe {}
impl May for MayArrange {}
impl May for MaySwap {}

/// A member's right.
pub fn may_serve(viewer: &Viewer, at: &AtRole) -> Option<MayServe> {
    Some(MayServe { attend: may_attend(viewer, &at.group)?, meeting: at.meeting, role: at.role })
}

/// A facilitator's right.
pub fn may_arrange(viewer: &Viewer, at: &AtRole, now: Instant) -> Option<MayArrange> {
    Some(MayArrange {
        facilitate: may_facilitate(viewer, &at.group, now)?,
        meeting: at.meeting,
        role: at.role,
    })
}

/// The right of the two, and of nobody else.
pub fn may_swap(viewer: &Viewer, at: &AtSwap) -> Option<MaySwap> {
    let attend = may_attend(viewer, &at.group)?;
    let side = match attend.membership() {
        me if me == at.to => Swapping::Asked,
        me if Some(me) == at.from => Swapping::Asking,
        _ => return None,
    };
    Some(MaySwap { attend, swap: at.swap, side })
}

impl MayServe {
    /// Whoever may serve is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn membership(&self) -> MembershipId {
        self.attend.membership()
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
    pub fn role(&self) -> RoleId {
        self.role
    }
}

impl MayArrange {
    /// Whoever arranges facilitates.
    pub fn as_facilitator(&self) -> &MayFacilitate {
        &self.facilitate
    }
    pub fn group(&self) -> GroupId {
        self.facilitate.group()
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
    pub fn role(&self) -> RoleId {
        self.role
    }
}

impl MaySwap {
    /// Both are members.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn swap(&self) -> SwapId {
        self.swap
    }
    pub fn side(&self) -> Swapping {
        self.side
    }
}
