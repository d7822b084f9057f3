//! `/g/{group}/plans`: plans that a group keeps to begin from, and those that its programme offers.

use actix_web::web::Path;
use serde::Deserialize;

use super::called_here;
use crate::access::Visible;
use crate::domain::ids::{GroupId, PlanId};
use crate::domain::series::MeetingKey;
use crate::domain::session::Plan;
use crate::domain::text::SessionName;
use crate::l10n::L10n;
use crate::screens;
use crate::service::sessions::templates::{self, OfGroup};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// A plan is kept: of which date, and under which name.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    meeting: String,
    name: String,
}

/// The page.
pub struct KeptView {
    it: OfGroup,
    typed: Typed,
    errors: Errors,
}

screens! { KeptPage(KeptView) = "inside/plans.html"; }

/// "Check-in 15, Sharing round 35": what a plan is, on one line.
#[must_use]
pub fn line(l: L10n, of: &Plan) -> String {
    let said = of.sessions().iter().map(|it| format!("{} {}", called_here(l, it), it.minutes()));
    said.collect::<Vec<_>>().join(" · ")
}

async fn kept(visitor: &Visitor, group: GroupId) -> Result<Visible<OfGroup>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| templates::of_group(db, &viewer, group, now)).await?)
}

/// `GET /g/{group}/plans`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let (typed, errors) = (Typed::default(), Errors::default());
    let view = kept(&visitor, *group).await?.map(|it| KeptView { it, typed, errors });
    visitor.page::<KeptPage<'_>>(&view)
}

/// `POST /g/{group}/plans`
pub async fn keep(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (mut errors, group) = (Errors::default(), *group);
    let meeting: MeetingKey = form.meeting.parse().map_err(|_| WebError::not_found())?;
    let it = kept(&visitor, group).await?;
    let Some(name) = errors.take(visitor.l(), "name", SessionName::parse(&form.name)) else {
        return visitor.again::<KeptPage<'_>>(&it.map(|it| KeptView { it, typed: form, errors }));
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| templates::keep(db, &viewer, (group, meeting), &name, now)).await?;
    visitor.go(&format!("/g/{group}/plans"))
}

/// `POST /g/{group}/plans/{plan}/delete`
pub async fn remove(at: Path<(GroupId, PlanId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| templates::remove(db, &viewer, at, now)).await?;
    visitor.go(&format!("/g/{}/plans", at.0))
}
