//! The form of a series: what a facilitator is asked, in plain words, and what it means as a rule.

use chrono::{NaiveDate, Weekday};
use serde::Deserialize;

use super::super::form::{Choice, Errors};
use super::super::meeting::{format_key, openness_key};
use super::repeats::{self, REPEATS};
use crate::domain::coded::Coded as _;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::ids::GroupId;
use crate::domain::series::{Ends, Meeting, Nths, Repeat, Rule, Schedule};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Wall, WallRefusal, Zone};
use crate::l10n::L10n;
use crate::screens;
use crate::service::scheduling::Desk;
use crate::store::series::NewSeries;

/// The form, as it was typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    kind: String,
    title: String,
    date: String,
    time: String,
    ends: String,
    repeat: String,
    /// Further days of the week.
    also: Vec<String>,
    until: String,
    count: String,
    format: String,
    openness: String,
    /// On which of a month's weekdays it is the other way round.
    other: Vec<String>,
    open_to: String,
    address: String,
    how_to_get_in: String,
    online_url: String,
    joining_secret: String,
    places: String,
    note: String,
    /// "Show me the dates": nothing is saved.
    pub(super) check: String,
}

/// The page with it.
pub struct SeriesView {
    group: GroupId,
    zone: Zone,
    typed: Typed,
    errors: Errors,
    repeats: Vec<Choice>,
    also: Vec<Choice>,
    kinds: Vec<Choice>,
    formats: Vec<Choice>,
    openness: Vec<Choice>,
    other: Vec<Choice>,
    dates: Vec<Meeting>,
    /// Months that have no such day.
    skipped: Vec<NaiveDate>,
}

screens! {
    SeriesPage(SeriesView) = "inside/series.html";
}

/// What the rule makes of the coming months.
#[derive(Default)]
pub struct Preview {
    pub dates: Vec<Meeting>,
    pub skipped: Vec<NaiveDate>,
}

pub fn view(l: L10n, desk: &Desk, typed: Typed, errors: Errors, preview: Preview) -> SeriesView {
    let chosen = |typed: &str, code: &str, first: bool| typed == code || (typed.is_empty() && first);
    let is_in_person = |it: &Format| *it == Format::InPerson;
    let is_open = |it: &Openness| *it == Openness::Open;
    SeriesView {
        group: desk.group,
        zone: desk.zone,
        repeats: REPEATS
            .iter()
            .map(|it| Choice::new(it.code, l.t(it.words), chosen(&typed.repeat, it.code, it.is_usual())))
            .collect(),
        also: l
            .weekdays()
            .into_iter()
            .map(|(day, name)| {
                let is_chosen = typed.also.contains(&day.to_string());
                Choice::new(day, name, is_chosen)
            })
            .collect(),
        kinds: KINDS
            .iter()
            .map(|(kind, words)| {
                let is_usual = *kind == SeriesKind::Meeting;
                Choice::new(kind.code(), l.t(words), chosen(&typed.kind, kind.code(), is_usual))
            })
            .collect(),
        other: NTHS
            .iter()
            .map(|(nth, words)| Choice::new(*nth, l.t(words), typed.other.iter().any(|it| it == nth)))
            .collect(),
        formats: Format::ALL
            .iter()
            .map(|it| {
                Choice::new(
                    it.code(),
                    l.t(format_key(*it)),
                    chosen(&typed.format, it.code(), is_in_person(it)),
                )
            })
            .collect(),
        openness: Openness::ALL
            .iter()
            .map(|it| {
                Choice::new(
                    it.code(),
                    l.t(openness_key(*it)),
                    chosen(&typed.openness, it.code(), is_open(it)),
                )
            })
            .collect(),
        typed,
        errors,
        dates: preview.dates,
        skipped: preview.skipped,
    }
}

const KINDS: [(SeriesKind, &str); 5] = [
    (SeriesKind::Meeting, "kind-meeting"),
    (SeriesKind::Assembly, "kind-assembly"),
    (SeriesKind::Workshop, "kind-workshop"),
    (SeriesKind::Seminar, "kind-seminar"),
    (SeriesKind::Neighbourhood, "kind-neighbourhood"),
];

/// As [`Nths`] reads them.
const NTHS: [(&str, &str); 6] =
    [("1", "nth-1"), ("2", "nth-2"), ("3", "nth-3"), ("4", "nth-4"), ("5", "nth-5"), ("-1", "nth-last")];

/// Reads the form; what is wrong stands in `errors`.
pub fn read(l: L10n, typed: &Typed, zone: Zone, errors: &mut Errors) -> Option<NewSeries> {
    let start = wall(l, &typed.date, &typed.time, errors);
    let ends = ends(l, typed, errors);
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
    let open_to = text("open_to", &typed.open_to);
    let (how_to_get_in, note) = (text("how_to_get_in", &typed.how_to_get_in), text("note", &typed.note));
    let joining_secret = text("joining_secret", &typed.joining_secret);
    let online_url = errors.take_optional(l, "online_url", &typed.online_url, OnlineUrl::parse);
    let format = errors.chosen(l, "format", Format::from_code(&typed.format));
    let openness = errors.chosen(l, "openness", Openness::from_code(&typed.openness));
    let kind =
        if typed.kind.is_empty() { Some(SeriesKind::Meeting) } else { SeriesKind::from_code(&typed.kind) };
    let kind = errors.chosen(l, "kind", kind);
    let other: Option<Option<Nths>> = match typed.other.as_slice() {
        [] => Some(None),
        some => errors.chosen(l, "other", some.join(",").parse().ok()).map(Some),
    };
    let repeat = start.and_then(|start| repeat(l, start.date(), typed, errors));
    let (start, minutes, ends) = (start?, minutes?, ends?);
    Some(NewSeries {
        kind: kind?,
        title,
        schedule: Schedule { start, zone, rule: Rule { repeat: repeat?, ends } },
        minutes,
        format: format?,
        openness: openness?,
        other_openness_on: other?,
        open_to,
        address,
        how_to_get_in,
        online_url,
        joining_secret,
        places,
        note,
    })
}

fn repeat(l: L10n, first: NaiveDate, typed: &Typed, errors: &mut Errors) -> Option<Repeat> {
    let also: Option<Vec<Weekday>> = typed.also.iter().map(|day| day.parse().ok()).collect();
    let also = errors.chosen(l, "also", also)?;
    let how = REPEATS.iter().find(|it| it.code == typed.repeat);
    let repeat = errors.chosen(l, "repeat", how.and_then(|it| (it.how)(first)))?;
    let with = repeats::with_days(repeat, &also);
    if with.is_none() {
        errors.add("also", l.t("series-also-weeks-only"));
    }
    with
}

fn ends(l: L10n, typed: &Typed, errors: &mut Errors) -> Option<Ends> {
    match (typed.until.trim(), typed.count.trim()) {
        ("", "") => Some(Ends::Never),
        (until, "") => {
            let until = NaiveDate::parse_from_str(until, "%Y-%m-%d").ok();
            if until.is_none() {
                errors.add("until", l.sentence(&WallRefusal::Date));
            }
            until.map(Ends::On)
        }
        ("", count) => {
            let count = count.parse().ok().filter(|count| (1..=Ends::MOST).contains(count));
            if count.is_none() {
                errors.add("count", l.with("series-count-wrong", &[("most", u32::from(Ends::MOST).into())]));
            }
            count.map(Ends::After)
        }
        _ => {
            errors.add("count", l.t("series-one-end"));
            None
        }
    }
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
