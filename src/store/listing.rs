//! What anybody may find: listed groups with their series, places and fields. Public by definition, so no proof is asked
//! for; what is not listed cannot come out of here.
//!
//! A list is read in two steps: of every series only what wishes are compared with ([`series()`]), and of those few that
//! are shown what is shown of them ([`cards`]). How many queries that takes does not depend on what is asked for.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes::{self, AROUND, Whose};
use super::conn::Conn;
use super::error::StoreError;
use super::lives;
use super::schema::{group_field, group_language, groups, meeting, series as s};
use super::series::UsualRow;
use crate::domain::confirming::{ConfirmWithin, Confirmed};
use crate::domain::finding::{Manner, Spot};
use crate::domain::group::{Format, GroupState, Openness};
use crate::domain::ids::{FieldId, GroupId, PlaceId, SeriesId};
use crate::domain::locale::Language;
use crate::domain::series::{Changes, Rule, Schedule, Usual};
use crate::domain::text::{Closeness, Term};
use crate::domain::time::{Instant, Wall, Zone};

/// A series that can be found: what its dates are made from, and what wishes are compared with.
#[derive(Debug)]
pub struct Listed {
    pub series: SeriesId,
    pub group: GroupId,
    pub slug: String,
    pub place: Option<PlaceId>,
    pub step_free: Option<bool>,
    pub confirmed_on: Option<NaiveDate>,
    pub confirm_within: ConfirmWithin,
    pub manner: Manner,
    /// Where the series is held, if that is known.
    pub at: Option<Spot>,
    pub schedule: Schedule,
    pub changes: Changes,
}

/// What a list shows of a series and its group.
#[derive(Debug, Clone)]
pub struct Card {
    pub slug: String,
    pub name: String,
    pub usual: Usual,
    /// For whom it is when it is closed, in the group's own words.
    pub open_to: String,
}

impl Listed {
    /// Whether its group still meets, as far as anybody has said so.
    #[must_use]
    pub fn confirmed(&self, now: Instant) -> Confirmed {
        let today = self.schedule.zone.wall(now).date();
        Confirmed::by(self.confirmed_on, self.confirm_within, today)
    }
}

#[derive(Queryable)]
struct Row {
    series: SeriesId,
    group: GroupId,
    slug: String,
    place: Option<PlaceId>,
    step_free: Option<bool>,
    confirmed_on: Option<NaiveDate>,
    confirm_within: ConfirmWithin,
    start: Wall,
    zone: Zone,
    rule: String,
    format: Format,
    openness: Openness,
    other_openness_on: Option<String>,
    latitude: Option<i32>,
    longitude: Option<i32>,
}

/// Whether a group wants to be found.
#[diesel::dsl::auto_type]
pub(in crate::store) fn is_listed() -> _ {
    let closed: GroupState = GroupState::Closed;
    groups::listed.eq(true).and(groups::state.ne(closed))
}

/// All series that can be found, with what was done to their meetings around a window. One that cannot be read is left out,
/// and named to the operator: a list does not fail for one of those on it.
///
/// # Errors
/// When the database does not answer.
pub fn series(db: &mut Conn, window: &Range<Instant>, now: Instant) -> Result<Vec<Listed>, StoreError> {
    // What has ended is of interest only where something was done to a date: one may have been moved, or added.
    let from: NaiveDate = window.start.minus(AROUND).naive_utc().date();
    let done = meeting::table.filter(changes::near(window)).filter(changes::is_changed());
    let meets =
        s::last_on.is_null().or(s::last_on.ge(from)).or(s::id.eq_any(done.select(meeting::series_id)));
    let rows: Vec<Row> = s::table
        .inner_join(groups::table)
        .filter(is_listed())
        .filter(meets)
        .select((
            s::id,
            groups::id,
            groups::slug,
            groups::place_id,
            groups::step_free,
            groups::last_confirmed_on,
            groups::confirm_within_days,
            s::start_local,
            s::zone,
            s::rule,
            s::format,
            s::openness,
            s::other_openness_on,
            s::latitude,
            s::longitude,
        ))
        .load(&mut db.db)?;
    let mut changes = changes::load(db, Whose::Listed, window, now)?;
    let states = lives::not_running(db, now)?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows.into_iter().filter(|row| states.get(&row.group) != Some(&GroupState::Closed)) {
        let (series, changes) = (row.series, changes.of(row.series, row.group));
        match listed(row, changes) {
            Ok(it) => all.push(it),
            Err(cause) => tracing::error!(%series, %cause, "a series cannot be read, and is not listed"),
        }
    }
    Ok(all)
}

fn listed(row: Row, changes: Changes) -> Result<Listed, StoreError> {
    let rule: Rule = row.rule.parse().map_err(|_| StoreError::Unknown("series.rule"))?;
    let nths = row.other_openness_on.map(|text| text.parse()).transpose();
    Ok(Listed {
        manner: Manner {
            format: row.format,
            openness: row.openness,
            other_openness_on: nths.map_err(|_| StoreError::Unknown("series.other_openness_on"))?,
        },
        schedule: Schedule { start: row.start, zone: row.zone, rule },
        changes,
        at: row.latitude.zip(row.longitude).and_then(|(up, along)| Spot::stored(up, along)),
        series: row.series,
        group: row.group,
        slug: row.slug,
        place: row.place,
        step_free: row.step_free,
        confirmed_on: row.confirmed_on,
        confirm_within: row.confirm_within,
    })
}

/// The groups in whose texts all of these words stand, and how well.
///
/// # Errors
/// When the database does not answer.
pub fn matching(db: &mut Conn, terms: &[Term]) -> Result<BTreeMap<GroupId, Closeness>, StoreError> {
    let mut query = groups::table.filter(is_listed()).select((groups::id, groups::search_text)).into_boxed();
    for term in terms {
        let [a, b, c, d, e, f] = term.clues().map(|clue| format!("%{clue}%"));
        let text = groups::search_text;
        let any = text.like(a).or(text.like(b)).or(text.like(c));
        query = query.filter(any.or(text.like(d)).or(text.like(e)).or(text.like(f)));
    }
    let rows: Vec<(GroupId, String)> = query.load(&mut db.db)?;
    let closeness = |text: &str| {
        terms.iter().try_fold(Closeness::Exact, |worst, term| Some(worst.max(term.found_in(text)?)))
    };
    Ok(rows.into_iter().filter_map(|(group, text)| Some((group, closeness(&text)?))).collect())
}

/// The fields of each listed group, in the order of their ids.
///
/// # Errors
/// When the database does not answer.
pub fn fields(db: &mut Conn) -> Result<BTreeMap<GroupId, Vec<FieldId>>, StoreError> {
    let rows = group_field::table
        .inner_join(groups::table)
        .filter(is_listed())
        .order(group_field::field_id)
        .select((group_field::group_id, group_field::field_id));
    Ok(by_group(rows.load(&mut db.db)?))
}

/// The languages of each listed group, by code.
///
/// # Errors
/// When the database does not answer.
pub fn languages(db: &mut Conn) -> Result<BTreeMap<GroupId, Vec<Language>>, StoreError> {
    let rows = group_language::table
        .inner_join(groups::table)
        .filter(is_listed())
        .order(group_language::language)
        .select((group_language::group_id, group_language::language));
    Ok(by_group(rows.load(&mut db.db)?))
}

fn by_group<T>(rows: Vec<(GroupId, T)>) -> BTreeMap<GroupId, Vec<T>> {
    let mut all: BTreeMap<GroupId, Vec<T>> = BTreeMap::new();
    for (group, it) in rows {
        all.entry(group).or_default().push(it);
    }
    all
}

/// What is shown of some of these series.
///
/// # Errors
/// When the database does not answer.
pub fn cards(db: &mut Conn, of: &[SeriesId]) -> Result<BTreeMap<SeriesId, Card>, StoreError> {
    let rows: Vec<(SeriesId, String, String, UsualRow, String)> = s::table
        .inner_join(groups::table)
        .filter(s::id.eq_any(of).and(is_listed()))
        .select((s::id, groups::slug, groups::name, UsualRow::as_select(), s::open_to))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(series, slug, name, usual, open_to)| {
            Ok((series, Card { slug, name, usual: usual.try_into()?, open_to }))
        })
        .collect()
}
