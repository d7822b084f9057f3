//! Facts about the groups of a programme, for its coordinators. About groups only: no member, no answer, no count of
//! people can come out of here.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes::Whose;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{field_name, group_field, groups, place_name};
use super::series::{self, Series};
use super::versions;
use super::{lives, mandates};
use crate::access::MayCoordinate;
use crate::domain::group::GroupState;
use crate::domain::ids::GroupId;
use crate::domain::locale::Locale;
use crate::domain::time::Instant;

/// A group as its programme sees it.
#[derive(Debug, Clone)]
pub struct Fact {
    pub group: GroupId,
    pub slug: String,
    pub name: String,
    pub state: GroupState,
    pub listed: bool,
    pub place: String,
    pub fields: Vec<String>,
    pub last_confirmed_on: Option<NaiveDate>,
    /// Whether somebody holds a live mandate: a fact about the group, not about who.
    pub is_led: bool,
    /// Whether nobody has ever taken it over: then its programme may hand it to somebody.
    pub is_nobodys: bool,
    /// The group says in public that it has an agreement.
    pub has_agreement: bool,
    pub series: Vec<Series>,
}

/// The programme's groups, by name, as they are at the start of a window, with what happens in it.
///
/// # Errors
/// When the database does not answer.
pub fn of(
    db: &mut Conn,
    may: &MayCoordinate,
    language: Locale,
    window: &Range<Instant>,
) -> Result<Vec<Fact>, StoreError> {
    type Row = (GroupId, String, String, GroupState, bool, Option<String>, Option<NaiveDate>, bool);
    let rows: Vec<Row> =
        groups::table
            .left_join(place_name::table.on(
                groups::place_id.eq(place_name::place_id.nullable()).and(place_name::language.eq(language)),
            ))
            .filter(groups::programme_id.eq(may.programme()))
            .order((groups::name, groups::id))
            .select((
                groups::id,
                groups::slug,
                groups::name,
                groups::state,
                groups::listed,
                place_name::name.nullable(),
                groups::last_confirmed_on,
                groups::import_key.is_not_null(),
            ))
            .load(&mut db.db)?;
    let led = mandates::led(db, may.programme(), window.start)?;
    let agreed = versions::said_publicly(db, may)?;
    let states = lives::not_running(db, window.start)?;
    let fields: Vec<(GroupId, String)> = group_field::table
        .inner_join(groups::table)
        .inner_join(field_name::table.on(field_name::field_id.eq(group_field::field_id)))
        .filter(groups::programme_id.eq(may.programme()).and(field_name::language.eq(language)))
        .order(field_name::name)
        .select((group_field::group_id, field_name::name))
        .load(&mut db.db)?;
    let mut by_group: BTreeMap<GroupId, (Vec<String>, Vec<Series>)> = BTreeMap::new();
    for (group, field) in fields {
        by_group.entry(group).or_default().0.push(field);
    }
    for series in series::load(db, Whose::Programme(may.programme()), window, window.start)? {
        by_group.entry(series.group).or_default().1.push(series);
    }
    Ok(rows
        .into_iter()
        .map(|(group, slug, name, state, listed, place, last_confirmed_on, is_nobodys)| {
            let (fields, series) = by_group.remove(&group).unwrap_or_default();
            Fact {
                is_led: led.contains(&group),
                has_agreement: agreed.contains(&group),
                is_nobodys,
                place: place.unwrap_or_default(),
                group,
                slug,
                name,
                state: states.get(&group).copied().unwrap_or(state),
                listed,
                fields,
                last_confirmed_on,
                series,
            }
        })
        .collect())
}
