//! The coming week on paper: every listed meeting, by place, day and time. It asks the same of the store as the list does.

use chrono::{NaiveDate, TimeDelta};

use crate::access::Visible;
use crate::domain::locale::Locale;
use crate::domain::series::{Meeting, Terms};
use crate::domain::time::{Instant, Zone};
use crate::store::listing::{self, Card, Filter, Fitting};
use crate::store::places::Places;
use crate::store::{Conn, StoreError};

/// So far the week goes.
const WEEK: TimeDelta = TimeDelta::days(7);
/// Meetings on one page: a dozen sheets. Where there are more, the soonest are shown, and the page says so.
const MOST: usize = 300;

/// One meeting of the week.
#[derive(Debug, Clone)]
pub struct Row {
    pub slug: String,
    pub name: String,
    pub fields: Vec<String>,
    pub step_free: Option<bool>,
    pub meeting: Meeting,
    pub zone: Zone,
    pub terms: Terms,
}

/// The meetings of one place; without a name are those that meet nowhere in particular.
#[derive(Debug, Clone)]
pub struct Place {
    pub name: String,
    /// In the order of their days, and of their times.
    pub days: Vec<(NaiveDate, Vec<Row>)>,
}

/// The week.
#[derive(Debug, Clone)]
pub struct Timetable {
    /// By name, as the store orders them; without a name comes last.
    pub places: Vec<Place>,
    /// Slug and name of what can be chosen.
    pub choices: Vec<(String, String)>,
    /// How many meetings there are in all, and how many of them are shown.
    pub total: usize,
    pub shown: usize,
}

/// Lays the week out, of one place (and what lies within it) or of all.
///
/// # Errors
/// When the database does not answer.
pub fn week(
    db: &mut Conn,
    place: &str,
    locale: Locale,
    now: Instant,
) -> Result<Visible<Timetable>, StoreError> {
    let window = now..now.plus(WEEK);
    let all = Places::load(db, locale)?;
    let choices = listing::choices(db, &all, locale)?.places;
    let filter = Filter { terms: &[], place, field: "", language: None, format_is_not: None };
    let fitting = listing::series(db, &all, &filter, &window)?;
    let mut dates: Vec<(Meeting, &Fitting)> = fitting
        .iter()
        .flat_map(|it| {
            let meetings = it.schedule.meetings(window.clone(), &it.changes, usize::MAX);
            meetings.into_iter().map(move |meeting| (meeting, it))
        })
        .collect();
    dates.sort_by_key(|(meeting, of)| (meeting.starts, &of.slug, of.series, meeting.original));
    let total = dates.len();
    dates.truncate(MOST);
    let shown: Vec<&Fitting> = dates.iter().map(|(_, of)| *of).collect();
    let cards = listing::cards(db, &all, &shown, locale)?;
    let mut places: Vec<Place> = Vec::new();
    let shown = dates.len();
    for (meeting, of) in dates {
        if let Some(card) = cards.get(&of.series) {
            put(&mut places, card.place.clone(), row(card.clone(), of, meeting));
        }
    }
    let at = |name: &str| choices.iter().position(|(_, known)| known == name).unwrap_or(usize::MAX);
    places.sort_by_key(|place| (place.name.is_empty(), at(&place.name), place.name.clone()));
    Ok(Visible::public(Timetable { places, choices, total, shown }))
}

fn row(card: Card, of: &Fitting, meeting: Meeting) -> Row {
    Row {
        terms: card.usual.on(meeting.original, &of.changes),
        slug: card.slug,
        name: card.name,
        fields: card.fields,
        step_free: card.step_free,
        meeting,
        zone: of.schedule.zone,
    }
}

/// Rows come in the order of their beginnings, so days and times are in order by themselves; only clocks of different
/// zones can disagree, and then the day that people there call it counts.
fn put(places: &mut Vec<Place>, name: String, row: Row) {
    let day = row.meeting.wall.date();
    let at = places.iter().position(|place| place.name == name).unwrap_or_else(|| {
        places.push(Place { name, days: Vec::new() });
        places.len() - 1
    });
    let Some(place) = places.get_mut(at) else { return };
    match place.days.iter_mut().find(|(known, _)| *known == day) {
        Some((_, rows)) => rows.push(row),
        None => {
            place.days.push((day, vec![row]));
            place.days.sort_by_key(|(day, _)| *day);
        }
    }
}
