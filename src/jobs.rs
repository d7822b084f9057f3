//! What happens by itself: reminders are planned, mail is sent, what is over is deleted. Each job runs once when asked,
//! and in a loop while the service runs; it picks up where the last one stopped.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::App;

pub mod plan_reminders;
pub mod purge;
pub mod send_mail;

/// How often mail is looked for.
const OFTEN: Duration = Duration::from_secs(5);
/// How often reminders are planned, and what is over is deleted: once in so many rounds of mail.
const SELDOM: u32 = 12;
/// How long a mail that is on its way has to be settled when the service stops. Longer waits are ended; their lease brings
/// the message back.
const GRACE: Duration = Duration::from_secs(30);

/// The running loop.
pub struct Running {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    /// Starts the loop.
    #[must_use]
    pub fn start(app: App) -> Self {
        let (stop, stopping) = watch::channel(false);
        Self { stop, task: tokio::task::spawn_local(rounds(app, stopping)) }
    }

    /// Begins nothing more, and waits until what has begun is settled.
    pub async fn stop(mut self) {
        // Nobody listens any more when the loop has ended by itself.
        self.stop.send_replace(true);
        if tokio::time::timeout(GRACE, &mut self.task).await.is_err() {
            tracing::warn!("a mail was on its way for too long; its lease brings it back");
            self.task.abort();
        }
    }
}

/// Runs until it is told to stop. A round that fails is told to the log, and the next one tries again.
async fn rounds(app: App, mut stopping: watch::Receiver<bool>) {
    let mut round = 0_u32;
    while !*stopping.borrow() {
        if round.is_multiple_of(SELDOM) {
            if let Err(cause) = plan_reminders::run_once(&app).await {
                tracing::error!(%cause, "reminders could not be planned");
            }
            if let Err(cause) = purge::run_once(&app).await {
                tracing::error!(%cause, "what is over could not be deleted");
            }
        }
        if let Err(cause) = send_mail::run_once(&app, || !*stopping.borrow()).await {
            tracing::error!(%cause, "mail could not be sent");
        }
        round = round.wrapping_add(1);
        // Either the pause is over, or there is no need to wait for its end.
        drop(tokio::time::timeout(OFTEN, stopping.wait_for(|stop| *stop)).await);
    }
}
