//! My sign-in name, my password, my address, my codes, my other browsers. What could shut me out of my account wants the
//! password once more.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::super::error::Reply;
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::once_more::once_more;
use super::{Nothing, WelcomePage};
use crate::domain::ids::SignInId;
use crate::domain::text::{EmailAddress, ShortText};
use crate::screens;
use crate::service::accounts::mine::{self, Browser, Security};
use crate::vault::{Password, Token};

/// The page.
pub struct SecurityView {
    it: Security,
    typed: Typed,
    errors: Errors,
    done: Done,
}

/// What was typed, and stays where it was wrong.
#[derive(Default)]
struct Typed {
    email: String,
    /// What one of my browsers would have been called.
    name: Option<(SignInId, String)>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    #[default]
    Nothing,
    Sent,
    Password,
}

/// What the page is told when another form led to it.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    done: Done,
}

/// Another password.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewPassword {
    password_now: String,
    password: String,
}

/// Another address; empty to forget the one that is there.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Address {
    password_for_email: String,
    email: String,
}

/// Other codes.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Codes {
    password_for_codes: String,
}

screens! { SecurityPage(SecurityView) = "accounts/security.html"; }

impl SecurityView {
    /// What stands in the field for the name of a browser, and what is wrong with it.
    fn name_of<'v>(&'v self, it: &'v Browser) -> (&'v str, &'v str) {
        match &self.typed.name {
            Some((id, typed)) if *id == it.id => (typed, self.errors.at("name")),
            _ => (&it.name, ""),
        }
    }
}

async fn page(visitor: &Visitor, typed: Typed, errors: Errors, done: Done) -> Reply {
    let viewer = visitor.viewer.again();
    let security = visitor.app.read(move |db, now| mine::security(db, &viewer, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = security.map(|it| SecurityView { it, typed, errors, done });
    if is_wrong { visitor.again::<SecurityPage<'_>>(&view) } else { visitor.page::<SecurityPage<'_>>(&view) }
}

/// `GET /me/security`
pub async fn show(visitor: Visitor, after: Query<After>) -> Reply {
    page(&visitor, Typed::default(), Errors::default(), after.done).await
}

/// `POST /me/security/password`
pub async fn password(_: Limited, sent: Protected<NewPassword>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = once_more(&visitor, &mut errors, "password_now", &form.password_now).await?;
    let chosen = errors.take(visitor.l(), "password", Password::choose(&form.password, &[]));
    let (Some(proven), Some(chosen)) = (proven, chosen) else {
        return page(&visitor, Typed::default(), errors, Done::Nothing).await;
    };
    let hash = visitor.app.hashers.hash(chosen).await?;
    let browser = Token::new(&visitor.app.entropy);
    let digest = browser.digest();
    visitor.app.write(move |db, now| mine::change_password(db, &proven, &hash, &digest, now)).await?;
    Visitor::signed_in_by(visitor.go("/me/security?done=password")?, &browser)
}

/// `POST /me/security/email`
pub async fn email(_: Limited, sent: Protected<Address>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = once_more(&visitor, &mut errors, "password_for_email", &form.password_for_email).await?;
    let address = errors.take_optional(visitor.l(), "email", &form.email, EmailAddress::parse);
    let Some(proven) = proven.filter(|_| errors.is_empty()) else {
        return page(&visitor, Typed { email: form.email, ..Typed::default() }, errors, Done::Nothing).await;
    };
    let done = if address.is_some() { Done::Sent } else { Done::Nothing };
    visitor.app.write(move |db, now| mine::change_email(db, &proven, address.as_ref(), now)).await?;
    page(&visitor, Typed::default(), Errors::default(), done).await
}

/// `POST /me/security/codes`
pub async fn codes(_: Limited, sent: Protected<Codes>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = once_more(&visitor, &mut errors, "password_for_codes", &form.password_for_codes).await?;
    let Some(proven) = proven else {
        return page(&visitor, Typed::default(), errors, Done::Nothing).await;
    };
    let welcome = visitor.app.write(move |db, _| mine::new_codes(db, &proven)).await?;
    visitor.page::<WelcomePage<'_>>(&welcome)
}

/// What one of my browsers is called.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Called {
    name: String,
}

/// `POST /me/security/browsers/{sign_in}/name`
pub async fn call_browser(id: Path<SignInId>, sent: Protected<Called>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let name = errors.take_optional(visitor.l(), "name", &form.name, ShortText::parse);
    if !errors.is_empty() {
        let typed = Typed { name: Some((*id, form.name)), ..Typed::default() };
        return page(&visitor, typed, errors, Done::Nothing).await;
    }
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| mine::call_browser(db, &viewer, *id, name.as_ref())).await?;
    visitor.go("/me/security")
}

/// `POST /me/security/browsers/{sign_in}/known`
pub async fn know_browser(id: Path<SignInId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| mine::know_browser(db, &viewer, *id)).await?;
    visitor.go("/me")
}

/// `POST /me/security/browsers/{sign_in}/end`
pub async fn end_browser(id: Path<SignInId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| mine::end_browser(db, &viewer, *id)).await?;
    visitor.go("/me/security")
}

/// `POST /me/security/sign-out-everywhere`
pub async fn sign_out_everywhere(sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| mine::sign_out_everywhere(db, &viewer)).await?;
    visitor.signed_out("/sign-in")
}
