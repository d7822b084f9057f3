//! Queues the reminders of the meetings of the next four days. After a standstill it catches up; run twice, it adds nothing.

use chrono::TimeDelta;

use crate::access::{Viewer, may_run};
use crate::app::App;
use crate::store::{StoreError, reminders};

/// The longest that a reminder comes before its meeting is 72 hours; a day more for meetings that move.
const AHEAD: TimeDelta = TimeDelta::hours(96);

/// Plans once. How many meetings were looked at.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    app.write(|db, now| {
        let run = may_run(&Viewer::system("plan reminders")).ok_or(StoreError::Unknown("viewer"))?;
        reminders::plan(db, &run, now, now.plus(AHEAD))
    })
    .await
}
