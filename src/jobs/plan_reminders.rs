//! Queues the reminders of the meetings of the next four days. After a standstill it catches up; run twice, it adds nothing.
//! Group by group, and as a writer only where something is missing: nobody waits for it while all is as it should be.

use chrono::TimeDelta;

use crate::access::{MayRun, Viewer, may_run};
use crate::app::App;
use crate::domain::ids::GroupId;
use crate::store::{StoreError, planning};

/// The longest that a reminder comes before its meeting is 72 hours; a day more for meetings that move.
const AHEAD: TimeDelta = TimeDelta::hours(96);

/// Plans once. How many meetings were looked at.
///
/// # Errors
/// The first, when a group could not be planned; the others are planned all the same.
pub async fn run_once(app: &App) -> Result<usize, StoreError> {
    let (mut looked_at, mut failed) = (0, None);
    for group in app.read(|db, _| planning::groups(db, &run()?)).await? {
        match of_group(app, group).await {
            Ok(meetings) => looked_at += meetings,
            // One group's trouble keeps nobody else waiting.
            Err(cause) => failed = failed.or(Some(cause)),
        }
    }
    failed.map_or(Ok(looked_at), Err)
}

async fn of_group(app: &App, group: GroupId) -> Result<usize, StoreError> {
    let plan = app.read(move |db, now| planning::look(db, &run()?, group, &(now..now.plus(AHEAD)))).await?;
    if !plan.is_empty() {
        app.write(move |db, now| planning::carry_out(db, &run()?, group, &(now..now.plus(AHEAD)))).await?;
    }
    Ok(plan.looked_at)
}

fn run() -> Result<MayRun, StoreError> {
    may_run(&Viewer::system("plan reminders")).ok_or(StoreError::Unknown("viewer"))
}
