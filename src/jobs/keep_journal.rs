//! Writes to the journal, beside the database, who has been forgotten: a restored backup forgets them again. What is on its disk no
//! longer waits; what was broken off in between is written twice, and says no more than once.

use crate::access::Viewer;
use crate::app::App;
use crate::domain::erasure::{Erasure, first_line};
use crate::service::erasing::{self, ErasingError};
use crate::store::StoreError;
use crate::world::Journal;

/// Why not; what waits, waits.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("the journal cannot be written; look at the setting journal.file: {0}")]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Erasing(#[from] ErasingError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes once. How many.
///
/// # Errors
/// When the journal cannot be written, or the database does not answer.
pub async fn run_once(app: &App) -> Result<usize, JournalError> {
    let viewer = || Viewer::system("keep journal");
    let waiting = app.read(move |db, _| erasing::waiting(db, &viewer())).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let count = waiting.len();
    let journal = Journal::at(app.settings.journal_file.clone());
    let first = first_line(&app.keys.fingerprint());
    let lines: Vec<String> = waiting.iter().map(Erasure::line).collect();
    app.aside(move || journal.add(&first, &lines)).await??;
    app.write(move |db, _| erasing::are_written(db, &viewer(), &waiting)).await?;
    Ok(count)
}
