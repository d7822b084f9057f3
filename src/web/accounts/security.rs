//! My sign-in name, my address, my codes, my other browsers.

use serde::Deserialize;

use super::super::error::Reply;
use super::super::form::Errors;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::{Nothing, WelcomePage};
use crate::domain::text::EmailAddress;
use crate::screens;
use crate::service::accounts::{self, Security};

/// The page.
pub struct SecurityView {
    it: Security,
    typed: String,
    errors: Errors,
    is_sent: bool,
}

/// One field; empty to forget the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Address {
    email: String,
}

screens! { SecurityPage(SecurityView) = "accounts/security.html"; }

async fn page(visitor: &Visitor, typed: String, errors: Errors, is_sent: bool) -> Reply {
    let viewer = visitor.viewer.again();
    let security = visitor.app.read(move |db, _| accounts::security(db, &viewer)).await?;
    let is_wrong = !errors.is_empty();
    let view = security.map(|it| SecurityView { it, typed, errors, is_sent });
    if is_wrong { visitor.again::<SecurityPage<'_>>(&view) } else { visitor.page::<SecurityPage<'_>>(&view) }
}

/// `GET /me/security`
pub async fn show(visitor: Visitor) -> Reply {
    page(&visitor, String::new(), Errors::default(), false).await
}

/// `POST /me/security/email`
pub async fn email(sent: Protected<Address>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let address = errors.take_optional(visitor.l(), "email", &form.email, EmailAddress::parse);
    if !errors.is_empty() {
        return page(&visitor, form.email, errors, false).await;
    }
    let (viewer, is_sent) = (visitor.viewer.again(), address.is_some());
    visitor.app.write(move |db, now| accounts::change_email(db, &viewer, address.as_ref(), now)).await?;
    page(&visitor, String::new(), Errors::default(), is_sent).await
}

/// `POST /me/security/codes`
pub async fn codes(sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    let welcome = visitor.app.write(move |db, _| accounts::new_codes(db, &viewer)).await?;
    visitor.page::<WelcomePage<'_>>(&welcome)
}

/// `POST /me/security/sign-out-everywhere`
pub async fn sign_out_everywhere(sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| accounts::sign_out_everywhere(db, &viewer)).await?;
    visitor.signed_out("/sign-in")
}
