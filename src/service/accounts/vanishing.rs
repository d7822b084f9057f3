//! Being forgotten, at once: out of every group, signed out everywhere, and the account gone with the key by which all that
//! was mine is sealed. Nobody is told, and nothing is asked but the password once more.

use crate::access::{Myself, Proven, Viewer};
use crate::domain::time::Instant;
use crate::service::joining::{self, JoiningError};
use crate::service::member::locked_member;
use crate::store::{Conn, StoreError, memberships, persons};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum VanishError {
    /// The password has been changed meanwhile.
    #[error("not the right password")]
    NotProven,
    #[error(transparent)]
    Leaving(#[from] JoiningError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Vanishes. In each group, what the viewer had taken on is free for others, as when somebody leaves.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn vanish(db: &mut Conn, viewer: &Viewer, proven: &Proven, now: Instant) -> Result<(), VanishError> {
    let me = persons::still_right(db, proven)?.ok_or(VanishError::NotProven)?;
    forget(db, viewer, me, now)
}

/// The same, of whoever that was proven to be.
pub(in crate::service) fn forget(
    db: &mut Conn,
    viewer: &Viewer,
    me: &Myself,
    now: Instant,
) -> Result<(), VanishError> {
    for mine in memberships::mine(db, me, now)? {
        // A group that has closed is nobody's to take part in.
        if let Some((_, may)) = locked_member(db, viewer, mine.group, now)? {
            joining::let_go(db, viewer, &may, now)?;
        }
    }
    Ok(persons::erase(db, me, now)?)
}
