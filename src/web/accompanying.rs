//! `/accompany/{token}`: a group as the professional sees whom it has invited. Opening it is a visit, which the group reads.

use actix_web::web::Path;
use serde::Deserialize;

use super::accounts::Nothing;
use super::error::{Reply, WebError};
use super::form::Errors;
use super::protected::Protected;
use super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::accompaniment::Scope;
use crate::domain::text::MemberName;
use crate::screens;
use crate::service::accompanying::{self, Accompanied, AccompanyingError};

/// What the professional types.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    my_name: String,
}

/// The group.
pub struct AccompaniedView {
    it: Accompanied,
    token: String,
    typed: Typed,
    errors: Errors,
}

screens! { AccompaniedPage(AccompaniedView) = "guests/accompanied.html"; }

impl From<AccompanyingError> for WebError {
    fn from(error: AccompanyingError) -> Self {
        match error {
            AccompanyingError::NotSignedIn => Self::sign_in_first(),
            AccompanyingError::NotFound => Self::unknown("accompany-gone"),
            AccompanyingError::IsMember => Self::conflict("accompany-is-member"),
            AccompanyingError::Store(cause) => cause.into(),
        }
    }
}

/// What somebody is invited for, in words.
#[must_use]
pub fn scope_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Advice => "scope-advice",
        Scope::SittingIn => "scope-sitting-in",
        Scope::Room => "scope-room",
    }
}

/// What that lets them see.
#[must_use]
pub fn shows_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Advice => "scope-advice-shows",
        Scope::SittingIn => "scope-sitting-in-shows",
        Scope::Room => "scope-room-shows",
    }
}

async fn visit(visitor: &Visitor, token: String) -> Result<Visible<Accompanied>, WebError> {
    let viewer = visitor.viewer.again();
    // A visit is written down, and so nothing is shown that could not be.
    Ok(visitor.app.write(move |db, now| accompanying::visit(db, &viewer, &token, now)).await?)
}

/// `GET /accompany/{token}`
pub async fn show(visitor: Visitor, token: Path<String>) -> Reply {
    let token = token.into_inner();
    let it = visit(&visitor, token.clone()).await?;
    let view = it.map(|it| AccompaniedView { it, token, typed: Typed::default(), errors: Errors::default() });
    visitor.page::<AccompaniedPage<'_>>(&view)
}

/// `POST /accompany/{token}`: accepts.
pub async fn accept(token: Path<String>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (token, mut errors) = (token.into_inner(), Errors::default());
    let Some(name) = errors.take(visitor.l(), "my_name", MemberName::parse(&form.my_name)) else {
        let it = visit(&visitor, token.clone()).await?;
        let view = it.map(|it| AccompaniedView { it, token, typed: form, errors });
        return visitor.again::<AccompaniedPage<'_>>(&view);
    };
    let (viewer, at) = (visitor.viewer.again(), token.clone());
    visitor.app.write(move |db, now| accompanying::accept(db, &viewer, &at, &name, now)).await?;
    visitor.go(&format!("/accompany/{token}"))
}

/// `POST /accompany/{token}/end`
pub async fn leave(token: Path<String>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| accompanying::leave(db, &viewer, &token, now)).await?;
    visitor.go("/me")
}
