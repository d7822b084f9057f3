//! Deletes what is over: sign-ins, links, hellos, answers and messages, each at its own time.

use crate::access::{Viewer, may_run};
use crate::app::App;
use crate::store::{StoreError, retention};

/// Sweeps once. How many rows went.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    app.write(|db, now| {
        let run = may_run(&Viewer::system("purge")).ok_or(StoreError::Unknown("viewer"))?;
        retention::sweep(db, &run, now)
    })
    .await
}
