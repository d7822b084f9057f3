//! Signing up, in and out.

use serde::Deserialize;

use super::error::{Reply, WebError};
use super::form::Errors;
use super::limits::Limited;
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::{Claim, Visible};
use crate::domain::locale::Locale;
use crate::domain::text::EmailAddress;
use crate::l10n::{L10n, Sentence};
use crate::screens;
use crate::service::accounts::{self, AccountError, NewAccount, Welcome};
use crate::store::persons::NewPerson;
use crate::vault::{Busy, Password, PasswordRefusal, PhraseLanguage, Token, three_words};

pub mod once_more;
pub mod passkey_sign_up;
pub mod passkeys;
pub mod recovery;
pub mod security;
pub mod steps;
pub mod takeout;
pub mod vanishing;

/// The sign-up form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SignUp {
    name: String,
    /// Proves that we offered the name.
    offer: String,
    password: String,
    email: String,
    /// "Another name, please."
    another: String,
    /// By a password, unless it says otherwise.
    by: String,
}

/// The page with it.
pub struct SignUpView {
    name: String,
    offer: String,
    email: String,
    errors: Errors,
    /// Whether browsers keep passkeys for this site.
    has_site: bool,
}

/// The sign-in form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SignIn {
    who: String,
    password: String,
    /// Of an app, or a recovery code; only who has set an app up needs it.
    code: String,
}

/// The page with it.
pub struct SignInView {
    who: String,
    errors: Errors,
    /// Whether one was typed: its field stays open.
    has_code: bool,
    /// Whether browsers keep passkeys for this site.
    has_site: bool,
}

impl SignInView {
    pub(super) fn empty(visitor: &Visitor) -> Self {
        let has_site = visitor.app.passkeys.is_some();
        Self { who: String::new(), errors: Errors::default(), has_code: false, has_site }
    }
}

screens! {
    SignUpPage(SignUpView) = "accounts/sign_up.html";
    WelcomePage(Welcome) = "accounts/welcome.html";
    SignInPage(SignInView) = "accounts/sign_in.html";
}

impl From<AccountError> for WebError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::SignedInAlready => Self::conflict("account-signed-in-already"),
            AccountError::NotSignedIn => Self::sign_in_first(),
            AccountError::NameTaken => Self::conflict("account-name-taken"),
            AccountError::NotProven => Self::bad_request("account-not-proven"),
            AccountError::LinkOver => Self::gone("account-link-over"),
            AccountError::AddressTaken => Self::conflict("account-address-taken"),
            AccountError::HasApp => Self::conflict("steps-has-app"),
            AccountError::NoPasskey => Self::conflict("passkey-no"),
            AccountError::LastPasskey => Self::conflict("passkey-last"),
            AccountError::Store(cause) => cause.into(),
        }
    }
}

impl From<Busy> for WebError {
    fn from(_: Busy) -> Self {
        Self::unavailable("error-busy")
    }
}

impl Sentence for PasswordRefusal {
    fn in_words(&self, l: L10n) -> String {
        match self {
            Self::TooShort => l.t("password-too-short"),
            Self::TooLong => l.t("password-too-long"),
            Self::Common => l.t("password-common"),
        }
    }
}

/// What the hidden field of an offered name is made from.
fn offer(name: &str) -> Vec<u8> {
    [b"offered name ", name.as_bytes()].concat()
}

fn offered(visitor: &Visitor, email: String, errors: Errors) -> SignUpView {
    let language = match visitor.l().locale() {
        Locale::En => PhraseLanguage::English,
        Locale::El => PhraseLanguage::Greek,
    };
    let name = three_words(language, &visitor.app.entropy);
    keep(visitor, name, email, errors)
}

fn keep(visitor: &Visitor, name: String, email: String, errors: Errors) -> SignUpView {
    let offer = visitor.app.keys.form_token(&offer(&name), &visitor.app.entropy);
    SignUpView { name, offer, email, errors, has_site: visitor.app.passkeys.is_some() }
}

/// `GET /sign-up`
pub async fn sign_up_form(visitor: Visitor) -> Reply {
    if visitor.viewer.is_signed_in() {
        return visitor.go("/me");
    }
    visitor.page::<SignUpPage<'_>>(&Visible::own_words(offered(&visitor, String::new(), Errors::default())))
}

/// `POST /sign-up`
pub async fn sign_up(_: Limited, sent: Protected<SignUp>) -> Reply {
    let Protected { visitor, form } = sent;
    if !form.another.is_empty() || !visitor.app.keys.is_form_token(&offer(&form.name), &form.offer) {
        return visitor.page::<SignUpPage<'_>>(&Visible::own_words(offered(
            &visitor,
            form.email,
            Errors::default(),
        )));
    }
    if form.by == "passkey" {
        return passkey_sign_up::ask(visitor, form).await;
    }
    let (l, mut errors) = (visitor.l(), Errors::default());
    let password = errors.take(l, "password", Password::choose(&form.password, &[&form.name]));
    let address = errors.take_optional(l, "email", &form.email, EmailAddress::parse);
    let Some(password) = password.filter(|_| errors.is_empty()) else {
        return visitor
            .again::<SignUpPage<'_>>(&Visible::own_words(keep(&visitor, form.name, form.email, errors)));
    };
    let hash = visitor.app.hashers.hash(password).await?;
    let new = NewPerson { password_hash: Some(hash), ..new_person(&visitor, form.name) };
    let (token, app) = (Token::new(&visitor.app.entropy), visitor.app.clone());
    let digest = token.digest();
    let viewer = visitor.viewer.again();
    let welcome = app
        .write(move |db, now| {
            let new = NewAccount { person: &new, address: address.as_ref() };
            accounts::sign_up(db, &viewer, &new, &digest, now)
        })
        .await?;
    Visitor::signed_in_by(visitor.page::<WelcomePage<'_>>(&welcome)?, &token)
}

/// Somebody new, who speaks the language of this page; without a password.
fn new_person(visitor: &Visitor, sign_in_name: String) -> NewPerson {
    let (language, zone) = (visitor.l().locale(), visitor.app.settings.zone);
    NewPerson { sign_in_name, password_hash: None, language, zone }
}

/// `GET /sign-in`
pub async fn sign_in_form(visitor: Visitor) -> Reply {
    visitor.page::<SignInPage<'_>>(&Visible::own_words(SignInView::empty(&visitor)))
}

/// `POST /sign-in`: by name or confirmed address, in one field. Known or unknown: the same work and the same words, also where a
/// code is missing or wrong.
pub async fn sign_in(_: Limited, sent: Protected<SignIn>) -> Reply {
    let Protected { visitor, form } = sent;
    let app = visitor.app.clone();
    let who = form.who.clone();
    let found = app.read(move |db, _| accounts::claim(db, &who)).await?;
    let hash = found.as_ref().and_then(Claim::hash);
    let is_right = app.hashers.verify(Password::typed(&form.password), hash).await?;
    let token = Token::new(&app.entropy);
    let (digest, viewer) = (token.digest(), visitor.viewer.again());
    let code = form.code.clone();
    let signs_in =
        move |db: &mut _, proven: &_, now| accounts::sign_in(db, proven, &code, &viewer, &digest, now);
    let signed_in = match found.and_then(|claim| claim.by_password(is_right)) {
        Some(proven) => app.write(move |db, now| signs_in(db, &proven, now)).await,
        None => Ok(false),
    };
    match signed_in {
        Ok(true) => Visitor::signed_in_by(visitor.go("/me")?, &token),
        Ok(false) | Err(AccountError::NotProven) => {
            let mut errors = Errors::default();
            errors.add("who", visitor.l().t("account-not-proven"));
            let has_code = !form.code.is_empty();
            let view = SignInView { who: form.who, errors, has_code, ..SignInView::empty(&visitor) };
            visitor.again::<SignInPage<'_>>(&Visible::own_words(view))
        }
        Err(other) => Err(other.into()),
    }
}

/// A form without fields of its own.
#[derive(Deserialize)]
pub struct Nothing {}

/// `POST /sign-out`
pub async fn sign_out(sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, _| accounts::sign_out(db, &viewer)).await?;
    visitor.signed_out("/groups")
}
