//! Getting back in: by a mail to the confirmed address, or by a recovery code; and the links that such mails hold.
//! Opening a link changes nothing; its button does.

use actix_web::web::Path;
use serde::Deserialize;

use super::super::error::Reply;
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::Nothing;
use crate::access::Visible;
use crate::domain::group::LinkPurpose;
use crate::domain::text::EmailAddress;
use crate::screens;
use crate::service::accounts::{self, AccountError};
use crate::vault::{Password, RecoveryCode, Token};

/// Both ways, on one page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Recover {
    email: String,
    name: String,
    code: String,
    password: String,
}

/// The page.
pub struct RecoverView {
    email: String,
    name: String,
    errors: Errors,
    is_sent: bool,
}

/// A link's page.
pub struct LinkView {
    token: String,
    /// Whether the account has an app that shows codes.
    wants_code: bool,
    errors: Errors,
}

/// One field.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    password: String,
    code: String,
}

screens! {
    RecoverPage(RecoverView) = "accounts/recover.html";
    ConfirmPage(LinkView) = "accounts/confirm.html";
    ConfirmedPage(()) = "accounts/confirmed.html";
    ChoosePage(LinkView) = "accounts/choose_password.html";
}

fn empty() -> RecoverView {
    RecoverView { email: String::new(), name: String::new(), errors: Errors::default(), is_sent: false }
}

/// `GET /recover`
pub async fn form(visitor: Visitor) -> Reply {
    visitor.page::<RecoverPage<'_>>(&Visible::own_words(empty()))
}

/// `POST /recover/mail`: the page is the same whether or not anybody has that address, and it is there before the work
/// is done, so that its time tells nothing either.
pub async fn by_mail(_: Limited, sent: Protected<Recover>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let Some(address) = errors.take(visitor.l(), "email", EmailAddress::parse(&form.email)) else {
        let view = RecoverView { email: form.email, errors, ..empty() };
        return visitor.again::<RecoverPage<'_>>(&Visible::own_words(view));
    };
    let app = visitor.app.clone();
    // It was asked for now, whenever the work is done.
    let now = app.clock.now();
    actix_web::rt::spawn(async move {
        let done = app.write(move |db, _| accounts::ask_for_recovery(db, &address, now)).await;
        if let Err(cause) = done {
            tracing::error!(%cause, "a recovery could not be queued");
        }
    });
    visitor.page::<RecoverPage<'_>>(&Visible::own_words(RecoverView { is_sent: true, ..empty() }))
}

/// `POST /recover/code`
pub async fn by_code(_: Limited, sent: Protected<Recover>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors) = (visitor.l(), Errors::default());
    let password = errors.take(l, "password", Password::choose(&form.password, &[&form.name]));
    let code = RecoveryCode::parse(&form.code);
    if code.is_none() {
        errors.add("code", l.t("account-code-shape"));
    }
    let (Some(password), Some(code)) = (password, code) else {
        let view = RecoverView { name: form.name, errors, ..empty() };
        return visitor.again::<RecoverPage<'_>>(&Visible::own_words(view));
    };
    let hash = visitor.app.hashers.hash(password).await?;
    let (token, name) = (Token::new(&visitor.app.entropy), form.name.clone());
    let digest = token.digest();
    let done = visitor
        .app
        .write(move |db, now| accounts::recover_by_code(db, &name, &code, &hash, &digest, now))
        .await;
    match done {
        Ok(()) => Visitor::signed_in_by(visitor.go("/me/security")?, &token),
        Err(AccountError::NotProven) => {
            errors.add("name", l.t("account-not-proven"));
            let view = RecoverView { name: form.name, errors, ..empty() };
            visitor.again::<RecoverPage<'_>>(&Visible::own_words(view))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /link/{token}`
pub async fn link(visitor: Visitor, token: Path<String>) -> Reply {
    let token = token.into_inner();
    let asked = token.clone();
    let (purpose, wants_code) = visitor.app.read(move |db, now| accounts::link(db, &asked, now)).await?;
    let view = Visible::own_words(LinkView { token, wants_code, errors: Errors::default() });
    match purpose {
        LinkPurpose::ConfirmEmail => visitor.page::<ConfirmPage<'_>>(&view),
        LinkPurpose::ChoosePassword | LinkPurpose::Recover => visitor.page::<ChoosePage<'_>>(&view),
    }
}

/// `POST /link/{token}/confirm`
pub async fn confirm(_: Limited, token: Path<String>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    visitor.app.write(move |db, now| accounts::confirm(db, &token, now)).await?;
    visitor.page::<ConfirmedPage<'_>>(&Visible::own_words(()))
}

/// `POST /link/{token}/password`
pub async fn choose(_: Limited, token: Path<String>, sent: Protected<Chosen>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let token = token.into_inner();
    let Some(password) = errors.take(visitor.l(), "password", Password::choose(&form.password, &[])) else {
        return choose_again(&visitor, token, errors).await;
    };
    let hash = visitor.app.hashers.hash(password).await?;
    let browser = Token::new(&visitor.app.entropy);
    let digest = browser.digest();
    let asked = token.clone();
    let chosen =
        move |db: &mut _, now| accounts::choose_password(db, &asked, (&hash, &form.code), &digest, now);
    if visitor.app.write(chosen).await? {
        return Visitor::signed_in_by(visitor.go("/me")?, &browser);
    }
    errors.add("code", visitor.l().t("steps-code-wrong"));
    choose_again(&visitor, token, errors).await
}

async fn choose_again(visitor: &Visitor, token: String, errors: Errors) -> Reply {
    let asked = token.clone();
    let (_, wants_code) = visitor.app.read(move |db, now| accounts::link(db, &asked, now)).await?;
    visitor.again::<ChoosePage<'_>>(&Visible::own_words(LinkView { token, wants_code, errors }))
}
