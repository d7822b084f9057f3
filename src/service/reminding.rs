//! A member chooses reminders, or stops them by the link in a mail.

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::group::{Channel, Discretion};
use crate::domain::ids::GroupId;
use crate::domain::quiet::Quiet;
use crate::domain::reminder::Choice;
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::store::{Conn, StoreError, memberships, persons, preferences, reminders, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum RemindingError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such group, or the viewer is not in it; or the link is not ours.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What I chose for one group.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub group: GroupId,
    pub name: String,
    pub choices: Vec<Choice>,
    pub channel: Channel,
}

/// All my choices.
#[derive(Debug, Clone)]
pub struct Mine {
    pub groups: Vec<Chosen>,
    pub has_address: bool,
    /// How much my mails say.
    pub says: Discretion,
    /// When none comes that can wait.
    pub quiet: Quiet,
}

/// My reminders.
///
/// # Errors
/// When nobody is signed in.
pub fn mine(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<Visible<Mine>, RemindingError> {
    let me = access::myself(viewer).ok_or(RemindingError::NotSignedIn)?;
    let mut groups = Vec::new();
    for it in memberships::mine(db, &me, now)? {
        let at = standing::at_group(db, viewer, it.group, now)?.ok_or(RemindingError::NotFound)?;
        // Nobody is reminded of a group that has closed.
        let Some(may) = access::may_attend(viewer, &at) else { continue };
        let (choices, channel) = reminders::chosen(db, &may)?;
        groups.push(Chosen { group: it.group, name: it.group_name, choices, channel });
    }
    let has_address = persons::email(db, &me)?.is_some();
    let (says, quiet) = (preferences::discretion(db, &me)?, preferences::quiet(db, &me)?);
    Ok(me.reveal(Mine { groups, has_address, says, quiet }))
}

/// Chooses how much my mails say: also those that are queued, which get their words when they leave.
///
/// # Errors
/// When nobody is signed in.
pub fn say(db: &mut Conn, viewer: &Viewer, says: Discretion) -> Result<(), RemindingError> {
    let me = access::myself(viewer).ok_or(RemindingError::NotSignedIn)?;
    Ok(preferences::set_discretion(db, &me, says)?)
}

/// Chooses when no mail comes that can wait. What was queued is planned anew.
///
/// # Errors
/// When nobody is signed in.
pub fn be_quiet(db: &mut Conn, viewer: &Viewer, quiet: Quiet) -> Result<(), RemindingError> {
    let me = access::myself(viewer).ok_or(RemindingError::NotSignedIn)?;
    preferences::set_quiet(db, &me, quiet)?;
    Ok(reminders::plan_anew(db, &me)?)
}

/// Sends the viewer a mail as they wish mails to be.
///
/// # Errors
/// When nobody is signed in.
pub fn sample(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<(), RemindingError> {
    let me = access::myself(viewer).ok_or(RemindingError::NotSignedIn)?;
    Ok(reminders::sample(db, &me, now)?)
}

/// Chooses for one group.
///
/// # Errors
/// When the viewer is not in it.
pub fn choose(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    choices: &[Choice],
    channel: Channel,
    now: Instant,
) -> Result<(), RemindingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(RemindingError::NotFound)?;
    Ok(reminders::choose(db, &may, choices, channel, now)?)
}

/// Stops a membership's mail, by the link that stands in it. Nobody needs to sign in.
///
/// # Errors
/// When the link is not ours.
pub fn unsubscribe(db: &mut Conn, token: &str, now: Instant) -> Result<(), RemindingError> {
    let link = standing::unsubscribe_link(db, token).ok_or(RemindingError::NotFound)?;
    reminders::stop(db, &access::may_unsubscribe(&link), now)?;
    Ok(())
}

/// Whether a link to stop mail is ours. Opening it changes nothing.
///
/// # Errors
/// When it is not.
pub fn unsubscribe_link(db: &mut Conn, token: &str) -> Result<(), RemindingError> {
    standing::unsubscribe_link(db, token).map(|_| ()).ok_or(RemindingError::NotFound)
}
