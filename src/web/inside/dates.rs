//! All that a group has agreed on about its dates, on one page: its series, a date more, pauses, its zone, and the last
//! change, which can be undone.

use actix_web::web::Path;
use serde::Deserialize;

use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::series_form::wall;
use crate::access::Visible;
use crate::domain::holidays::{Holiday, Occasion};
use crate::domain::ids::{DatesId, GroupId, SeriesId};
use crate::screens;
use crate::service::pausing::{self, Dates};
use crate::service::replanning;
use crate::service::scheduling::ScheduleError;

/// The page.
pub struct DatesView {
    it: Dates,
    /// What was typed for an extra date, and of which series.
    extra: Option<(SeriesId, Extra, Errors)>,
}

screens! { DatesPage(DatesView) = "inside/dates.html"; }

impl DatesView {
    /// What was typed for an extra date of a series, and what is wrong with it.
    fn typed(&self, of: &SeriesId) -> Option<&(SeriesId, Extra, Errors)> {
        self.extra.as_ref().filter(|(series, ..)| series == of)
    }

    /// Where a pause for a holiday is asked for.
    fn pause(&self, it: &Occasion) -> String {
        format!("/g/{}/pauses/new?from={}&to={}", self.it.group, it.from, it.to)
    }
}

/// What a holiday is called.
#[must_use]
pub fn holiday_key(it: Holiday) -> &'static str {
    match it {
        Holiday::NewYear => "holiday-new-year",
        Holiday::Epiphany => "holiday-epiphany",
        Holiday::CleanMonday => "holiday-clean-monday",
        Holiday::MarchTwentyFifth => "holiday-march-25",
        Holiday::CyprusDay => "holiday-april-1",
        Holiday::Easter => "holiday-easter",
        Holiday::FirstOfMay => "holiday-may-1",
        Holiday::WhitMonday => "holiday-whit-monday",
        Holiday::Assumption => "holiday-august-15",
        Holiday::CyprusIndependence => "holiday-october-1",
        Holiday::OchiDay => "holiday-october-28",
        Holiday::Christmas => "holiday-christmas",
    }
}

async fn dates(visitor: &Visitor, group: GroupId) -> Result<Visible<Dates>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| pausing::dates(db, &viewer, group, now)).await?)
}

/// `GET /g/{group}/dates`
pub async fn show(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let view = dates(&visitor, *group).await?.map(|it| DatesView { it, extra: None });
    visitor.page::<DatesPage<'_>>(&view)
}

/// When one more meeting is to be.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Extra {
    date: String,
    time: String,
}

/// `POST /g/{group}/series/{series}/dates`
pub async fn add(at: Path<(GroupId, SeriesId)>, sent: Protected<Extra>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, (group, series)) = (visitor.l(), Errors::default(), at.into_inner());
    if let Some(to) = wall(l, &form.date, &form.time, &mut errors) {
        let viewer = visitor.viewer.again();
        let done =
            visitor.app.write(move |db, now| replanning::add(db, &viewer, group, series, to, now)).await;
        match done {
            Ok(()) => return visitor.go(&format!("/g/{group}/dates")),
            Err(ScheduleError::InGap) => errors.add("time", l.t("series-in-gap")),
            Err(ScheduleError::Passed) => errors.add("date", l.t("series-passed")),
            Err(ScheduleError::There) => errors.add("date", l.t("dates-there")),
            Err(other) => return Err(other.into()),
        }
    }
    let view = dates(&visitor, group).await?.map(|it| DatesView { it, extra: Some((series, form, errors)) });
    visitor.again::<DatesPage<'_>>(&view)
}

/// Which change is to be undone: the one that whoever presses has seen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Undo {
    change: String,
}

/// `POST /g/{group}/undo`
pub async fn undo(group: Path<GroupId>, sent: Protected<Undo>) -> Reply {
    let Protected { visitor, form } = sent;
    let (viewer, group) = (visitor.viewer.again(), *group);
    let change: Option<DatesId> = form.change.parse().ok();
    visitor.app.write(move |db, now| replanning::undo(db, &viewer, group, change, now)).await?;
    visitor.go(&format!("/g/{group}/dates"))
}
