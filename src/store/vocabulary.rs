//! The words from which groups choose: places and fields, with a name in each language. They belong to the installation.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{field, field_name, place, place_name, programme};
use crate::access::MayRun;
use crate::domain::ids::{FieldId, PlaceId, ProgrammeId};
use crate::domain::locale::Locale;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<Id> {
    pub id: Id,
    pub slug: String,
    pub name: String,
}

/// All places, by slug.
///
/// # Errors
/// When the database does not answer.
pub fn places(db: &mut Conn, language: Locale) -> Result<Vec<Word<PlaceId>>, StoreError> {
    let rows: Vec<(PlaceId, String, String)> = place::table
        .inner_join(place_name::table)
        .filter(place_name::language.eq(language))
        .order(place::slug)
        .select((place::id, place::slug, place_name::name))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(id, slug, name)| Word { id, slug, name }).collect())
}

/// All fields, by slug.
///
/// # Errors
/// When the database does not answer.
pub fn fields(db: &mut Conn, language: Locale) -> Result<Vec<Word<FieldId>>, StoreError> {
    let rows: Vec<(FieldId, String, String)> = field::table
        .inner_join(field_name::table)
        .filter(field_name::language.eq(language))
        .order(field::slug)
        .select((field::id, field::slug, field_name::name))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(id, slug, name)| Word { id, slug, name }).collect())
}

/// All programmes, by name.
///
/// # Errors
/// When the database does not answer.
pub fn programmes(db: &mut Conn) -> Result<Vec<Word<ProgrammeId>>, StoreError> {
    let rows: Vec<(ProgrammeId, String, String)> = programme::table
        .order(programme::name)
        .select((programme::id, programme::slug, programme::name))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(id, slug, name)| Word { id, slug, name }).collect())
}

/// Adds a place, or gives the one with that slug.
///
/// # Errors
/// When the database does not answer.
pub fn add_place(
    db: &mut Conn,
    _: &MayRun,
    slug: &str,
    parent: Option<PlaceId>,
    names: &[(Locale, &str)],
) -> Result<PlaceId, StoreError> {
    let known = place::table.filter(place::slug.eq(slug)).select(place::id).first(&mut db.db).optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = PlaceId::from_random(db.entropy.bytes());
    diesel::insert_into(place::table)
        .values((place::id.eq(id), place::slug.eq(slug), place::parent_id.eq(parent)))
        .execute(&mut db.db)?;
    for (language, name) in names {
        diesel::insert_into(place_name::table)
            .values((
                place_name::place_id.eq(id),
                place_name::language.eq(language),
                place_name::name.eq(name),
            ))
            .execute(&mut db.db)?;
    }
    Ok(id)
}

/// Adds a field, or gives the one with that slug.
///
/// # Errors
/// When the database does not answer.
pub fn add_field(
    db: &mut Conn,
    _: &MayRun,
    slug: &str,
    names: &[(Locale, &str)],
) -> Result<FieldId, StoreError> {
    let known = field::table.filter(field::slug.eq(slug)).select(field::id).first(&mut db.db).optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = FieldId::from_random(db.entropy.bytes());
    diesel::insert_into(field::table).values((field::id.eq(id), field::slug.eq(slug))).execute(&mut db.db)?;
    for (language, name) in names {
        diesel::insert_into(field_name::table)
            .values((
                field_name::field_id.eq(id),
                field_name::language.eq(language),
                field_name::name.eq(name),
            ))
            .execute(&mut db.db)?;
    }
    Ok(id)
}
