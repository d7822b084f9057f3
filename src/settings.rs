//! Typed settings, and every mistake in them at once. `config/base.toml`, then the file named by `PAREA_CONFIG`, then
//! `PAREA__SECTION__KEY` from the environment.
//!
//! A [`Mistake`] is data; the words for it stand in `templates/locales`. Nothing here opens a database or a file of keys:
//! `doctor` does.

mod read;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::domain::time::Zone;

pub use read::{Mistake, Origin, Wrong};

/// Everything that the operator decides.
#[derive(Debug, Clone)]
pub struct Settings {
    pub listen: SocketAddr,
    /// Without a slash at the end.
    pub public_url: String,
    /// How many proxies in front may be believed.
    pub trusted_hops: usize,
    pub database_url: String,
    pub connections: u32,
    pub key_file: PathBuf,
    /// Where it is written who has been forgotten, for a restored backup to forget them again.
    pub journal_file: PathBuf,
    pub mail: MailRoute,
    /// The address that mails come from.
    pub mail_from: String,
    pub on_ambiguous: OnAmbiguous,
    pub jobs_enabled: bool,
    pub password_threads: usize,
    pub password_waiting: usize,
    /// Whose clocks new accounts and groups go by.
    pub zone: Zone,
    /// Where "leave quickly" goes.
    pub exit_url: String,
    pub crisis: Vec<CrisisLine>,
    pub controller: Controller,
}

/// Who answers for what is kept, as `/privacy` names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    pub who: Answerable,
    /// Empty when nobody has said it.
    pub name: String,
    /// How they are reached, in a line.
    pub contact: String,
}

/// What they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answerable {
    Operator,
    Programme,
    Group,
}

/// By which way mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailRoute {
    /// `smtp://` or `smtps://`, with credentials if any.
    Smtp(String),
    /// Kept as files, for machines without a mail server and for the demo.
    Mailbox(PathBuf),
}

/// What to do with a mail of which nobody knows whether it went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnAmbiguous {
    /// Rather twice than never.
    Resend,
    /// Rather never than twice.
    Hold,
}

/// Somebody to call, shown on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisLine {
    pub name: String,
    pub phone: String,
}
