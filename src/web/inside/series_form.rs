//! The form of a series: what a facilitator is asked, in plain words, and what it means as a rule.

use chrono::{Datelike as _, NaiveDate, Timelike as _, Weekday};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::super::form::{Choice, Errors};
use super::super::meeting::{format_key, openness_key};
use super::repeats::{self, REPEATS};
use crate::domain::coded::Coded as _;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::ids::GroupId;
use crate::domain::series::NewSeries;
use crate::domain::series::{Ends, Meeting, Nths, Repeat, Rule, Schedule};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Wall, WallRefusal, Zone};
use crate::l10n::L10n;
use crate::screens;
use crate::service::replanning::Agreed;
use crate::service::scheduling::Desk;

/// The form, as it was typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct Typed {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) date: String,
    pub(super) time: String,
    pub(super) ends: String,
    pub(super) repeat: String,
    /// Further days of the week.
    pub(super) also: Vec<String>,
    pub(super) until: String,
    pub(super) count: String,
    pub(super) format: String,
    pub(super) openness: String,
    /// On which of a month's weekdays it is the other way round.
    pub(super) other: Vec<String>,
    pub(super) open_to: String,
    pub(super) address: String,
    pub(super) how_to_get_in: String,
    pub(super) online_url: String,
    pub(super) joining_secret: String,
    pub(super) places: String,
    pub(super) note: String,
    /// Of a series that is changed: from which of its dates on, and which revision of it was seen.
    pub(super) from: String,
    pub(super) revision: String,
    /// "Show me the dates": nothing is saved.
    #[serde(skip_serializing)]
    pub(super) check: String,
    /// Which of the answers above the reader has seen the dates of: see [`Typed::digest`].
    #[serde(skip_serializing)]
    pub(super) seen: String,
}

/// The questions, with what was answered.
pub struct Questions {
    pub(super) zone: Zone,
    pub(super) ruled: Option<Openness>,
    pub(super) typed: Typed,
    pub(super) errors: Errors,
    pub(super) repeats: Vec<Choice>,
    pub(super) also: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    pub(super) formats: Vec<Choice>,
    pub(super) openness: Vec<Choice>,
    pub(super) other: Vec<Choice>,
}

impl Questions {
    /// Whether anything was said about who may come when.
    pub(super) fn other_is_said(&self) -> bool {
        !self.typed.other.is_empty() || !self.typed.open_to.is_empty()
    }
}

/// The page of a new series.
pub struct SeriesView {
    group: GroupId,
    asks: Questions,
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
    SeriesView {
        group: desk.group,
        asks: questions(l, (desk.zone, desk.ruled), typed, errors, None),
        dates: preview.dates,
        skipped: preview.skipped,
    }
}

/// `ruled`: who may come to regular meetings, where the group has decided it. `as_it_is`: how often the series meets now, where none of the usual ways says so.
pub fn questions(
    l: L10n,
    (zone, ruled): (Zone, Option<Openness>),
    typed: Typed,
    errors: Errors,
    as_it_is: Option<Repeat>,
) -> Questions {
    let chosen = |typed: &str, code: &str, first: bool| typed == code || (typed.is_empty() && first);
    let is_in_person = |it: &Format| *it == Format::InPerson;
    let is_open = |it: &Openness| *it == Openness::Open;
    let kept = as_it_is.map(|_| Choice::new(AS_IT_IS, l.t("series-as-it-is"), typed.repeat == AS_IT_IS));
    Questions {
        zone,
        ruled,
        repeats: REPEATS
            .iter()
            .map(|it| Choice::new(it.code, l.t(it.words), chosen(&typed.repeat, it.code, it.is_usual())))
            .chain(kept)
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
    }
}

/// The way of a series that none of the usual ways describes.
const AS_IT_IS: &str = "as-it-is";

impl Typed {
    /// A series as its form would say it, from one of its dates on.
    pub(super) fn of(it: &Agreed, from: Wall) -> (Self, Option<Repeat>) {
        let (schedule, terms) = (it.schedule, &it.usual.terms);
        let first = from.date();
        let (on, also) = match schedule.rule.repeat {
            Repeat::Weekly { on, .. } => {
                let others: Vec<Weekday> = on.iter().filter(|day| *day != first.weekday()).collect();
                (schedule.rule.repeat, others)
            }
            repeat => (repeat, Vec::new()),
        };
        let way = REPEATS
            .iter()
            .find(|way| (way.how)(first).and_then(|how| repeats::with_days(how, &also)) == Some(on));
        let ends = from.naive() + chrono::TimeDelta::minutes(terms.minutes.into());
        let typed = Self {
            kind: it.kind.code().to_owned(),
            title: it.title.clone(),
            date: first.to_string(),
            time: from.time().format("%H:%M").to_string(),
            ends: ends.format("%H:%M").to_string(),
            repeat: way.map_or(AS_IT_IS, |way| way.code).to_owned(),
            also: way.iter().flat_map(|_| also.iter().map(ToString::to_string)).collect(),
            until: schedule
                .last_date()
                .filter(|_| on != Repeat::Once)
                .map_or_else(String::new, |last| last.to_string()),
            count: String::new(),
            format: terms.format.code().to_owned(),
            openness: terms.openness.code().to_owned(),
            other: it
                .usual
                .other_openness_on
                .map(|nths| nths.to_string().split(',').map(str::to_owned).collect())
                .unwrap_or_default(),
            open_to: it.open_to.clone(),
            address: terms.address.clone(),
            how_to_get_in: terms.how_to_get_in.clone(),
            online_url: terms.online_url.clone(),
            joining_secret: it.joining_secret.clone(),
            places: it.places.map_or_else(String::new, |places| places.to_string()),
            note: it.note.clone(),
            from: from.compact(),
            revision: it.revision.to_string(),
            ..Self::default()
        };
        (typed, way.is_none().then_some(on))
    }

    /// Tells these answers from any others, so that what is saved is what was looked at. Not a secret.
    pub(super) fn digest(&self) -> String {
        let text = serde_html_form::to_string(self).unwrap_or_default();
        let digest = Sha256::digest(text.as_bytes());
        data_encoding::HEXLOWER.encode(digest.get(..8).unwrap_or_default())
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
pub fn read(
    l: L10n,
    typed: &Typed,
    zone: Zone,
    as_it_is: Option<Repeat>,
    errors: &mut Errors,
) -> Option<NewSeries> {
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
    let repeat = start.and_then(|start| repeat(l, start.date(), typed, as_it_is, errors));
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
        at: None,
        how_to_get_in,
        online_url,
        joining_secret,
        places,
        note,
    })
}

fn repeat(
    l: L10n,
    first: NaiveDate,
    typed: &Typed,
    as_it_is: Option<Repeat>,
    errors: &mut Errors,
) -> Option<Repeat> {
    if let Some(repeat) = as_it_is.filter(|_| typed.repeat == AS_IT_IS) {
        return Some(repeat);
    }
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

/// From the two times of day. An end that is not after the start is of the next morning when the start is in the evening;
/// otherwise it is a mistake.
pub(super) fn minutes(l: L10n, start: Wall, ends: &str, errors: &mut Errors) -> Option<u16> {
    let end = Wall::parse(&start.date().to_string(), ends);
    let end = errors.take(l, "ends", end)?;
    let is_night = end <= start && start.time().hour() >= 18 && end.time().hour() < 12;
    let end = if is_night { end.naive() + chrono::TimeDelta::days(1) } else { end.naive() };
    let minutes = (end - start.naive()).num_minutes();
    let minutes = u16::try_from(minutes).ok().filter(|minutes| *minutes >= 5);
    if minutes.is_none() {
        errors.add("ends", l.t("series-end-before-start"));
    }
    minutes
}
