//! What happens by itself: reminders are planned, mail is sent, weeks are released, what is over is deleted. Each job runs once when asked,
//! and again and again while the service runs; it picks up where the last one stopped. None waits for another: a mail
//! server that is slow holds up mail and nothing else. A round that fails or panics is told to the log, and the next one
//! comes all the same.

use std::fmt::Display;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;

pub mod carry_out;
pub mod keep_journal;
pub mod plan_reminders;
pub mod purge;
pub mod release_figures;
pub mod send_mail;

/// How long each job pauses between its rounds.
const JOURNAL: Duration = Duration::from_secs(5);
const SEND: Duration = Duration::from_secs(5);
const RELEASE: Duration = Duration::from_secs(60);
const PLAN: Duration = Duration::from_secs(60);
const PURGE: Duration = Duration::from_secs(60 * 60);
/// How long a mail that is on its way has to be settled when the service stops. Longer waits are ended; their lease brings
/// the message back.
const GRACE: Duration = Duration::from_secs(30);

/// Whether the service is being stopped.
#[derive(Clone)]
struct Stopping(watch::Receiver<bool>);

impl Stopping {
    fn is_so(&self) -> bool {
        *self.0.borrow()
    }

    /// Comes back when the time is over, or at once when there is no need to wait for its end.
    async fn pause(&mut self, time: Duration) {
        drop(tokio::time::timeout(time, self.0.wait_for(|stop| *stop)).await);
    }
}

/// The running jobs.
pub struct Running {
    stop: watch::Sender<bool>,
    jobs: JoinSet<()>,
}

impl Running {
    /// Starts all of them.
    #[must_use]
    pub fn start(app: App) -> Self {
        let mut running = Self::nothing();
        let planner = app.clone();
        running.keep("plan reminders", PLAN, move |_| {
            let app = planner.clone();
            async move { plan_reminders::run_once(&app).await }
        });
        let carrier = app.clone();
        running.keep("carry out decisions", PLAN, move |_| {
            let app = carrier.clone();
            async move { carry_out::run_once(&app).await }
        });
        let purger = app.clone();
        running.keep("purge", PURGE, move |_| {
            let app = purger.clone();
            async move { purge::run_once(&app).await }
        });
        let releaser = app.clone();
        running.keep("release figures", RELEASE, move |_| {
            let app = releaser.clone();
            async move { release_figures::run_once(&app).await }
        });
        let keeper = app.clone();
        running.keep("keep journal", JOURNAL, move |_| {
            let app = keeper.clone();
            async move { keep_journal::run_once(&app).await }
        });
        running.keep("send mail", SEND, move |stopping| {
            let app = app.clone();
            async move { send_mail::run_once(&app, || !stopping.is_so()).await }
        });
        running
    }

    fn nothing() -> Self {
        Self { stop: watch::Sender::new(false), jobs: JoinSet::new() }
    }

    /// Begins a job that goes on until it is told to stop.
    fn keep<T, E, Round>(
        &mut self,
        job: &'static str,
        pause: Duration,
        begin: impl Fn(Stopping) -> Round + 'static,
    ) where
        T: 'static,
        E: Display + 'static,
        Round: Future<Output = Result<T, E>> + 'static,
    {
        let (mut stopping, begin) = (Stopping(self.stop.subscribe()), Rc::new(begin));
        self.jobs.spawn_local(async move {
            while !stopping.is_so() {
                // Each round is a task of its own: its panic ends nothing else.
                let mut round = JoinSet::new();
                let (begin, told) = (begin.clone(), stopping.clone());
                round.spawn_local(async move { begin(told).await });
                match round.join_next().await {
                    Some(Ok(Ok(_))) | None => {}
                    Some(Ok(Err(cause))) => tracing::error!(job, %cause, "a job failed; it will run again"),
                    Some(Err(cause)) => tracing::error!(job, %cause, "a job broke off; it will run again"),
                }
                stopping.pause(pause).await;
            }
        });
    }

    /// Begins nothing more, and waits until what has begun is settled.
    pub async fn stop(self) {
        self.stop_within(GRACE).await;
    }

    async fn stop_within(mut self, grace: Duration) {
        self.stop.send_replace(true);
        let settled = async { while self.jobs.join_next().await.is_some() {} };
        if tokio::time::timeout(grace, settled).await.is_err() {
            tracing::warn!("a job was under way for too long; the lease of a mail brings it back");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// On a thread that runs nothing else, as the service's jobs do.
    fn alone(story: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        tokio::task::LocalSet::new().block_on(&runtime, story);
    }

    const SOON: Duration = Duration::from_millis(1);

    /// Counts its rounds, each of which ends as `end` says.
    fn counted<Round: Future<Output = Result<(), &'static str>> + 'static>(
        running: &mut Running,
        end: impl Fn(u32) -> Round + 'static,
    ) -> Rc<Cell<u32>> {
        let rounds = Rc::new(Cell::new(0));
        let counter = rounds.clone();
        running.keep("a test", SOON, move |_| {
            counter.set(counter.get() + 1);
            end(counter.get())
        });
        rounds
    }

    async fn reaches(rounds: &Cell<u32>, number: u32) {
        let there = async {
            while rounds.get() < number {
                tokio::time::sleep(SOON).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), there).await.expect("so many rounds");
    }

    #[test]
    fn a_job_that_fails_or_panics_runs_again() {
        alone(async {
            let mut running = Running::nothing();
            let rounds = counted(&mut running, |round| async move {
                match round {
                    1 | 2 => panic!("round {round}"),
                    3 => Err("a round that fails"),
                    _ => Ok(()),
                }
            });
            reaches(&rounds, 5).await;
            running.stop().await;
            let at_the_end = rounds.get();
            tokio::time::sleep(SOON * 20).await;
            assert_eq!(rounds.get(), at_the_end, "it has stopped");
        });
    }

    #[test]
    fn a_job_that_hangs_holds_no_other_up_and_is_ended_in_the_end() {
        alone(async {
            let mut running = Running::nothing();
            let hangs = counted(&mut running, |_| std::future::pending());
            let others = counted(&mut running, |_| std::future::ready(Ok(())));
            reaches(&others, 5).await;
            assert_eq!(hangs.get(), 1);
            running.stop_within(SOON * 20).await;
        });
    }

    #[test]
    fn what_has_begun_is_settled_before_the_service_stops() {
        alone(async {
            let mut running = Running::nothing();
            let settled = Rc::new(Cell::new(false));
            let done = settled.clone();
            let begun = counted(&mut running, move |_| {
                let done = done.clone();
                async move {
                    tokio::time::sleep(SOON * 50).await;
                    done.set(true);
                    Ok(())
                }
            });
            reaches(&begun, 1).await;
            running.stop().await;
            assert!(settled.get());
            assert_eq!(begun.get(), 1);
        });
    }
}
