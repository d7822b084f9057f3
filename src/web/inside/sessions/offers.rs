//! `/g/{group}/offers`: what members could lead, for every member to read and to add to.

use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::kind_key;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::ids::{GroupId, OfferId};
use crate::domain::series::MeetingKey;
use crate::domain::session::{SessionKind, offered};
use crate::domain::text::SessionName;
use crate::l10n::L10n;
use crate::screens;
use crate::service::sessions::SessionsError;
use crate::service::sessions::offering::{self, Offers};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The form, as it was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    kind: String,
    words: String,
    /// The key of a meeting; nothing when it is in general.
    meeting: String,
}

/// The page.
pub struct OffersView {
    it: Offers,
    typed: Typed,
    errors: Errors,
}

screens! { OffersPage(OffersView) = "inside/offers.html"; }

impl OffersView {
    fn kinds(&self, l: L10n) -> Vec<Choice> {
        let choice =
            |it: SessionKind| Choice::new(it.code(), l.t(kind_key(it)), it.code() == self.typed.kind);
        offered().map(choice).collect()
    }

    fn dates(&self, l: L10n) -> Vec<Choice> {
        let some_time = Choice::new("", l.t("offer-some-time"), self.typed.meeting.is_empty());
        let date = |(key, wall, zone): &(MeetingKey, _, _)| {
            Choice::new(key, l.when(*wall, *zone), key.to_string() == self.typed.meeting)
        };
        std::iter::once(some_time).chain(self.it.dates.iter().map(date)).collect()
    }
}

async fn offers(visitor: &Visitor, group: GroupId) -> Result<Visible<Offers>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| offering::of_group(db, &viewer, group, now)).await?)
}

/// `GET /g/{group}/offers`
pub async fn show(visitor: Visitor, group: Path<GroupId>, asked: Query<Typed>) -> Reply {
    let (typed, errors) = (asked.into_inner(), Errors::default());
    let view = offers(&visitor, *group).await?.map(|it| OffersView { it, typed, errors });
    visitor.page::<OffersPage<'_>>(&view)
}

/// `POST /g/{group}/offers`
pub async fn make(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let kind = SessionKind::from_code(&form.kind).filter(|kind| kind.is_flexible());
    let kind = errors.chosen(l, "kind", kind);
    let words = errors.take(l, "words", SessionName::parse(&form.words));
    let meeting: Option<Option<MeetingKey>> = match form.meeting.as_str() {
        "" => Some(None),
        typed => errors.chosen(l, "meeting", typed.parse().ok()).map(Some),
    };
    if let (Some(kind), Some(words), Some(meeting)) = (kind, words, meeting) {
        let viewer = visitor.viewer.again();
        let made = visitor
            .app
            .write(move |db, now| offering::make(db, &viewer, group, meeting, (kind, &words), now));
        match made.await {
            Ok(()) => return visitor.go(&format!("/g/{group}/offers")),
            Err(SessionsError::Over) => errors.add("meeting", l.t("offer-begun")),
            Err(SessionsError::SteppedBack) => errors.add("words", l.t("answer-stepped-back")),
            Err(SessionsError::TooMany) => errors.add("words", l.t("offer-too-many")),
            Err(other) => return Err(other.into()),
        }
    }
    let view = offers(&visitor, group).await?.map(|it| OffersView { it, typed: form, errors });
    visitor.again::<OffersPage<'_>>(&view)
}

/// `POST /g/{group}/offers/{offer}/take-back`
pub async fn take_back(at: Path<(GroupId, OfferId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| offering::take_back(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/offers", at.0))
}
