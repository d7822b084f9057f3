//! A letter: everything that a mail is made from, looked up just before it is sent, and kept by nobody. No words stand
//! here, and no way to send it.

use super::group::Discretion;
use super::locale::Locale;
use super::message::MessageKind;
use super::rota::RoleKind;
use super::series::Pause;
use super::time::{Wall, Zone};

/// To one person, in their language, as discreet as they wish.
pub struct Letter {
    /// The left part of its Message-ID: the same for every attempt.
    pub message_id: String,
    pub kind: MessageKind,
    pub to: String,
    pub language: Locale,
    pub discretion: Discretion,
    pub group: Option<String>,
    pub when: Option<(Wall, Zone)>,
    pub was: Option<(Wall, Zone)>,
    /// A time without meetings.
    pub pause: Option<Pause>,
    pub address: String,
    /// The small roles of the meeting that nobody has yet, each with the group's own name for it.
    pub open_roles: Vec<(RoleKind, String)>,
    /// The page of the site that it is about, where it is about one in particular.
    pub page: Option<String>,
    /// The token of a link that works once.
    pub link: Option<String>,
    /// The left part of the List-Id: the same for all mails of one membership, and telling nothing.
    pub list: Option<String>,
    /// The token that stops this membership's mail.
    pub unsubscribe: Option<String>,
}
