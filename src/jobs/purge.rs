//! Deletes what is over: sign-ins, links, hellos, answers and messages, each at its own time.

use std::time::SystemTime;

use chrono::TimeDelta;

use crate::access::{Viewer, may_run};
use crate::app::App;
use crate::mail::Mailer;
use crate::store::{StoreError, retention};

/// Mails in a folder.
const KEPT_MAILS: TimeDelta = TimeDelta::days(30);

/// Sweeps once. How many rows went.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    if let Mailer::Mailbox(folder) = &app.mailer {
        let (folder, before) = (folder.clone(), app.clock.now().minus(KEPT_MAILS));
        app.aside(move || folder.forget(SystemTime::from(before.utc()))).await?;
    }
    app.write(|db, now| {
        let run = may_run(&Viewer::system("purge")).ok_or(StoreError::Unknown("viewer"))?;
        retention::sweep(db, &run, now)
    })
    .await
}
