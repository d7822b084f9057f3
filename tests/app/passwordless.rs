//! Accounts with a passkey and no password: nothing to guess, and nothing to read over a shoulder. What wants the password once
//! more wants the passkey. The clock is moved on.

use chrono::TimeDelta;

use super::steps::makes_a_passkey;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::databases::Kind;
use crate::support::key::{Key, SITE};
use crate::support::people::PASSWORD;

/// Somebody makes an account with a passkey alone.
async fn signs_up(app: &TestApp, seed: u8) -> (Browser, Key, Page) {
    let browser = app.browser();
    let form = browser.get("/sign-up").await;
    assert_eq!(form.words("button[name='by']").len(), 1);
    let wrong = browser.fill(&form, "/sign-up", &[("by", "passkey"), ("email", "nobody")]).await;
    assert_eq!((wrong.status, wrong.value("email").as_deref()), (422, Some("nobody")));
    let asked = browser.fill(&wrong, "/sign-up", &[("by", "passkey"), ("email", "")]).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    let (key, answer) = Key::made_for(&asked, seed);
    let long = "a".repeat(400);
    let again = browser.fill(&asked, "/sign-up/passkey", &[("answer", &answer), ("name", &long)]).await;
    assert_eq!((again.status, again.value("name"), again.value("answer")), (422, Some(long), Some(answer)));
    let made = browser.fill(&again, "/sign-up/passkey", &[("name", "My phone")]).await;
    (browser, key, made)
}

/// They show it in that browser, because a page has asked for it.
async fn shows_again(browser: &Browser, key: &Key, to: &str) -> Page {
    let page = browser.get("/me/data").await;
    assert_eq!(page.words("input[type='password']").len(), 0, "there is none to type");
    let asked = browser.post(&page, "/sign-in/passkey", &[("to", to)]).await;
    let answer = key.shown_to(&asked, SITE);
    browser.fill(&asked, "/sign-in/passkey/answer", &[("answer", &answer)]).await
}

async fn takes(browser: &Browser, password: &str) -> u16 {
    let form = browser.get("/me/data").await;
    browser.post(&form, "/me/data", &[("password_now", password)]).await.status
}

on_both! {
    async fn an_account_is_made_and_kept_with_a_passkey_and_no_password(app: TestApp) {
        let (browser, key, made) = signs_up(&app, 1).await;
        assert_eq!((made.status, made.words(".codes li").len()), (200, 10), "{}", made.body);
        assert_eq!(app.db.count("person WHERE password_hash IS NULL"), 1);
        let name = browser.get("/me/security").await.words(".phrase output").remove(0);
        assert_eq!(app.db.count("sign_in WHERE by_two"), 1);

        // What wants the password wants the passkey, shown in this browser within ten minutes, and nothing else will do.
        assert_eq!(takes(&browser, "").await, 200, "it was shown a moment ago");
        app.app.clock.advance(TimeDelta::minutes(10));
        for typed in ["", PASSWORD] {
            assert_eq!(takes(&browser, typed).await, 422);
        }
        let form = browser.get("/me/vanish").await;
        assert_eq!(form.words("button[formaction='/sign-in/passkey']").len(), 1);
        let refused = browser.post(&form, "/me/vanish", &[]).await;
        assert_eq!((refused.status, refused.words("#password_now-error").len(), app.db.count("person")), (422, 1, 1));
        let before = browser.cookies();
        assert_eq!(shows_again(&browser, &key, "/me/data").await.location().as_deref(), Some("/me/data"));
        assert_eq!((browser.cookies(), app.db.count("sign_in")), (before, 1), "nobody is told of a new browser");
        assert_eq!(takes(&browser, "").await, 200);
        let page = browser.get("/me/vanish").await;
        assert_eq!(page.words("button[formaction='/sign-in/passkey']").len(), 0, "it says that it was shown");
        for elsewhere in ["https://evil.example", "//evil.example", "/g/1"] {
            assert_eq!(shows_again(&browser, &key, elsewhere).await.location().as_deref(), Some("/me"));
        }
        // Nor does it count in another browser.
        let other = app.browser();
        let form = other.get("/sign-in").await;
        let unknown = other.post(&form, "/sign-in", &[("who", "nobody at all"), ("password", PASSWORD)]).await;
        for password in ["", PASSWORD] {
            let page = other.post(&form, "/sign-in", &[("who", &name), ("password", password)]).await;
            assert_eq!((page.status, page.words("main .summary")), (422, unknown.words("main .summary")), "{password}");
        }
        // The only way in stays.
        let steps = browser.get("/me/security/steps").await;
        let which = steps.values("#passkey option").remove(0);
        let kept = browser.post(&steps, "/me/security/steps/passkeys/forget", &[("passkey", &which)]).await;
        assert_eq!((kept.status, kept.words("#passkey-error").len(), app.db.count("passkey")), (422, 1, 1));
        // With a password again, it is asked for, and the passkey stands for it no more.
        let form = browser.get("/me/security").await;
        let chosen = browser.post(&form, "/me/security/password", &[("password", PASSWORD)]).await;
        assert_eq!(chosen.status, 303, "{}", chosen.body);
        assert_eq!(browser.get("/me/vanish").await.words("input[type='password']").len(), 1);
        assert_eq!((takes(&browser, "").await, takes(&browser, PASSWORD).await), (422, 200));
    }

    async fn whoever_has_a_passkey_goes_on_without_a_password_and_a_code_lets_them_back_in(app: TestApp) {
        let ana = app.person().await;
        let steps = ana.browser.get("/me/security/steps").await;
        let to = "/me/security/steps/no-password";
        let nothing = ana.browser.post(&steps, to, &[("password_for_none", PASSWORD)]).await;
        assert_eq!((nothing.status, app.db.count("person WHERE password_hash IS NULL")), (409, 0));
        let (key, _) = makes_a_passkey(&ana, 3, "").await;
        let wrong = ana.browser.post(&steps, to, &[("password_for_none", "not this one")]).await;
        assert_eq!((wrong.status, wrong.words("#password_for_none-error").len()), (422, 1));
        assert_eq!(ana.browser.post(&steps, to, &[("password_for_none", PASSWORD)]).await.status, 303);
        assert_eq!(app.db.count("person WHERE password_hash IS NULL"), 1);
        assert_eq!(shows_again(&ana.browser, &key, "/me/vanish").await.location().as_deref(), Some("/me/vanish"));
        // The codes that were kept open it, once the passkey is lost.
        let codes = ana.browser.get("/me/security").await;
        let codes = ana.browser.post(&codes, "/me/security/codes", &[]).await.words(".codes li");
        let lost = app.browser();
        let form = lost.get("/recover").await;
        let fields = [("name", ana.sign_in_name.as_str()), ("code", codes[0].as_str()), ("password", "another day at sea")];
        let back = lost.submit(&form, "/recover/code", &fields).await;
        assert_eq!(back.status, 200, "{}", back.body);
        assert_eq!(app.db.count("person WHERE password_hash IS NULL"), 0);
    }

    async fn an_account_is_not_made_without_the_answer_to_its_own_question(app: TestApp) {
        let browser = app.browser();
        let form = browser.get("/sign-up").await;
        let asked = browser.fill(&form, "/sign-up", &[("by", "passkey")]).await;
        let (_, answer) = Key::made_for(&asked, 5);
        let name = asked.value("sign_in_name").unwrap();
        for wrong in [
            &[("answer", "{}")][..],
            &[("answer", &answer), ("sign_in_name", "a name that nobody offered")],
            &[("answer", &answer), ("ceremony", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")],
        ] {
            let page = browser.fill(&asked, "/sign-up/passkey", wrong).await;
            assert_eq!((page.status, page.words("main .summary li").len()), (422, 1), "{wrong:?}");
        }
        assert_eq!(app.db.count("person"), 0);
        // The first wrong answer has used the question up; a new one is put.
        let asked = browser.fill(&form, "/sign-up", &[("by", "passkey")]).await;
        let (_, answer) = Key::made_for(&asked, 5);
        let made = browser.fill(&asked, "/sign-up/passkey", &[("answer", &answer)]).await;
        assert_eq!((made.status, app.db.count("person"), asked.value("sign_in_name").unwrap()), (200, 1, name));
    }
}
