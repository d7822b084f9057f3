//! Rights at what was counted of a meeting. No right to it leads out of the group.

use super::May;
use super::group::{MayAttend, may_attend, may_facilitate};
use crate::access::standing::AtMeeting;
use crate::access::viewer::Viewer;
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;

/// The viewer is a member, and may see what was counted of this meeting of their group, and take it out.
#[derive(Debug)]
pub struct MayLookBack {
    attend: MayAttend,
    meeting: MeetingKey,
}

/// The viewer facilitates, by a mandate of the group or because it is their turn, and may say how many were at this meeting.
#[derive(Debug)]
pub struct MayCount {
    look: MayLookBack,
}

impl May for MayLookBack {}
impl May for MayCount {}

/// A member's right to what their own group has counted.
pub fn may_look_back(viewer: &Viewer, at: &AtMeeting) -> Option<MayLookBack> {
    Some(MayLookBack { attend: may_attend(viewer, &at.group)?, meeting: at.meeting })
}

/// The right of whoever facilitates to count.
pub fn may_count(viewer: &Viewer, at: &AtMeeting, now: Instant) -> Option<MayCount> {
    let facilitates = at.is_my_turn || may_facilitate(viewer, &at.group, now).is_some();
    Some(MayCount { look: may_look_back(viewer, at).filter(|_| facilitates)? })
}

impl MayLookBack {
    /// Whoever looks back is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayCount {
    /// Whoever counts may look.
    pub fn as_reader(&self) -> &MayLookBack {
        &self.look
    }
}
