//! Finding a meeting: everybody may, without an account. Next meetings first, whatever is asked for. What stands on the
//! page of one group is [`visiting`](super::visiting).

use std::ops::Range;

use chrono::{Datelike as _, TimeDelta, Weekday};

use crate::access::Visible;
use crate::domain::group::Format;
use crate::domain::locale::{Language, Locale};
use crate::domain::series::{Meeting, MeetingKey, Terms};
use crate::domain::text::search_terms;
use crate::domain::time::{Instant, Zone};
use crate::store::listing::{self, Card, Choices, Filter, Fitting};
use crate::store::places::Places;
use crate::store::{Conn, StoreError};

/// How far ahead the next meeting of a series is looked for.
const AHEAD: TimeDelta = TimeDelta::days(70);
/// Meetings on one page.
pub const PAGE: usize = 30;

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

/// One meeting that was found: the next of its series, on its own terms.
#[derive(Debug, Clone)]
pub struct Found {
    pub card: Card,
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
        terms: card.usual.on(meeting.original, &of.changes),
        card,
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
