//! `/g/{group}/agreement`: what the group has agreed on, who facilitates, and what is proposed.

use actix_web::web::Path;

use crate::domain::ids::GroupId;
use crate::screens;
use crate::service::agreement::{self, Agreement};
use crate::web::error::Reply;
use crate::web::visitor::Visitor;

screens! { AgreementPage(Agreement) = "inside/agreement.html"; }

/// `GET /g/{group}/agreement`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let it = visitor.app.read(move |db, now| agreement::agreement(db, &viewer, *group, now)).await?;
    visitor.page::<AgreementPage<'_>>(&it)
}
