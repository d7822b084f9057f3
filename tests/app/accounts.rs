//! Accounts: nobody types a name, nobody learns whether one exists, and a way back in that needs no mail.

use parea::domain::locale::Locale;
use parea::domain::time::Zone;
use parea::service::accounts::{self, AccountError};
use parea::store::persons::NewPerson;

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

    async fn five_clicks_at_once_make_one_account(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/sign-up").await;
        let (name, offer) = (form.value("name").unwrap(), form.value("offer").unwrap());
        let fields = [("name", name.as_str()), ("offer", &offer), ("password", PASSWORD)];
        let clicks: Vec<_> = (0..5)
            .map(|_| {
                let again = app.browser();
                again.set_cookies(browser.cookies());
                again
            })
            .collect();
        let click = |it: usize| clicks[it].post(&form, "/sign-up", &fields);
        let (a, b, c, d, e) = tokio::join!(click(0), click(1), click(2), click(3), click(4));
        let mut statuses = [a, b, c, d, e].map(|page| page.status);
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409, 409, 409]);
    }

    async fn two_accounts_confirming_one_address_at_once_leave_it_to_one(app: TestApp) {
        for browser in [app.browser(), app.browser()] {
            assert_eq!(sign_up(&browser, "ana@example.org").await.status, 200);
        }
        let links = app.queued_links("confirm_email");
        let press = async |link: &str| {
            let browser = app.browser();
            let form = browser.get(link).await;
            browser.post(&form, &format!("{link}/confirm"), &[]).await.status
        };
        let (a, b) = tokio::join!(press(&links[0]), press(&links[1]));
        let mut statuses = [a, b];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
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
        assert_eq!(ana.browser.get("/me/security").await.status, 200, "it was used two days ago");
        app.app.clock.advance(chrono::TimeDelta::days(14));
        assert_eq!(ana.browser.get("/me/security").await.status, 401);
    }

    async fn a_sign_in_ends_after_ninety_days_of_use(app: TestApp) {
        let ana = app.person().await;
        for day in 1..90 {
            app.app.clock.advance(chrono::TimeDelta::days(1));
            assert_eq!(ana.browser.get("/me/security").await.status, 200, "day {day}");
        }
        app.app.clock.advance(chrono::TimeDelta::days(1));
        assert_eq!(ana.browser.get("/me/security").await.status, 401);
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

    async fn an_address_is_confirmed_by_the_button_and_not_by_opening_the_link(app: TestApp) {
        let browser = app.browser();
        assert_eq!(sign_up(&browser, "Ana@Example.org").await.status, 200);
        let link = app.queued_link("confirm_email").await;
        let signs_in = async || {
            let other = app.browser();
            let form = other.get("/sign-in").await;
            let fields = [("who", "ana@example.org"), ("password", PASSWORD)];
            other.post(&form, "/sign-in", &fields).await.status
        };
        let form = app.browser().get(&link).await;
        assert_eq!(form.status, 200, "whoever scans mails may open it");
        assert_eq!(signs_in().await, 422, "and nothing is confirmed by that");
        let elsewhere = app.browser();
        let form = elsewhere.get(&link).await;
        assert_eq!(elsewhere.post(&form, &format!("{link}/confirm"), &[]).await.status, 200);
        assert_eq!(signs_in().await, 303);
        assert_eq!(elsewhere.post(&form, &format!("{link}/confirm"), &[]).await.status, 410, "it works once");
        assert_eq!(elsewhere.post(&form, &format!("{link}/password"), &[("password", PASSWORD)]).await.status, 410);
    }

    async fn an_address_belongs_to_one_account(app: TestApp) {
        app.person_at("ana@example.org").await;
        let before = app.queued_links("confirm_email");
        let ben = app.browser();
        let page = sign_up(&ben, "ANA@example.org").await;
        assert_eq!(page.status, 200, "signing up tells nothing");
        let new: Vec<String> =
            app.queued_links("confirm_email").into_iter().filter(|link| !before.contains(link)).collect();
        let form = ben.get(&new[0]).await;
        let page = ben.post(&form, &format!("{}/confirm", new[0]), &[]).await;
        assert_eq!(page.status, 409);
        assert_eq!(ben.get("/me/security").await.words("main strong"), Vec::<String>::new());
    }

    async fn signing_up_with_a_known_address_looks_like_any_other(app: TestApp) {
        app.person_at("ana@example.org").await;
        let mut pages = Vec::new();
        for address in ["ana@example.org", "nobody@example.org"] {
            let page = sign_up(&app.browser(), address).await;
            assert_eq!(page.status, 200);
            let shown = page.words("#sign-in-name").remove(0);
            let text = page.words("main").remove(0).replace(&shown, "");
            let codes = page.words(".codes code");
            pages.push(codes.iter().fold(text, |text, code| text.replace(code, "")));
        }
        assert_eq!(pages[0], pages[1]);
    }

    async fn a_new_password_signs_every_other_browser_out(app: TestApp) {
        let ana = app.person().await;
        let telephone = app.browser();
        let form = telephone.get("/sign-in").await;
        telephone.post(&form, "/sign-in", &[("who", &ana.sign_in_name), ("password", PASSWORD)]).await;
        let page = ana.browser.get("/me/security").await;
        let new = "ένας άλλος κωδικός με ελιές";
        let wrong = [("password_now", "not my password"), ("password", new)];
        assert_eq!(ana.browser.post(&page, "/me/security/password", &wrong).await.status, 422);
        assert_eq!(telephone.get("/me/security").await.status, 200);
        let right = [("password_now", PASSWORD), ("password", new)];
        let done = ana.browser.submit(&page, "/me/security/password", &right).await;
        assert_eq!((done.status, done.words("[role=status]").len()), (200, 1));
        assert_eq!(telephone.get("/me/security").await.status, 401);
        let form = telephone.get("/sign-in").await;
        let old = [("who", ana.sign_in_name.as_str()), ("password", PASSWORD)];
        assert_eq!(telephone.post(&form, "/sign-in", &old).await.status, 422);
    }

    async fn an_unlocked_telephone_does_not_take_the_account_over(app: TestApp) {
        let ana = app.person().await;
        let page = ana.browser.get("/me/security").await;
        let forms = [
            ("/me/security/codes", [("password_for_codes", "a guess"), ("x", "")]),
            ("/me/security/email", [("password_for_email", "a guess"), ("email", "thief@example.org")]),
        ];
        for (path, fields) in forms {
            let again = ana.browser.post(&page, path, &fields).await;
            assert_eq!(again.status, 422, "{path}");
            assert_eq!(again.words(".codes code").len(), 0);
        }
        assert!(app.queued_links("confirm_email").is_empty());
        let codes = ana.browser.post(&page, "/me/security/codes", &[("password_for_codes", PASSWORD)]).await;
        let new = codes.words(".codes code");
        assert_eq!(new.len(), 10);
        assert!(new.iter().all(|code| !ana.codes.contains(code)));
        let browser = app.browser();
        let form = browser.get("/recover").await;
        let fields = [("name", ana.sign_in_name.as_str()), ("code", &ana.codes[0]), ("password", PASSWORD)];
        assert_eq!(browser.post(&form, "/recover/code", &fields).await.status, 422, "the old ones are void");
    }

    async fn an_address_can_be_forgotten(app: TestApp) {
        let ana = app.person_at("ana@example.org").await;
        let page = ana.browser.get("/me/security").await;
        assert_eq!(page.words("main strong"), ["ana@example.org"]);
        let fields = [("email", ""), ("password_for_email", PASSWORD)];
        let page = ana.browser.post(&page, "/me/security/email", &fields).await;
        assert_eq!((page.status, page.words("main strong").len()), (200, 0));
    }

    async fn signing_out_everywhere_is_everywhere(app: TestApp) {
        let ana = app.person().await;
        let telephone = app.browser();
        let form = telephone.get("/sign-in").await;
        telephone.post(&form, "/sign-in", &[("who", &ana.sign_in_name), ("password", PASSWORD)]).await;
        let page = ana.browser.get("/me/security").await;
        ana.browser.post(&page, "/me/security/sign-out-everywhere", &[]).await;
        assert_eq!(telephone.get("/me/security").await.status, 401);
    }

    async fn the_operator_makes_an_account_and_never_knows_its_password(app: TestApp) {
        let made = |name: &'static str| {
            let new = NewPerson {
                sign_in_name: name.to_owned(),
                password_hash: None,
                language: Locale::En,
                zone: Zone::UTC,
            };
            let viewer = app.system();
            app.app.write(move |db, now| accounts::create_by_operator(db, &viewer, &new, None, now))
        };
        let link = format!("/link/{}", made("olive-harbour-kite").await.unwrap());
        for unusable in ["Olive Harbour KITE", "42 !"] {
            let refused = made(unusable).await;
            assert!(matches!(refused, Err(AccountError::NameTaken)), "{unusable}: {refused:?}");
        }
        let browser = app.browser();
        let form = browser.get("/sign-in").await;
        let fields = [("who", "olive-harbour-kite"), ("password", "")];
        assert_eq!(browser.post(&form, "/sign-in", &fields).await.status, 422, "no password opens it yet");
        let form = browser.get(&link).await;
        let page = browser.post(&form, &format!("{link}/password"), &[("password", PASSWORD)]).await;
        assert_eq!(page.status, 303);
        assert_eq!(browser.get("/me/security").await.words("output"), ["olive-harbour-kite"]);
        assert_eq!(app.browser().get(&link).await.status, 410, "it works once");
    }

    async fn one_sees_where_one_is_signed_in_and_ends_what_one_does_not_know(app: TestApp) {
        let (ana, ben) = (app.person().await, app.person().await);
        let other = app.browser();
        let form = other.get("/sign-in").await;
        other.post(&form, "/sign-in", &[("who", &ana.sign_in_name), ("password", PASSWORD)]).await;
        let page = ana.browser.get("/me/security").await;
        assert_eq!(page.words("#browsers li h3").len(), 2);
        assert!(page.words("#browsers li h3")[0].contains("this one"), "this one first");
        let ends = page.actions("/end");
        assert_eq!(ends.len(), 1, "this browser is left by signing out");
        // The names are for one's own eyes, and sealed.
        let called = ends[0].replace("/end", "/name");
        ana.browser.post(&page, &called, &[("name", "The one in the kitchen")]).await;
        assert!(ana.browser.get("/me/security").await.words("#browsers li h3")[1].contains("kitchen"));
        assert!(app.db.dump(&[]).iter().all(|line| !line.content.contains("kitchen")));
        let refused = ana.browser.post(&page, &called, &[("name", &"a".repeat(400))]).await;
        assert_eq!((refused.status, refused.words("#name-error").len()), (422, 1));
        assert_eq!(refused.values("input#name"), ["a".repeat(400)], "what was typed stays");
        // Nobody ends, or names, what is somebody else's.
        let own = ben.browser.get("/me/security").await;
        ben.browser.post(&own, &ends[0], &[]).await;
        ben.browser.post(&own, &called, &[("name", "Mine")]).await;
        assert_eq!(other.get("/me").await.status, 200);
        assert!(ana.browser.get("/me/security").await.words("#browsers li h3")[1].contains("kitchen"));
        ana.browser.post(&page, &ends[0], &[]).await;
        assert_eq!(other.get("/me").await.status, 401);
        assert_eq!(ana.browser.get("/me/security").await.words("#browsers li h3").len(), 1);
    }
}
