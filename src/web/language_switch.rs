//! A signed-in reader's language. Public pages have an address for each language instead, and need no form.

use serde::Deserialize;

use super::error::Reply;
use super::protected::Protected;
use crate::access;
use crate::domain::coded::Coded as _;
use crate::domain::locale::Locale;
use crate::store::{StoreError, persons};
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
    let Some(me) = access::myself(&visitor.viewer) else {
        // A guest has no row to keep it in: the address of the language does it.
        return visitor.go(&format!("/{}{back}", locale.code()));
    };
    let saved: Result<(), StoreError> =
        visitor.app.write(move |db, _| persons::set_language(db, &me, locale)).await;
    saved?;
    visitor.go(&back)
}

/// A path on this host and nothing else: no `//elsewhere`, no backslash.
fn is_here(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(char::is_control)
}
