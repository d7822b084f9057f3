//! `/g/{group}/meetings/{meeting}/guests`: who is asked to lead one date as a guest, and the link for one more.

use actix_web::web::Path;

use crate::domain::ids::{GroupId, GuestId};
use crate::domain::series::MeetingKey;
use crate::screens;
use crate::service::guests::{self, Door};
use crate::web::accounts::Nothing;
use crate::web::error::Reply;
use crate::web::joining;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

screens! { GuestsPage(Door) = "inside/guests.html"; }

/// `GET /g/{group}/meetings/{meeting}/guests`
pub async fn show(visitor: Visitor, at: Path<(GroupId, MeetingKey)>) -> Reply {
    let (viewer, (group, key)) = (visitor.viewer.again(), at.into_inner());
    let door = visitor.app.read(move |db, now| guests::door(db, &viewer, group, key, now)).await?;
    visitor.page::<GuestsPage<'_>>(&door)
}

/// `POST /g/{group}/meetings/{meeting}/guests`: the link, shown once.
pub async fn ask(at: Path<(GroupId, MeetingKey)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, key)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    let token = visitor.app.write(move |db, now| guests::ask(db, &viewer, group, key, now)).await?;
    let back = format!("/g/{group}/meetings/{key}/guests");
    joining::link_page(&visitor, token.map(|token| format!("guest/{token}")), back, "guest-link")
}

/// `POST /g/{group}/meetings/{meeting}/guests/{guest}`: takes it back.
pub async fn take_back(at: Path<(GroupId, MeetingKey, GuestId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, key, guest)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| guests::take_back(db, &viewer, (group, key), guest, now)).await?;
    visitor.go(&format!("/g/{group}/meetings/{key}/guests"))
}
