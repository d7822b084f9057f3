//! `/g/{group}/agreement/versions/{number}`: what a version of the agreement says, what was different before, and that a
//! member accepts it.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use crate::domain::ids::GroupId;
use crate::screens;
use crate::service::versions::{self, Shown};
use crate::web::accounts::Nothing;
use crate::web::error::Reply;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

screens! { VersionPage(Shown) = "inside/version.html"; }

/// Beside which earlier version.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    beside: String,
}

/// `GET /g/{group}/agreement/versions/{number}`
pub async fn show(visitor: Visitor, at: Path<(GroupId, i32)>, asked: Query<Asked>) -> Reply {
    let (viewer, (group, number)) = (visitor.viewer.again(), at.into_inner());
    // What is no number is beside nothing else than usual.
    let asked = (number, asked.beside.parse().ok());
    let it = visitor.app.read(move |db, now| versions::show(db, &viewer, group, asked, now)).await?;
    visitor.page::<VersionPage<'_>>(&it)
}

/// `POST /g/{group}/agreement/versions/{number}/accept`
pub async fn accept(at: Path<(GroupId, i32)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, number)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| versions::accept(db, &viewer, group, number, now)).await?;
    visitor.go(&format!("/g/{group}/agreement/versions/{number}"))
}
