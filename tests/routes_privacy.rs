//! Every route × every kind of viewer. A route that is missing from the table fails, and so does one that answers somebody
//! otherwise than it says here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    dead_code,
    reason = "a test may fail; it does not use every part of the support"
)]

#[path = "support/mod.rs"]
#[macro_use]
mod support;
#[path = "routes_privacy/outsiders.rs"]
mod outsiders;
#[path = "routes_privacy/scene.rs"]
mod scene;
#[path = "routes_privacy/table.rs"]
mod table;

use parea::domain::group::MOST_GROUPS;
use parea::web::routes::ROUTES;
use scene::{Cast, On, Scene};
use support::app::TestApp;
use support::browser::Page;
use support::databases::Kind;
use support::dump::{Line, differences};
use table::{Row, TABLE};

const VIEWERS: [&str; 5] = ["guest", "member of another group", "member", "facilitator", "coordinator"];

#[test]
fn every_route_is_in_the_table() {
    for route in ROUTES {
        let known = TABLE.iter().any(|(method, path, ..)| *method == route.method && *path == route.path);
        assert!(known, "{} {} is not in the table", route.method, route.path);
    }
    for (method, path, ..) in TABLE {
        let known = ROUTES.iter().any(|route| route.method == *method && route.path == *path);
        assert!(known, "{method} {path} is no route any more");
    }
}

/// Pages that everybody may have look the same to everybody, and may be kept.
fn is_public(path: &str) -> bool {
    path == "/"
        || path == "/calendar.ics"
        || ["/groups", "/schedule", "/u/", "/about", "/crisis", "/privacy"]
            .iter()
            .any(|public| path.starts_with(public))
}

fn is_about_accounts(path: &str) -> bool {
    [
        "/sign-",
        "/recover/",
        "/link/",
        "/me/security/",
        "/me/data",
        "/me/vanish",
        "/me/privacy/screen",
        "/me/reminders/sample",
    ]
    .iter()
    .any(|about| path.starts_with(about))
}

/// A link that is the right itself, also for mail programs; and what somebody without a cookie says, which the browser's own
/// word protects (`a_form_of_another_site_counts_nobody`).
fn has_no_hidden_field(path: &str) -> bool {
    ["/u/{token}", "/coming/{token}", "/groups/{slug}/meetings/{meeting}/coming"].contains(&path)
}

/// What a coordinator can do as anybody can: come, found, join, accept what somebody has given them. From then on they are a
/// member or a guest as others are, and what they coordinate gives them nothing.
const AS_ANYBODY: &[&str] = &[
    "/accompany/{token}",
    "/accompany/{token}/end",
    "/coming/{token}",
    "/found",
    "/groups/{slug}/join",
    "/groups/{slug}/meetings/{meeting}/coming",
    "/guest/{token}",
    "/guest/{token}/decline",
    "/invitation/{token}",
    "/u/{token}",
];

/// What belongs to accounts, and to no group.
const OF_ACCOUNTS: [&str; 11] = [
    "person",
    "consent",
    "erasure",
    "sign_in",
    "recovery_code",
    "code_app",
    "passkey",
    "ceremony",
    "one_time_link",
    "calendar_feed",
    "mail_log",
];

/// What a coordinator gives of their own: the link with which a group of theirs is handed over when nobody is in it; the templates
/// of their programme, of which groups take copies (`a_programme_changes_its_template…` in tests/app/sessions.rs); their own words
/// beside its figures.
const THEIR_OWN: [(&str, &[&str]); 4] = [
    ("/hand-over", &["invitation"]),
    ("/p/{programme}/templates", &["plan", "session"]),
    ("/p/{programme}/participation", &["narrative"]),
    ("/me/vanish", &["coordinator"]),
];

/// Everything but accounts, as somebody finds it who compares before with after.
fn all_but_accounts(app: &TestApp, path: &str) -> Vec<Line> {
    let about_accounts = is_about_accounts(path).then_some("outbox");
    let own =
        THEIR_OWN.into_iter().filter(|(part, _)| path.contains(part)).flat_map(|(_, tables)| tables).copied();
    app.db.dump(&OF_ACCOUNTS.into_iter().chain(own).chain(about_accounts).collect::<Vec<_>>())
}

/// A fresh scene for each viewer: a form changes something. Whatever it is, a coordinator changes nothing of any group.
async fn try_form(app: &TestApp, cast: &Cast, (_, path, on, fields, expected): &Row) {
    for (n, viewer) in cast.viewers().iter().enumerate() {
        let scene = Scene::set(app, cast, *on, n).await;
        let filled: Vec<_> = fields.iter().map(|(name, value)| (*name, scene.fill(value))).collect();
        let filled: Vec<_> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // Everybody can open this page; its hidden field is as good as any other.
        let page = viewer.get("/sign-in").await;
        assert!(!page.csrf().is_empty());
        let is_coordinator = VIEWERS[n] == "coordinator" && !AS_ANYBODY.contains(path);
        let before = is_coordinator.then(|| all_but_accounts(app, path));
        let page = viewer.post(&page, &scene.fill(path), &filled).await;
        assert_eq!(page.status, expected[n], "post {path} on {on:?}, {}", VIEWERS[n]);
        if let Some(before) = before {
            let changed = differences(&before, &all_but_accounts(app, path));
            assert!(changed.is_empty(), "post {path} on {on:?} by a coordinator: {changed:#?}");
        }
    }
}

/// What stands in a window's bar, in the list of windows, in the history and in a folder of downloads: of a member's pages no name of
/// a group, a member or a place.
fn tells_nothing_outside_itself(path: &str, page: &Page) {
    if !["/g/", "/me"].iter().any(|it| path.starts_with(it)) {
        return;
    }
    let file = page.headers.get("content-disposition").map(|it| it.to_str().unwrap().to_owned());
    let seen = [page.words("title"), vec![path.to_owned(), file.unwrap_or_default()]].concat().join(" ");
    for name in ["Tuesday", "Another", "Sunday", "Ana", "Ben", "Eva", "Ερμού"] {
        assert!(!seen.contains(name), "{path} tells {name}: {seen}");
    }
    assert!(
        page.status != 200 || path.ends_with(".md") || !page.words("title").concat().is_empty(),
        "{path}"
    );
}

/// One half of the forms about groups, or the other.
async fn try_forms(app: &TestApp, half: usize) {
    let all = TABLE.iter().filter(|row| row.0 == "post" && !is_about_accounts(row.1));
    let rows: Vec<_> = all.skip(half).step_by(2).collect();
    // Whoever facilitates founds a group for each row and viewer, and is in so many groups and no more.
    for some in rows.chunks(usize::try_from(MOST_GROUPS).unwrap() / VIEWERS.len()) {
        let app = TestApp::on(app.db.kind).await;
        let cast = Cast::of(&app).await;
        for row in some {
            try_form(&app, &cast, row).await;
        }
    }
}

on_both! {
    async fn every_page_answers_every_viewer_as_the_table_says(app: TestApp) {
        let cast = Cast::of(&app).await;
        for on in On::ALL {
            let scene = Scene::set(&app, &cast, on, 0).await;
            for (method, path, _, _, expected) in TABLE.iter().filter(|row| row.0 == "get" && row.2 == on) {
                for (n, viewer) in cast.viewers().iter().enumerate() {
                    let page = viewer.get(&scene.fill(path)).await;
                    assert_eq!(page.status, expected[n], "{method} {path} on {on:?}, {}", VIEWERS[n]);
                    tells_nothing_outside_itself(path, &page);
                    // Whoever has a feed's secret address keeps it, and asks each time whether it is still so.
                    if *path == "/c/{file}" && page.status == 200 {
                        assert_eq!(page.headers["cache-control"], "private, no-cache", "{method} {path}");
                    } else if page.status == 200 && !is_public(path) {
                        assert_eq!(page.headers["cache-control"], "no-store", "{method} {path}");
                    }
                }
            }
        }
    }

    async fn every_form_about_groups_answers_every_viewer_as_the_table_says(app: TestApp) {
        try_forms(&app, 0).await;
    }

    async fn every_other_form_about_groups_answers_every_viewer_as_the_table_says(app: TestApp) {
        try_forms(&app, 1).await;
    }

    /// Each with an application of its own: some end sign-ins, and all of them may be sent so often and no oftener.
    async fn every_form_about_accounts_answers_every_viewer_as_the_table_says(app: TestApp) {
        for row in TABLE.iter().filter(|row| row.0 == "post" && is_about_accounts(row.1)) {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            try_form(&app, &cast, row).await;
        }
    }

    /// With a few applications: those about accounts may be sent so often and no oftener.
    async fn no_form_about_accounts_is_read_without_its_hidden_field(app: TestApp) {
        let forms: Vec<_> = ROUTES.iter().filter(|it| it.method == "post" && is_about_accounts(it.path)).collect();
        for some in forms.chunks(8) {
            let app = TestApp::on(app.db.kind).await;
            let cast = Cast::of(&app).await;
            for route in some {
                for viewer in cast.viewers() {
                    let path = route.path.replace("{sign_in}", "0000000000000").replace("{token}", "0");
                    let status = viewer.post_raw(&path, "welcome=yes&answer=coming").await.status;
                    assert_eq!(status, 403, "post {path} without its hidden field");
                }
            }
        }
    }

    async fn no_form_is_read_without_its_hidden_field(app: TestApp) {
        let cast = Cast::of(&app).await;
        let scene = Scene::set(&app, &cast, On::Circle, 0).await;
        for route in ROUTES.iter().filter(|it| it.method == "post" && !has_no_hidden_field(it.path) && !is_about_accounts(it.path)) {
            for viewer in cast.viewers() {
                let status = viewer.post_raw(&scene.fill(route.path), "welcome=yes&answer=coming").await.status;
                assert_eq!(status, 403, "post {} without its hidden field", route.path);
            }
        }
        let page = cast.facilitator.browser.get(&scene.fill("/g/{group}")).await;
        assert_eq!(page.words(".people li").len(), 2, "nothing was changed by trying");
    }
}
