//! What every command does first: read the settings, the keys, and open the database.

use std::sync::Arc;

use super::Failure;
use super::there::{self, There};
use crate::access::{Viewer, may_run};
use crate::app::App;
use crate::domain::time::Instant;
use crate::l10n::L10n;
use crate::mail::Mailer;
use crate::settings::{Mistake, Origin, Settings, Wrong};
use crate::store::installation::{self, KeyFit};
use crate::store::{Conn, Db, StoreError, Target};
use crate::vault::{Hashers, Keys, Passkeys, Strength};
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
        Wrong::NotAController => "operator-not-a-controller",
    };
    l.with(key, &[("key", (&it.key).into())])
}

/// As [`begin`]; of a new installation the operator is told where it lies.
pub(super) fn open(l: L10n, settings: Settings, clock: Clock) -> Result<App, Failure> {
    let (app, made) = begin(l, settings, clock)?;
    if let Some(made) = made {
        eprintln!("{made}");
    }
    Ok(app)
}

/// Opens the database, brings its schema up to date, and makes sure that the key is the one its cells want. Where there is
/// neither a key nor a database, both are made; then with a sentence that says where they lie.
pub(super) fn begin(l: L10n, settings: Settings, clock: Clock) -> Result<(App, Option<String>), Failure> {
    let entropy = Entropy::system();
    // Before anything is made: a mistake here must not swallow the sentence that says where the key lies.
    let mailer = Mailer::of(&settings).ok_or_else(|| vec![l.t("operator-mail-route")])?;
    let target = target(l, &settings)?;
    let (keys, is_new) = match there::look(l, &settings, &target)? {
        There::Both(keys) => (keys, false),
        There::Neither => (there::make_key(l, &settings, &entropy)?, true),
    };
    let opened = database(&settings, target.clone(), &keys, &entropy, clock.now());
    // When nobody can say whether the database has kept the key's name, the key stays.
    if is_new && opened.as_ref().is_err_and(|error| !matches!(error, StoreError::Uncertain(_))) {
        there::take_key_back(&settings);
    }
    let (db, fit) = opened.map_err(|error| trouble(l, &error))?;
    if fit == KeyFit::Other {
        return Err(vec![l.t("operator-key-other")]);
    }
    let made = is_new.then(|| there::of_both(l, "operator-installation-made", &settings, &target));
    let hashers =
        Hashers::start(&keys, &entropy, Strength::Full, settings.password_threads, settings.password_waiting);
    let passkeys = Passkeys::at(&settings.public_url).map(Arc::new);
    let settings = Arc::new(settings);
    let app = App { db, clock, entropy, keys, hashers, mailer, settings, passkeys, demo: None };
    Ok((app, made))
}

/// Which database the settings name.
pub(super) fn target(l: L10n, settings: &Settings) -> Result<Target, Failure> {
    Target::parse(&settings.database_url).ok_or_else(|| vec![l.t("operator-database-gone")])
}

fn database(
    settings: &Settings,
    target: Target,
    keys: &Arc<Keys>,
    entropy: &Entropy,
    now: Instant,
) -> Result<(Db, KeyFit), StoreError> {
    let db = Db::open(target, keys.clone(), entropy.clone(), settings.connections)?;
    let fit = db.write(move |conn| {
        migrations(conn)?;
        let run = may_run(&Viewer::system("start")).ok_or(StoreError::Unknown("viewer"))?;
        installation::key_fit(conn, &run, now)
    })?;
    Ok((db, fit))
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
