//! A signed-in reader's language. Public pages have an address for each language instead, and need no form.

use serde::Deserialize;

use super::error::Reply;
use super::protected::Protected;
use crate::domain::coded::Coded as _;
use crate::domain::locale::Locale;
use crate::service::accounts::mine;
use crate::web::WebError;

/// The footer's form.
#[derive(Deserialize)]
pub struct Switch {
    language: String,
    back: String,
}

/// `POST /language`
pub async fn switch(sent: Protected<Switch>) -> Reply {
    let Protected { visitor, form } = sent;
    let locale = Locale::from_code(&form.language).ok_or_else(|| WebError::bad_request("error-form"))?;
    let back = if is_here(&form.back) { form.back } else { "/me".to_owned() };
    if !visitor.viewer.is_signed_in() {
        // A guest has no row to keep it in: the address of the language does it.
        return visitor.go(&format!("/{}{back}", locale.code()));
    }
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| mine::set_language(db, &viewer, locale)).await?;
    visitor.go(&back)
}

/// A path on this host and nothing else: no `//elsewhere`, no backslash.
fn is_here(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(char::is_control)
}
