//! `/privacy`: what is kept, until when, and who answers for it.

use crate::support::app::TestApp;
use crate::support::databases::Kind;

/// Topic, and until when.
fn told(page: &crate::support::browser::Page) -> String {
    page.words("#topics > li").join("\n")
}

on_both! {
    async fn everybody_reads_what_is_kept_and_until_when(app: TestApp) {
        for (language, name) in [("en", "english"), ("el", "greek")] {
            let page = app.browser().get(&format!("/{language}/privacy")).await;
            assert_eq!(page.status, 200);
            assert!(page.headers.get("set-cookie").is_none(), "nobody is known by reading this");
            insta::assert_snapshot!(name, told(&page));
        }
        // Nobody has said who answers for it; the page says so, and does not invent one.
        let page = app.browser().get("/en/privacy").await;
        assert!(page.words("#controller")[0].contains("not given a name"), "{:?}", page.words("#controller"));
    }
}
