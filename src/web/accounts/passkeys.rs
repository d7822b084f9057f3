//! Passkeys: made at `/me/security/steps`, shown at `/sign-in/passkey`. The page holds a question; a few lines of script put it
//! to the browser, and the answer comes back as a form.

use std::sync::Arc;

use serde::Deserialize;

use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::once_more::once_more;
use super::{SignInView, steps as page};
use crate::access::Visible;
use crate::domain::ids::PasskeyId;
use crate::domain::text::ShortText;
use crate::screens;
use crate::service::accounts::AccountError;
use crate::service::accounts::steps::{self, Entered, Question};
use crate::vault::{Digest, Passkeys, Token};

/// A question on a page.
pub struct AskView {
    question: Question,
    ceremony: String,
    /// What came back with a name that cannot be kept; empty until then.
    again: Answer,
    errors: Errors,
    /// The account that is to be made with it.
    account: Option<Wanted>,
    /// Where it leads when it was shown.
    to: &'static str,
}

/// An account that somebody wants: the name that they were offered, and their address.
pub struct Wanted {
    pub(super) name: String,
    pub(super) offer: String,
    pub(super) email: String,
}

impl AskView {
    pub(super) fn new(question: Question, ceremony: String) -> Self {
        Self {
            question,
            ceremony,
            again: Answer::default(),
            errors: Errors::default(),
            account: None,
            to: ME,
        }
    }

    /// Of an account that is to be made with it.
    pub(super) fn for_account(self, account: Wanted) -> Self {
        Self { account: Some(account), ..self }
    }

    /// With what came back, and what is wrong about it: the question still waits, and the passkey is made already.
    pub(super) fn again(self, again: Answer, errors: Errors) -> Self {
        Self { again, errors, ..self }
    }
}

const ME: &str = "/me";
/// Pages that ask for a passkey once more, where there is no password.
const ONCE_MORE: [&str; 4] = ["/me/security/steps", "/me/security", "/me/data", "/me/vanish"];

/// The page that asked; no other is led to.
fn back(to: &str) -> &'static str {
    ONCE_MORE.into_iter().find(|page| to.starts_with(page)).unwrap_or(ME)
}

/// Where it leads.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asking {
    to: String,
}

/// The password once more.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ForNone {
    password_for_none: String,
}

/// The password once more.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ForPasskey {
    password_for_passkey: String,
}

/// The browser's answer.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Answer {
    pub(super) ceremony: String,
    /// JSON.
    pub(super) answer: String,
    /// What a new passkey is called.
    pub(super) name: String,
    /// See [`Asking`].
    to: String,
    /// See [`Wanted`].
    pub(super) sign_in_name: String,
    pub(super) offer: String,
    pub(super) email: String,
}

/// Which one, and the password once more.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Forget {
    passkey: String,
    password_for_forget: String,
}

screens! {
    NewPage(AskView) = "accounts/passkey_new.html";
    ShowPage(AskView) = "accounts/passkey_show.html";
}

pub(super) fn site(visitor: &Visitor) -> Result<Arc<Passkeys>, WebError> {
    visitor.app.passkeys.clone().ok_or_else(WebError::not_found)
}

pub(super) fn digest(ceremony: &str) -> Result<Digest, AccountError> {
    Ok(Token::parse(ceremony).ok_or(AccountError::NoPasskey)?.digest())
}

/// `POST /me/security/steps/passkeys`
pub async fn ask_for_new(_: Limited, sent: Protected<ForPasskey>) -> Reply {
    let Protected { visitor, form } = sent;
    let (site, mut errors) = (site(&visitor)?, Errors::default());
    let field = "password_for_passkey";
    let Some(proven) = once_more(&visitor, &mut errors, field, &form.password_for_passkey).await? else {
        return page::page(&visitor, errors).await;
    };
    let token = Token::new(&visitor.app.entropy);
    let (ceremony, digest) = (token.as_str().to_owned(), token.digest());
    let asked = move |db: &mut _, now| steps::ask_for_passkey(db, &proven, &site, &digest, now);
    let question = visitor.app.write(asked).await?;
    visitor.page::<NewPage<'_>>(&question.map(|question| AskView::new(question, ceremony)))
}

/// `POST /me/security/steps/passkeys/keep`
pub async fn keep(_: Limited, sent: Protected<Answer>) -> Reply {
    let Protected { visitor, form } = sent;
    let (site, mut errors) = (site(&visitor)?, Errors::default());
    let name = errors.take_optional(visitor.l(), "name", &form.name, ShortText::parse);
    if !errors.is_empty() {
        // With another name it is kept without asking anew.
        let (question, ceremony) = (Question { options: String::new() }, form.ceremony.clone());
        let view = AskView::new(question, ceremony).again(form, errors);
        return visitor.again::<NewPage<'_>>(&Visible::own_words(view));
    }
    let (digest, viewer) = (digest(&form.ceremony)?, visitor.viewer.again());
    let kept = move |db: &mut _, now| {
        steps::keep_passkey(db, &viewer, &site, (&digest, &form.answer), name.as_ref(), now)
    };
    visitor.app.write(kept).await?;
    visitor.go("/me/security/steps")
}

/// `POST /me/security/steps/passkeys/forget`
pub async fn forget(_: Limited, sent: Protected<Forget>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let field = "password_for_forget";
    let proven = once_more(&visitor, &mut errors, field, &form.password_for_forget).await?;
    let id: Option<PasskeyId> = form.passkey.parse().ok();
    if id.is_none() {
        errors.add("passkey", visitor.l().t("form-choose"));
    }
    let (Some(proven), Some(id)) = (proven, id) else { return page::page(&visitor, errors).await };
    match visitor.app.write(move |db, _| steps::forget_passkey(db, &proven, id)).await {
        Err(AccountError::LastPasskey) => {
            errors.add("passkey", visitor.l().t("passkey-last"));
            page::page(&visitor, errors).await
        }
        done => {
            done?;
            visitor.go("/me/security/steps")
        }
    }
}

/// `POST /me/security/steps/no-password`
pub async fn forget_password(_: Limited, sent: Protected<ForNone>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = once_more(&visitor, &mut errors, "password_for_none", &form.password_for_none).await?;
    let Some(proven) = proven else { return page::page(&visitor, errors).await };
    visitor.app.write(move |db, _| steps::forget_password(db, &proven)).await?;
    visitor.go("/me/security/steps")
}

/// `POST /sign-in/passkey`: the same question for everybody.
pub async fn ask(_: Limited, sent: Protected<Asking>) -> Reply {
    let Protected { visitor, form } = sent;
    let (site, token) = (site(&visitor)?, Token::new(&visitor.app.entropy));
    let (ceremony, digest) = (token.as_str().to_owned(), token.digest());
    let question = visitor.app.write(move |db, now| steps::ask(db, &site, &digest, now)).await?;
    let view = AskView { to: back(&form.to), ..AskView::new(question, ceremony) };
    visitor.page::<ShowPage<'_>>(&Visible::own_words(view))
}

/// `POST /sign-in/passkey/answer`
pub async fn sign_in(_: Limited, sent: Protected<Answer>) -> Reply {
    let Protected { visitor, form } = sent;
    let (site, token) = (site(&visitor)?, Token::new(&visitor.app.entropy));
    let (browser, viewer) = (token.digest(), visitor.viewer.again());
    let signed_in = match digest(&form.ceremony) {
        Ok(digest) => {
            let answer = form.answer;
            let signs_in = move |db: &mut _, now| {
                let shown = (&digest, answer.as_str());
                steps::sign_in_by_passkey(db, &site, shown, &viewer, &browser, now)
            };
            visitor.app.write(signs_in).await
        }
        Err(no) => Err(no),
    };
    match signed_in {
        Ok(Entered::New) => Visitor::signed_in_by(visitor.go(back(&form.to))?, &token),
        Ok(Entered::Again) => visitor.go(back(&form.to)),
        Err(AccountError::NoPasskey) => {
            let mut errors = Errors::default();
            errors.add("passkey", visitor.l().t("passkey-no"));
            let view = SignInView { errors, ..SignInView::empty(&visitor) };
            visitor.again::<super::SignInPage<'_>>(&Visible::own_words(view))
        }
        Err(other) => Err(other.into()),
    }
}
