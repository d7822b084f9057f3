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

use parea::web::routes::ROUTES;
use support::app::TestApp;
use support::databases::Kind;
use support::feeds::{self, invented};

/// What guest, member of another group, member, facilitator and coordinator get. Forms are sent without their hidden field, so that
/// trying one changes nothing: 403 says that the form was refused before anything was looked up, for everybody alike.
const TABLE: &[(&str, &str, [u16; 5])] = &[
    ("get", "/healthz", [204; 5]),
    ("get", "/readyz", [204; 5]),
    ("get", "/static/{file}", [404; 5]),
    ("get", "/about/exit", [200; 5]),
    ("get", "/", [200; 5]),
    ("get", "/groups", [200; 5]),
    ("get", "/groups.json", [200; 5]),
    ("get", "/groups/{slug}", [200; 5]),
    ("get", "/groups/{slug}/calendar.ics", [200; 5]),
    ("get", "/groups/{slug}/meetings/{file}", [404; 5]),
    ("get", "/groups/{slug}/join", [401, 200, 303, 303, 200]),
    ("get", "/_mailbox", [404; 5]),
    ("get", "/sign-up", [200, 303, 303, 303, 303]),
    ("get", "/sign-in", [200; 5]),
    ("get", "/recover", [200; 5]),
    ("get", "/link/{token}", [410; 5]),
    ("get", "/invitation/{token}", [401, 410, 410, 410, 410]),
    ("get", "/found", [401, 200, 200, 200, 200]),
    ("get", "/p/{programme}", [404, 404, 404, 404, 200]),
    ("get", "/g/{group}", [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/settings", [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/leave", [404, 404, 200, 200, 404]),
    ("get", "/g/{group}/series/new", [404, 404, 404, 200, 404]),
    ("get", "/g/{group}/meetings/{meeting}/change", [404, 404, 404, 200, 404]),
    ("get", "/me", [401, 200, 200, 200, 200]),
    ("get", "/me/reminders", [401, 200, 200, 200, 200]),
    ("get", "/me/security", [401, 200, 200, 200, 200]),
    ("get", "/u/{token}", [404; 5]),
    ("post", "/u/{token}", [404; 5]),
];

#[test]
fn every_route_is_in_the_table_or_is_a_protected_form() {
    for route in ROUTES {
        let known = TABLE.iter().any(|(method, path, _)| *method == route.method && *path == route.path);
        assert!(known || route.method == "post", "{} {} is in no table", route.method, route.path);
    }
    for (method, path, _) in TABLE {
        let known = ROUTES.iter().any(|route| route.method == *method && route.path == *path);
        assert!(known, "{method} {path} is no route any more");
    }
}

on_both! {
    async fn every_route_answers_every_viewer_as_the_table_says(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let other = app.a_group("Another circle").await;
        let member = app.person().await;
        circle.joined_by(&member, "Ben").await;
        let guest = app.browser();
        let viewers = [&guest, &other.leader.browser, &member.browser, &circle.leader.browser, &coordinator];
        let fill = |path: &str| {
            path.replace("{group}", &circle.id)
                .replace("{slug}", &circle.slug)
                .replace("{meeting}", &meeting)
                .replace("{programme}", feeds::PROGRAMME)
                .replace("{hello}", "0000000000000")
                .replace("{token}", "000000000000000000000000000000000000000")
                .replace("{file}", "nothing.ics")
        };
        for (method, path, expected) in TABLE {
            for (viewer, expected) in viewers.iter().zip(expected) {
                let page = match *method {
                    "get" => viewer.get(&fill(path)).await,
                    _ => viewer.post_raw(&fill(path), "").await,
                };
                assert_eq!(page.status, *expected, "{method} {path}");
                if page.status == 200 && !path.starts_with("/groups") && *path != "/" && !path.starts_with("/u") && !path.starts_with("/about") {
                    assert_eq!(page.headers["cache-control"], "no-store", "{method} {path}");
                }
            }
        }
        for route in ROUTES.iter().filter(|route| route.method == "post" && route.path != "/u/{token}") {
            for viewer in viewers {
                let status = viewer.post_raw(&fill(route.path), "welcome=yes&answer=coming").await.status;
                assert_eq!(status, 403, "post {} without its hidden field", route.path);
            }
        }
        let page = circle.leader.browser.get(&format!("/g/{}", circle.id)).await;
        assert_eq!(page.words(".people li").len(), 2, "nothing was changed by trying");
    }
}
