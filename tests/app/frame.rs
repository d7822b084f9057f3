//! What holds for every page: headers, languages, refusals in words, forms that only we can make.

use crate::support::app::TestApp;
use crate::support::databases::Kind;

on_both! {
    async fn a_page_that_is_not_there_says_so_in_the_readers_language(app: TestApp) {
        let page = app.browser().get("/nowhere").await;
        assert_eq!(page.status, 404);
        assert_eq!(page.words("h1"), ["This page is not here, or it is not open to you."]);
        let page = app.browser().in_greek().get("/nowhere").await;
        assert_eq!(page.words("h1"), ["Αυτή η σελίδα δεν υπάρχει, ή δεν είναι ανοικτή για εσάς."]);
        let page = app.browser().get("/el/nowhere").await;
        assert!(page.body.contains("<html lang=\"el\">"));
    }

    async fn every_answer_asks_no_other_origin_and_is_kept_by_nobody_unless_public(app: TestApp) {
        let page = app.browser().get("/nowhere").await;
        let header = |name| page.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        assert!(header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        assert_eq!(header("referrer-policy").as_deref(), Some("no-referrer"));
        assert_eq!(header("cache-control").as_deref(), Some("no-store"));
        assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"));
        assert_eq!(header("strict-transport-security"), None, "not over plain http on the loopback");
    }

    async fn a_form_from_nowhere_changes_nothing(app: TestApp) {
        let browser = app.browser();
        for body in ["language=el&back=/me", "csrf=&language=el&back=/me", "csrf=AAAA&language=el&back=/me"] {
            assert_eq!(browser.post_raw("/language", body).await.status, 403, "{body}");
        }
        assert_eq!(browser.post_raw("/language", "csrf=%ff").await.status, 400);
        assert_eq!(browser.post_raw("/language", "x".repeat(10_000_000)).await.status, 413);
    }

    async fn the_watch_is_answered(app: TestApp) {
        assert_eq!(app.browser().get("/healthz").await.status, 204);
        assert_eq!(app.browser().get("/readyz").await.status, 204);
    }

    async fn the_way_out_comes_first_and_whom_to_call_stands_on_every_page(app: TestApp) {
        for page in ["/nowhere", "/sign-in"] {
            let page = app.browser().get(page).await;
            assert_eq!(page.links("a").remove(0), app.app.settings.exit_url, "the first stop of the tab key");
            assert_eq!(page.links("footer a[href^='tel:']"), ["tel:112"]);
            // The script needs to know the way before there is a link to read it from.
            assert!(page.body.contains(&format!("data-away=\"{}\"", app.app.settings.exit_url)));
        }
    }

    async fn the_foot_of_every_page_leads_to_what_leaving_quickly_can_and_cannot_do(app: TestApp) {
        for (browser, start) in [(app.browser(), "/nowhere"), (app.browser(), "/el/nowhere")] {
            let nowhere = browser.get(start).await;
            assert_eq!(nowhere.headers.get("set-cookie"), None, "whoever looks for what is not there sends no form");
            let foot = nowhere.links("footer a");
            let about = foot.iter().find(|link| link.ends_with("/about/exit")).unwrap();
            let page = browser.get(about).await;
            assert_eq!(page.status, 200, "{about}");
            assert!(page.body.contains("Shift"));
            assert_eq!(page.headers.get("set-cookie"), None);
            assert!(page.headers["cache-control"].to_str().unwrap().contains("public"));
            assert_eq!(about.starts_with("/el/"), page.body.contains("<html lang=\"el\">"));
        }
    }

    async fn a_file_may_be_kept_for_ever_under_its_fingerprint(app: TestApp) {
        let page = app.browser().get("/nowhere").await;
        let style = page.links("link[rel=stylesheet]").remove(0);
        let file = app.browser().get(&style).await;
        assert_eq!(file.status, 200);
        assert!(file.headers["cache-control"].to_str().unwrap().contains("immutable"));
        assert_eq!(app.browser().get("/static/parea.css").await.status, 404);
        assert_eq!(app.browser().get("/static/parea.000000000000.css").await.status, 404, "an old one");
        assert!(file.body.contains("prefers-color-scheme: dark"));
        let asset = parea::web::assets::find(style.trim_start_matches("/static/")).unwrap();
        assert_eq!(file.body.as_bytes(), asset.bytes, "whole when the browser names no compression");
        for (wish, is_small) in [("gzip, br", true), ("br;q=1, gzip;q=0.5", true), ("gzip;q=0", false), ("br", false)] {
            let ask = reqwest::Client::new().get(format!("{}{style}", app.base)).header("Accept-Encoding", wish);
            let answer = ask.send().await.unwrap();
            assert_eq!(answer.headers().get("content-encoding").is_some_and(|it| it == "gzip"), is_small, "{wish}");
            let length = answer.bytes().await.unwrap().len();
            assert_eq!(length, if is_small { asset.gzip.len() } else { asset.bytes.len() }, "{wish}");
        }
    }
}
