//! `parea serve`: the service, until it is told to stop.

use super::{Failure, start};
use crate::app::App;
use crate::jobs;
use crate::l10n::L10n;
use crate::settings::MailRoute;
use crate::web::server;
use crate::world::Clock;

/// Threads that speak HTTP; the database and the hashing have their own.
const WORKERS: usize = 4;

pub(super) fn run(l: L10n) -> Result<(), Failure> {
    let settings = start::settings(l)?;
    let app = start::open(l, settings, Clock::system())?;
    if let MailRoute::Mailbox(folder) = &app.settings.mail {
        eprintln!("{}", l.with("operator-mailbox", &[("folder", folder.display().to_string().into())]));
    }
    until_stopped(l, app)
}

/// Serves until the process is told to stop; what has begun is finished, for at most 30 seconds.
pub(super) fn until_stopped(l: L10n, app: App) -> Result<(), Failure> {
    actix_web::rt::System::new().block_on(async move {
        let listen = app.settings.listen;
        let public_url = app.settings.public_url.clone();
        let jobs = app.settings.jobs_enabled.then(|| jobs::Running::start(app.clone()));
        let (server, _) = server::bind(app, listen, WORKERS)
            .map_err(|_| vec![l.with("operator-address-taken", &[("address", listen.to_string().into())])])?;
        eprintln!("{}", l.with("operator-serving", &[("address", public_url.into())]));
        let handle = server.handle();
        let running = actix_web::rt::spawn(server);
        told_to_stop().await;
        let settled = async {
            if let Some(jobs) = jobs {
                jobs.stop().await;
            }
        };
        tokio::join!(settled, handle.stop(true));
        drop(running.await);
        Ok(())
    })
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        _ => std::future::pending().await,
    }
}
