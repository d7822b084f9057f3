//! Rights of a professional whom the group has invited, and nobody's else: members read who accompanies them by being members.

use super::May;
use crate::access::standing::AtAccompaniment;
use crate::access::viewer::Viewer;
use crate::domain::accompaniment::Accompaniment;
use crate::domain::ids::{AccompanimentId, GroupId, PersonId};

/// The viewer holds the link of an invitation that nobody has accepted, and may read for what, and accept.
#[derive(Debug)]
pub struct MayComeAlong {
    person: PersonId,
    id: AccompanimentId,
    group: GroupId,
    what: Accompaniment,
}

/// The viewer accompanies the group until its day, and sees what they are invited for.
#[derive(Debug)]
pub struct MayAccompany {
    asked: MayComeAlong,
}

impl May for MayComeAlong {}
impl May for MayAccompany {}

fn asked(viewer: &Viewer, at: &AtAccompaniment) -> Option<MayComeAlong> {
    let person = viewer.person()?;
    let is_live = at.what.is_live(at.today);
    is_live.then_some(MayComeAlong { person, id: at.id, group: at.group, what: at.what })
}

/// The right of whoever is signed in and holds a link that nobody has accepted.
pub fn may_come_along(viewer: &Viewer, at: &AtAccompaniment) -> Option<MayComeAlong> {
    asked(viewer, at).filter(|_| at.person.is_none())
}

/// The right of whoever has accepted, up to the last day.
pub fn may_accompany(viewer: &Viewer, at: &AtAccompaniment) -> Option<MayAccompany> {
    let asked = asked(viewer, at).filter(|asked| at.person == Some(asked.person))?;
    Some(MayAccompany { asked })
}

impl MayComeAlong {
    pub fn person(&self) -> PersonId {
        self.person
    }
    pub fn id(&self) -> AccompanimentId {
        self.id
    }
    pub fn group(&self) -> GroupId {
        self.group
    }
    /// For what, and until when.
    pub fn what(&self) -> Accompaniment {
        self.what
    }
}

impl MayAccompany {
    /// Whoever has accepted may read what they accepted.
    pub fn as_asked(&self) -> &MayComeAlong {
        &self.asked
    }
}
