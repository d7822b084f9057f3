//! `/g/{group}/people`: who is here, as each sees the others; each of them, and how they are reached; and
//! `/g/{group}/people/me`: how one's own card looks to them.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use crate::domain::audience::Onlooker;
use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, MembershipId};
use crate::l10n::L10n;
use crate::screens;
use crate::service::people::{self, People, Seen};
use crate::service::reaching::{self, Other, Reach};
use crate::store::audiences::Card;
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

screens! {
    PeoplePage(People) = "inside/people.html";
    SeenPage(Seen) = "inside/seen.html";
    OtherPage(Other) = "inside/other.html";
    ReachPage(Reach) = "inside/reach.html";
}

/// What somebody has taken on, in words.
pub fn led(l: L10n, card: &Card) -> String {
    let one = |(kind, name, count): &(crate::domain::rota::RoleKind, String, i32)| {
        l.with("people-led-one", &[("role", l.role(*kind, name).into()), ("count", (*count).into())])
    };
    let all: Vec<String> = card.led.iter().map(one).collect();
    l.list(&all)
}

/// Where another member is looked at.
#[must_use]
pub fn link(group: GroupId, card: &Card) -> String {
    format!("/g/{group}/people/{}", card.id)
}

/// As what one looks, in words.
pub fn by_key(by: Onlooker) -> &'static str {
    match by {
        Onlooker::Guest => "people-as-guest",
        Onlooker::Member => "people-as-member",
        Onlooker::Chosen => "people-as-chosen",
        Onlooker::Facilitator => "people-as-facilitator",
    }
}

/// `GET /g/{group}/people`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let people = visitor.app.read(move |db, now| people::show(db, &viewer, *group, now)).await?;
    visitor.page::<PeoplePage<'_>>(&people)
}

/// As what one looks.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct As {
    r#as: String,
}

/// `GET /g/{group}/people/me`
pub async fn seen(visitor: Visitor, group: Path<GroupId>, asked: Query<As>) -> Reply {
    let by = Onlooker::from_code(&asked.r#as).unwrap_or(Onlooker::Member);
    let viewer = visitor.viewer.again();
    let seen = visitor.app.read(move |db, now| people::seen(db, &viewer, *group, by, now)).await?;
    visitor.page::<SeenPage<'_>>(&seen)
}

type At = Path<(GroupId, MembershipId)>;

/// `GET /g/{group}/people/{member}`
pub async fn other(visitor: Visitor, at: At) -> Reply {
    let viewer = visitor.viewer.again();
    let other = visitor.app.read(move |db, now| reaching::show(db, &viewer, *at, now)).await?;
    visitor.page::<OtherPage<'_>>(&other)
}

/// `POST /g/{group}/people/{member}/reach`: it is written down, and so no page that is merely opened.
pub async fn reach(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    let reach = visitor.app.write(move |db, now| reaching::look(db, &viewer, at, now)).await?;
    visitor.page::<ReachPage<'_>>(&reach)
}

/// Whether one wants to see the other no more.
#[derive(Deserialize)]
pub struct Blocking {
    #[serde(default)]
    block: String,
}

/// `POST /g/{group}/people/{member}/block`
pub async fn block(at: At, sent: Protected<Blocking>) -> Reply {
    let Protected { visitor, form } = sent;
    let (at, viewer) = (at.into_inner(), visitor.viewer.again());
    match form.block.as_str() {
        "yes" => visitor.app.write(move |db, now| reaching::block(db, &viewer, at, now)).await?,
        "no" => visitor.app.write(move |db, now| reaching::unblock(db, &viewer, at, now)).await?,
        _ => return Err(WebError::bad_request("error-form")),
    }
    visitor.go(&format!("/me/privacy/{}", at.0))
}
