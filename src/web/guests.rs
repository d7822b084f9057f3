//! `/guest/{token}`: the one date that somebody from another group leads, first to be accepted, then to be looked at.

use actix_web::web::Path;
use serde::Deserialize;

use super::accounts::Nothing;
use super::error::{Reply, WebError};
use super::form::Errors;
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::guest::Refusal;
use crate::domain::text::MemberName;
use crate::screens;
use crate::service::guests::{self, GuestError, Guided};

/// What the guest types.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    my_name: String,
}

/// The page of the date.
pub struct GuestView {
    it: Guided,
    token: String,
    typed: Typed,
    errors: Errors,
}

screens! { GuestPage(GuestView) = "guests/date.html"; }

impl From<GuestError> for WebError {
    fn from(error: GuestError) -> Self {
        match error {
            GuestError::NotSignedIn => Self::sign_in_first(),
            GuestError::NotFound => Self::not_found(),
            GuestError::Gone => Self::unknown("guest-gone"),
            GuestError::IsMember => Self::conflict("guest-is-member"),
            GuestError::Refused(why) => Self::conflict(refusal_key(why)),
            GuestError::Store(cause) => cause.into(),
        }
    }
}

/// Why nobody can be asked, or accept.
#[must_use]
pub fn refusal_key(why: Refusal) -> &'static str {
    match why {
        Refusal::Over => "guest-over",
        Refusal::Off => "guest-off",
        Refusal::Enough => "guest-enough",
    }
}

async fn look(visitor: &Visitor, token: String) -> Result<Visible<Guided>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| guests::look(db, &viewer, &token, now)).await?)
}

/// `GET /guest/{token}`
pub async fn show(visitor: Visitor, token: Path<String>) -> Reply {
    let token = token.into_inner();
    let it = look(&visitor, token.clone()).await?;
    let view = it.map(|it| GuestView { it, token, typed: Typed::default(), errors: Errors::default() });
    visitor.page::<GuestPage<'_>>(&view)
}

/// `POST /guest/{token}`: accepts.
pub async fn accept(token: Path<String>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (token, mut errors) = (token.into_inner(), Errors::default());
    let Some(name) = errors.take(visitor.l(), "my_name", MemberName::parse(&form.my_name)) else {
        let it = look(&visitor, token.clone()).await?;
        return visitor.again::<GuestPage<'_>>(&it.map(|it| GuestView { it, token, typed: form, errors }));
    };
    let (viewer, at) = (visitor.viewer.again(), token.clone());
    visitor.app.write(move |db, now| guests::accept(db, &viewer, &at, &name, now)).await?;
    visitor.go(&format!("/guest/{token}"))
}

/// `POST /guest/{token}/decline`: cannot come after all.
pub async fn decline(token: Path<String>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| guests::decline(db, &viewer, &token, now)).await?;
    visitor.go("/me")
}
