//! Accounts: nobody types a name, nobody learns whether one exists, and a way back in that needs no mail.

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::{PASSWORD, sign_up};

on_both! {
    async fn an_account_is_three_words_a_password_and_ten_codes(app: TestApp) {
        let ana = app.person().await;
        assert_eq!(ana.sign_in_name.split('-').count(), 3);
        assert_eq!(ana.codes.len(), 10);
        assert_eq!(ana.browser.get("/me/security").await.status, 200);
    }

    async fn one_signs_in_by_the_words_in_any_writing(app: TestApp) {
        let ana = app.person().await;
        let browser = app.browser();
        let form = browser.get("/sign-in").await;
        let who = ana.sign_in_name.to_uppercase().replace('-', " ");
        let page = browser.post(&form, "/sign-in", &[("who", &who), ("password", PASSWORD)]).await;
        assert_eq!(page.location().as_deref(), Some("/me"));
        assert_eq!(browser.get("/me/security").await.words("output"), [ana.sign_in_name]);
    }

    async fn a_wrong_password_and_an_unknown_name_look_the_same(app: TestApp) {
        let ana = app.person().await;
        let mut pages = Vec::new();
        for who in [ana.sign_in_name.as_str(), "nobody-has-this", "nobody@example.org"] {
            let browser = app.browser();
            let form = browser.get("/sign-in").await;
            let page = browser.post(&form, "/sign-in", &[("who", who), ("password", "not the password")]).await;
            assert_eq!(page.status, 422);
            assert_eq!(page.value("who").as_deref(), Some(who), "what was typed is kept");
            assert!(!browser.cookies().contains_key("__Host-parea"));
            pages.push((page.words("main"), page.headers.get("cache-control").cloned()));
        }
        assert_eq!(pages[0], pages[1]);
        assert_eq!(pages[0], pages[2]);
    }

    async fn nobody_chooses_their_own_name(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/sign-up").await;
        let offer = form.value("offer").unwrap();
        let fields = [("name", "my-own-name"), ("offer", &offer), ("password", PASSWORD)];
        let again = browser.post(&form, "/sign-up", &fields).await;
        assert_eq!(again.status, 200);
        assert_ne!(again.value("name").as_deref(), Some("my-own-name"));
        assert!(!browser.cookies().contains_key("__Host-parea"));
    }

    async fn a_bad_form_is_shown_again_with_what_was_typed(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/sign-up").await;
        let (name, offer) = (form.value("name").unwrap(), form.value("offer").unwrap());
        let fields = [("name", name.as_str()), ("offer", &offer), ("password", "short"), ("email", "not an address")];
        let again = browser.post(&form, "/sign-up", &fields).await;
        assert_eq!(again.status, 422);
        assert_eq!(again.value("name").as_deref(), Some(name.as_str()));
        assert_eq!(again.value("email").as_deref(), Some("not an address"));
        assert_eq!(again.words(".summary li").len(), 2);
    }

    async fn a_second_click_makes_no_second_account(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/sign-up").await;
        let (name, offer) = (form.value("name").unwrap(), form.value("offer").unwrap());
        let fields = [("name", name.as_str()), ("offer", &offer), ("password", PASSWORD)];
        let cookies = browser.cookies();
        assert_eq!(browser.post(&form, "/sign-up", &fields).await.status, 200);
        browser.set_cookies(cookies);
        assert_eq!(browser.post(&form, "/sign-up", &fields).await.status, 409);
    }

    async fn signing_in_renews_and_signing_out_ends(app: TestApp) {
        let ana = app.person().await;
        let first = ana.browser.cookies()["__Host-parea"].clone();
        let form = ana.browser.get("/sign-in").await;
        ana.browser.post(&form, "/sign-in", &[("who", &ana.sign_in_name), ("password", PASSWORD)]).await;
        let second = ana.browser.cookies();
        assert_ne!(second["__Host-parea"], first);
        let old = app.browser();
        old.set_cookies([("__Host-parea".to_owned(), first)].into());
        assert_eq!(old.get("/me/security").await.status, 401, "the old one is over");
        let page = ana.browser.get("/me/security").await;
        let gone = ana.browser.post(&page, "/sign-out", &[]).await;
        assert!(gone.headers.contains_key("clear-site-data"));
        ana.browser.set_cookies(second);
        assert_eq!(ana.browser.get("/me/security").await.status, 401);
    }

    async fn a_sign_in_ends_after_two_weeks_without_use(app: TestApp) {
        let ana = app.person().await;
        app.app.clock.advance(chrono::TimeDelta::days(13));
        assert_eq!(ana.browser.get("/me/security").await.status, 200);
        app.app.clock.advance(chrono::TimeDelta::days(2));
        assert_eq!(ana.browser.get("/me/security").await.status, 401);
    }

    async fn a_recovery_code_opens_once_and_ends_every_other_sign_in(app: TestApp) {
        let ana = app.person().await;
        let browser = app.browser();
        let form = browser.get("/recover").await;
        let new = "ένας άλλος κωδικός με ελιές";
        let fields = [("name", ana.sign_in_name.as_str()), ("code", &ana.codes[3]), ("password", new)];
        let page = browser.post(&form, "/recover/code", &fields).await;
        assert_eq!(page.location().as_deref(), Some("/me/security"));
        assert_eq!(ana.browser.get("/me/security").await.status, 401);
        let other = app.browser();
        let form = other.get("/recover").await;
        assert_eq!(other.post(&form, "/recover/code", &fields).await.status, 422, "it works once");
        let form = other.get("/sign-in").await;
        let page = other.post(&form, "/sign-in", &[("who", &ana.sign_in_name), ("password", new)]).await;
        assert_eq!(page.status, 303);
    }

    async fn asking_for_a_recovery_mail_tells_nothing(app: TestApp) {
        let mut pages = Vec::new();
        sign_up(&app.browser(), "ana@example.org").await;
        for address in ["ana@example.org", "nobody@example.org"] {
            let browser = app.browser();
            let form = browser.get("/recover").await;
            let page = browser.post(&form, "/recover/mail", &[("email", address)]).await;
            assert_eq!(page.status, 200);
            pages.push(page.words("main"));
        }
        assert_eq!(pages[0], pages[1]);
    }

    async fn a_form_of_one_sign_in_is_nothing_in_another(app: TestApp) {
        let (ana, ben) = (app.person().await, app.person().await);
        let page = ana.browser.get("/me/security").await;
        assert_eq!(ben.browser.post(&page, "/me/security/codes", &[]).await.status, 403);
    }

    async fn too_often_is_too_often_and_says_so(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/recover").await;
        let mut last = 0;
        for _ in 0..61 {
            last = browser.post(&form, "/recover/mail", &[("email", "not an address")]).await.status;
        }
        assert_eq!(last, 429);
    }

    async fn a_link_that_is_not_ours_is_over(app: TestApp) {
        for token in ["x", "0000000000000000000000000000000000000000", "%ff"] {
            let status = app.browser().get(&format!("/link/{token}")).await.status;
            assert!(status == 410 || status == 400 || status == 404, "{token}: {status}");
        }
    }
}
