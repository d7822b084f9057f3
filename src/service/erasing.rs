//! What outlives the database: the marks of those who have been forgotten. They go from the database to the journal; after a backup
//! was restored, they come back from it, and whoever they are marks of is forgotten once more.

use std::collections::BTreeSet;

use crate::access::{self, Viewer};
use crate::domain::erasure::Erasure;
use crate::domain::time::Instant;
use crate::service::accounts::vanishing::{self, VanishError};
use crate::store::{Conn, StoreError, erasures};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ErasingError {
    /// Only the program itself may.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Vanish(#[from] VanishError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the journal does not say yet.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn waiting(db: &mut Conn, viewer: &Viewer) -> Result<Vec<Erasure>, ErasingError> {
    let run = access::may_run(viewer).ok_or(ErasingError::NotFound)?;
    Ok(erasures::waiting(db, &run)?)
}

/// The journal says these now, and they are on its disk.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn are_written(db: &mut Conn, viewer: &Viewer, those: &[Erasure]) -> Result<(), ErasingError> {
    let run = access::may_run(viewer).ok_or(ErasingError::NotFound)?;
    Ok(erasures::are_written(db, &run, those)?)
}

/// Forgets once more whom a backup has brought back. How many.
///
/// # Errors
/// When the viewer is not the program itself.
pub fn once_more(
    db: &mut Conn,
    viewer: &Viewer,
    marks: &BTreeSet<String>,
    now: Instant,
) -> Result<usize, ErasingError> {
    let run = access::may_run(viewer).ok_or(ErasingError::NotFound)?;
    let all = erasures::brought_back(db, &run, marks)?;
    for me in &all {
        vanishing::forget(db, &Viewer::holding(me), me, now)?;
    }
    Ok(all.len())
}
