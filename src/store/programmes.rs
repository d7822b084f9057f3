//! Programmes: bodies that promote self-help, and who coordinates them. A programme owns no group.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{coordinator, groups, membership, programme, programme_language, programme_sponsor};
use crate::access::{MayCoordinate, MayFind, MayRun, Myself};
use crate::domain::ids::{GroupId, ProgrammeId};
use crate::domain::locale::Language;
use crate::domain::text::{ProgrammeName, Slug};
use crate::domain::time::{Instant, Zone};

/// What the operator says of a programme.
#[derive(Debug, Clone)]
pub struct NewProgramme {
    pub slug: Slug,
    pub name: ProgrammeName,
    pub about: String,
    pub zone: Zone,
    pub languages: Vec<Language>,
    pub sponsors: Vec<String>,
}

/// Makes a programme, or gives the one with that address.
///
/// # Errors
/// When the database does not answer.
pub fn ensure(
    db: &mut Conn,
    _: &MayRun,
    new: &NewProgramme,
    now: Instant,
) -> Result<ProgrammeId, StoreError> {
    let known = programme::table
        .filter(programme::slug.eq(new.slug.as_str()))
        .select(programme::id)
        .first(&mut db.db)
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = ProgrammeId::from_random(db.entropy.bytes());
    diesel::insert_into(programme::table)
        .values((
            programme::id.eq(id),
            programme::slug.eq(new.slug.as_str()),
            programme::name.eq(new.name.as_str()),
            programme::about.eq(&new.about),
            programme::zone.eq(new.zone),
            programme::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    for language in &new.languages {
        diesel::insert_into(programme_language::table)
            .values((programme_language::programme_id.eq(id), programme_language::language.eq(language)))
            .execute(&mut db.db)?;
    }
    for (position, line) in (0_i32..).zip(&new.sponsors) {
        diesel::insert_into(programme_sponsor::table)
            .values((
                programme_sponsor::programme_id.eq(id),
                programme_sponsor::position.eq(position),
                programme_sponsor::line.eq(line),
            ))
            .execute(&mut db.db)?;
    }
    Ok(id)
}

/// Makes somebody a coordinator. `false` when there is no such programme.
///
/// # Errors
/// When the database does not answer.
pub fn add_coordinator(
    db: &mut Conn,
    _: &MayRun,
    slug: &str,
    who: &Myself,
    now: Instant,
) -> Result<bool, StoreError> {
    let known: Option<ProgrammeId> = programme::table
        .filter(programme::slug.eq(slug))
        .select(programme::id)
        .first(&mut db.db)
        .optional()?;
    let Some(id) = known else {
        return Ok(false);
    };
    diesel::insert_into(coordinator::table)
        .values((
            coordinator::programme_id.eq(id),
            coordinator::person_id.eq(who.person()),
            coordinator::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(true)
}

/// The programmes that I coordinate: address and name.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, me: &Myself) -> Result<Vec<(String, String)>, StoreError> {
    Ok(coordinator::table
        .inner_join(programme::table)
        .filter(coordinator::person_id.eq(me.person()))
        .order(programme::name)
        .select((programme::slug, programme::name))
        .load(&mut db.db)?)
}

/// The programme in whose lists a group is that can be found: its address and name.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayFind) -> Result<Option<(String, String)>, StoreError> {
    Ok(groups::table
        .inner_join(programme::table)
        .filter(groups::id.eq(may.group()))
        .select((programme::slug, programme::name))
        .first(&mut db.db)
        .optional()?)
}

/// The programmes in whose lists my groups are: address and name, by group.
///
/// # Errors
/// When the database does not answer.
pub fn of_my_groups(db: &mut Conn, me: &Myself) -> Result<BTreeMap<GroupId, (String, String)>, StoreError> {
    let mine = membership::table.filter(membership::person_id.eq(me.person())).select(membership::group_id);
    let rows: Vec<(GroupId, (String, String))> = programme::table
        .inner_join(groups::table)
        .filter(groups::id.eq_any(mine))
        .select((groups::id, (programme::slug, programme::name)))
        .load(&mut db.db)?;
    Ok(rows.into_iter().collect())
}

/// A programme's name, zone and sponsor lines, for its coordinators.
///
/// # Errors
/// When the database does not answer.
pub fn describe(db: &mut Conn, may: &MayCoordinate) -> Result<(String, Zone, Vec<String>), StoreError> {
    let of = may.programme();
    let (name, zone) =
        programme::table.find(of).select((programme::name, programme::zone)).first(&mut db.db)?;
    let sponsors = programme_sponsor::table
        .filter(programme_sponsor::programme_id.eq(of))
        .order(programme_sponsor::position)
        .select(programme_sponsor::line)
        .load(&mut db.db)?;
    Ok((name, zone, sponsors))
}
