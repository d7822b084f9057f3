//! One date is cancelled or moved, held on other terms, or after all, after a look at how many people that touches.

use actix_web::web::Path;
use serde::Deserialize;

use super::super::accounts::Nothing;
use super::super::error::{Reply, WebError};
use super::super::form::{Choice, Errors};
use super::super::meeting::{format_key, openness_key};
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use super::series_form::wall;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Format, Openness};
use crate::domain::ids::GroupId;
use crate::domain::mark;
use crate::domain::series::{MeetingKey, Terms};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::l10n::L10n;
use crate::screens;
use crate::service::changing::{self, Affected, Alteration};
use crate::service::scheduling::ScheduleError;

/// What was typed in one of the page's forms; the others show how it is.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    date: String,
    time: String,
    openness: String,
    minutes: String,
    format: String,
    address: String,
    how_to_get_in: String,
    online_url: String,
    /// The mark of the terms that were shown.
    seen: String,
}

/// One date that may be changed.
pub struct ChangeView {
    it: Affected,
    typed: Typed,
    formats: Vec<Choice>,
    openness: Vec<Choice>,
    errors: Errors,
}

screens! { ChangePage(ChangeView) = "inside/change.html"; }

type At = Path<(GroupId, MeetingKey)>;

impl Typed {
    /// How it is.
    fn of(it: &Affected) -> Self {
        let terms = &it.terms;
        Self {
            date: it.meeting.wall.date().to_string(),
            time: it.meeting.wall.time().format("%H:%M").to_string(),
            openness: terms.openness.code().to_owned(),
            minutes: terms.minutes.to_string(),
            format: terms.format.code().to_owned(),
            address: terms.address.clone(),
            how_to_get_in: terms.how_to_get_in.clone(),
            online_url: terms.online_url.clone(),
            seen: mark::of(terms),
        }
    }

    fn terms(&self, l: L10n, errors: &mut Errors) -> Option<Terms> {
        let minutes = self.minutes.trim().parse().ok().filter(|minutes| (5..=1440).contains(minutes));
        if minutes.is_none() {
            errors.add("minutes", l.t("change-minutes-wrong"));
        }
        let mut text = |field, typed: &str| {
            let text = errors.take_optional(l, field, typed, ShortText::parse);
            text.map_or_else(String::new, |text| text.as_str().to_owned())
        };
        let address = text("address", &self.address);
        let how_to_get_in = text("how_to_get_in", &self.how_to_get_in);
        let url = errors.take_optional(l, "online_url", &self.online_url, OnlineUrl::parse);
        let format = errors.chosen(l, "format", Format::from_code(&self.format));
        let openness = errors.chosen(l, "openness", Openness::from_code(&self.openness));
        let terms = Terms {
            minutes: minutes?,
            format: format?,
            openness: openness?,
            address,
            how_to_get_in,
            online_url: url.map_or_else(String::new, |url| url.as_str().to_owned()),
        };
        errors.is_empty().then_some(terms)
    }
}

fn view(l: L10n, it: Affected, typed: Typed, errors: Errors) -> ChangeView {
    let format = |it: &Format| Choice::new(it.code(), l.t(format_key(*it)), it.code() == typed.format);
    let openness =
        |it: &Openness| Choice::new(it.code(), l.t(openness_key(*it)), it.code() == typed.openness);
    ChangeView {
        formats: Format::ALL.iter().map(format).collect(),
        openness: Openness::ALL.iter().map(openness).collect(),
        it,
        typed,
        errors,
    }
}

async fn look(visitor: &Visitor, at: (GroupId, MeetingKey)) -> Result<Visible<Affected>, WebError> {
    let viewer = visitor.viewer.again();
    Ok(visitor.app.read(move |db, now| changing::look(db, &viewer, at.0, at.1, now)).await?)
}

/// `GET /g/{group}/meetings/{meeting}/change`
pub async fn change_form(visitor: Visitor, at: At) -> Reply {
    let l = visitor.l();
    let view = look(&visitor, at.into_inner()).await?.map(|it| {
        let typed = Typed::of(&it);
        view(l, it, typed, Errors::default())
    });
    visitor.page::<ChangePage<'_>>(&view)
}

async fn alter(
    visitor: &Visitor,
    at: (GroupId, MeetingKey),
    alteration: Alteration,
) -> Result<u32, ScheduleError> {
    let viewer = visitor.viewer.again();
    visitor.app.write(move |db, now| changing::alter(db, &viewer, at.0, at.1, &alteration, now)).await
}

/// `POST /g/{group}/meetings/{meeting}/move`
pub async fn move_it(at: At, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, at) = (visitor.l(), Errors::default(), at.into_inner());
    if let Some(to) = wall(l, &form.date, &form.time, &mut errors) {
        match alter(&visitor, at, Alteration::Move(to)).await {
            Ok(_) => return visitor.go(&format!("/g/{}", at.0)),
            Err(ScheduleError::InGap) => errors.add("time", l.t("series-in-gap")),
            Err(ScheduleError::Passed) => errors.add("date", l.t("series-passed")),
            Err(other) => return Err(other.into()),
        }
    }
    let view = look(&visitor, at).await?.map(|it| {
        let typed = Typed { date: form.date, time: form.time, ..Typed::of(&it) };
        view(l, it, typed, errors)
    });
    visitor.again::<ChangePage<'_>>(&view)
}

/// `POST /g/{group}/meetings/{meeting}/terms`
pub async fn hold(at: At, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, at) = (visitor.l(), Errors::default(), at.into_inner());
    if let Some(terms) = form.terms(l, &mut errors) {
        match alter(&visitor, at, Alteration::Hold(terms, form.seen.clone())).await {
            Ok(_) => return visitor.go(&format!("/g/{}", at.0)),
            Err(ScheduleError::Meanwhile) => errors.add("openness", l.t("dates-meanwhile")),
            Err(other) => return Err(other.into()),
        }
    }
    let view = look(&visitor, at).await?.map(|it| {
        let Typed { date, time, seen, .. } = Typed::of(&it);
        view(l, it, Typed { date, time, seen, ..form }, errors)
    });
    visitor.again::<ChangePage<'_>>(&view)
}

/// `POST /g/{group}/meetings/{meeting}/cancel`
pub async fn cancel(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    alter(&visitor, at, Alteration::Cancel).await?;
    visitor.go(&format!("/g/{}", at.0))
}

/// `POST /g/{group}/meetings/{meeting}/resume`
pub async fn resume(at: At, sent: Protected<Nothing>) -> Reply {
    let (visitor, at) = (sent.visitor, at.into_inner());
    alter(&visitor, at, Alteration::Resume).await?;
    visitor.go(&format!("/g/{}", at.0))
}
