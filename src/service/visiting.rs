//! Visiting a group: what anybody reads on its public page before coming for the first time, and its next dates, each on
//! its own terms. Nothing here knows who is in the group, how many come, or how many places are left.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use crate::access::{self, AtGroup, May as _, MayFind, Viewer, Visible};
use crate::domain::arrival::AHEAD;
use crate::domain::group::{GroupState, Joining, Openness, SeriesKind};
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::locale::{Language, Locale};
use crate::domain::series::{Altered, Meeting, MeetingKey, Pause, Repeat, Terms};
use crate::domain::time::{Instant, Zone};
use crate::service::experience::{Told, told};
use crate::store::series::Series;
use crate::store::{
    Conn, StoreError, endings, experiences, fullness, groups, lives, programmes, series, standing, versions,
};

/// Dates on a group's page.
const DATES: usize = 6;
/// Dates that are offered in place of one that does not take place.
const IN_PLACE: usize = 2;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum VisitingError {
    /// There is no such group, or it does not want to be found.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The address of the group into which one has gone that could be found at this address; nothing where there is no such.
///
/// # Errors
/// When the database does not answer.
pub fn gone_into(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    now: Instant,
) -> Result<Option<Visible<String>>, StoreError> {
    let Some(at) = standing::at_slug(db, viewer, slug, now)? else { return Ok(None) };
    let Some(may) = access::may_trace(&at) else { return Ok(None) };
    let Some(into) = endings::gone_into(db, &may, now)? else { return Ok(None) };
    let Some(there) = standing::at_group(db, viewer, into, now)? else { return Ok(None) };
    let Some(may) = access::may_find(&there) else { return Ok(None) };
    let slug = groups::findable(db, &may)?.slug;
    Ok(Some(may.reveal(slug)))
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
    pub repeat: Repeat,
    /// When it begins, by the clock on the wall.
    pub begins: NaiveTime,
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
    /// The group says that all places are taken.
    pub is_full: bool,
    /// Whether somebody new can say here that they are coming.
    pub takes_newcomers: bool,
    /// Where it does not take place: the next that do.
    pub instead: Vec<Date>,
}

/// A date that takes place, named by itself: the next to come to, or one in place of another that is off.
#[derive(Debug, Clone)]
pub struct Date {
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub terms: Terms,
}

/// Whether somebody new can come without having asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unasked {
    /// To any meeting that is for them.
    Yes,
    /// To the open ones; the group says hello to those who would like to stay.
    ToOpenOnes,
    /// A member asks one in.
    No,
}

/// A group as newcomers read of it.
#[derive(Debug, Clone)]
pub struct PublicGroup {
    pub id: GroupId,
    pub slug: String,
    pub name: String,
    pub about: String,
    pub state: GroupState,
    /// On which day it meets again, when it rests.
    pub rests_until: Option<NaiveDate>,
    pub step_free: Option<bool>,
    pub confirmed_on: Option<NaiveDate>,
    /// The group says that it has an agreement; nothing more of it is said.
    pub has_agreement: bool,
    /// The programme in whose lists it is: address and name.
    pub programme: Option<(String, String)>,
    /// What helped its members, as far as they tell everybody.
    pub notes: Vec<Told>,
    pub place: Option<String>,
    pub fields: Vec<String>,
    pub languages: Vec<Language>,
    pub offers: Vec<Offer>,
    /// The next times without meetings.
    pub pauses: Vec<Pause>,
    pub is_member: bool,
    pub joining: Joining,
    pub unasked: Unasked,
    /// The next open date, or the next at all where none is open.
    pub next: Option<Date>,
    /// Whether somebody new can say that they are coming to it.
    pub next_takes_newcomers: bool,
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
) -> Result<Visible<PublicGroup>, VisitingError> {
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(VisitingError::NotFound)?;
    let may = access::may_find(&at).ok_or(VisitingError::NotFound)?;
    let group = public(db, &at, &may, locale, now)?;
    Ok(may.reveal(group))
}

/// The same in several languages, for a sheet that says everything in each.
///
/// # Errors
/// As [`show`].
pub fn show_in(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    locales: &[Locale],
    now: Instant,
) -> Result<Visible<Vec<PublicGroup>>, VisitingError> {
    let at = standing::at_slug(db, viewer, slug, now)?.ok_or(VisitingError::NotFound)?;
    let may = access::may_find(&at).ok_or(VisitingError::NotFound)?;
    let groups: Result<Vec<_>, StoreError> =
        locales.iter().map(|locale| public(db, &at, &may, *locale, now)).collect();
    Ok(may.reveal(groups?))
}

fn public(
    db: &mut Conn,
    at: &AtGroup,
    may: &MayFind,
    locale: Locale,
    now: Instant,
) -> Result<PublicGroup, StoreError> {
    let group = groups::findable(db, may)?;
    let (place, fields) = groups::place_and_fields(db, &group, locale)?;
    let languages = groups::languages(db, &group)?;
    let window = now..now.plus(AHEAD);
    let all = series::findable(db, may, &window, now)?;
    let pauses = all.first().map(|series| series.changes.pauses.clone()).unwrap_or_default();
    let mut offers: Vec<Offer> = all.iter().map(|series| offer(series, &all, &window)).collect();
    let next = next(&all, &window);
    let is_for_newcomers = access::comes_unasked(at);
    let full = fullness::of(db, may, &window)?;
    for dated in offers.iter_mut().flat_map(|offer| &mut offer.dates) {
        dated.takes_newcomers &= is_for_newcomers;
        dated.is_full = full.contains(&dated.key);
    }
    offers.retain(|offer| !offer.dates.is_empty());
    offers.sort_by_key(|offer| offer.dates.first().map(|dated| dated.meeting.starts));
    Ok(PublicGroup {
        id: group.id,
        slug: group.slug,
        name: group.name,
        about: group.about,
        state: at.state,
        rests_until: lives::public_rest(db, may, now)?,
        step_free: group.step_free,
        confirmed_on: group.last_confirmed_on,
        has_agreement: versions::is_said(db, may)?,
        programme: programmes::of_group(db, may)?,
        notes: experiences::public(db, may, now)?.into_iter().map(told).collect(),
        place,
        fields,
        languages,
        offers,
        pauses,
        is_member: at.inside.is_some(),
        joining: at.joining,
        unasked: match at.joining {
            // Where nobody is in a group yet, nobody has said that one must ask.
            Joining::Invitation if !at.is_its_own => Unasked::ToOpenOnes,
            Joining::Invitation => Unasked::No,
            Joining::Welcome => Unasked::ToOpenOnes,
            Joining::Open => Unasked::Yes,
        },
        next_takes_newcomers: is_for_newcomers && next.as_ref().is_some_and(Date::is_open),
        next,
    })
}

fn offer(series: &Series, all: &[Series], window: &Range<Instant>) -> Offer {
    let dates = series
        .schedule
        .meetings(window.clone(), &series.changes, DATES)
        .into_iter()
        .map(|meeting| {
            let terms = series.terms(&meeting);
            let altered = Altered { openness: None, ..terms.against(&series.usual.terms) };
            let takes_place = meeting.status.takes_place();
            let instead =
                if takes_place { Vec::new() } else { instead(all, series.id, meeting.starts..window.end) };
            Dated {
                key: MeetingKey { series: series.id, original: meeting.original },
                meeting,
                is_full: false,
                takes_newcomers: takes_place && terms.openness == Openness::Open,
                instead,
                terms,
                altered,
            }
        })
        .collect();
    Offer {
        dates,
        kind: series.kind,
        title: series.title.clone(),
        usual: series.usual.terms.clone(),
        open_to: series.open_to.clone(),
        note: series.note.clone(),
        zone: series.schedule.zone,
        repeat: series.schedule.rule.repeat,
        begins: series.schedule.start.time(),
    }
}

impl Date {
    /// Whether anybody may come.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.terms.openness == Openness::Open
    }
}

/// The dates of a series that take place.
fn dates(series: &Series, window: &Range<Instant>) -> Vec<Date> {
    let meetings = series.schedule.meetings(window.clone(), &series.changes, usize::MAX);
    let take_place = meetings.into_iter().filter(|meeting| meeting.status.takes_place());
    let dated = take_place.map(|meeting| Date {
        key: MeetingKey { series: series.id, original: meeting.original },
        meeting,
        zone: series.schedule.zone,
        terms: series.terms(&meeting),
    });
    dated.collect()
}

/// The next open date; where none is open, the next.
fn next(all: &[Series], window: &Range<Instant>) -> Option<Date> {
    let by_day = |date: &Date| (!date.is_open(), date.meeting.starts, date.key);
    all.iter().flat_map(|series| dates(series, window)).min_by_key(by_day)
}

/// The next dates of a group that take place after one that does not.
pub(in crate::service) fn next_instead(
    db: &mut Conn,
    may: &MayFind,
    of: &MeetingKey,
    after: Instant,
    now: Instant,
) -> Result<Vec<Date>, StoreError> {
    let window = after..after.plus(AHEAD);
    let all = series::findable(db, may, &window, now)?;
    Ok(instead(&all, of.series, window))
}

/// Of the same series; where it has too few, of the group's others.
fn instead(all: &[Series], of: SeriesId, window: Range<Instant>) -> Vec<Date> {
    let dates = |series: &Series| dates(series, &window).into_iter().take(IN_PLACE).collect::<Vec<_>>();
    let (same, others): (Vec<&Series>, Vec<&Series>) = all.iter().partition(|series| series.id == of);
    let mut found: Vec<Date> = same.into_iter().flat_map(dates).collect();
    if found.len() < IN_PLACE {
        let mut more: Vec<Date> = others.into_iter().flat_map(dates).collect();
        more.sort_by_key(|it| (it.meeting.starts, it.key));
        found.extend(more);
        found.truncate(IN_PLACE);
    }
    found
}
