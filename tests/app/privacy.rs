//! Every route × every kind of viewer. A route that is missing from the table fails, and so does one that answers somebody
//! otherwise than it says here.

use parea::access::Viewer;
use parea::exchange::meeting_guide;
use parea::service::import;
use parea::web::routes::ROUTES;

use crate::support::app::TestApp;
use crate::support::databases::Kind;

/// What guest, member of another group, member, and facilitator get. Forms are sent without their hidden field, so that
/// trying one changes nothing: 403 says that the form was refused before anything was looked up, for everybody alike.
const TABLE: &[(&str, &str, [u16; 4])] = &[
    ("get", "/healthz", [204; 4]),
    ("get", "/readyz", [204; 4]),
    ("get", "/static/{file}", [404; 4]),
    ("get", "/about/exit", [200; 4]),
    ("get", "/", [200; 4]),
    ("get", "/groups", [200; 4]),
    ("get", "/groups.json", [200; 4]),
    ("get", "/groups/{slug}", [200; 4]),
    ("get", "/groups/{slug}/calendar.ics", [200; 4]),
    ("get", "/groups/{slug}/meetings/{file}", [404; 4]),
    ("get", "/groups/{slug}/join", [401, 200, 303, 303]),
    ("get", "/_mailbox", [404; 4]),
    ("get", "/sign-up", [200, 303, 303, 303]),
    ("get", "/sign-in", [200; 4]),
    ("get", "/recover", [200; 4]),
    ("get", "/link/{token}", [410; 4]),
    ("get", "/invitation/{token}", [401, 410, 410, 410]),
    ("get", "/found", [401, 200, 200, 200]),
    ("get", "/p/{programme}", [404; 4]),
    ("get", "/g/{group}", [404, 404, 200, 200]),
    ("get", "/g/{group}/leave", [404, 404, 200, 200]),
    ("get", "/g/{group}/series/new", [404, 404, 404, 200]),
    ("get", "/g/{group}/meetings/{meeting}/change", [404, 404, 404, 200]),
    ("get", "/me", [401, 200, 200, 200]),
    ("get", "/me/reminders", [401, 200, 200, 200]),
    ("get", "/me/security", [401, 200, 200, 200]),
    ("get", "/u/{token}", [404; 4]),
    ("post", "/u/{token}", [404; 4]),
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
        let plan = meeting_guide::read(include_bytes!("../fixtures/meeting-guide.json")).unwrap();
        let now = app.app.clock.now();
        app.app
            .db
            .write(|db| import::meeting_guide(db, &Viewer::system("test"), "small-town", &plan, now, &|| {}))
            .unwrap();
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_weekly("").await;
        let meeting = circle.meetings().await.remove(0);
        let other = app.a_group("Another circle").await;
        let member = app.person().await;
        circle.joined_by(&member, "Ben").await;
        let guest = app.browser();
        let viewers = [&guest, &other.leader.browser, &member.browser, &circle.leader.browser];
        let fill = |path: &str| {
            path.replace("{group}", &circle.id)
                .replace("{slug}", &circle.slug)
                .replace("{meeting}", &meeting)
                .replace("{programme}", "small-town")
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
