//! Rights at the plan of a meeting.

use super::May;
use super::group::{MayAttend, may_attend, may_facilitate};
use crate::access::standing::{AtMeeting, AtPlan};
use crate::access::viewer::Viewer;
use crate::domain::agreement::PlacedBy;
use crate::domain::ids::MembershipId;
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;

/// The viewer is a member of the group that meets, and so may see what is planned and lead what nobody leads yet.
#[derive(Debug)]
pub struct MayTakePart {
    attend: MayAttend,
    meeting: MeetingKey,
}

/// The viewer may give what members have offered a place in this meeting.
#[derive(Debug)]
pub struct MayPlace {
    take_part: MayTakePart,
}

impl May for MayTakePart {}
impl May for MayPlace {}

/// A member's right at a meeting of a series of their group.
pub fn may_take_part(viewer: &Viewer, at: &AtMeeting) -> Option<MayTakePart> {
    Some(MayTakePart { attend: may_attend(viewer, &at.group)?, meeting: at.meeting })
}

/// The right of a facilitator, or, where the group has agreed so, of every member.
pub fn may_place(viewer: &Viewer, at: &AtPlan, now: Instant) -> Option<MayPlace> {
    let take_part = may_take_part(viewer, &at.meeting)?;
    let is_theirs = match at.placed_by {
        PlacedBy::Everybody => true,
        PlacedBy::Facilitators => may_facilitate(viewer, &at.meeting.group, now).is_some(),
    };
    is_theirs.then_some(MayPlace { take_part })
}

impl MayTakePart {
    /// Whoever takes part is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn membership(&self) -> MembershipId {
        self.attend.membership()
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayPlace {
    /// Whoever places an offer takes part.
    pub fn as_part(&self) -> &MayTakePart {
        &self.take_part
    }
}
