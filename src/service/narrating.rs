//! Whoever coordinates a programme adds their own words to a quarter, and numbers that they enter by hand.

use crate::access::{May as _, Viewer, Visible};
use crate::domain::narrative::Narrative;
use crate::domain::release::Quarter;
use crate::service::coordinating::{NotCoordinating, coordinator};
use crate::store::{Conn, StoreError, narratives};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum NarratingError {
    #[error(transparent)]
    Not(#[from] NotCoordinating),
    #[error("somebody has written it since")]
    Changed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What stands for a quarter.
#[derive(Debug, Clone)]
pub struct Draft {
    pub slug: String,
    pub quarter: Quarter,
    pub narrative: Narrative,
    pub revision: i32,
}

/// What stands for a quarter, to be written anew.
///
/// # Errors
/// When the viewer does not coordinate the programme.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    quarter: Quarter,
) -> Result<Visible<Draft>, NarratingError> {
    let may = coordinator(db, viewer, slug)?;
    let (narrative, revision) = narratives::draft(db, &may, quarter)?;
    Ok(may.reveal(Draft { slug: slug.to_owned(), quarter, narrative, revision }))
}

/// Writes it.
///
/// # Errors
/// When the viewer does not coordinate the programme, or somebody has written since they looked.
pub fn write(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    quarter: Quarter,
    it: &Narrative,
    revision: i32,
) -> Result<(), NarratingError> {
    let may = coordinator(db, viewer, slug)?;
    if narratives::write(db, &may, quarter, it, revision)? { Ok(()) } else { Err(NarratingError::Changed) }
}
