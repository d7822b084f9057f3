//! `/p/{programme}`: how a programme is doing, for its coordinators.

use actix_web::web::Path;

use super::error::{Reply, WebError};
use super::visitor::Visitor;
use crate::domain::group::GroupState;
use crate::screens;
use crate::service::coordinating::NotCoordinating;
use crate::service::programme::{self, Overview, ProgrammeError};

pub mod narrative;
pub mod templates;

screens! { ProgrammePage(Overview) = "programme/show.html"; }

impl From<ProgrammeError> for WebError {
    fn from(error: ProgrammeError) -> Self {
        match error {
            ProgrammeError::Not(cause) => cause.into(),
            ProgrammeError::Store(cause) => cause.into(),
        }
    }
}

impl From<NotCoordinating> for WebError {
    fn from(error: NotCoordinating) -> Self {
        match error {
            NotCoordinating::NotFound => Self::not_found(),
            NotCoordinating::OneProof => Self::second_step_first(),
            NotCoordinating::Store(cause) => cause.into(),
        }
    }
}

/// A group's state, in words.
#[must_use]
pub fn state_key(state: GroupState) -> &'static str {
    match state {
        GroupState::Forming => "group-state-forming",
        GroupState::Running => "group-state-running",
        GroupState::Resting => "group-state-resting",
        GroupState::Closed => "group-state-closed",
    }
}

/// `GET /p/{programme}`
pub async fn show(visitor: Visitor, slug: Path<String>) -> Reply {
    let (viewer, locale) = (visitor.viewer.again(), visitor.l().locale());
    let overview =
        visitor.app.read(move |db, now| programme::overview(db, &viewer, &slug, locale, now)).await?;
    visitor.page::<ProgrammePage<'_>>(&overview)
}
