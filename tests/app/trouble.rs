//! What a machine can do to us: a full disk, a database that takes no writes or is gone. A clear sentence, the right status,
//! what was typed given back, nothing half done.

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::Kind;

/// What each database says when it cannot write: SQLite's words, and PostgreSQL's with their SQLSTATE.
struct Trouble(&'static str, &'static str, &'static str);

const FULL: Trouble =
    Trouble("database or disk is full", "could not extend file: No space left on device", "53100");
const READ_ONLY: Trouble = Trouble(
    "attempt to write a readonly database",
    "cannot execute INSERT in a read-only transaction",
    "25006",
);

/// From now on the database says this to every new row of a table.
fn begin(app: &TestApp, Trouble(sqlite, postgres, state): Trouble, table: &str) {
    app.db.execute(&match app.db.kind {
        Kind::Sqlite => format!(
            "CREATE TRIGGER trouble BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, '{sqlite}'); END"
        ),
        Kind::Postgres => format!(
            "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION '{postgres}' USING ERRCODE = '{state}'; END $$;
             CREATE TRIGGER trouble BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION trouble()"
        ),
    });
}

fn end(app: &TestApp, table: &str) {
    app.db.execute(&match app.db.kind {
        Kind::Sqlite => "DROP TRIGGER trouble".to_owned(),
        Kind::Postgres => format!("DROP TRIGGER trouble ON {table}"),
    });
}

const FORM: [(&str, &str); 6] = [
    ("name", "Evening circle"),
    ("joining", "open"),
    ("my_name", "Ana"),
    ("language", "el"),
    ("listed", "yes"),
    ("about", "We meet in the old library."),
];

/// Sends what a page keeps in its form, as pressing its button does.
async fn press_again(browser: &Browser, page: &Page, action: &str) -> Page {
    let kept: Vec<(&str, String)> =
        FORM.iter().map(|(name, _)| (*name, page.value(name).expect("it was kept"))).collect();
    let fields: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.submit(page, action, &fields).await
}

on_both! {
    async fn a_full_disk_is_said_and_what_was_typed_can_be_sent_again(app: TestApp) {
        let ana = app.person().await;
        let form = ana.browser.get("/found").await;
        begin(&app, FULL, "groups");
        let refused = ana.browser.post(&form, "/found", &FORM).await;
        assert_eq!(refused.status, 503);
        assert!(refused.words("h1")[0].contains("no space left"), "{}", refused.body);
        assert!(refused.words(".typed").contains(&"We meet in the old library.".to_owned()));
        end(&app, "groups");
        assert_eq!(ana.browser.get("/me").await.words("main a[href^='/g/']").len(), 0, "nothing half done");
        let action = refused.actions("/found").remove(0);
        let inside = press_again(&ana.browser, &refused, &action).await;
        assert_eq!(inside.status, 200, "{}", inside.body);
        assert!(ana.browser.get("/me").await.body.contains("Evening circle"));
    }

    async fn a_refusal_speaks_greek_to_greeks(app: TestApp) {
        let guest = app.browser().in_greek();
        let form = guest.get("/sign-in").await;
        app.db.execute("ALTER TABLE person RENAME TO somebody");
        let refused = guest.post(&form, "/sign-in", &[("who", "λίμνη βάρκα"), ("password", "x")]).await;
        assert_eq!(refused.status, 500);
        assert_eq!(refused.words("h1"), ["Κάτι δεν πήγε καλά από τη δική μας πλευρά. Δεν άλλαξε τίποτα."]);
        assert_eq!(refused.value("who").as_deref(), Some("λίμνη βάρκα"));
    }

    async fn passwords_are_not_given_back(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/sign-up").await;
        begin(&app, READ_ONLY, "person");
        let secret = "a password with blanks in it";
        let fields = [
            ("name", form.value("name").expect("a name")),
            ("offer", form.value("offer").expect("its proof")),
            ("password", secret.to_owned()),
            ("email", String::new()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = browser.post(&form, "/sign-up", &fields).await;
        assert_eq!(refused.status, 503);
        assert!(refused.words("h1")[0].contains("nothing can be saved"), "{}", refused.body);
        assert!(!refused.body.contains(secret));
    }

    async fn a_form_of_an_ended_sign_in_is_refused_and_its_text_stays_readable(app: TestApp) {
        let ana = app.person().await;
        let form = ana.browser.get("/found").await;
        ana.browser.set_cookies(std::collections::BTreeMap::new());
        let refused = ana.browser.post(&form, "/found", &FORM).await;
        assert_eq!(refused.status, 403);
        assert!(refused.words(".typed").contains(&"We meet in the old library.".to_owned()));
        assert!(refused.actions("/found").is_empty(), "no button sends a form that may be a stranger's");
    }
}

/// Only a server can be taken away under a running service.
#[actix_web::test]
async fn a_database_that_is_gone_is_said_and_nothing_falls_over() {
    let app = TestApp::on(Kind::Postgres).await;
    let ana = app.person().await;
    let form = ana.browser.get("/found").await;
    app.db.take_away();
    // Each waits for a connection before it gives up, so all ask at once.
    let pages = futures_util::future::join_all(["/", "/me", "/sign-up"].map(|path| ana.browser.get(path)));
    let (pages, refused) = futures_util::join!(pages, ana.browser.post(&form, "/found", &FORM));
    for page in pages {
        assert_eq!(page.status, 503);
        assert!(page.words("h1")[0].contains("cannot reach its data"), "{}", page.body);
    }
    assert_eq!(refused.status, 503);
    assert!(refused.words(".typed").contains(&"We meet in the old library.".to_owned()));
    assert_eq!(app.browser().get("/readyz").await.status, 503);
    assert_eq!(app.browser().get("/healthz").await.status, 204);
}

/// As after an update of the server: every connection of the pool is dead, and nobody sees it.
#[actix_web::test]
async fn a_server_that_was_started_again_is_not_noticed() {
    let app = TestApp::on(Kind::Postgres).await;
    let ana = app.person().await;
    for _ in 0..3 {
        let form = ana.browser.get("/found").await;
        app.db.cut_connections();
        let founded = ana.browser.post(&form, "/found", &FORM).await;
        assert_eq!(founded.status, 303, "{:?}", founded.words("h1"));
        app.db.cut_connections();
        assert_eq!(app.browser().get("/groups").await.status, 200);
    }
}
