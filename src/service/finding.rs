//! Finding a meeting: everybody may, without an account. Next meetings first, whatever is asked for.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::group::{Format, GroupState, Joining, SeriesKind};
use crate::domain::ids::GroupId;
use crate::domain::locale::{Language, Locale};
use crate::domain::series::{Altered, Meeting, MeetingKey, Pause, Terms};
use crate::domain::text::search_terms;
use crate::domain::time::{Instant, Zone};
use crate::store::listing::{self, Card, Choices, Filter, Fitting};
use crate::store::places::Places;
use crate::store::series::Series;
use crate::store::{Conn, StoreError, groups, series, standing};

/// How far ahead the next meeting of a series is looked for.
const AHEAD: TimeDelta = TimeDelta::days(70);
/// Meetings on one page.
pub const PAGE: usize = 30;
/// Dates on a group's page.
const DATES: usize = 6;

/// What somebody is looking for. Empty fields ask for nothing.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub words: String,
    pub place: String,
    pub field: String,
    pub day: Option<Weekday>,
    pub language: Option<Language>,
    pub online: Option<bool>,
    /// How many to pass over.
    pub after: usize,
}

/// One meeting that was found: the next of its series.
#[derive(Debug, Clone)]
pub struct Found {
    pub slug: String,
    pub name: String,
    pub place: String,
    pub fields: Vec<String>,
    pub languages: Vec<Language>,
    pub step_free: Option<bool>,
    pub terms: Terms,
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
}

/// A page of them.
#[derive(Debug, Clone)]
pub struct Page {
    pub total: usize,
    pub found: Vec<Found>,
    /// How many to pass over for the next page.
    pub next: Option<usize>,
    /// What can be chosen: slug and name.
    pub places: Vec<(String, String)>,
    pub fields: Vec<(String, String)>,
    pub languages: Vec<Language>,
}

/// Looks for meetings.
///
/// # Errors
/// When the database does not answer.
pub fn find(
    db: &mut Conn,
    wanted: &Wanted,
    locale: Locale,
    now: Instant,
) -> Result<Visible<Page>, StoreError> {
    let window = now..now.plus(AHEAD);
    let terms = search_terms(&wanted.words);
    let filter = Filter {
        terms: &terms,
        place: &wanted.place,
        field: &wanted.field,
        language: wanted.language,
        format_is_not: wanted.online.map(|online| if online { Format::InPerson } else { Format::Online }),
    };
    let all = Places::load(db, locale)?;
    let Choices { places, fields, languages } = listing::choices(db, &all, locale)?;
    let fitting = listing::series(db, &all, &filter, &window)?;
    let mut dates: Vec<(Meeting, &Fitting)> =
        fitting.iter().filter_map(|it| Some((next(it, wanted.day, &window)?, it))).collect();
    dates.sort_by_key(|(meeting, of)| (meeting.starts, &of.slug, of.series, meeting.original));
    let total = dates.len();
    let dates: Vec<(Meeting, &Fitting)> = dates.into_iter().skip(wanted.after).take(PAGE).collect();
    let shown: Vec<&Fitting> = dates.iter().map(|(_, of)| *of).collect();
    let mut cards = listing::cards(db, &all, &shown, locale)?;
    let found: Vec<Found> = dates
        .into_iter()
        .filter_map(|(meeting, of)| Some(found(cards.remove(&of.series)?, of, meeting)))
        .collect();
    let shown = wanted.after.saturating_add(found.len());
    let next = (shown < total && !found.is_empty()).then_some(shown);
    Ok(Visible::public(Page { total, found, next, places, fields, languages }))
}

fn found(card: Card, of: &Fitting, meeting: Meeting) -> Found {
    Found {
        slug: card.slug,
        name: card.name,
        place: card.place,
        fields: card.fields,
        languages: card.languages,
        step_free: card.step_free,
        terms: card.usual.on(meeting.original, &of.changes),
        key: MeetingKey { series: of.series, original: meeting.original },
        meeting,
        zone: of.schedule.zone,
    }
}

/// The next meeting of a series, on the day that is wanted.
fn next(it: &Fitting, day: Option<Weekday>, window: &Range<Instant>) -> Option<Meeting> {
    // A series meets on few days of the week; without a wish for a day, the first is the one.
    let most = if day.is_some() { 14 } else { 1 };
    let on_day = |meeting: &Meeting| day.is_none_or(|day| meeting.wall.date().weekday() == day);
    it.schedule.meetings(window.clone(), &it.changes, most).into_iter().find(on_day)
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum FindingError {
    /// There is no such group, or it does not want to be found.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A series as newcomers read of it.
#[derive(Debug, Clone)]
pub struct Offer {
    pub kind: SeriesKind,
    pub title: String,
    /// The terms of a date of which nothing else is said.
    pub usual: Terms,
    /// For whom it is when it is closed.
    pub open_to: String,
    pub note: String,
    pub zone: Zone,
    pub dates: Vec<Dated>,
}

/// One of its next meetings.
#[derive(Debug, Clone)]
pub struct Dated {
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub terms: Terms,
    /// What differs from the usual, apart from who may come.
    pub altered: Altered,
}

/// A group as newcomers read of it.
#[derive(Debug, Clone)]
pub struct PublicGroup {
    pub id: GroupId,
    pub slug: String,
    pub name: String,
    pub about: String,
    pub state: GroupState,
    pub step_free: Option<bool>,
    pub confirmed_on: Option<NaiveDate>,
    /// Grows with every change, for calendars that have it already.
    pub revision: i64,
    pub place: Option<String>,
    pub fields: Vec<String>,
    pub languages: Vec<Language>,
    pub offers: Vec<Offer>,
    /// The next times without meetings.
    pub pauses: Vec<Pause>,
    pub is_member: bool,
    pub joining: Joining,
}

/// The public page of a group.
///
/// # Errors
/// When there is no such group to be found.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    locale: Locale,
    now: Instant,
) -> Result<Visible<PublicGroup>, FindingError> {
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(FindingError::NotFound)?;
    let may = access::may_find(&at).ok_or(FindingError::NotFound)?;
    let group = groups::findable(db, &may)?;
    let (place, fields) = groups::place_and_fields(db, &group, locale)?;
    let languages = groups::languages(db, &group)?;
    let window = now..now.plus(AHEAD);
    let all = series::findable(db, &may, &window)?;
    let pauses = all.first().map(|series| series.changes.pauses.clone()).unwrap_or_default();
    let mut offers: Vec<Offer> = all.into_iter().map(|series| offer(series, &window)).collect();
    offers.retain(|offer| !offer.dates.is_empty());
    offers.sort_by_key(|offer| offer.dates.first().map(|dated| dated.meeting.starts));
    Ok(may.reveal(PublicGroup {
        id: group.id,
        slug: group.slug,
        name: group.name,
        about: group.about,
        state: group.state,
        step_free: group.step_free,
        confirmed_on: group.last_confirmed_on,
        revision: group.revision,
        place,
        fields,
        languages,
        offers,
        pauses,
        is_member: at.inside.is_some(),
        joining: at.joining,
    }))
}

fn offer(series: Series, window: &Range<Instant>) -> Offer {
    let dates = series
        .schedule
        .meetings(window.clone(), &series.changes, DATES)
        .into_iter()
        .map(|meeting| {
            let terms = series.terms(&meeting);
            let altered = Altered { openness: None, ..terms.against(&series.usual.terms) };
            Dated {
                key: MeetingKey { series: series.id, original: meeting.original },
                meeting,
                terms,
                altered,
            }
        })
        .collect();
    Offer {
        dates,
        kind: series.kind,
        title: series.title,
        usual: series.usual.terms,
        open_to: series.open_to,
        note: series.note,
        zone: series.schedule.zone,
    }
}
