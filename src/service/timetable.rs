//! The coming week on paper: every listed meeting, by place, day and time. It asks the same of the store as the list does.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use crate::access::Visible;
use crate::domain::confirming::Confirmed;
use crate::domain::ids::{FieldId, PlaceId, SeriesId};
use crate::domain::locale::Locale;
use crate::domain::series::{Meeting, Terms};
use crate::domain::text::fold;
use crate::domain::time::{Instant, Zone};
use crate::store::listing::{self, Card, Listed};
use crate::store::places::Places;
use crate::store::{Conn, StoreError, vocabulary};

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
    let wanted = all.of_slug(place);
    let within = |of: &Listed| of.place.map(|id| all.lineage(id)).unwrap_or_default();
    let mut listed = listing::series(db, &window, now)?;
    listed.retain(|of| !matches!(of.confirmed(now), Confirmed::Faded(_)));
    let choices = choices(&all, listed.iter().flat_map(within).collect());
    listed.retain(|of| place.is_empty() || wanted.is_some_and(|wanted| within(of).contains(&wanted)));
    let mut dates: Vec<(Meeting, &Listed)> = listed
        .iter()
        .flat_map(|it| {
            let meetings = it.schedule.meetings(window.clone(), &it.changes, usize::MAX);
            meetings.into_iter().map(move |meeting| (meeting, it))
        })
        .collect();
    dates.sort_by_key(|(meeting, of)| (meeting.starts, &of.slug, of.series, meeting.original));
    let total = dates.len();
    dates.truncate(MOST);
    let shown: Vec<SeriesId> = dates.iter().map(|(_, of)| of.series).collect();
    let cards = listing::cards(db, &shown)?;
    let (words, fields) = (vocabulary::fields(db, locale)?, listing::fields(db)?);
    let mut places: Vec<Place> = Vec::new();
    for (meeting, of) in dates {
        if let Some(card) = cards.get(&of.series) {
            let name = of.place.and_then(|id| all.shown(id)).map_or("", |(_, name)| name);
            let theirs = fields.get(&of.group).map(Vec::as_slice).unwrap_or_default();
            let word = |id: &FieldId| words.iter().find(|word| word.id == *id).map(|word| word.name.clone());
            let fields = theirs.iter().filter_map(word).collect();
            put(&mut places, name.to_owned(), row(card.clone(), fields, of, meeting));
        }
    }
    let at = |name: &str| choices.iter().position(|(_, known)| known == name).unwrap_or(usize::MAX);
    places.sort_by_key(|place| (place.name.is_empty(), at(&place.name), place.name.clone()));
    Ok(Visible::public(Timetable { places, choices, total, shown: shown.len() }))
}

/// Slug and name, by name.
fn choices(all: &Places, ids: BTreeSet<PlaceId>) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> = ids
        .into_iter()
        .filter_map(|id| all.shown(id))
        .map(|(slug, name)| (slug.to_owned(), name.to_owned()))
        .collect();
    choices.sort_by_cached_key(|(slug, name)| (fold(name), slug.clone()));
    choices
}

fn row(card: Card, fields: Vec<String>, of: &Listed, meeting: Meeting) -> Row {
    Row {
        terms: card.usual.on(meeting.original, &of.changes),
        slug: card.slug,
        name: card.name,
        fields,
        step_free: of.step_free,
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
