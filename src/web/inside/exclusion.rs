//! `/g/{group}/exclusion`: what the group has decided about the reader, and their appeal; and their words to a proposal about them.

use actix_web::web::Path;
use serde::Deserialize;

use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::text::Markdown;
use crate::screens;
use crate::service::excluding::{self, Decided, ExcludingError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::Errors;
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// What they say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    words: String,
}

/// The page.
pub struct ExclusionView {
    it: Decided,
    typed: Typed,
    errors: Errors,
}

screens! { ExclusionPage(ExclusionView) = "inside/exclusion.html"; }

impl From<ExcludingError> for WebError {
    fn from(error: ExcludingError) -> Self {
        match error {
            ExcludingError::NotFound => Self::not_found(),
            ExcludingError::Over => Self::conflict("exclusion-over"),
            ExcludingError::NotYet => Self::conflict("exclusion-not-yet"),
            ExcludingError::Store(cause) => cause.into(),
        }
    }
}

async fn view(visitor: &Visitor, group: GroupId, typed: Typed, errors: Errors) -> Reply {
    let viewer = visitor.viewer.again();
    let page = visitor.app.read(move |db, now| excluding::show(db, &viewer, group, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = page.map(|it| ExclusionView { it, typed, errors });
    if is_wrong {
        visitor.again::<ExclusionPage<'_>>(&view)
    } else {
        visitor.page::<ExclusionPage<'_>>(&view)
    }
}

/// `GET /g/{group}/exclusion`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    view(&visitor, *group, Typed::default(), Errors::default()).await
}

/// `POST /g/{group}/exclusion`: appeals.
pub async fn appeal(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, mut errors) = (*group, Errors::default());
    let Some(words) = errors.take(visitor.l(), "words", Markdown::parse(&form.words)) else {
        return view(&visitor, group, form, errors).await;
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| excluding::appeal(db, &viewer, group, &words, now)).await?;
    visitor.go(&format!("/g/{group}/exclusion"))
}

/// `POST /g/{group}/exclusion/leave`
pub async fn leave(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| excluding::leave(db, &viewer, *group, now)).await?;
    visitor.go("/me")
}

/// `POST /g/{group}/proposals/{proposal}/reply`
pub async fn reply(at: Path<(GroupId, ProposalId)>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let at = at.into_inner();
    let mut errors = Errors::default();
    let Some(words) = errors.take(visitor.l(), "words", Markdown::parse(&form.words)) else {
        return super::deciding::reply_again(&visitor, at, errors).await;
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| excluding::reply(db, &viewer, at, &words, now)).await?;
    visitor.go(&format!("/g/{}/proposals/{}", at.0, at.1))
}
