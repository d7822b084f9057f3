//! `/g/{group}/farewell`: what a group that has closed left to its members, and the way out before it is gone.

use actix_web::web::Path;

use super::rules;
use crate::domain::ids::GroupId;
use crate::screens;
use crate::service::parting::{self, Farewell, PartingError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::prose::SafeHtml;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// What is left, and the farewell as it is shown.
pub struct FarewellView {
    it: Farewell,
    words: Option<SafeHtml>,
}

screens! { FarewellPage(FarewellView) = "inside/farewell.html"; }

impl From<PartingError> for WebError {
    fn from(error: PartingError) -> Self {
        match error {
            PartingError::NotFound => Self::not_found(),
            PartingError::Store(cause) => cause.into(),
        }
    }
}

/// `GET /g/{group}/farewell`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let left = visitor.app.read(move |db, now| parting::farewell(db, &viewer, *group, now)).await?;
    visitor.page::<FarewellPage<'_>>(&left.map(|it| FarewellView { words: rules::prose(&it.words), it }))
}

/// `POST /g/{group}/farewell/leave`
pub async fn leave(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| parting::go(db, &viewer, *group, now)).await?;
    visitor.go("/me")
}
