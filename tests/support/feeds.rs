//! A programme from a feed, and who coordinates it.

use parea::access::Viewer;
use parea::domain::locale::Locale;
use parea::domain::time::Zone;
use parea::exchange::meeting_guide::{self, Plan};
use parea::service::accounts;
use parea::service::import::{self, Report};
use parea::store::persons::NewPerson;

use super::app::TestApp;
use super::browser::Browser;
use super::people::PASSWORD;

/// The programme that `take_over` fills.
pub const PROGRAMME: &str = "small-town";

/// The invented feed: ten entries, nine groups.
pub fn invented() -> Plan {
    meeting_guide::read(include_bytes!("../fixtures/meeting-guide.json")).expect("a feed without faults")
}

impl TestApp {
    /// Takes a feed over, as the command does.
    pub fn take_over(&self, plan: &Plan) -> Report {
        let now = self.app.clock.now();
        self.app
            .db
            .write(|db| import::meeting_guide(db, &Viewer::system("test"), PROGRAMME, plan, now, &|| {}))
            .expect("it is taken over")
    }

    /// The same coordinator, signed in anew.
    pub async fn coordinator_again(&self) -> Browser {
        let browser = self.browser();
        let form = browser.get("/sign-in").await;
        let code = self.code(self.coordinators_app.get().expect("an app"));
        let fields = [("who", "lake-boat-bread"), ("password", PASSWORD), ("code", code.as_str())];
        let page = browser.post(&form, "/sign-in", &fields).await;
        assert_eq!(page.status, 303, "{}", page.body);
        browser
    }

    /// Somebody who coordinates the programme, by the operator's link.
    pub async fn coordinator(&self) -> Browser {
        let now = self.app.clock.now();
        let new = NewPerson {
            sign_in_name: "lake-boat-bread".to_owned(),
            password_hash: None,
            language: Locale::En,
            zone: Zone::UTC,
        };
        let made = |db: &mut parea::store::Conn| {
            accounts::create_by_operator(db, &Viewer::system("test"), &new, Some(PROGRAMME), now)
        };
        let token = self.app.db.write(made).expect("an account");
        let browser = self.browser();
        let path = format!("/link/{token}");
        let form = browser.get(&path).await;
        let page = browser.post(&form, &format!("{path}/password"), &[("password", PASSWORD)]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let app = self.has_an_app(&browser).await;
        self.coordinators_app.set(app).ok().expect("one coordinator");
        browser
    }
}
