//! What a group says of itself: by its founder, by its facilitators, and, as long as it is nobody's, by a feed. Written
//! here and nowhere else, with everything that finding looks at.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{field_name, group_field, group_language, groups, place, place_name};
use crate::access::MayFacilitate;
use crate::domain::confirming::ConfirmWithin;
use crate::domain::description::Description;
use crate::domain::group::{GroupState, Joining, Tie};
use crate::domain::ids::{FieldId, GroupId, PlaceId, ProgrammeId};
use crate::domain::locale::Language;
use crate::domain::text::{GroupName, Markdown, Slug, search_text};
use crate::domain::time::{Instant, Zone};

/// Where a group comes from.
pub(in crate::store) struct Origin<'a> {
    pub(in crate::store) slug: &'a Slug,
    pub(in crate::store) programme: Option<ProgrammeId>,
    pub(in crate::store) zone: Zone,
    /// How one joins, until the group decides otherwise.
    pub(in crate::store) joining: Joining,
    /// Whose day it is on which somebody of the group said that it meets.
    pub(in crate::store) confirmed_on: Option<NaiveDate>,
    /// Which entries of a feed are this group.
    pub(in crate::store) import_key: Option<&'a str>,
}

/// Makes a group: running, on its own, and in nobody's hands yet.
pub(in crate::store) fn insert(
    db: &mut Conn,
    origin: &Origin<'_>,
    says: &Description,
    now: Instant,
) -> Result<GroupId, StoreError> {
    let id = GroupId::from_random(db.entropy.bytes());
    diesel::insert_into(groups::table)
        .values((
            (
                groups::id.eq(id),
                groups::slug.eq(origin.slug.as_str()),
                groups::programme_id.eq(origin.programme),
                groups::tie.eq(Tie::Autonomous),
                groups::zone.eq(origin.zone),
                groups::joining.eq(origin.joining),
                groups::state.eq(GroupState::Running),
                groups::last_confirmed_on.eq(origin.confirmed_on),
                groups::import_key.eq(origin.import_key),
                groups::revision.eq(1_i64),
                groups::made_at.eq(now),
                groups::changed_at.eq(now),
                groups::dates_revision.eq(1_i64),
            ),
            columns(db, says)?,
        ))
        .execute(&mut db.db)?;
    list(db, id, says)?;
    Ok(id)
}

/// What my group says of itself, to be changed.
///
/// # Errors
/// When the database does not answer.
pub fn of(db: &mut Conn, may: &MayFacilitate) -> Result<Description, StoreError> {
    read(db, may.group())
}

/// Says something else of my group.
///
/// # Errors
/// When the database does not answer.
pub fn change(db: &mut Conn, may: &MayFacilitate, says: &Description) -> Result<(), StoreError> {
    write(db, may.group(), says)
}

pub(in crate::store) fn read(db: &mut Conn, id: GroupId) -> Result<Description, StoreError> {
    type Row = (String, String, Option<PlaceId>, Option<bool>, bool, bool, bool, ConfirmWithin);
    let (name, about, place, step_free, listed, shows_full, shows_agreement, confirm_within): Row =
        groups::table
            .find(id)
            .select((
                groups::name,
                groups::about,
                groups::place_id,
                groups::step_free,
                groups::listed,
                groups::shows_full,
                groups::shows_agreement,
                groups::confirm_within_days,
            ))
            .first(&mut db.db)?;
    let fields: Vec<FieldId> = group_field::table
        .filter(group_field::group_id.eq(id))
        .select(group_field::field_id)
        .load(&mut db.db)?;
    let languages: Vec<Language> = group_language::table
        .filter(group_language::group_id.eq(id))
        .select(group_language::language)
        .load(&mut db.db)?;
    Ok(Description {
        name: GroupName::parse(&name).map_err(|_| StoreError::Unknown("groups.name"))?,
        about: Markdown::parse(&about).ok(),
        place,
        fields: fields.into_iter().collect(),
        languages: languages.into_iter().collect(),
        step_free,
        listed,
        shows_full,
        shows_agreement,
        confirm_within,
    })
}

pub(in crate::store) fn write(db: &mut Conn, id: GroupId, says: &Description) -> Result<(), StoreError> {
    let columns = columns(db, says)?;
    diesel::update(groups::table.find(id))
        .set((columns, groups::revision.eq(groups::revision + 1)))
        .execute(&mut db.db)?;
    diesel::delete(group_field::table.filter(group_field::group_id.eq(id))).execute(&mut db.db)?;
    diesel::delete(group_language::table.filter(group_language::group_id.eq(id))).execute(&mut db.db)?;
    list(db, id, says)
}

type Columns<'a> = (
    diesel::dsl::Eq<groups::name, &'a str>,
    diesel::dsl::Eq<groups::about, &'a str>,
    diesel::dsl::Eq<groups::place_id, Option<PlaceId>>,
    diesel::dsl::Eq<groups::step_free, Option<bool>>,
    diesel::dsl::Eq<groups::listed, bool>,
    diesel::dsl::Eq<groups::shows_full, bool>,
    diesel::dsl::Eq<groups::shows_agreement, bool>,
    diesel::dsl::Eq<groups::confirm_within_days, ConfirmWithin>,
    diesel::dsl::Eq<groups::search_text, String>,
);

fn columns<'a>(db: &mut Conn, says: &'a Description) -> Result<Columns<'a>, StoreError> {
    Ok((
        groups::name.eq(says.name.as_str()),
        groups::about.eq(says.about.as_ref().map_or("", Markdown::as_str)),
        groups::place_id.eq(says.place),
        groups::step_free.eq(says.step_free),
        groups::listed.eq(says.listed),
        groups::shows_full.eq(says.shows_full),
        groups::shows_agreement.eq(says.shows_agreement),
        groups::confirm_within_days.eq(says.confirm_within),
        groups::search_text.eq(searched(db, says)?),
    ))
}

fn list(db: &mut Conn, id: GroupId, says: &Description) -> Result<(), StoreError> {
    for field in &says.fields {
        diesel::insert_into(group_field::table)
            .values((group_field::group_id.eq(id), group_field::field_id.eq(field)))
            .execute(&mut db.db)?;
    }
    for language in &says.languages {
        diesel::insert_into(group_language::table)
            .values((group_language::group_id.eq(id), group_language::language.eq(language)))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// What a search looks at: the group's name and words, and in every language the names of its fields, of its place, and of
/// what that place lies in.
fn searched(db: &mut Conn, says: &Description) -> Result<String, StoreError> {
    let mut words = vec![says.name.as_str().to_owned()];
    words.extend(says.about.as_ref().map(|about| about.as_str().to_owned()));
    let mut within = says.place;
    while let Some(here) = within {
        let names = place_name::table.filter(place_name::place_id.eq(here)).select(place_name::name);
        words.extend(names.load::<String>(&mut db.db)?);
        within = place::table.find(here).select(place::parent_id).first(&mut db.db)?;
    }
    let fields = field_name::table.filter(field_name::field_id.eq_any(&says.fields));
    words.extend(fields.select(field_name::name).load::<String>(&mut db.db)?);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Ok(search_text(&words))
}
