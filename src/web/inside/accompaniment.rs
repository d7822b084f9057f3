//! `/g/{group}/accompaniment`: who accompanies the group, for what and until when; the link to pass on, and how it ends.

use actix_web::web::Path;

use crate::domain::ids::{AccompanimentId, GroupId};
use crate::screens;
use crate::service::accompanying::{self, Companions};
use crate::web::accounts::Nothing;
use crate::web::error::Reply;
use crate::web::joining;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

screens! { AccompanimentPage(Companions) = "inside/accompaniment.html"; }

/// `GET /g/{group}/accompaniment`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let it = visitor.app.read(move |db, now| accompanying::companions(db, &viewer, *group, now)).await?;
    visitor.page::<AccompanimentPage<'_>>(&it)
}

/// `POST /g/{group}/accompaniment/{accompaniment}/link`: by a form, so that no address leads to it.
pub async fn link(at: Path<(GroupId, AccompanimentId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, id)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    let token = visitor.app.read(move |db, now| accompanying::link(db, &viewer, group, id, now)).await?;
    let back = format!("/g/{group}/accompaniment");
    joining::link_page(&visitor, token.map(|token| format!("accompany/{token}")), back, "accompany-link")
}

/// `POST /g/{group}/accompaniment/{accompaniment}/end`
pub async fn end(at: Path<(GroupId, AccompanimentId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, id)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| accompanying::end(db, &viewer, group, id, now)).await?;
    visitor.go(&format!("/g/{group}/accompaniment"))
}
