//! What somebody wants on a screen that others may look at: being signed out after minutes, and names as initials.

use chrono::TimeDelta;

use super::reminders::a_circle_and_ben;
use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::{PASSWORD, Person};

async fn wishes(who: &Person, fields: &[(&str, &str)]) {
    let form = who.browser.get("/me/privacy").await;
    let page = who.browser.post(&form, "/me/privacy/screen", fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

on_both! {
    async fn whoever_wishes_is_signed_out_after_minutes_without_use_and_what_was_typed_is_shown_again(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let elsewhere = Person { browser: app.browser(), ..ben.clone() };
        let form = elsewhere.browser.get("/sign-in").await;
        let fields = [("who", ben.sign_in_name.as_str()), ("password", PASSWORD)];
        assert_eq!(elsewhere.browser.post(&form, "/sign-in", &fields).await.status, 303);
        assert!(ben.browser.get("/me").await.attributes("body", "data-lock").is_empty());
        wishes(&ben, &[("lock_after", "five_minutes")]).await;
        assert_eq!(ben.browser.get("/me").await.attributes("body", "data-lock"), ["5"]);
        // Each use counts anew.
        for _ in 0..3 {
            app.app.clock.advance(TimeDelta::minutes(4));
            assert_eq!(ben.browser.get("/me").await.status, 200);
        }
        let path = format!("/g/{}/report", circle.id);
        let form = ben.browser.get(&path).await;
        app.app.clock.advance(TimeDelta::minutes(5));
        for browser in [&ben.browser, &elsewhere.browser] {
            assert_eq!(browser.get("/me").await.status, 401);
        }
        let refused = ben.browser.post(&form, &path, &[("words", "It took me long to write this.")]).await;
        assert!([401, 403].contains(&refused.status), "{}", refused.status);
        assert!(refused.body.contains("It took me long to write this."));
        ben.sign_in_again().await;
        assert_eq!(ben.browser.get("/me").await.status, 200);
        let browsers = ben.browser.get("/me/security").await.actions("/browsers/").len();
        assert!(browsers <= 2, "where one was signed out one is not signed in: {browsers}");
        // Others are not touched by it.
        app.app.clock.advance(TimeDelta::hours(5));
        assert_eq!(circle.leader.browser.get("/me").await.status, 200);
        ben.sign_in_again().await;
        wishes(&ben, &[("lock_after", "never")]).await;
        app.app.clock.advance(TimeDelta::days(2));
        assert_eq!(ben.browser.get("/me").await.status, 200);
        let form = ben.browser.get("/me/privacy").await;
        assert_eq!(ben.browser.post(&form, "/me/privacy/screen", &[("lock_after", "soon")]).await.status, 400);
    }

    async fn names_stand_as_initials_on_the_screen_of_whoever_wishes_and_on_no_other(app: TestApp) {
        let (circle, ben) = a_circle_and_ben(&app).await;
        let cleo = app.person().await;
        circle.joined_by(&cleo, "Cleopatra Maria").await;
        wishes(&ben, &[("lock_after", "never"), ("initials", "yes")]).await;
        let pages = ["", "/people", "/log", "/agreement", "/mediation", "/proposals/new", "/report", "/assembly"];
        for path in pages.map(|path| format!("/g/{}{path}", circle.id)) {
            let page = ben.browser.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            for name in ["Cleopatra", "Maria", ">Ana", "Ana<", "Ana "] {
                assert!(!page.body.contains(name), "{name} on {path}");
            }
        }
        for path in ["/me", "/me/privacy"] {
            let page = ben.browser.get(path).await;
            assert!(page.body.contains("B.") && !page.body.contains("Ben"), "one's own, too: {path}");
        }
        let people = ben.browser.get(&format!("/g/{}/people", circle.id)).await;
        assert!(people.words("li.card h2").concat().contains("C. M."));
        let hers = circle.leader.browser.get(&format!("/g/{}/people", circle.id)).await;
        assert!(hers.body.contains("Cleopatra Maria") && hers.body.contains("Ben"));
        wishes(&ben, &[("lock_after", "never")]).await;
        assert!(ben.browser.get(&format!("/g/{}/people", circle.id)).await.body.contains("Cleopatra Maria"));
    }
}
