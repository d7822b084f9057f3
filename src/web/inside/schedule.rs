//! A facilitator's desk: a new series. Without script the six next dates come after "check".

use actix_web::web::Path;

use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::series_form::{Preview, SeriesPage, Typed, read, view};
use crate::access::Visible;
use crate::domain::ids::GroupId;
use crate::service::scheduling::{self, Desk, ScheduleError};

impl From<ScheduleError> for WebError {
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::NotFound => Self::not_found(),
            ScheduleError::NoDates => Self::conflict("series-no-dates"),
            ScheduleError::InGap => Self::conflict("series-in-gap"),
            ScheduleError::Passed => Self::conflict("series-passed"),
            ScheduleError::Started => Self::conflict("answer-started"),
            ScheduleError::Cancelled => Self::conflict("answer-cancelled"),
            ScheduleError::Enough => Self::conflict("series-enough"),
            ScheduleError::There => Self::conflict("dates-there"),
            ScheduleError::Meanwhile => Self::conflict("dates-meanwhile"),
            ScheduleError::TheyDecide => Self::conflict("edit-they-decide"),
            ScheduleError::TooLate => Self::conflict("dates-too-late"),
            ScheduleError::OtherDays => Self::conflict("zone-other-days"),
            ScheduleError::Store(cause) => cause.into(),
        }
    }
}

async fn desk(visitor: &Visitor, group: GroupId) -> Result<Visible<Desk>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| scheduling::desk(db, &viewer, group, now)).await?)
}

/// `GET /g/{group}/series/new`
pub async fn form(visitor: Visitor, group: Path<GroupId>) -> Reply {
    let l = visitor.l();
    let view = desk(&visitor, *group)
        .await?
        .map(|desk| view(l, &desk, Typed::default(), Errors::default(), Preview::default()));
    visitor.page::<SeriesPage<'_>>(&view)
}

/// `POST /g/{group}/series/new`: shows the dates, or saves.
pub async fn create(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let desk = desk(&visitor, group).await?;
    let new = read(l, &form, desk.zone, None, &mut errors);
    let preview = match &new {
        Some(new) => match scheduling::preview(&new.schedule, visitor.app.clock.now()) {
            Ok(dates) => {
                let from = dates.first().map_or(new.schedule.start, |first| first.original).date();
                Preview { dates, skipped: new.schedule.skipped(from) }
            }
            Err(refusal) => {
                let (field, sentence) = match refusal {
                    ScheduleError::InGap => ("time", "series-in-gap"),
                    _ => ("date", "series-no-dates"),
                };
                errors.add(field, l.t(sentence));
                Preview::default()
            }
        },
        None => Preview::default(),
    };
    match new.filter(|_| errors.is_empty()) {
        Some(new) if form.check.is_empty() => {
            let viewer = visitor.viewer.again();
            visitor.app.write(move |db, now| scheduling::create(db, &viewer, group, &new, now)).await?;
            visitor.go(&format!("/g/{group}"))
        }
        Some(_) => {
            let view = desk.map(|desk| view(l, &desk, form, errors, preview));
            visitor.page::<SeriesPage<'_>>(&view)
        }
        None => {
            let view = desk.map(|desk| view(l, &desk, form, errors, Preview::default()));
            visitor.again::<SeriesPage<'_>>(&view)
        }
    }
}
