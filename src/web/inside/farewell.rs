//! `/g/{group}/farewell`: what a group that has closed left to its members, and the way out before it is gone.

use actix_web::web::Path;
use serde::Deserialize;

use super::rules;
use crate::access::Visible;
use crate::domain::ids::GroupId;
use crate::domain::text::MemberName;
use crate::screens;
use crate::service::parting::{self, Farewell, PartingError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::prose::SafeHtml;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// What is left, and the farewell as it is shown.
pub struct FarewellView {
    it: Farewell,
    words: Option<SafeHtml>,
    typed: Typed,
    errors: Errors,
}

/// Under which name somebody would be in the group into which theirs has gone.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    my_name: String,
}

screens! { FarewellPage(FarewellView) = "inside/farewell.html"; }

impl From<PartingError> for WebError {
    fn from(error: PartingError) -> Self {
        match error {
            PartingError::NotFound => Self::not_found(),
            PartingError::TooMany => Self::conflict("join-too-many"),
            PartingError::Store(cause) => cause.into(),
        }
    }
}

/// `GET /g/{group}/farewell`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = look(&visitor, *group, Typed::default(), Errors::default()).await?;
    visitor.page::<FarewellPage<'_>>(&view)
}

async fn look(
    visitor: &Visitor,
    group: GroupId,
    typed: Typed,
    errors: Errors,
) -> Result<Visible<FarewellView>, WebError> {
    let viewer = visitor.viewer.again();
    let left = visitor.app.read(move |db, now| parting::farewell(db, &viewer, group, now)).await?;
    Ok(left.map(|it| FarewellView { words: rules::prose(&it.words), it, typed, errors }))
}

/// `POST /g/{group}/farewell/come`: into the group into which this one has gone.
pub async fn come(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group, mut errors) = (visitor.viewer.again(), *group, Errors::default());
    let Some(name) = errors.take(visitor.l(), "my_name", MemberName::parse(&form.my_name)) else {
        let view = look(&visitor, group, form, errors).await?;
        return visitor.again::<FarewellPage<'_>>(&view);
    };
    let into = visitor.app.write(move |db, now| parting::come_over(db, &viewer, group, &name, now)).await?;
    visitor.go(&format!("/g/{into}"))
}

/// `POST /g/{group}/farewell/leave`
pub async fn leave(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| parting::go(db, &viewer, *group, now)).await?;
    visitor.go("/me")
}
