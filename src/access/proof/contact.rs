//! Rights between two members who write to each other.

use super::May;
use super::group::{MayAttend, may_attend};
use crate::access::standing::AtContact;
use crate::access::viewer::Viewer;
use crate::domain::contact::{Side, State};
use crate::domain::ids::{ContactId, MembershipId};

/// The viewer is one of the two: to read, to answer, to end it.
#[derive(Debug)]
pub struct MayCorrespond {
    attend: MayAttend,
    contact: ContactId,
    side: Side,
    other: MembershipId,
}

/// Both have said yes.
#[derive(Debug)]
pub struct MayWrite {
    correspond: MayCorrespond,
}

impl May for MayCorrespond {}
impl May for MayWrite {}

/// The right of the two, and of nobody else.
pub fn may_correspond(viewer: &Viewer, at: &AtContact) -> Option<MayCorrespond> {
    let attend = may_attend(viewer, &at.group)?;
    let side = at.between.side_of(attend.membership())?;
    Some(MayCorrespond { attend, contact: at.contact, side, other: at.between.other_than(side) })
}

/// The same, after both have said yes.
pub fn may_write(viewer: &Viewer, at: &AtContact) -> Option<MayWrite> {
    let correspond = may_correspond(viewer, at)?;
    (at.between.state == State::Agreed).then_some(MayWrite { correspond })
}

impl MayCorrespond {
    /// Each of the two is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn contact(&self) -> ContactId {
        self.contact
    }
    pub fn side(&self) -> Side {
        self.side
    }
    pub fn other(&self) -> MembershipId {
        self.other
    }
}

impl MayWrite {
    /// Whoever writes may read.
    pub fn as_reader(&self) -> &MayCorrespond {
        &self.correspond
    }
}
