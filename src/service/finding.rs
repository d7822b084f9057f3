//! Finding a meeting: everybody may, without an account. What fits comes first by date, whatever is asked for; what is
//! spelled almost so comes after it; and beside what was found stands how many each further wish would give.

use std::collections::{BTreeMap, BTreeSet};

use crate::access::Visible;
use crate::domain::confirming::Confirmed;
use crate::domain::finding::{Facet, Km, Sifted, Wish, sift};
use crate::domain::ids::{FieldId, PlaceId, SeriesId};
use crate::domain::locale::{Language, Locale};
use crate::domain::series::{Meeting, MeetingKey, Terms};
use crate::domain::text::Closeness;
use crate::domain::time::{Instant, Zone};
use crate::exchange::icalendar::Entry;
use crate::store::listing::{self, Card};
use crate::store::vocabulary::Word;
use crate::store::{Conn, StoreError, fullness};

mod beside;
mod gathered;

use gathered::{Gathered, Hit};

/// Meetings on one page.
pub const PAGE: usize = 30;

/// What somebody is looking for. Empty fields ask for nothing.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub words: String,
    /// A slug; the place itself, what lies in it, and what is no further from it than `within`.
    pub place: String,
    pub within: Option<Km>,
    /// A slug.
    pub field: String,
    /// Whatever needs no looking up.
    pub wishes: Vec<Wish>,
    /// How many to pass over.
    pub after: usize,
}

/// One meeting that was found: of its series, the next that fulfils every wish.
#[derive(Debug, Clone)]
pub struct Found {
    pub card: Card,
    pub place: String,
    pub fields: Vec<String>,
    pub languages: Vec<Language>,
    pub step_free: Option<bool>,
    pub confirmed: Confirmed,
    pub closeness: Closeness,
    /// The terms of this date.
    pub terms: Terms,
    pub key: MeetingKey,
    pub meeting: Meeting,
    /// The group says that all places are taken.
    pub is_full: bool,
    pub zone: Zone,
    /// Where to go when this one is cancelled.
    pub instead: Vec<Instead>,
    /// When this one is closed: the next of the series that is open.
    pub next_open: Option<Meeting>,
}

/// A meeting that takes place when another does not.
#[derive(Debug, Clone)]
pub struct Instead {
    pub slug: String,
    /// Of the other group; empty for the same.
    pub name: String,
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
    /// How many each wish would give in place of those of its kind; what nobody has is not there.
    pub counts: BTreeMap<Wish, usize>,
    /// How many there would be without the wishes of a kind, of the kinds that are asked for.
    pub without: BTreeMap<Facet, usize>,
    /// How many there are without any wish.
    pub all: usize,
    /// What can be chosen, by name.
    pub places: Vec<Word<PlaceId>>,
    pub fields: Vec<Word<FieldId>>,
    /// Whether any group says when a date is full.
    pub says_full: bool,
    /// Whether it is known where any of the places is.
    pub is_mapped: bool,
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
    let all = Gathered::load(db, wanted, locale, now)?;
    let Sifted { fitting, counts, without } = sift(&all.candidates, &all.wishes);
    let mut hits: Vec<Hit<'_>> =
        fitting.into_iter().filter_map(|(number, date)| all.hit(number, date)).collect();
    hits.sort_by_key(|hit| {
        let Hit { of, meeting, .. } = hit;
        (hit.closeness, meeting.starts, &of.slug, of.series, meeting.original)
    });
    let total = hits.len();
    let hits: Vec<Hit<'_>> = hits.into_iter().skip(wanted.after).take(PAGE).collect();
    let instead: Vec<Vec<Hit<'_>>> = hits.iter().map(|hit| beside::instead(&all, hit)).collect();
    let shown: Vec<SeriesId> = hits.iter().chain(instead.iter().flatten()).map(|hit| hit.of.series).collect();
    let cards = listing::cards(db, &shown)?;
    let found: Vec<Found> =
        hits.iter().zip(&instead).filter_map(|(hit, instead)| found(&all, &cards, hit, instead)).collect();
    let shown = wanted.after.saturating_add(found.len());
    let next = (shown < total && !found.is_empty()).then_some(shown);
    let (places, fields) = all.choices(&counts);
    Ok(Visible::public(Page {
        total,
        found,
        next,
        without,
        all: all.candidates.iter().filter(|it| !it.dates.is_empty()).count(),
        places,
        fields,
        says_full: fullness::is_said(db)?,
        is_mapped: all.around.is_known(),
        counts,
    }))
}

/// What fits as a calendar: whole series, each under the name of its group.
///
/// # Errors
/// When the database does not answer.
pub fn calendar(
    db: &mut Conn,
    wanted: &Wanted,
    locale: Locale,
    now: Instant,
) -> Result<Visible<Vec<Entry>>, StoreError> {
    Ok(Visible::public(super::calendars::of_listed(db, wanted, locale, now)?))
}

/// The series that fit, whenever they meet; without a wish all that are listed.
///
/// # Errors
/// When the database does not answer.
pub(super) fn fitting(
    db: &mut Conn,
    wanted: &Wanted,
    locale: Locale,
    now: Instant,
) -> Result<BTreeSet<SeriesId>, StoreError> {
    let all = Gathered::load(db, wanted, locale, now)?;
    if all.wishes.is_empty() {
        return Ok(all.listed.iter().map(|of| of.series).collect());
    }
    let fitting = sift(&all.candidates, &all.wishes).fitting;
    Ok(fitting.into_iter().filter_map(|(number, _)| all.listed.get(number)).map(|of| of.series).collect())
}

fn found(
    all: &Gathered,
    cards: &BTreeMap<SeriesId, Card>,
    hit: &Hit<'_>,
    instead: &[Hit<'_>],
) -> Option<Found> {
    let of = hit.of;
    let card = cards.get(&of.series)?.clone();
    Some(Found {
        place: of
            .place
            .and_then(|id| all.places.shown(id))
            .map_or_else(String::new, |(_, name)| name.to_owned()),
        fields: all.fields_of(of).iter().filter_map(|id| all.field(*id)).map(|it| it.name.clone()).collect(),
        languages: all.languages_of(of).to_vec(),
        step_free: of.step_free,
        confirmed: all.confirmed(of),
        closeness: hit.closeness,
        terms: card.usual.on(hit.meeting.original, &of.changes),
        key: hit.key(),
        meeting: *hit.meeting,
        is_full: all.is_full(of, hit.meeting),
        zone: of.schedule.zone,
        instead: instead.iter().filter_map(|other| beside::shown(cards, of, other)).collect(),
        next_open: beside::next_open(all, hit),
        card,
    })
}
