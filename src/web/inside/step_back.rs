//! `/g/{group}/step-back`: stepping back for a time; and what those who hold mandates order when it cannot wait.

use actix_web::web::Path;
use serde::Deserialize;

use crate::domain::ids::{GroupId, StepBackId};
use crate::domain::step_back::{Refusal, WEEKS};
use crate::l10n::L10n;
use crate::screens;
use crate::service::stepping_back::{self, Page, StepBackError};
use crate::web::accounts::Nothing;
use crate::web::error::{Reply, WebError};
use crate::web::form::{Choice, Errors};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

/// What somebody chose.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    weeks: String,
    about: String,
    reporter: String,
}

/// The page.
pub struct StepBackView {
    it: Page,
    typed: Typed,
    errors: Errors,
}

screens! { StepBackPage(StepBackView) = "inside/step_back.html"; }

impl From<StepBackError> for WebError {
    fn from(error: StepBackError) -> Self {
        match error {
            StepBackError::NotFound => Self::not_found(),
            StepBackError::NoChoice => Self::bad_request("error-form"),
            StepBackError::Refused(why) => Self::conflict(refusal_key(why)),
            StepBackError::Turns(why) => why.into(),
            StepBackError::Store(cause) => cause.into(),
        }
    }
}

fn refusal_key(why: Refusal) -> &'static str {
    match why {
        Refusal::Involved => "step-back-involved",
        Refusal::NotAlone => "step-back-not-alone",
        Refusal::Already => "step-back-already",
        Refusal::NoSecond => "step-back-no-second",
    }
}

impl StepBackView {
    fn weeks(&self, l: L10n) -> Vec<Choice> {
        WEEKS
            .map(|weeks| {
                let words = l.with("step-back-weeks", &[("weeks", weeks.into())]);
                Choice::new(weeks, words, weeks.to_string() == self.typed.weeks)
            })
            .into()
    }

    fn members(&self, chosen: &str, none: String) -> Vec<Choice> {
        let all = self.it.others.iter();
        let all = all.map(|(id, name)| Choice::new(id, name.clone(), id.to_string() == chosen));
        std::iter::once(Choice::new("", none, chosen.is_empty())).chain(all).collect()
    }

    fn about(&self, l: L10n) -> Vec<Choice> {
        self.members(&self.typed.about, l.t("step-back-choose"))
    }

    fn reporters(&self, l: L10n) -> Vec<Choice> {
        self.members(&self.typed.reporter, l.t("step-back-nobody-inside"))
    }
}

async fn view(visitor: &Visitor, group: GroupId, typed: Typed, errors: Errors) -> Reply {
    let viewer = visitor.viewer.again();
    let page = visitor.app.read(move |db, now| stepping_back::page(db, &viewer, group, now)).await?;
    let is_wrong = !errors.is_empty();
    let view = page.map(|it| StepBackView { it, typed, errors });
    if is_wrong { visitor.again::<StepBackPage<'_>>(&view) } else { visitor.page::<StepBackPage<'_>>(&view) }
}

/// `GET /g/{group}/step-back`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    view(&visitor, *group, Typed::default(), Errors::default()).await
}

/// `POST /g/{group}/step-back`
pub async fn begin(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (group, mut errors) = (*group, Errors::default());
    let weeks = form.weeks.parse().ok().filter(|weeks| WEEKS.contains(weeks));
    let Some(weeks) = errors.chosen(visitor.l(), "weeks", weeks) else {
        return view(&visitor, group, form, errors).await;
    };
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| stepping_back::begin(db, &viewer, group, weeks, now)).await?;
    visitor.go(&format!("/g/{group}/step-back"))
}

/// `POST /g/{group}/step-back/end`
pub async fn end(group: Path<GroupId>, sent: Protected<Nothing>) -> Reply {
    let (visitor, group) = (sent.visitor, *group);
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| stepping_back::end(db, &viewer, group, now)).await?;
    visitor.go(&format!("/g/{group}"))
}

/// `POST /g/{group}/step-back/order`
pub async fn order(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, group, mut errors) = (visitor.l(), *group, Errors::default());
    let about = errors.chosen(l, "about", form.about.parse().ok());
    let reporter = match form.reporter.as_str() {
        "" => None,
        id => errors.chosen(l, "reporter", id.parse().ok()),
    };
    let Some(about) = about.filter(|_| errors.is_empty()) else {
        return view(&visitor, group, form, errors).await;
    };
    let viewer = visitor.viewer.again();
    visitor
        .app
        .write(move |db, now| stepping_back::order(db, &viewer, group, (about, reporter), now))
        .await?;
    visitor.go(&format!("/g/{group}/step-back"))
}

/// `POST /g/{group}/step-back/{step_back}/confirm`
pub async fn confirm(at: Path<(GroupId, StepBackId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, id)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| stepping_back::confirm(db, &viewer, group, id, now)).await?;
    visitor.go(&format!("/g/{group}/step-back"))
}

/// `POST /g/{group}/step-back/{step_back}/lift`
pub async fn lift(at: Path<(GroupId, StepBackId)>, sent: Protected<Nothing>) -> Reply {
    let (visitor, (group, id)) = (sent.visitor, at.into_inner());
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| stepping_back::lift(db, &viewer, group, id, now)).await?;
    visitor.go(&format!("/g/{group}/step-back"))
}
