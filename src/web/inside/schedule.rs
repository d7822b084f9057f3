//! A facilitator's desk: a new series. Without script the six next dates come after "check".

use std::num::NonZeroU8;

use actix_web::web::Path;
use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

use super::super::error::{Reply, WebError};
use super::super::form::{Choice, Errors};
use super::super::protected::Protected;
use super::super::visitor::Visitor;
use crate::access::Visible;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::ids::GroupId;
use crate::domain::series::{Days, Ends, InMonth, Meeting, Nth, Repeat, Rule, Schedule};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Wall, WallRefusal, Zone};
use crate::l10n::L10n;
use crate::screens;
use crate::service::scheduling::{self, Desk, ScheduleError};
use crate::store::series::NewSeries;

/// The form of a series, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    title: String,
    date: String,
    time: String,
    ends: String,
    repeat: String,
    until: String,
    format: String,
    openness: String,
    address: String,
    how_to_get_in: String,
    online_url: String,
    joining_secret: String,
    places: String,
    note: String,
    /// "Show me the dates": nothing is saved.
    check: String,
}

/// The page with it.
pub struct SeriesView {
    group: GroupId,
    zone: Zone,
    typed: Typed,
    errors: Errors,
    repeats: Vec<Choice>,
    formats: Vec<Choice>,
    openness: Vec<Choice>,
    dates: Vec<Meeting>,
}

screens! {
    SeriesPage(SeriesView) = "inside/series.html";
}

impl From<ScheduleError> for WebError {
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::NotFound => Self::not_found(),
            ScheduleError::NoDates => Self::conflict("series-no-dates"),
            ScheduleError::InGap => Self::conflict("series-in-gap"),
            ScheduleError::Passed => Self::conflict("series-passed"),
            ScheduleError::Started => Self::conflict("answer-started"),
            ScheduleError::Cancelled => Self::conflict("answer-cancelled"),
            ScheduleError::Store(cause) => cause.into(),
        }
    }
}

/// How often, as the form asks: the weekday and its place in the month come from the first date.
const REPEATS: [(&str, &str); 8] = [
    ("weekly-1", "series-every-week"),
    ("weekly-2", "series-every-second-week"),
    ("weekly-3", "series-every-third-week"),
    ("weekly-4", "series-every-fourth-week"),
    ("monthly-nth", "series-monthly-nth"),
    ("monthly-last", "series-monthly-last"),
    ("monthly-2-nth", "series-every-second-month"),
    ("once", "series-once"),
];

fn repeat(code: &str, first: NaiveDate) -> Option<Repeat> {
    let every = |n: u8| NonZeroU8::new(n).unwrap_or(NonZeroU8::MIN);
    let day = first.weekday();
    let nth = u8::try_from((first.day() - 1) / 7 + 1).ok().and_then(Nth::number).unwrap_or(Nth::Last);
    Some(match code {
        "weekly-1" => Repeat::Weekly { every: every(1), on: Days::only(day) },
        "weekly-2" => Repeat::Weekly { every: every(2), on: Days::only(day) },
        "weekly-3" => Repeat::Weekly { every: every(3), on: Days::only(day) },
        "weekly-4" => Repeat::Weekly { every: every(4), on: Days::only(day) },
        "monthly-nth" => Repeat::Monthly { every: every(1), on: InMonth::one(nth, day) },
        "monthly-last" => Repeat::Monthly { every: every(1), on: InMonth::one(Nth::Last, day) },
        "monthly-2-nth" => Repeat::Monthly { every: every(2), on: InMonth::one(nth, day) },
        "once" => Repeat::Once,
        _ => return None,
    })
}

fn view(l: L10n, desk: &Desk, typed: Typed, errors: Errors, dates: Vec<Meeting>) -> SeriesView {
    let chosen = |typed: &str, code: &str, first: bool| typed == code || (typed.is_empty() && first);
    SeriesView {
        group: desk.group,
        zone: desk.zone,
        repeats: REPEATS
            .iter()
            .map(|(code, key)| Choice::new(code, l.t(key), chosen(&typed.repeat, code, *code == "weekly-1")))
            .collect(),
        formats: Format::ALL
            .iter()
            .map(|it| {
                Choice::new(
                    it.code(),
                    l.t(format_key(*it)),
                    chosen(&typed.format, it.code(), *it == Format::InPerson),
                )
            })
            .collect(),
        openness: Openness::ALL
            .iter()
            .map(|it| {
                let is_first = *it == Openness::Open;
                Choice::new(it.code(), l.t(openness_key(*it)), chosen(&typed.openness, it.code(), is_first))
            })
            .collect(),
        typed,
        errors,
        dates,
    }
}

/// In person, online, hybrid.
#[must_use]
pub fn format_key(format: Format) -> &'static str {
    match format {
        Format::InPerson => "meeting-in-person",
        Format::Online => "meeting-online",
        Format::Hybrid => "meeting-hybrid",
    }
}

/// Open or closed.
#[must_use]
pub fn openness_key(openness: Openness) -> &'static str {
    match openness {
        Openness::Open => "meeting-open",
        Openness::Closed => "meeting-closed",
    }
}

/// Reads the form; what is wrong stands in `errors`.
fn read(l: L10n, typed: &Typed, zone: Zone, errors: &mut Errors) -> Option<NewSeries> {
    let start = wall(l, &typed.date, &typed.time, errors);
    let ends = if typed.until.trim().is_empty() {
        Some(Ends::Never)
    } else {
        let until = NaiveDate::parse_from_str(typed.until.trim(), "%Y-%m-%d").ok();
        if until.is_none() {
            errors.add("until", l.sentence(&WallRefusal::Date));
        }
        until.map(Ends::On)
    };
    let minutes = start.and_then(|start| minutes(l, start, &typed.ends, errors));
    let places = if typed.places.trim().is_empty() {
        None
    } else {
        let places = typed.places.trim().parse().ok().filter(|places: &u16| (1..=10_000).contains(places));
        if places.is_none() {
            errors.add("places", l.t("series-places-wrong"));
        }
        places
    };
    let mut text = |field, typed: &str| errors.take_optional(l, field, typed, ShortText::parse);
    let (title, address) = (text("title", &typed.title), text("address", &typed.address));
    let (how_to_get_in, note) = (text("how_to_get_in", &typed.how_to_get_in), text("note", &typed.note));
    let joining_secret = text("joining_secret", &typed.joining_secret);
    let online_url = errors.take_optional(l, "online_url", &typed.online_url, OnlineUrl::parse);
    let format = errors.chosen(l, "format", Format::from_code(&typed.format));
    let openness = errors.chosen(l, "openness", Openness::from_code(&typed.openness));
    let repeat = match start {
        Some(start) => errors.chosen(l, "repeat", repeat(&typed.repeat, start.date())),
        None => None,
    };
    let (start, minutes, ends) = (start?, minutes?, ends?);
    Some(NewSeries {
        kind: SeriesKind::Meeting,
        title,
        schedule: Schedule { start, zone, rule: Rule { repeat: repeat?, ends } },
        minutes,
        format: format?,
        openness: openness?,
        address,
        how_to_get_in,
        online_url,
        joining_secret,
        places,
        note,
    })
}

pub(super) fn wall(l: L10n, date: &str, time: &str, errors: &mut Errors) -> Option<Wall> {
    let read = Wall::parse(date, time);
    let field = if read == Err(WallRefusal::Time) { "time" } else { "date" };
    errors.take(l, field, read)
}

/// From the two times of day; an end that is not after the start is refused, for nobody types a night by mistake.
fn minutes(l: L10n, start: Wall, ends: &str, errors: &mut Errors) -> Option<u16> {
    let end = Wall::parse(&start.date().to_string(), ends);
    let end = errors.take(l, "ends", end)?;
    let minutes = (end.naive() - start.naive()).num_minutes();
    let minutes = u16::try_from(minutes).ok().filter(|minutes| *minutes >= 5);
    if minutes.is_none() {
        errors.add("ends", l.t("series-end-before-start"));
    }
    minutes
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
        .map(|desk| view(l, &desk, Typed::default(), Errors::default(), Vec::new()));
    visitor.page::<SeriesPage<'_>>(&view)
}

/// `POST /g/{group}/series/new`: shows the dates, or saves.
pub async fn create(group: Path<GroupId>, sent: Protected<Typed>) -> Reply {
    let Protected { visitor, form } = sent;
    let (l, mut errors, group) = (visitor.l(), Errors::default(), *group);
    let desk = desk(&visitor, group).await?;
    let new = read(l, &form, desk.zone, &mut errors);
    let dates = new.as_ref().map(|new| scheduling::preview(&new.schedule, visitor.app.clock.now()));
    let dates = match dates {
        Some(Ok(dates)) => dates,
        Some(Err(refusal)) => {
            let (field, sentence) = match refusal {
                ScheduleError::InGap => ("time", "series-in-gap"),
                _ => ("date", "series-no-dates"),
            };
            errors.add(field, l.t(sentence));
            Vec::new()
        }
        None => Vec::new(),
    };
    match new.filter(|_| errors.is_empty()) {
        Some(new) if form.check.is_empty() => {
            let viewer = visitor.viewer.again();
            visitor.app.write(move |db, now| scheduling::create(db, &viewer, group, &new, now)).await?;
            visitor.go(&format!("/g/{group}"))
        }
        Some(_) => {
            let view = desk.map(|desk| view(l, &desk, form, errors, dates));
            visitor.page::<SeriesPage<'_>>(&view)
        }
        None => {
            let view = desk.map(|desk| view(l, &desk, form, errors, Vec::new()));
            visitor.again::<SeriesPage<'_>>(&view)
        }
    }
}
