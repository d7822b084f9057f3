//! All that can be found, read once for one page, and what each series has of what can be wished for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::Wanted;
use crate::domain::confirming::Confirmed;
use crate::domain::finding::{Around, Candidate, Facet, Wish};
use crate::domain::ids::{FieldId, GroupId, PlaceId};
use crate::domain::locale::{Language, Locale};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::text::{Closeness, Term, fold, search_terms};
use crate::domain::time::Instant;
use crate::store::listing::{self, Listed};
use crate::store::places::Places;
use crate::store::vocabulary::{self, Word};
use crate::store::{Conn, StoreError, fullness};

/// How far ahead the next meetings of a series are looked for.
const AHEAD: TimeDelta = TimeDelta::days(70);
/// Dates of one series that are compared with wishes.
const DATES: usize = 24;

/// Everything that a page is made from.
pub(super) struct Gathered {
    pub(super) places: Places,
    pub(super) around: Around,
    pub(super) listed: Vec<Listed>,
    /// The next dates of each series, in the order of `listed`.
    pub(super) meetings: Vec<Vec<Meeting>>,
    /// In the same order.
    pub(super) candidates: Vec<Candidate>,
    pub(super) wishes: Vec<Wish>,
    field_words: Vec<Word<FieldId>>,
    fields: BTreeMap<GroupId, Vec<FieldId>>,
    languages: BTreeMap<GroupId, Vec<Language>>,
    matching: BTreeMap<GroupId, Closeness>,
    /// Dates that their groups say are full.
    full: BTreeSet<MeetingKey>,
    now: Instant,
}

/// A date of a series.
#[derive(Clone, Copy)]
pub(super) struct Hit<'a> {
    /// Its series' number in [`Gathered::listed`].
    pub(super) number: usize,
    pub(super) of: &'a Listed,
    pub(super) meeting: &'a Meeting,
    pub(super) closeness: Closeness,
}

impl Hit<'_> {
    pub(super) fn key(&self) -> MeetingKey {
        MeetingKey { series: self.of.series, original: self.meeting.original }
    }
}

impl Gathered {
    /// Reads it.
    pub(super) fn load(
        db: &mut Conn,
        wanted: &Wanted,
        locale: Locale,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let window = now..now.plus(AHEAD);
        let terms = search_terms(&wanted.words);
        let places = Places::load(db, locale)?;
        let field_words = vocabulary::fields(db, locale)?;
        let mut listed = listing::series(db, &window, now)?;
        listed.retain(|of| !matches!(of.confirmed(now), Confirmed::Faded(_)));
        let chosen = places.of_slug(&wanted.place);
        let lineages: Vec<Vec<PlaceId>> =
            listed.iter().map(|of| of.place.map(|id| places.lineage(id)).unwrap_or_default()).collect();
        let spots = lineages.iter().zip(&listed).map(|(within, of)| (within.as_slice(), of.at));
        let mut all = Self {
            around: Around::new(spots, chosen, wanted.within),
            wishes: wishes(wanted, &terms, chosen, &field_words),
            meetings: listed
                .iter()
                .map(|of| of.schedule.meetings(window.clone(), &of.changes, DATES))
                .collect(),
            candidates: Vec::new(),
            fields: listing::fields(db)?,
            languages: listing::languages(db)?,
            matching: if terms.is_empty() { BTreeMap::new() } else { listing::matching(db, &terms)? },
            full: fullness::listed(db, &window)?,
            places,
            field_words,
            listed,
            now,
        };
        all.candidates = all
            .listed
            .iter()
            .zip(&all.meetings)
            .zip(&lineages)
            .map(|((of, meetings), within)| all.candidate(of, meetings, within))
            .collect();
        Ok(all)
    }

    fn candidate(&self, of: &Listed, meetings: &[Meeting], within: &[PlaceId]) -> Candidate {
        let mut has = self.around.fulfils(within, of.at);
        has.extend(self.fields_of(of).iter().map(|id| Wish::Field(*id)));
        has.extend(self.languages_of(of).iter().map(|it| Wish::Language(*it)));
        has.extend((of.step_free == Some(true)).then_some(Wish::StepFree));
        has.extend(self.matching.contains_key(&of.group).then_some(Wish::Words));
        let today = of.schedule.zone.wall(self.now).date();
        let of_date = |meeting: &Meeting| {
            let mut fulfils = of.manner.fulfils(meeting, &of.changes, today);
            fulfils.extend((!self.is_full(of, meeting)).then_some(Wish::Room));
            fulfils
        };
        Candidate { has, dates: meetings.iter().map(of_date).collect() }
    }

    /// Whether the group says that this date is full.
    pub(super) fn is_full(&self, of: &Listed, meeting: &Meeting) -> bool {
        self.full.contains(&MeetingKey { series: of.series, original: meeting.original })
    }

    /// One date of one series, by their numbers.
    pub(super) fn hit(&self, number: usize, date: usize) -> Option<Hit<'_>> {
        let of = self.listed.get(number)?;
        let closeness = self.matching.get(&of.group).copied().unwrap_or(Closeness::Exact);
        Some(Hit { number, of, meeting: self.meetings.get(number)?.get(date)?, closeness })
    }

    /// The next dates of a series.
    pub(super) fn dates(&self, number: usize) -> impl Iterator<Item = Hit<'_>> {
        let dates = self.meetings.get(number).map_or(0, Vec::len);
        (0..dates).filter_map(move |date| self.hit(number, date))
    }

    pub(super) fn fields_of(&self, of: &Listed) -> &[FieldId] {
        self.fields.get(&of.group).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn languages_of(&self, of: &Listed) -> &[Language] {
        self.languages.get(&of.group).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn field(&self, id: FieldId) -> Option<&Word<FieldId>> {
        self.field_words.iter().find(|it| it.id == id)
    }

    pub(super) fn confirmed(&self, of: &Listed) -> Confirmed {
        of.confirmed(self.now)
    }

    /// The places and the fields that somebody has, by name.
    pub(super) fn choices(&self, counts: &BTreeMap<Wish, usize>) -> (Vec<Word<PlaceId>>, Vec<Word<FieldId>>) {
        let mut places: Vec<Word<PlaceId>> = counts
            .keys()
            .filter_map(|wish| if let Wish::Place(id) = wish { Some(*id) } else { None })
            .filter_map(|id| {
                let (slug, name) = self.places.shown(id)?;
                Some(Word { id, slug: slug.to_owned(), name: name.to_owned() })
            })
            .collect();
        places.sort_by_cached_key(|it| (fold(&it.name), it.slug.clone()));
        let mut fields = self.field_words.clone();
        fields.retain(|it| counts.contains_key(&Wish::Field(it.id)));
        fields.sort_by_cached_key(|it| (fold(&it.name), it.slug.clone()));
        (places, fields)
    }
}

fn wishes(wanted: &Wanted, terms: &[Term], place: Option<PlaceId>, fields: &[Word<FieldId>]) -> Vec<Wish> {
    let mut all = wanted.wishes.clone();
    all.extend((!terms.is_empty()).then_some(Wish::Words));
    if !wanted.place.is_empty() {
        all.push(place.map_or(Wish::Unheard(Facet::Where), Wish::Place));
    }
    if !wanted.field.is_empty() {
        let field = fields.iter().find(|it| it.slug == wanted.field);
        all.push(field.map_or(Wish::Unheard(Facet::Field), |it| Wish::Field(it.id)));
    }
    all
}
