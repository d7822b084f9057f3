//! Getting back in without the password: by a code or by a mail, once, and telling nobody who exists.

use crate::support::app::TestApp;
use crate::support::databases::Kind;
use crate::support::people::{PASSWORD, sign_up};

on_both! {
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

    async fn a_recovery_mail_lets_in_once_and_for_ten_minutes(app: TestApp) {
        let ana = app.person_at("ana@example.org").await;
        let lost = app.browser();
        let ask = async || {
            let form = lost.get("/recover").await;
            lost.post(&form, "/recover/mail", &[("email", "ANA@example.org")]).await
        };
        ask().await;
        let link = app.queued_link("recover").await;
        let form = lost.get(&link).await;
        app.app.clock.advance(chrono::TimeDelta::minutes(9));
        let bad = lost.post(&form, &format!("{link}/password"), &[("password", "short")]).await;
        assert_eq!(bad.status, 422);
        let new = "ένας άλλος κωδικός με ελιές";
        let page = lost.post(&bad, &format!("{link}/password"), &[("password", new)]).await;
        assert_eq!(page.status, 303);
        assert_eq!(lost.get("/me/security").await.words("output"), [ana.sign_in_name]);
        assert_eq!(ana.browser.get("/me/security").await.status, 401, "every other sign-in ends");
        assert_eq!(app.browser().get(&link).await.status, 410, "it works once");
    }

    async fn a_recovery_mail_of_yesterday_is_over(app: TestApp) {
        app.person_at("ana@example.org").await;
        let lost = app.browser();
        let form = lost.get("/recover").await;
        lost.post(&form, "/recover/mail", &[("email", "ana@example.org")]).await;
        let link = app.queued_link("recover").await;
        let form = lost.get(&link).await;
        app.app.clock.advance(chrono::TimeDelta::minutes(10));
        let page = lost.post(&form, &format!("{link}/password"), &[("password", PASSWORD)]).await;
        assert_eq!(page.status, 410);
        assert!(!lost.cookies().contains_key("__Host-parea"));
    }

    async fn a_new_password_voids_the_links_that_wait(app: TestApp) {
        let ana = app.person_at("ana@example.org").await;
        let thief = app.browser();
        let form = thief.get("/recover").await;
        thief.post(&form, "/recover/mail", &[("email", "ana@example.org")]).await;
        let link = app.queued_link("recover").await;
        let page = ana.browser.get("/me/security").await;
        let fields = [("password_now", PASSWORD), ("password", "ένας άλλος κωδικός με ελιές")];
        assert_eq!(ana.browser.post(&page, "/me/security/password", &fields).await.status, 303);
        assert_eq!(thief.get(&link).await.status, 410);
    }

    async fn an_address_that_waits_for_its_confirmation_is_void_with_the_password_that_named_it(app: TestApp) {
        let ana = app.person_at("ana@example.org").await;
        let page = ana.browser.get("/me/security").await;
        let theirs = [("email", "thief@example.org"), ("password_for_email", PASSWORD)];
        ana.browser.post(&page, "/me/security/email", &theirs).await;
        let link = app.queued_links("confirm_email").pop().unwrap();
        assert_eq!(app.browser().get(&link).await.status, 200);
        let fields = [("password_now", PASSWORD), ("password", "ένας άλλος κωδικός με ελιές")];
        let page = ana.browser.get("/me/security").await;
        assert_eq!(ana.browser.post(&page, "/me/security/password", &fields).await.status, 303);
        assert_eq!(app.browser().get(&link).await.status, 410);
        let before = app.app.mailer.kept().len();
        parea::jobs::send_mail::run_once(&app.app, || true).await.unwrap();
        assert!(app.app.mailer.kept()[before..].iter().all(|mail| !mail.contains("thief@example.org")));
    }

    async fn nobody_fills_anothers_mailbox(app: TestApp) {
        app.person_at("ana@example.org").await;
        let ask = async || {
            let browser = app.browser();
            let form = browser.get("/recover").await;
            browser.post(&form, "/recover/mail", &[("email", "ana@example.org")]).await;
        };
        // They are queued after the answer, so that an answer does not tell by its time whether there is anybody.
        let queued = async |wanted: usize| {
            for _ in 0..200 {
                if app.queued_links("recover").len() == wanted {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            panic!("{} and not {wanted}", app.queued_links("recover").len());
        };
        for wanted in 1..=3 {
            ask().await;
            queued(wanted).await;
        }
        let now = app.app.clock.now();
        let address = parea::domain::text::EmailAddress::parse("ana@example.org").unwrap();
        app.app.db.write(|db| parea::service::accounts::ask_for_recovery(db, &address, now)).unwrap();
        assert_eq!(app.queued_links("recover").len(), 3, "a fourth is not sent while three are good");
        app.app.clock.advance(chrono::TimeDelta::minutes(11));
        ask().await;
        queued(4).await;
    }

    async fn a_recovery_code_for_nobody_looks_like_a_wrong_one(app: TestApp) {
        let ana = app.person().await;
        let mut pages = Vec::new();
        for name in [ana.sign_in_name.as_str(), "nobody-has-this"] {
            let browser = app.browser();
            let form = browser.get("/recover").await;
            let fields = [("name", name), ("code", "00000-00000"), ("password", PASSWORD)];
            let page = browser.post(&form, "/recover/code", &fields).await;
            assert_eq!(page.status, 422);
            assert!(!browser.cookies().contains_key("__Host-parea"));
            pages.push(page.words("main"));
        }
        assert_eq!(pages[0], pages[1]);
    }
}
