//! The password, typed once more, or a passkey shown a moment ago where there is no password: what could shut somebody out of their
//! account, or gives everything away, wants it. A phone that was left unlocked is not enough.

use serde::Deserialize;

use super::super::error::WebError;
use super::super::form::Errors;
use super::super::visitor::Visitor;
use crate::access::Proven;
use crate::service::accounts::mine;
use crate::vault::Password;

/// A form with nothing else in it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct OnceMore {
    pub password_now: String,
}

impl OnceMore {
    /// Whether it is mine; a sentence beside it when it is not.
    pub(in crate::web) async fn proven(
        &self,
        visitor: &Visitor,
        errors: &mut Errors,
    ) -> Result<Option<Proven>, WebError> {
        once_more(visitor, errors, "password_now", &self.password_now).await
    }
}

/// Whether the password typed in `field` is mine; a sentence beside it when it is not.
pub(super) async fn once_more(
    visitor: &Visitor,
    errors: &mut Errors,
    field: &'static str,
    typed: &str,
) -> Result<Option<Proven>, WebError> {
    let viewer = visitor.viewer.again();
    let claim = visitor.app.read(move |db, _| mine::claim(db, &viewer)).await?;
    if claim.hash().is_none() {
        let viewer = visitor.viewer.again();
        let shown = visitor.app.read(move |db, now| mine::has_shown(db, &viewer, now)).await?;
        if shown.is_none() {
            errors.add(field, visitor.l().t("passkey-once-more"));
        }
        return Ok(shown);
    }
    let is_right = visitor.app.hashers.verify(Password::typed(typed), claim.hash()).await?;
    let proven = claim.by_password(is_right);
    if proven.is_none() {
        errors.add(field, visitor.l().t("account-not-my-password"));
    }
    Ok(proven)
}
