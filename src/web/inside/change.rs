//! One date is cancelled or moved, after a look at how many people that touches.

use actix_web::web::Path;
use serde::Deserialize;

use super::super::accounts::Nothing;
use super::super::error::{Reply, WebError};
use super::super::form::Errors;
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::series_form::wall;
use crate::access::Visible;
use crate::domain::ids::GroupId;
use crate::domain::series::MeetingKey;
use crate::screens;
use crate::service::scheduling::{self, Affected, Alteration, ScheduleError};

/// One date that may be changed.
pub struct ChangeView {
    it: Affected,
    date: String,
    time: String,
    errors: Errors,
}

screens! { ChangePage(ChangeView) = "inside/change.html"; }

async fn look(visitor: &Visitor, at: (GroupId, MeetingKey)) -> Result<Visible<Affected>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| scheduling::look(db, &viewer, at.0, at.1, now)).await?)
}

/// `GET /g/{group}/meetings/{meeting}/change`
pub async fn change_form(visitor: Visitor, at: Path<(GroupId, MeetingKey)>) -> Reply {
    let view = look(&visitor, at.into_inner()).await?.map(|it| ChangeView {
        date: it.meeting.wall.date().to_string(),
        time: it.meeting.wall.time().format("%H:%M").to_string(),
        it,
        errors: Errors::default(),
    });
    visitor.page::<ChangePage<'_>>(&view)
}

/// Where to.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct To {
    date: String,
    time: String,
}

/// `POST /g/{group}/meetings/{meeting}/move`
pub async fn move_it(at: Path<(GroupId, MeetingKey)>, sent: Protected<To>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, at) = (visitor.l(), Errors::default(), at.into_inner());
    if let Some(to) = wall(l, &form.date, &form.time, &mut errors) {
        let viewer = visitor.viewer.again();
        let done = visitor
            .app
            .write(move |db, now| scheduling::alter(db, &viewer, at.0, at.1, Alteration::Move(to), now))
            .await;
        match done {
            Ok(_) => return visitor.go(&format!("/g/{}", at.0)),
            Err(ScheduleError::InGap) => errors.add("time", l.t("series-in-gap")),
            Err(ScheduleError::Passed) => errors.add("date", l.t("series-passed")),
            Err(other) => return Err(other.into()),
        }
    }
    let view =
        look(&visitor, at).await?.map(|it| ChangeView { it, date: form.date, time: form.time, errors });
    visitor.again::<ChangePage<'_>>(&view)
}

/// `POST /g/{group}/meetings/{meeting}/cancel`
pub async fn cancel(at: Path<(GroupId, MeetingKey)>, sent: Protected<Nothing>) -> Reply {
    let visitor = sent.visitor;
    let (at, viewer) = (at.into_inner(), visitor.viewer.again());
    visitor
        .app
        .write(move |db, now| scheduling::alter(db, &viewer, at.0, at.1, Alteration::Cancel, now))
        .await?;
    visitor.go(&format!("/g/{}", at.0))
}
