//! Rights at what members have written about what helps. Reading is every member's; only the author changes it.

use super::May;
use super::group::{MayAttend, may_attend};
use crate::access::standing::AtExperience;
use crate::access::viewer::Viewer;
use crate::domain::ids::ExperienceId;

/// The viewer wrote this note, and may say it otherwise or withdraw it.
#[derive(Debug)]
pub struct MayRevise {
    attend: MayAttend,
    note: ExperienceId,
}

impl May for MayRevise {}

/// An author's right to their own note. To all others it is as if there were none: whose it is cannot be tried out.
pub fn may_revise(viewer: &Viewer, at: &AtExperience) -> Option<MayRevise> {
    let attend = may_attend(viewer, &at.group)?;
    at.is_mine.then_some(MayRevise { attend, note: at.note })
}

impl MayRevise {
    /// Whoever wrote it is a member.
    pub fn as_member(&self) -> &MayAttend {
        &self.attend
    }
    pub fn note(&self) -> ExperienceId {
        self.note
    }
}
