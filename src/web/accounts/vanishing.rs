//! `/me/vanish`: what goes and what stays, and the way out of everything.

use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::limits::Limited;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::once_more::OnceMore;
use crate::access::Visible;
use crate::screens;
use crate::service::accounts::mine;
use crate::service::accounts::vanishing::{self, VanishError};

/// The page.
pub struct VanishView {
    errors: Errors,
}

screens! { VanishPage(VanishView) = "accounts/vanish.html"; }

impl From<VanishError> for WebError {
    fn from(error: VanishError) -> Self {
        match error {
            VanishError::NotProven => Self::conflict("account-not-my-password"),
            VanishError::Leaving(cause) => cause.into(),
            VanishError::Store(cause) => cause.into(),
        }
    }
}

/// `GET /me/vanish`
pub async fn form(visitor: Visitor) -> Reply {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, _| mine::claim(db, &viewer)).await?;
    visitor.page::<VanishPage<'_>>(&Visible::own_words(VanishView { errors: Errors::default() }))
}

/// `POST /me/vanish`
pub async fn vanish(_: Limited, sent: Protected<OnceMore>) -> Reply {
    let Protected { visitor, form } = sent;
    let mut errors = Errors::default();
    let proven = form.proven(&visitor, &mut errors).await?;
    let Some(proven) = proven else {
        return visitor.again::<VanishPage<'_>>(&Visible::own_words(VanishView { errors }));
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| vanishing::vanish(db, &viewer, &proven, now)).await?;
    visitor.signed_out("/about/gone")
}
