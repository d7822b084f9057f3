//! The whole application in this process, on a free port of the loopback, with a clock that stands still, seeded chance,
//! and a database of its own.

use std::sync::{Arc, OnceLock};

use parea::access::Viewer;
use parea::app::App;
use parea::domain::time::Instant;
use parea::settings::{Origin, Settings};
use parea::vault::{AppKey, Hashers, Keys, Passkeys, Strength};
use parea::world::{Clock, Entropy};

use super::browser::Browser;
use super::databases::{Kind, TestDb, open};

/// Monday, 7 December 2026, noon in Athens.
pub const NOW: &str = "2026-12-07T10:00:00Z";

/// The application, served.
pub struct TestApp {
    pub app: App,
    pub db: TestDb,
    pub base: String,
    /// The app of whoever coordinates the programme of the tests.
    pub coordinators_app: OnceLock<AppKey>,
    server: actix_web::dev::ServerHandle,
}

impl TestApp {
    /// Serves an empty installation.
    pub async fn on(kind: Kind) -> Self {
        let db = TestDb::migrated(kind);
        let entropy = Entropy::seeded(7);
        let mut settings = Settings::read(Origin::default()).expect("the base settings");
        settings.database_url = db.url.clone();
        settings.jobs_enabled = false;
        settings.journal_file = db.folder().join("parea.journal");
        let app = App {
            db: db.db.clone(),
            clock: Clock::stopped_at(Instant::parse_rfc3339(NOW).expect("a time")),
            hashers: Hashers::start(&db.keys, &entropy, Strength::Test, 1, 64),
            entropy,
            keys: db.keys.clone(),
            mailer: parea::mail::Mailer::memory(),
            settings: Arc::new(settings),
            passkeys: Passkeys::at(crate::support::key::SITE).map(Arc::new),
            demo: None,
        };
        let free = "127.0.0.1:0".parse().expect("an address");
        let (server, at) = parea::web::server::bind(app.clone(), free, 1).expect("a free port");
        let handle = server.handle();
        tokio::spawn(server);
        Self { app, db, base: format!("http://{at}"), coordinators_app: OnceLock::new(), server: handle }
    }

    /// The same installation, served once more by a program that has read its key elsewhere: its address.
    pub fn served_with(&self, keys: Arc<Keys>) -> String {
        let db = open(&self.db.url, keys.clone());
        let app = App { db, keys, ..self.app.clone() };
        let free = "127.0.0.1:0".parse().expect("an address");
        let (server, at) = parea::web::server::bind(app, free, 1).expect("a free port");
        tokio::spawn(server);
        format!("http://{at}")
    }

    /// A browser without cookies that asks for English.
    pub fn browser(&self) -> Browser {
        Browser::at(&self.base)
    }

    /// A viewer that is the system, for looking into the store.
    pub fn system(&self) -> Viewer {
        Viewer::system("test")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

/// Makes two tests of one story told through the web: `on_both! { async fn story(app: TestApp) { … } }`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($app: TestApp) $body

            $(#[$meta])*
            #[actix_web::test]
            async fn sqlite() {
                story(TestApp::on(Kind::Sqlite).await).await;
            }

            $(#[$meta])*
            #[actix_web::test]
            async fn postgres() {
                story(TestApp::on(Kind::Postgres).await).await;
            }
        }
    )*};
}
