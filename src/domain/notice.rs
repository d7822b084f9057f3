//! A notice: what stands on one's own page instead of in a mail, looked up when the page is shown. No words stand here, and
//! nothing of how it is kept.

use super::ids::GroupId;
use super::message::MessageKind;
use super::series::Pause;
use super::time::{Wall, Zone};

/// One thing to know, for its addressee's eyes.
#[derive(Debug, Clone)]
pub struct Notice {
    pub kind: MessageKind,
    /// The group, for its members.
    pub group: Option<(GroupId, String)>,
    pub when: Option<(Wall, Zone)>,
    pub was: Option<(Wall, Zone)>,
    pub pause: Option<Pause>,
}
