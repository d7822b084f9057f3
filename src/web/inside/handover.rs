//! `/g/{group}/handover`: what goes along with a mandate, edited as one text and ticked off line by line.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Deserialize;

use crate::access::Visible;
use crate::domain::ids::{GroupId, ItemId};
use crate::domain::text::ShortText;
use crate::l10n::L10n;
use crate::screens;
use crate::service::handing_over::{self, Handover, HandoverError, MOST};
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// The page.
pub struct HandoverView {
    it: Handover,
    typed: Typed,
    /// Somebody else has written another list meanwhile.
    is_changed: bool,
    errors: Errors,
}

screens! { HandoverPage(HandoverView) = "inside/handover.html"; }

/// The list, as it was typed, and as it was seen before.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    lines: String,
    seen: String,
}

impl Typed {
    fn read(&self, l: L10n, errors: &mut Errors) -> Option<Vec<ShortText>> {
        let written = self.lines.lines().filter(|line| !line.trim().is_empty());
        let lines: Vec<ShortText> =
            written.filter_map(|line| errors.take(l, "lines", ShortText::parse(line))).collect();
        if lines.len() > MOST {
            errors.add("lines", l.with("handover-too-many", &[("most", MOST.into())]));
        }
        errors.is_empty().then_some(lines)
    }
}

impl From<HandoverError> for WebError {
    fn from(error: HandoverError) -> Self {
        match error {
            HandoverError::NotFound => Self::not_found(),
            HandoverError::Changed => Self::conflict("handover-changed"),
            HandoverError::Store(cause) => cause.into(),
        }
    }
}

async fn handover(visitor: &Visitor, group: GroupId) -> Result<Visible<Handover>, HandoverError> {
    let viewer = visitor.viewer.again();
    visitor.app.read(move |db, now| handing_over::show(db, &viewer, group, now)).await
}

/// `GET /g/{group}/handover`: a group that has no list yet begins with what most need.
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let usual = visitor.l().t("handover-usual");
    let view = handover(&visitor, *group).await?.map(|it| {
        let seen = it.text();
        let lines = if seen.is_empty() { usual } else { seen.clone() };
        HandoverView { it, typed: Typed { lines, seen }, is_changed: false, errors: Errors::default() }
    });
    visitor.page::<HandoverPage<'_>>(&view)
}

/// `POST /g/{group}/handover`
pub async fn write(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (mut errors, group) = (Errors::default(), *group);
    let Some(lines) = form.read(visitor.l(), &mut errors) else {
        let view = handover(&visitor, group).await?;
        return visitor.again::<HandoverPage<'_>>(&view.map(|it| HandoverView {
            it,
            typed: form,
            is_changed: false,
            errors,
        }));
    };
    let (viewer, seen) = (visitor.viewer.again(), form.seen.clone());
    let written =
        visitor.app.write(move |db, now| handing_over::write(db, &viewer, group, &seen, &lines, now));
    match written.await {
        Ok(()) => visitor.go(&format!("/g/{group}/handover")),
        Err(HandoverError::Changed) => {
            // Sent again, it takes the place of what stands beside it now.
            let view = handover(&visitor, group).await?.map(|it| {
                let typed = Typed { seen: it.text(), ..form };
                HandoverView { it, typed, is_changed: true, errors }
            });
            visitor.answer::<HandoverPage<'_>>(StatusCode::CONFLICT, &view)
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether it is done.
#[derive(Deserialize)]
pub struct Ticked {
    #[serde(default)]
    done: String,
}

/// `POST /g/{group}/handover/{item}/tick`
pub async fn tick(at: Path<(GroupId, ItemId)>, sent: Protected<Ticked>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, at) = (visitor.viewer.again(), at.into_inner());
    let is_done = form.done == "yes";
    visitor.app.write(move |db, now| handing_over::tick(db, &viewer, at, is_done, now)).await?;
    visitor.go(&format!("/g/{}/handover", at.0))
}
