//! A second step of signing in: codes of an app, passkeys, and what opens only with one. The clock is moved on.

use chrono::TimeDelta;

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::Kind;
use crate::support::feeds::{PROGRAMME, invented};
use crate::support::key::{Key, SITE};
use crate::support::people::{PASSWORD, Person};

/// Somebody types their name, password and code.
async fn types(app: &TestApp, who: &Person, code: &str) -> (Browser, Page) {
    let browser = app.browser();
    let form = browser.get("/sign-in").await;
    let fields = [("who", who.sign_in_name.as_str()), ("password", PASSWORD), ("code", code)];
    let page = browser.post(&form, "/sign-in", &fields).await;
    (browser, page)
}

/// Somebody has a passkey of this site made.
pub async fn makes_a_passkey(who: &Person, seed: u8, name: &str) -> (Key, Page) {
    let steps = who.browser.get("/me/security/steps").await;
    let asked = [("password_for_passkey", PASSWORD)];
    let page = who.browser.post(&steps, "/me/security/steps/passkeys", &asked).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let (key, answer) = Key::made_for(&page, seed);
    let long = "a".repeat(400);
    let said = [("answer", answer.as_str()), ("name", long.as_str())];
    let page = who.browser.fill(&page, "/me/security/steps/passkeys/keep", &said).await;
    assert_eq!((page.status, page.value("name"), page.value("answer")), (422, Some(long), Some(answer)));
    let said = [("name", name)];
    let kept = who.browser.fill(&page, "/me/security/steps/passkeys/keep", &said).await;
    (key, kept)
}

/// A browser shows a passkey to the question that this site, or another, puts.
async fn shows(app: &TestApp, key: &Key, site: &str) -> (Browser, Page) {
    let browser = app.browser();
    let form = browser.get("/sign-in").await;
    let asked = browser.post(&form, "/sign-in/passkey", &[]).await;
    let answer = key.shown_to(&asked, site);
    let page = browser.fill(&asked, "/sign-in/passkey/answer", &[("answer", &answer)]).await;
    (browser, page)
}

on_both! {
    async fn an_app_that_shows_codes_is_asked_for_one_once(app: TestApp) {
        let ana = app.person().await;
        let steps = ana.browser.get("/me/security/steps").await;
        let wrong = ana.browser.post(&steps, "/me/security/steps/app", &[("password_for_app", "not it")]).await;
        assert_eq!((wrong.status, wrong.words("#password_for_app-error").len()), (422, 1));
        assert_eq!(ana.browser.get("/me/security/steps/app").await.status, 410, "no key waits");
        ana.browser.post(&steps, "/me/security/steps/app", &[("password_for_app", PASSWORD)]).await;
        let page = ana.browser.get("/me/security/steps/app").await;
        assert_eq!(page.words("svg.qr").len(), 1);
        let no = ana.browser.post(&page, "/me/security/steps/app/confirm", &[("code", "000000")]).await;
        assert_eq!((no.status, no.words("#code-error").len()), (422, 1));
        assert_eq!(no.words("#key"), page.words("#key"), "the same key is still there");
        assert_eq!(types(&app, &ana, "").await.1.status, 303, "not asked for until a first code was right");
        let key = app.has_an_app(&ana.browser).await;
        assert!(ana.browser.get("/me/security/steps").await.words("#app .badge").concat().contains("On"));
        assert!(app.db.dump(&[]).iter().all(|line| !line.content.contains(&key.text())), "the key is sealed");
        // The words are those of a wrong password; and a code that was used is none.
        let (_, refused) = types(&app, &ana, "").await;
        let (_, used) = types(&app, &ana, &app.code(&key)).await;
        let stranger = app.browser();
        let form = stranger.get("/sign-in").await;
        let unknown = [("who", "olive-harbour-kite"), ("password", PASSWORD), ("code", "")];
        let unknown = stranger.post(&form, "/sign-in", &unknown).await;
        for page in [&refused, &used] {
            assert_eq!((page.status, page.words("main .summary")), (422, unknown.words("main .summary")));
        }
        app.app.clock.advance(TimeDelta::seconds(30));
        let code = app.code(&key);
        assert_eq!(types(&app, &ana, &code).await.1.status, 303);
        assert_eq!(types(&app, &ana, &code).await.1.status, 422, "once");
        // Another key does not push the one aside that is on.
        let again = ana.browser.post(&steps, "/me/security/steps/app", &[("password_for_app", PASSWORD)]).await;
        assert_eq!(again.status, 409);
        // A recovery code stands in for it, once.
        assert_eq!(types(&app, &ana, &ana.codes[0]).await.1.status, 303);
        assert_eq!(types(&app, &ana, &ana.codes[0]).await.1.status, 422);
        let stop = [("password_for_app", PASSWORD)];
        assert_eq!(ana.browser.post(&steps, "/me/security/steps/app/stop", &stop).await.status, 303);
        assert_eq!((types(&app, &ana, "").await.1.status, app.db.count("code_app")), (303, 0));
    }

    async fn whoever_guesses_codes_is_stopped_for_an_hour(app: TestApp) {
        let ana = app.person().await;
        let key = app.has_an_app(&ana.browser).await;
        app.app.clock.advance(TimeDelta::minutes(1));
        for _ in 0..10 {
            assert_eq!(types(&app, &ana, "000000").await.1.status, 422);
        }
        app.app.clock.advance(TimeDelta::minutes(1));
        assert_eq!(types(&app, &ana, &app.code(&key)).await.1.status, 422, "the right one comes too late");
        assert_eq!(types(&app, &ana, &ana.codes[0]).await.1.status, 303, "there is another way");
        app.app.clock.advance(TimeDelta::hours(1));
        assert_eq!(types(&app, &ana, &app.code(&key)).await.1.status, 303);
    }

    async fn a_mailbox_alone_does_not_open_an_account_with_a_second_step(app: TestApp) {
        let ana = app.person_at("ana@example.org").await;
        let key = app.has_an_app(&ana.browser).await;
        let other = app.browser();
        let form = other.get("/recover").await;
        other.post(&form, "/recover/mail", &[("email", "ana@example.org")]).await;
        let link = app.queued_link("recover").await;
        let form = other.get(&link).await;
        assert_eq!(form.words("label[for=code]").len(), 1);
        let to = format!("{link}/password");
        let refused = other.post(&form, &to, &[("password", "a boat on a quiet sea"), ("code", "123456")]).await;
        assert_eq!((refused.status, refused.words("#code-error").len()), (422, 1));
        assert_eq!(other.get("/me").await.status, 401);
        assert_eq!(types(&app, &ana, &ana.codes[1]).await.1.status, 303, "the password is as it was");
        app.app.clock.advance(TimeDelta::minutes(1));
        let code = app.code(&key);
        let chosen = other.post(&form, &to, &[("password", "a boat on a quiet sea"), ("code", &code)]).await;
        assert_eq!(chosen.status, 303, "the link is as good as before: {}", chosen.body);
        assert_eq!(other.get("/me").await.status, 200);
    }

    async fn a_coordinator_needs_a_second_step_and_nobody_learns_who_is_one(app: TestApp) {
        app.take_over(&invented());
        let coordinator = app.coordinator().await;
        let at = format!("/p/{PROGRAMME}");
        assert_eq!(coordinator.get(&at).await.status, 200);
        let steps = coordinator.get("/me/security/steps").await;
        coordinator.post(&steps, "/me/security/steps/app/stop", &[("password_for_app", PASSWORD)]).await;
        for path in [at.clone(), format!("{at}/templates")] {
            let page = coordinator.get(&path).await;
            assert_eq!(page.status, 403, "{path}");
            assert_eq!(page.links("main a.button"), ["/me/security/steps"]);
        }
        assert!(coordinator.get("/me/security/steps").await.words(".notice").concat().contains("coordinate"));
        let somebody = app.person().await;
        assert_eq!(somebody.browser.get(&at).await.status, 404);
        assert!(somebody.browser.get("/me/security/steps").await.words(".notice").is_empty());
        app.app.clock.advance(TimeDelta::minutes(1));
        app.has_an_app(&coordinator).await;
        assert_eq!(coordinator.get(&at).await.status, 200, "at once, without signing in anew");
    }

    async fn one_is_told_of_a_sign_in_elsewhere_until_one_says_that_it_is_known(app: TestApp) {
        let (ana, ben) = (app.person().await, app.person().await);
        let told = |page: Page| page.words("#unknown").len();
        assert_eq!(told(ana.browser.get("/me").await), 0);
        ana.sign_in_again().await;
        assert_eq!(told(ana.browser.get("/me").await), 0, "the same browser is not elsewhere");
        let (other, _) = types(&app, &ana, "").await;
        assert_eq!(told(other.get("/me").await), 0, "nobody is told of themselves");
        let page = ana.browser.get("/me").await;
        assert!(page.words("#unknown p")[0].contains("7 December 2026 at 12:00"), "{:?}", page.words("#unknown p"));
        let known = page.actions("/known").remove(0);
        ben.browser.post(&ben.browser.get("/me").await, &known, &[]).await;
        assert_eq!(told(ana.browser.get("/me").await), 1, "nobody says it for somebody else");
        assert_eq!(ana.browser.post(&page, &known, &[]).await.status, 303);
        assert_eq!(told(ana.browser.get("/me").await), 0);
        let (third, _) = types(&app, &ana, "").await;
        let page = ana.browser.get("/me").await;
        let end = page.actions("/end").remove(0);
        ana.browser.post(&page, &end, &[]).await;
        assert_eq!(third.get("/me").await.status, 401);
    }

    async fn a_passkey_signs_in_without_a_name_for_this_site_alone(app: TestApp) {
        let (ana, ben) = (app.person().await, app.person().await);
        let (key, kept) = makes_a_passkey(&ana, 1, "My phone").await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        assert!(ana.browser.get("/me/security/steps").await.words("#passkeys li").concat().contains("My phone"));
        assert!(app.db.dump(&[]).iter().all(|line| !line.content.contains("My phone")));
        let (browser, page) = shows(&app, &key, SITE).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert_eq!(browser.get("/me/security").await.words(".phrase output"), [ana.sign_in_name.as_str()]);
        assert_eq!(app.db.count("sign_in WHERE by_two"), 2, "made here, and shown there");
        // Neither for another site, nor twice, nor late.
        let (_, elsewhere) = shows(&app, &key, "http://localhost.example.org").await;
        assert_eq!((elsewhere.status, elsewhere.words("main .summary li").len()), (422, 1));
        let form = browser.get("/sign-in").await;
        let asked = browser.post(&form, "/sign-in/passkey", &[]).await;
        let answer = key.shown_to(&asked, SITE);
        let to = "/sign-in/passkey/answer";
        assert_eq!(browser.fill(&asked, to, &[("answer", &answer)]).await.status, 303);
        let (form, ceremony) = (browser.get("/sign-in").await, asked.value("ceremony").unwrap());
        let replayed = [("ceremony", ceremony.as_str()), ("answer", answer.as_str())];
        assert_eq!(browser.post(&form, to, &replayed).await.status, 422, "once");
        let stranger = app.browser();
        let form = stranger.get("/sign-in").await;
        let asked = stranger.post(&form, "/sign-in/passkey", &[]).await;
        app.app.clock.advance(TimeDelta::minutes(6));
        let answer = key.shown_to(&asked, SITE);
        assert_eq!(stranger.fill(&asked, to, &[("answer", &answer)]).await.status, 422);
        // What is no answer is refused in the same words.
        for nonsense in ["", "{}", "not json"] {
            let asked = stranger.post(&form, "/sign-in/passkey", &[]).await;
            let page = stranger.fill(&asked, to, &[("answer", nonsense)]).await;
            assert_eq!((page.status, page.words("main .summary")), (422, elsewhere.words("main .summary")));
        }
        // The same key is not kept twice, and nobody answers a question put to somebody else.
        assert_eq!(makes_a_passkey(&ben, 1, "").await.1.status, 409);
        let steps = ana.browser.get("/me/security/steps").await;
        let asked = ana.browser.post(&steps, "/me/security/steps/passkeys", &[("password_for_passkey", PASSWORD)]).await;
        let (_, answer) = Key::made_for(&asked, 2);
        let own = ben.browser.get("/me/security/steps").await;
        let ceremony = asked.value("ceremony").unwrap();
        let said = [("answer", answer.as_str()), ("ceremony", ceremony.as_str())];
        let page = ben.browser.post(&own, "/me/security/steps/passkeys/keep", &said).await;
        assert_eq!((page.status, app.db.count("passkey")), (409, 1));
        // Removed, it opens nothing; only its holder removes it.
        let which = ana.browser.get("/me/security/steps").await.values("#passkey option").remove(0);
        let forget = [("passkey", which.as_str()), ("password_for_forget", PASSWORD)];
        ben.browser.post(&own, "/me/security/steps/passkeys/forget", &forget).await;
        assert_eq!(app.db.count("passkey"), 1);
        assert_eq!(ana.browser.post(&steps, "/me/security/steps/passkeys/forget", &forget).await.status, 303);
        assert_eq!((shows(&app, &key, SITE).await.1.status, app.db.count("sign_in WHERE by_two")), (422, 0));
    }
}
