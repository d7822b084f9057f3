//! From a letter to a mail, and by which way it leaves. Only the job `send_mail` sends.
//!
//! Text first, HTML beside it, nothing remote, nothing that tells that it was opened. Subject and sender never name a
//! group, a topic or a place. No rule about whether to send stands here.

mod folder;
mod render;
mod transport;

pub use folder::Folder;
pub use render::Words;
pub use transport::{Mailer, Refused, Unheard};
