//! Writes to the journal, beside the database, who has been forgotten and which weeks were released: a restored backup forgets them
//! again, and draws no week twice. What is on its disk no longer waits; what was broken off in between is written twice, and says no
//! more than once.

use crate::access::Viewer;
use crate::app::App;
use crate::domain::erasure::Erasure;
use crate::domain::figures::week::ReleasedWeek;
use crate::domain::ids::ReleasedWeekId;
use crate::domain::journal::first_line;
use crate::service::erasing::{self, ErasingError};
use crate::service::releasing::{self, ReleasingError};
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
    Releasing(#[from] ReleasingError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What waits for the journal.
struct Waiting {
    erased: Vec<Erasure>,
    released: Vec<(ReleasedWeekId, ReleasedWeek)>,
}

/// Writes once. How many lines.
///
/// # Errors
/// When the journal cannot be written, or the database does not answer.
pub async fn run_once(app: &App) -> Result<usize, JournalError> {
    let viewer = || Viewer::system("keep journal");
    let read = app.read(move |db, _| {
        let (erased, released) = (erasing::waiting(db, &viewer())?, releasing::waiting(db, &viewer())?);
        Ok::<_, JournalError>(Waiting { erased, released })
    });
    let Waiting { erased, released } = read.await?;
    let lines: Vec<String> =
        erased.iter().map(Erasure::line).chain(released.iter().map(|(_, it)| it.line())).collect();
    if lines.is_empty() {
        return Ok(0);
    }
    let count = lines.len();
    let journal = Journal::at(app.settings.journal_file.clone());
    let first = first_line(&app.keys.fingerprint());
    app.aside(move || journal.add(&first, &lines)).await??;
    let ids: Vec<ReleasedWeekId> = released.iter().map(|(id, _)| *id).collect();
    let written = app.write(move |db, now| {
        erasing::are_written(db, &viewer(), &erased)?;
        Ok::<_, JournalError>(releasing::are_written(db, &viewer(), &ids, now)?)
    });
    written.await?;
    Ok(count)
}
