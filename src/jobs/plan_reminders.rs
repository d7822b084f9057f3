//! Queues the reminders of the meetings of the next four days. After a standstill it catches up; run twice, it adds nothing.
//! Group by group, and as a writer only where something is missing: nobody waits for it while all is as it should be.

use chrono::TimeDelta;

use crate::access::{MayRun, Viewer, may_run};
use crate::app::App;
use crate::store::{StoreError, planning};

/// The longest that a reminder comes before its meeting is 72 hours; a day more for meetings that move.
const AHEAD: TimeDelta = TimeDelta::hours(96);

/// Plans once. How many meetings were looked at.
///
/// # Errors
/// When the database does not answer. What was planned for the groups before stays.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    let mut looked_at = 0;
    for group in app.read(|db, _| planning::groups(db, &run()?)).await? {
        let plan =
            app.read(move |db, now| planning::look(db, &run()?, group, &(now..now.plus(AHEAD)))).await?;
        looked_at += plan.looked_at;
        if !plan.is_empty() {
            app.write(move |db, now| planning::carry_out(db, &run()?, group, &(now..now.plus(AHEAD))))
                .await?;
        }
    }
    Ok(looked_at)
}

fn run() -> Result<MayRun, StoreError> {
    may_run(&Viewer::system("plan reminders")).ok_or(StoreError::Unknown("viewer"))
}
