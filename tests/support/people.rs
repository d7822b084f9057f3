//! People, as they come: by the same doors as everybody.

use parea::vault::{AppKey, Purpose};

use super::app::TestApp;
use super::browser::{Browser, Page};

/// A password that nobody would guess, and that tests may know.
pub const PASSWORD: &str = "κύματα το βράδυ στην Κρήτη";

/// Somebody with an account, signed in, in a browser of their own.
#[derive(Clone)]
pub struct Person {
    pub browser: Browser,
    pub sign_in_name: String,
    pub codes: Vec<String>,
}

impl TestApp {
    /// Signs somebody up.
    pub async fn person(&self) -> Person {
        Person::with(self.browser()).await
    }
}

impl TestApp {
    /// Whoever is signed in with this browser sets up an app that shows codes.
    pub async fn has_an_app(&self, browser: &Browser) -> AppKey {
        let steps = browser.get("/me/security/steps").await;
        let page = browser.post(&steps, "/me/security/steps/app", &[("password_for_app", PASSWORD)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let page = browser.get("/me/security/steps/app").await;
        let key = AppKey::parse(&page.words("#key").concat().replace(' ', "")).expect("a key");
        let code = self.code(&key);
        let page = browser.post(&page, "/me/security/steps/app/confirm", &[("code", &code)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        key
    }

    /// What an app shows now.
    pub fn code(&self, key: &AppKey) -> String {
        key.code(self.app.clock.now().seconds())
    }

    /// The addresses that queued mails of a kind hold.
    pub fn queued_links(&self, kind: &str) -> Vec<String> {
        let queued = "one_time_link AS it JOIN outbox ON outbox.link_id = it.id WHERE outbox.kind";
        let found = self.db.ids(&format!("{queued} = '{kind}'"));
        let token = |id: &i64| self.app.keys.link_token(Purpose::OneTime, id.to_be_bytes());
        found.iter().map(|id| format!("/link/{}", token(id))).collect()
    }

    /// The same, once there is one: some are queued after the answer.
    pub async fn queued_link(&self, kind: &str) -> String {
        for _ in 0..200 {
            if let Some(link) = self.queued_links(kind).pop() {
                return link;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("no mail of the kind {kind} was queued");
    }

    /// Somebody with a confirmed address.
    pub async fn person_at(&self, address: &str) -> Person {
        let person = self.person().await;
        let page = person.browser.get("/me/security").await;
        let fields = [("email", address), ("password_for_email", PASSWORD)];
        person.browser.post(&page, "/me/security/email", &fields).await;
        let link = self.queued_link("confirm_email").await;
        let form = person.browser.get(&link).await;
        assert_eq!(person.browser.post(&form, &format!("{link}/confirm"), &[]).await.status, 200);
        person
    }
}

impl Person {
    /// Makes a secret address of their own calendar, or has it otherwise: its path.
    pub async fn calendar(&self, wishes: &[(&str, &str)]) -> String {
        let form = self.browser.get("/me/calendar").await;
        let page = self.browser.submit(&form, "/me/calendar", wishes).await;
        let address = page.words("#address").pop().unwrap_or_else(|| panic!("{}", page.body));
        address[address.find("/c/").expect("its path")..].to_owned()
    }

    /// Somebody signs up with this browser.
    pub async fn with(browser: Browser) -> Self {
        let welcome = sign_up(&browser, "").await;
        assert_eq!(welcome.status, 200, "{}", welcome.body);
        Self {
            sign_in_name: welcome.words("#sign-in-name").remove(0),
            codes: welcome.words(".codes code"),
            browser,
        }
    }

    /// What their own page tells them.
    pub async fn notices(&self) -> Vec<String> {
        self.browser.get("/me").await.words(".notices li")
    }

    /// Signs in once more in the same browser.
    pub async fn sign_in_again(&self) {
        let form = self.browser.get("/sign-in").await;
        let fields = [("who", self.sign_in_name.as_str()), ("password", PASSWORD)];
        let page = self.browser.post(&form, "/sign-in", &fields).await;
        assert_eq!(page.status, 303, "{}", page.body);
    }
}

/// Fills the sign-up form as it was offered.
pub async fn sign_up(browser: &Browser, email: &str) -> Page {
    let form = browser.get("/sign-up").await;
    let (name, offer) = (form.value("name").expect("a name"), form.value("offer").expect("its proof"));
    browser
        .submit(
            &form,
            "/sign-up",
            &[("name", &name), ("offer", &offer), ("password", PASSWORD), ("email", email)],
        )
        .await
}
