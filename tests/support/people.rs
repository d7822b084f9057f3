//! People, as they come: by the same doors as everybody.

use super::app::{Browser, Page, TestApp};

/// A password that nobody would guess, and that tests may know.
pub const PASSWORD: &str = "κύματα το βράδυ στην Κρήτη";

/// Somebody with an account, signed in, in a browser of their own.
pub struct Person {
    pub browser: Browser,
    pub sign_in_name: String,
    pub codes: Vec<String>,
}

impl TestApp {
    /// Signs somebody up.
    pub async fn person(&self) -> Person {
        let browser = self.browser();
        let welcome = sign_up(&browser, "").await;
        assert_eq!(welcome.status, 200, "{}", welcome.body);
        Person {
            sign_in_name: welcome.words("#sign-in-name").remove(0),
            codes: welcome.words(".codes code"),
            browser,
        }
    }
}

impl Person {
    /// Signs in once more in the same browser.
    pub async fn sign_in_again(&self, _: &TestApp) {
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
