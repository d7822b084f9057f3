//! What anybody may find: listed groups with their series, places and fields. Public by definition, so no proof is asked
//! for; what is not listed cannot come out of here.
//!
//! A list is read in two steps: of every series that fits only what its dates are worked out from ([`series()`]), and of
//! those few that are shown what is shown of them ([`cards`]).

use std::collections::BTreeMap;
use std::ops::Range;

use diesel::prelude::*;

use super::changes::{self, Whose};
use super::conn::Conn;
use super::error::StoreError;
use super::places::Places;
use super::schema::{field, field_name, group_field, group_language, groups, place, series as s};
use super::series::UsualRow;
use crate::domain::group::{Format, GroupState};
use crate::domain::ids::{GroupId, PlaceId, SeriesId};
use crate::domain::locale::{Language, Locale};
use crate::domain::series::{Changes, Rule, Schedule, Usual};
use crate::domain::text::Term;
use crate::domain::time::{Instant, Wall, Zone};

/// What is looked for. What is empty asks for nothing.
#[derive(Debug)]
pub struct Filter<'a> {
    pub terms: &'a [Term],
    /// A slug; the place itself, or any within it.
    pub place: &'a str,
    /// A slug.
    pub field: &'a str,
    pub language: Option<Language>,
    /// Not this kind of meeting.
    pub format_is_not: Option<Format>,
}

/// A series that fits: what is needed to find its dates, and to put them in order.
#[derive(Debug)]
pub struct Fitting {
    pub series: SeriesId,
    pub slug: String,
    pub schedule: Schedule,
    pub changes: Changes,
}

/// What a list shows of a series and its group.
#[derive(Debug, Clone)]
pub struct Card {
    pub slug: String,
    pub name: String,
    pub place: String,
    pub fields: Vec<String>,
    pub languages: Vec<Language>,
    pub step_free: Option<bool>,
    pub usual: Usual,
}

/// What can be chosen: of each kind, what some listed group has.
#[derive(Debug)]
pub struct Choices {
    /// Slug and name.
    pub places: Vec<(String, String)>,
    /// Slug and name.
    pub fields: Vec<(String, String)>,
    pub languages: Vec<Language>,
}

/// Whether a group wants to be found.
#[diesel::dsl::auto_type]
pub(in crate::store) fn is_listed() -> _ {
    let closed: GroupState = GroupState::Closed;
    groups::listed.eq(true).and(groups::state.ne(closed))
}

/// The series that fit, with what was done to their meetings around a window.
///
/// # Errors
/// When the database does not answer, or a rule cannot be read.
pub fn series(
    db: &mut Conn,
    places: &Places,
    filter: &Filter<'_>,
    window: &Range<Instant>,
) -> Result<Vec<Fitting>, StoreError> {
    let mut query = s::table
        .inner_join(groups::table)
        .filter(is_listed())
        .select((s::id, groups::id, groups::slug, s::start_local, s::zone, s::rule))
        .into_boxed();
    if !filter.place.is_empty() {
        query = query.filter(groups::place_id.eq_any(places.within(filter.place)));
    }
    if !filter.field.is_empty() {
        let of_field = group_field::table
            .inner_join(field::table)
            .filter(field::slug.eq(filter.field))
            .select(group_field::group_id);
        query = query.filter(groups::id.eq_any(of_field));
    }
    if let Some(language) = filter.language {
        let speaking = group_language::table
            .filter(group_language::language.eq(language))
            .select(group_language::group_id);
        query = query.filter(groups::id.eq_any(speaking));
    }
    if let Some(format) = filter.format_is_not {
        query = query.filter(s::format.ne(format));
    }
    for term in filter.terms {
        let [one, other] = term.spellings().each_ref().map(|spelling| format!("%{spelling}%"));
        query = query.filter(groups::search_text.like(one).or(groups::search_text.like(other)));
    }
    let rows: Vec<(SeriesId, GroupId, String, Wall, Zone, String)> = query.load(&mut db.db)?;
    let mut changes = changes::load(db, Whose::Listed, window)?;
    rows.into_iter()
        .map(|(series, group, slug, start, zone, rule)| {
            let rule: Rule = rule.parse().map_err(|_| StoreError::Unknown("series.rule"))?;
            let schedule = Schedule { start, zone, rule };
            Ok(Fitting { changes: changes.of(series, group), series, slug, schedule })
        })
        .collect()
}

/// What is shown of some of these series.
///
/// # Errors
/// When the database does not answer.
pub fn cards(
    db: &mut Conn,
    places: &Places,
    of: &[&Fitting],
    language: Locale,
) -> Result<BTreeMap<SeriesId, Card>, StoreError> {
    type Row = (SeriesId, GroupId, String, String, Option<PlaceId>, Option<bool>, UsualRow);
    let ids: Vec<SeriesId> = of.iter().map(|it| it.series).collect();
    let rows: Vec<Row> = s::table
        .inner_join(groups::table)
        .filter(s::id.eq_any(&ids).and(is_listed()))
        .select((
            s::id,
            groups::id,
            groups::slug,
            groups::name,
            groups::place_id,
            groups::step_free,
            UsualRow::as_select(),
        ))
        .load(&mut db.db)?;
    let theirs: Vec<GroupId> = rows.iter().map(|(_, group, ..)| *group).collect();
    let fields = by_group(
        group_field::table
            .inner_join(field::table.inner_join(field_name::table))
            .filter(group_field::group_id.eq_any(&theirs).and(field_name::language.eq(language)))
            .order(field::slug)
            .select((group_field::group_id, field_name::name))
            .load(&mut db.db)?,
    );
    let languages = by_group(
        group_language::table
            .filter(group_language::group_id.eq_any(&theirs))
            .order(group_language::language)
            .select((group_language::group_id, group_language::language))
            .load(&mut db.db)?,
    );
    rows.into_iter()
        .map(|(series, group, slug, name, place, step_free, usual)| {
            let card = Card {
                slug,
                name,
                place: place.and_then(|id| places.name(id)).unwrap_or_default().to_owned(),
                fields: fields.get(&group).cloned().unwrap_or_default(),
                languages: languages.get(&group).cloned().unwrap_or_default(),
                step_free,
                usual: usual.try_into()?,
            };
            Ok((series, card))
        })
        .collect()
}

fn by_group<T>(rows: Vec<(GroupId, T)>) -> BTreeMap<GroupId, Vec<T>> {
    let mut all: BTreeMap<GroupId, Vec<T>> = BTreeMap::new();
    for (group, it) in rows {
        all.entry(group).or_default().push(it);
    }
    all
}

/// What can be chosen, with names in the reader's language.
///
/// # Errors
/// When the database does not answer.
pub fn choices(db: &mut Conn, places: &Places, language: Locale) -> Result<Choices, StoreError> {
    let here = groups::table.filter(groups::place_id.eq(place::id.nullable()).and(is_listed()));
    let theirs: Vec<PlaceId> =
        place::table.filter(diesel::dsl::exists(here)).select(place::id).load(&mut db.db)?;
    let used = group_field::table.inner_join(groups::table).filter(is_listed()).select(group_field::field_id);
    let fields = field::table
        .inner_join(field_name::table)
        .filter(field_name::language.eq(language).and(field::id.eq_any(used)))
        .order(field::slug)
        .select((field::slug, field_name::name))
        .load(&mut db.db)?;
    let languages = group_language::table
        .inner_join(groups::table)
        .filter(is_listed())
        .order(group_language::language)
        .select(group_language::language)
        .distinct()
        .load(&mut db.db)?;
    Ok(Choices { places: places.above(&theirs), fields, languages })
}
