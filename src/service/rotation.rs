//! A new generation of sealing keys: added to the key file, and then everything sealed anew, piece by piece. Broken off, it goes on
//! where it was.

use crate::access::{self, Viewer};
use crate::store::{Conn, StoreError, rotation};

/// So many cells of each kind are sealed anew in one transaction, so that nobody waits for long.
const AT_ONCE: i64 = 200;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// Only the program itself may.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether an earlier one was broken off.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn is_unfinished(db: &mut Conn, viewer: &Viewer) -> Result<bool, RotationError> {
    let run = access::may_run(viewer).ok_or(RotationError::NotFound)?;
    Ok(rotation::has_older(db, &run)?)
}

/// Seals some cells anew; how many. None are left when there were none.
///
/// # Errors
/// When the viewer is not the program itself, or a cell does not open.
pub fn go_on(db: &mut Conn, viewer: &Viewer) -> Result<usize, RotationError> {
    let run = access::may_run(viewer).ok_or(RotationError::NotFound)?;
    Ok(rotation::seal_anew(db, &run, AT_ONCE)?)
}
