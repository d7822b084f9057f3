//! `/g/{group}/passing-on`: what the group passes on to its programme, before it does; and how figures are protected. Any member may hold
//! a week back; whether anything is passed on at all is decided elsewhere.

use actix_web::web::Path;
use serde::Deserialize;

use crate::domain::ids::GroupId;
use crate::domain::release::Week;
use crate::l10n::L10n;
use crate::screens;
use crate::service::passing_on::{self, Coming, Fate, Passing, PassingError};
use crate::web::error::{Reply, WebError};
use crate::web::protected::Protected;
use crate::web::visitor::Visitor;

screens! { PassingOnPage(Passing) = "inside/passing_on.html"; }

impl From<PassingError> for WebError {
    fn from(error: PassingError) -> Self {
        match error {
            PassingError::NotFound => Self::not_found(),
            PassingError::Released => Self::conflict("passing-released"),
            PassingError::Store(cause) => cause.into(),
        }
    }
}

/// Which week.
#[must_use]
pub fn days(l: L10n, week: Week) -> String {
    l.with("passing-week", &[("from", l.date(week.monday()).into())])
}

/// What becomes of a week that is not released yet.
#[must_use]
pub fn becomes(l: L10n, it: &Coming) -> String {
    match it.fate {
        Fate::Passes => l.with(
            "passing-goes",
            &[
                ("when", l.when(it.released.0, it.released.1).into()),
                ("heads", it.counted.heads.into()),
                ("first", it.counted.first_time.into()),
            ],
        ),
        Fate::Nothing => l.t("passing-nothing-yet"),
        Fate::HeldBack => l.t("passing-is-kept"),
        Fate::NotShared => l.t("passing-not-shared"),
    }
}

/// What became of one that is.
#[must_use]
pub fn became_key(it: Fate) -> &'static str {
    match it {
        Fate::Passes => "passing-was-passed",
        Fate::HeldBack => "passing-was-kept",
        Fate::NotShared | Fate::Nothing => "passing-was-not-shared",
    }
}

/// A week, and whether it stays with the group.
#[derive(Deserialize)]
pub struct Sent {
    week: chrono::NaiveDate,
    #[serde(default)]
    keep: String,
}

/// `GET /g/{group}/passing-on`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let viewer = visitor.viewer.again();
    let view = visitor.app.read(move |db, now| passing_on::look(db, &viewer, *group, now)).await?;
    visitor.page::<PassingOnPage<'_>>(&view)
}

/// `POST /g/{group}/passing-on`
pub async fn hold(group: Path<GroupId>, sent: Protected<Sent>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group) = (visitor.viewer.again(), *group);
    let what = (Week::of(form.week), form.keep == "yes");
    visitor.app.write(move |db, now| passing_on::hold(db, &viewer, group, what, now)).await?;
    visitor.go(&format!("/g/{group}/passing-on"))
}
