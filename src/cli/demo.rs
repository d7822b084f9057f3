//! `parea demo`: an invented programme in a fresh temporary folder, on the loopback. Made by the same use cases as
//! everything real; nothing works only here.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Failure, serve, start};
use crate::access::Viewer;
use crate::app::App;
use crate::domain::time::Instant;
use crate::jobs::{carry_out, keep_journal, release_figures};
use crate::l10n::L10n;
use crate::settings::{Origin, Settings};
use crate::vault::{AppKey, Passkeys, Password};
use crate::world::{Clock, Entropy};

mod agreed;
mod before;
mod cast;
mod evening;
mod experience;
mod outsiders;
mod past;
mod story;
mod turns;

/// The three people to sign in as have this password; it is printed, and opens nothing but the demo.
const PASSWORD: &str = "παρέα στην αυλή";

/// By the clock that is handed in, or the one that the environment asks for.
pub(super) fn run(l: L10n, listen: SocketAddr, by: Option<Clock>) -> Result<(), Failure> {
    if !listen.ip().is_loopback() {
        return Err(vec![l.t("operator-demo-loopback")]);
    }
    let folder = Folder::new()?;
    let (settings, clock) = settings(l, &folder.0, listen)?;
    // It goes with its folder: there is nothing to keep a copy of.
    let (mut app, _) = start::begin(l, settings, by.unwrap_or(clock))?;
    let (people, coordinators_app) = furnish(l, &app)?;
    app.demo = Some(coordinators_app);
    // A number has no passkeys; the same machine by its name does.
    let by_name = format!("http://localhost:{}", listen.port());
    app.passkeys = Passkeys::at(&by_name).map(Arc::new);
    let base = &app.settings.public_url;
    println!("{}", l.with("operator-demo-there", &[("address", base.into())]));
    for (key, name) in [
        ("operator-demo-member", people.member),
        ("operator-demo-facilitator", people.facilitator),
        ("operator-demo-coordinator", people.coordinator),
    ] {
        println!("{}", l.with(key, &[("name", name.into()), ("password", PASSWORD.into())]));
    }
    println!("{}", l.t("operator-demo-code"));
    println!("{}", l.with("operator-demo-passkeys", &[("address", by_name.into())]));
    println!("{}", l.with("operator-demo-mailbox", &[("address", format!("{base}/_mailbox").into())]));
    serve::until_stopped(l, app)
}

/// Everything in the folder; the time from `PAREA__CLOCK__START`, if it is set.
fn settings(l: L10n, folder: &Path, listen: SocketAddr) -> Result<(Settings, Clock), Failure> {
    let start = std::env::var("PAREA__CLOCK__START").ok();
    let clock = match start.as_deref().map(Instant::parse_rfc3339) {
        None => Clock::system(),
        Some(Some(at)) => Clock::starting_at(at),
        Some(None) => return Err(vec![l.t("operator-demo-clock")]),
    };
    let inside = |name: &str| folder.join(name).display().to_string();
    let environment = [
        ("PAREA__SERVER__LISTEN", listen.to_string()),
        ("PAREA__SERVER__PUBLIC_URL", format!("http://{listen}")),
        ("PAREA__DATABASE__URL", format!("sqlite:{}", inside("parea.db"))),
        ("PAREA__KEYS__FILE", inside("parea.key")),
        ("PAREA__JOURNAL__FILE", inside("parea.journal")),
        ("PAREA__MAIL__URL", format!("mailbox:{}", inside("mailbox"))),
    ];
    let environment = environment.map(|(key, value)| (key.to_owned(), value)).to_vec();
    let settings = Settings::read(Origin { file: None, environment })
        .map_err(|mistakes| mistakes.iter().map(|mistake| start::mistake(l, mistake)).collect::<Failure>())?;
    Ok((settings, clock))
}

/// Lets the people of the story live in the database, and what they decided and counted in the meantime come into force.
fn furnish(l: L10n, app: &App) -> Result<(story::SignIns, AppKey), Failure> {
    let refused = |cause: String| vec![l.with("operator-database-refused", &[("cause", cause.into())])];
    let system = actix_web::rt::System::new();
    let hashers = app.hashers.clone();
    let hash = system
        .block_on(async move { hashers.hash(Password::typed(PASSWORD)).await })
        .map_err(|busy| vec![busy.to_string()])?;
    let now = app.clock.now();
    let told = app
        .db
        .write(|db| story::tell(db, &Viewer::system("demo"), &hash, app.settings.zone, now))
        .map_err(|error| refused(error.to_string()))?;
    system.block_on(async {
        carry_out::run_once(app).await.map_err(|error| refused(error.to_string()))?;
        release_figures::run_once(app).await.map_err(|error| refused(error.to_string()))?;
        keep_journal::run_once(app).await.map_err(|error| refused(error.to_string()))
    })?;
    Ok(told)
}

/// A folder of its own, gone when the demo ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let name = format!("parea-demo-{:016x}", u64::from_be_bytes(Entropy::system().bytes()));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).map_err(|cause| vec![cause.to_string()])?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(cause) = std::fs::remove_dir_all(&self.0) {
            tracing::debug!(%cause, "the demo's folder stays behind");
        }
    }
}
