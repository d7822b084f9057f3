//! What every command does first: read the settings, the keys, and open the database.

use std::sync::Arc;

use super::Failure;
use crate::access::{Viewer, may_run};
use crate::app::App;
use crate::l10n::L10n;
use crate::mail::Mailer;
use crate::settings::{Mistake, Origin, Settings, Wrong};
use crate::store::installation::{self, KeyFit};
use crate::store::{Conn, Db, StoreError, Target};
use crate::vault::{Hashers, KeyFileTrouble, Keys, Strength};
use crate::world::{Clock, Entropy};

/// Messages to standard error; no address, query or token is ever among them.
pub(super) fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,actix_server=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// The settings, or a sentence for each mistake.
pub(super) fn settings(l: L10n) -> Result<Settings, Failure> {
    Settings::read(Origin::of_process())
        .map_err(|mistakes| mistakes.iter().map(|it| mistake(l, it)).collect())
}

pub(super) fn mistake(l: L10n, it: &Mistake) -> String {
    let key = match it.wrong {
        Wrong::UnknownKey => "operator-unknown-key",
        Wrong::Missing => "operator-missing",
        Wrong::Unreadable => "operator-unreadable",
        Wrong::NotAnAddress => "operator-not-an-address",
        Wrong::NotANumber => "operator-not-a-number",
        Wrong::NotYesOrNo => "operator-not-yes-or-no",
        Wrong::InsecurePublicUrl => "operator-insecure-public-url",
        Wrong::UnknownDatabase => "operator-unknown-database",
        Wrong::NoTls => "operator-no-tls",
        Wrong::UnknownMailRoute => "operator-unknown-mail-route",
        Wrong::NotAMailAddress => "operator-not-a-mail-address",
        Wrong::NotResendOrHold => "operator-not-resend-or-hold",
        Wrong::NotAZone => "operator-not-a-zone",
        Wrong::NotAnExit => "operator-not-an-exit",
    };
    l.with(key, &[("key", (&it.key).into())])
}

/// The key file; a new installation makes one, and says where it lies and what losing it means.
pub(super) fn keys(
    l: L10n,
    settings: &Settings,
    entropy: &Entropy,
    may_create: bool,
) -> Result<Arc<Keys>, Failure> {
    let path = settings.key_file.display().to_string();
    let read = match Keys::read(&settings.key_file) {
        Err(KeyFileTrouble::Missing) if may_create => {
            eprintln!("{}", l.with("operator-key-made", &[("path", (&path).into())]));
            Keys::create(&settings.key_file, entropy)
        }
        read => read,
    };
    read.map(Arc::new).map_err(|trouble| {
        let key = match trouble {
            KeyFileTrouble::Missing => "operator-key-missing",
            KeyFileTrouble::ReadableByOthers => "operator-key-readable",
            KeyFileTrouble::Malformed => "operator-key-malformed",
            KeyFileTrouble::Io(_) => "operator-key-io",
        };
        vec![l.with(key, &[("path", path.into())])]
    })
}

/// Opens the database, brings its schema up to date, and makes sure that the key is the one its cells want.
pub(super) fn open(l: L10n, settings: Settings, clock: Clock) -> Result<App, Failure> {
    let entropy = Entropy::system();
    let target = Target::parse(&settings.database_url).ok_or_else(|| vec![l.t("operator-database-gone")])?;
    let keys = keys(l, &settings, &entropy, true)?;
    let db =
        Db::open(target, keys.clone(), entropy.clone(), settings.connections).map_err(|e| trouble(l, &e))?;
    let now = clock.now();
    let fit: Result<KeyFit, StoreError> = db.write(move |conn| {
        migrations(conn)?;
        let run = may_run(&Viewer::system("start")).ok_or(StoreError::Unknown("viewer"))?;
        installation::key_fit(conn, &run, now)
    });
    if fit.map_err(|e| trouble(l, &e))? == KeyFit::Other {
        return Err(vec![l.t("operator-key-other")]);
    }
    let hashers =
        Hashers::start(&keys, &entropy, Strength::Full, settings.password_threads, settings.password_waiting);
    let mailer = Mailer::of(&settings).ok_or_else(|| vec![l.t("operator-mail-route")])?;
    Ok(App { db, clock, entropy, keys, hashers, mailer, settings: Arc::new(settings), is_demo: false })
}

fn migrations(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let run = may_run(&Viewer::system("migrate")).ok_or(StoreError::Unknown("viewer"))?;
    installation::migrate(conn, &run)
}

/// What the database said, in words.
pub(super) fn trouble(l: L10n, error: &StoreError) -> Failure {
    tracing::debug!(%error, "the store failed");
    vec![match error {
        StoreError::ReadOnly(_) => l.t("operator-database-read-only"),
        StoreError::Full(_) => l.t("operator-database-full"),
        StoreError::Unreachable(_)
        | StoreError::UnknownAddress
        | StoreError::Lost(_)
        | StoreError::Busy
        | StoreError::Uncertain(_) => l.t("operator-database-gone"),
        StoreError::Sealed => l.t("operator-key-other"),
        StoreError::Schema(cause) => l.with("operator-schema", &[("cause", cause.into())]),
        StoreError::Unknown(_) | StoreError::Panicked | StoreError::Refused(_) => {
            l.with("operator-database-refused", &[("cause", error.to_string().into())])
        }
    }]
}

/// `parea migrate`
pub(super) fn migrate(l: L10n) -> Result<(), Failure> {
    open(l, settings(l)?, Clock::system())?;
    eprintln!("{}", l.t("operator-migrated"));
    Ok(())
}
