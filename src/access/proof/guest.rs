//! Rights of those who come from outside, and of those who ask them. None of these is a membership: what a guest may see is
//! what their proof names, and every other door asks for another.

use super::May;
use super::group::{MayAttend, may_attend, may_facilitate};
use crate::access::standing::{AtDoor, AtGuest};
use crate::access::viewer::Viewer;
use crate::domain::ids::{GroupId, GuestId, PersonId};
use crate::domain::series::MeetingKey;
use crate::domain::time::Instant;

/// The viewer may ask a guest facilitator to this one date, and take that back.
#[derive(Debug)]
pub struct MayAskGuest {
    attend: MayAttend,
    meeting: MeetingKey,
}

/// The viewer holds the link of somebody who is asked to lead one date, and may read which, and accept.
#[derive(Debug)]
pub struct MayComeAsGuest {
    person: PersonId,
    guest: GuestId,
    group: GroupId,
    meeting: MeetingKey,
}

/// The viewer leads this one date as a guest, and may read how to get there.
#[derive(Debug)]
pub struct MayGuide {
    asked: MayComeAsGuest,
}

impl May for MayAskGuest {}
impl May for MayComeAsGuest {}
impl May for MayGuide {}

/// The right of those who facilitate; of every member, where the group has agreed so.
pub fn may_ask_guest(viewer: &Viewer, at: &AtDoor, now: Instant) -> Option<MayAskGuest> {
    let group = &at.meeting.group;
    let attend = may_attend(viewer, group)?;
    let may = at.everybody_asks || may_facilitate(viewer, group, now).is_some();
    may.then_some(MayAskGuest { attend, meeting: at.meeting.meeting })
}

/// The right of whoever is signed in and holds a link that nobody has accepted.
pub fn may_come_as_guest(viewer: &Viewer, at: &AtGuest, now: Instant) -> Option<MayComeAsGuest> {
    let person = viewer.person()?;
    let is_free = at.person.is_none() && at.visit.is_live(now);
    is_free.then_some(MayComeAsGuest { person, guest: at.guest, group: at.group, meeting: at.meeting })
}

/// The right of whoever has accepted it, until a day after the meeting.
pub fn may_guide(viewer: &Viewer, at: &AtGuest, now: Instant) -> Option<MayGuide> {
    let person = viewer.person().filter(|person| at.person == Some(*person))?;
    let asked = MayComeAsGuest { person, guest: at.guest, group: at.group, meeting: at.meeting };
    at.visit.is_live(now).then_some(MayGuide { asked })
}

impl MayAskGuest {
    /// Whoever asks is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayComeAsGuest {
    pub fn person(&self) -> PersonId {
        self.person
    }
    pub fn guest(&self) -> GuestId {
        self.guest
    }
    pub fn group(&self) -> GroupId {
        self.group
    }
    pub fn meeting(&self) -> MeetingKey {
        self.meeting
    }
}

impl MayGuide {
    /// Whoever has accepted may read what they accepted.
    pub fn as_asked(&self) -> &MayComeAsGuest {
        &self.asked
    }
}
