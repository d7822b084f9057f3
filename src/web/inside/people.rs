//! `/g/{group}/people`: who is here, as each sees the others; and `/g/{group}/people/me`: how one's own card looks to them.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use crate::domain::audience::Onlooker;
use crate::domain::coded::Coded as _;
use crate::domain::ids::GroupId;
use crate::l10n::L10n;
use crate::screens;
use crate::service::people::{self, People, Seen};
use crate::store::audiences::Card;
use crate::web::error::Reply;
use crate::web::visitor::Visitor;

screens! {
    PeoplePage(People) = "inside/people.html";
    SeenPage(Seen) = "inside/seen.html";
}

/// What somebody has taken on, in words.
pub fn led(l: L10n, card: &Card) -> String {
    let one = |(kind, name, count): &(crate::domain::rota::RoleKind, String, i32)| {
        l.with("people-led-one", &[("role", l.role(*kind, name).into()), ("count", (*count).into())])
    };
    let all: Vec<String> = card.led.iter().map(one).collect();
    l.list(&all)
}

/// As what one looks, in words.
pub fn by_key(by: Onlooker) -> &'static str {
    match by {
        Onlooker::Guest => "people-as-guest",
        Onlooker::Member => "people-as-member",
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
