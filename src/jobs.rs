//! What happens by itself: reminders are planned, mail is sent, what is over is deleted. Each job runs once when asked,
//! and in a loop while the service runs; it picks up where the last one stopped.

use std::time::Duration;

use crate::app::App;

pub mod plan_reminders;
pub mod purge;
pub mod send_mail;

/// How often mail is looked for.
const OFTEN: Duration = Duration::from_secs(5);
/// How often reminders are planned, and what is over is deleted: once in so many rounds of mail.
const SELDOM: u32 = 12;

/// Runs until the task is dropped. A round that fails is told to the log, and the next one tries again.
pub async fn run(app: App) {
    let mut round = 0_u32;
    loop {
        if round.is_multiple_of(SELDOM) {
            if let Err(cause) = plan_reminders::run_once(&app).await {
                tracing::error!(%cause, "reminders could not be planned");
            }
            if let Err(cause) = purge::run_once(&app).await {
                tracing::error!(%cause, "what is over could not be deleted");
            }
        }
        if let Err(cause) = send_mail::run_once(&app).await {
            tracing::error!(%cause, "mail could not be sent");
        }
        round = round.wrapping_add(1);
        tokio::time::sleep(OFTEN).await;
    }
}
