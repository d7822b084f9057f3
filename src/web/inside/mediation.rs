//! `/g/{group}/mediation`: somebody stands between two members. Shows what the reader has a part in, and nothing else.

use actix_web::web::Path;
use serde::Deserialize;

use crate::domain::ids::{GroupId, MediationId};
use crate::domain::mediation::{Refusal, State};
use crate::l10n::L10n;
use crate::screens;
use crate::service::mediating::{self, MediatingError, Page};
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// What somebody chose.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    about: String,
    mediator: String,
}

/// The page.
pub struct MediationView {
    it: Page,
    typed: Typed,
    errors: Errors,
}

screens! { MediationPage(MediationView) = "inside/mediation.html"; }

impl From<MediatingError> for WebError {
    fn from(error: MediatingError) -> Self {
        match error {
            MediatingError::NotFound => Self::not_found(),
            MediatingError::NoChoice => Self::bad_request("error-form"),
            MediatingError::Refused(Refusal::NotThree) => Self::conflict("mediation-not-three"),
            MediatingError::Refused(Refusal::Enough) => Self::conflict("mediation-enough"),
            MediatingError::Store(cause) => cause.into(),
        }
    }
}

impl MediationView {
    fn members(&self, chosen: &str, none: String) -> Vec<Choice> {
        let all = self.it.others.iter();
        let all = all.map(|(id, name)| Choice::new(id, name.clone(), id.to_string() == chosen));
        std::iter::once(Choice::new("", none, chosen.is_empty())).chain(all).collect()
    }

    fn about(&self, l: L10n) -> Vec<Choice> {
        self.members(&self.typed.about, l.t("step-back-choose"))
    }

    fn mediators(&self, l: L10n) -> Vec<Choice> {
        self.members(&self.typed.mediator, l.t("mediation-from-outside"))
    }
}

/// How it stands, in words.
#[must_use]
pub fn state_key(state: State) -> &'static str {
    match state {
        State::Offered => "mediation-offered",
        State::Agreed => "mediation-agreed",
        State::Declined => "mediation-declined",
    }
}

async fn view(visitor: &Visitor, group: GroupId, typed: Typed, errors: Errors) -> Reply {
    let viewer = visitor.viewer.again();
    let page = visitor.app.read(move |db, now| mediating::page(db, &viewer, group, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = page.map(|it| MediationView { it, typed, errors });
    if is_wrong {
        visitor.again::<MediationPage<'_>>(&view)
    } else {
        visitor.page::<MediationPage<'_>>(&view)
    }
}

/// `GET /g/{group}/mediation`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    view(&visitor, *group, Typed::default(), Errors::default()).await
}

/// `POST /g/{group}/mediation`
pub async fn offer(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, group, mut errors) = (visitor.l(), *group, Errors::default());
    let about = errors.chosen(l, "about", form.about.parse().ok());
    let mediator = match form.mediator.as_str() {
        "" => None,
        id => errors.chosen(l, "mediator", id.parse().ok()),
    };
    if about.is_some() && about == mediator {
        errors.add("mediator", l.t("mediation-not-three"));
    }
    let Some(about) = about.filter(|_| errors.is_empty()) else {
        return view(&visitor, group, form, errors).await;
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| mediating::offer(db, &viewer, group, (about, mediator), now)).await?;
    visitor.go(&format!("/g/{group}/mediation"))
}

/// A yes or a no.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    answer: String,
}

/// `POST /g/{group}/mediation/{mediation}`
pub async fn answer(at: Path<(GroupId, MediationId)>, sent: Protected<Said>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, id) = at.into_inner();
    let yes = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(WebError::bad_request("error-form")),
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| mediating::answer(db, &viewer, group, id, yes, now)).await?;
    visitor.go(&format!("/g/{group}/mediation"))
}
