//! How use cases of a programme begin: the viewer as its coordinator. `NotFound` is the same for a programme that does not
//! exist and for one that is not the viewer's.

use crate::access::{self, MayCoordinate, Viewer};
use crate::store::{Conn, StoreError, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum NotCoordinating {
    #[error("not found")]
    NotFound,
    /// The viewer coordinates it, and only one proof stands behind the sign-in.
    #[error("two proofs are needed")]
    OneProof,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The viewer, as a coordinator.
///
/// # Errors
/// When the viewer is none, or has to prove a second time who they are.
pub(super) fn coordinator(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
) -> Result<MayCoordinate, NotCoordinating> {
    let at = standing::at_programme(db, viewer, slug)?.ok_or(NotCoordinating::NotFound)?;
    match access::may_coordinate(viewer, &at) {
        Some(may) => Ok(may),
        None if access::coordinates(viewer, &at) => Err(NotCoordinating::OneProof),
        None => Err(NotCoordinating::NotFound),
    }
}
