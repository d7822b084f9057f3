//! Groups: the lasting bodies that decide. What stands here is what a group says of itself; who is in it stands in
//! [`memberships`](super::memberships).

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::descriptions::{self, Origin};
use super::error::StoreError;
use super::schema::{field_name, group_field, group_language, groups, place_name};
use crate::access::{
    Founded, FoundedFacts, GoodInvitation, LookedUp, MayAttend, MayFacilitate, MayFind, MayLead, Myself,
};
use crate::domain::confirming::ConfirmWithin;
use crate::domain::description::Description;
use crate::domain::group::{GroupState, Joining};
use crate::domain::ids::{GroupId, PlaceId, ProgrammeId};
use crate::domain::locale::{Language, Locale};
use crate::domain::text::{GroupName, Slug};
use crate::domain::time::{Instant, Zone};

/// So many addresses are drawn before it is not chance that all are taken.
const TRIES: u32 = 8;

/// What a founder says.
#[derive(Debug, Clone)]
pub struct NewGroup {
    pub says: Description,
    pub programme: Option<ProgrammeId>,
    pub zone: Zone,
    /// How one joins, until the group decides otherwise.
    pub joining: Joining,
}

/// A group, as those who may see it see it.
#[derive(Debug, Clone, Queryable)]
pub struct Group {
    pub id: GroupId,
    pub slug: String,
    pub name: String,
    pub place: Option<PlaceId>,
    pub zone: Zone,
    pub about: String,
    pub state: GroupState,
    pub listed: bool,
    pub step_free: Option<bool>,
    pub last_confirmed_on: Option<NaiveDate>,
    pub confirm_within: ConfirmWithin,
}

/// Grows with whatever locks the group: for its members' eyes only.
pub(in crate::store) fn revision(db: &mut Conn, of: GroupId) -> Result<i64, StoreError> {
    Ok(groups::table.find(of).select(groups::revision).first(&mut db.db)?)
}

/// The columns of [`Group`], in its order.
pub(in crate::store) const GROUP: (
    groups::id,
    groups::slug,
    groups::name,
    groups::place_id,
    groups::zone,
    groups::about,
    groups::state,
    groups::listed,
    groups::step_free,
    groups::last_confirmed_on,
    groups::confirm_within_days,
) = (
    groups::id,
    groups::slug,
    groups::name,
    groups::place_id,
    groups::zone,
    groups::about,
    groups::state,
    groups::listed,
    groups::step_free,
    groups::last_confirmed_on,
    groups::confirm_within_days,
);

/// Makes a group. Its address tells its name, and not whether another group has that name: see [`Slug::founded`]. It stays
/// what it is, whatever the group is called later, and whether it is listed or not.
///
/// # Errors
/// When the database does not answer.
pub fn create(db: &mut Conn, _: &Myself, new: &NewGroup, now: Instant) -> Result<Founded, StoreError> {
    let origin = Origin {
        slug: &free_slug(db, &new.says.name)?,
        programme: new.programme,
        zone: new.zone,
        joining: new.joining,
        confirmed_on: Some(new.zone.wall(now).date()),
        import_key: None,
    };
    let group = descriptions::insert(db, &origin, &new.says, now)?;
    Ok(LookedUp::so(FoundedFacts { group }))
}

fn free_slug(db: &mut Conn, name: &GroupName) -> Result<Slug, StoreError> {
    for _ in 0..TRIES {
        let slug = Slug::founded(name.as_str(), db.entropy.bytes());
        let taken: i64 =
            groups::table.filter(groups::slug.eq(slug.as_str())).count().get_result(&mut db.db)?;
        if taken == 0 {
            return Ok(slug);
        }
    }
    Err(StoreError::Unknown("groups.slug"))
}

/// My group.
///
/// # Errors
/// When the database does not answer.
pub fn of_member(db: &mut Conn, may: &MayAttend) -> Result<Group, StoreError> {
    Ok(groups::table.find(may.group()).select(GROUP).first(&mut db.db)?)
}

/// Makes this transaction the only one that decides about my group: what is read, is read afterwards.
///
/// # Errors
/// When the database does not answer.
pub fn lock(db: &mut Conn, may: &MayAttend) -> Result<(), StoreError> {
    diesel::update(groups::table.find(may.group()))
        .set(groups::revision.eq(groups::revision + 1))
        .execute(&mut db.db)?;
    Ok(())
}

/// A group that can be found.
///
/// # Errors
/// When the database does not answer.
pub fn findable(db: &mut Conn, may: &MayFind) -> Result<Group, StoreError> {
    Ok(groups::table.find(may.group()).select(GROUP).first(&mut db.db)?)
}

/// The name of a group's place, and of its fields.
///
/// # Errors
/// When the database does not answer.
pub fn place_and_fields(
    db: &mut Conn,
    group: &Group,
    language: Locale,
) -> Result<(Option<String>, Vec<String>), StoreError> {
    let place = match group.place {
        Some(place) => {
            place_name::table.find((place, language)).select(place_name::name).first(&mut db.db).optional()?
        }
        None => None,
    };
    let fields = group_field::table
        .inner_join(field_name::table.on(field_name::field_id.eq(group_field::field_id)))
        .filter(group_field::group_id.eq(group.id).and(field_name::language.eq(language)))
        .order(field_name::name)
        .select(field_name::name)
        .load(&mut db.db)?;
    Ok((place, fields))
}

/// The languages that a group speaks.
///
/// # Errors
/// When the database does not answer.
pub fn languages(db: &mut Conn, group: &Group) -> Result<Vec<Language>, StoreError> {
    Ok(group_language::table
        .filter(group_language::group_id.eq(group.id))
        .order(group_language::language)
        .select(group_language::language)
        .load(&mut db.db)?)
}

/// "We are still here": what a facilitator says, and newcomers read.
///
/// # Errors
/// When the database does not answer.
pub fn confirm(db: &mut Conn, may: &MayFacilitate, today: NaiveDate) -> Result<(), StoreError> {
    diesel::update(groups::table.find(may.group()))
        .set((groups::last_confirmed_on.eq(today), groups::revision.eq(groups::revision + 1)))
        .execute(&mut db.db)?;
    Ok(())
}

/// Its programme has handed it over: from now on no feed and no programme speaks for it, whoever comes and goes. Of two who
/// open a link to it at once, one does this; `false` for the other.
///
/// # Errors
/// When the database does not answer.
pub fn becomes_its_own(db: &mut Conn, may: &MayLead) -> Result<bool, StoreError> {
    let not_yet = groups::table.filter(groups::id.eq(may.group()).and(groups::import_key.is_not_null()));
    let changed = diesel::update(not_yet).set(groups::import_key.eq(None::<String>)).execute(&mut db.db)?;
    Ok(changed == 1)
}

/// The name of a group, for whoever holds an invitation to it.
///
/// # Errors
/// When the database does not answer.
pub fn name_for_invited(db: &mut Conn, invitation: &GoodInvitation) -> Result<String, StoreError> {
    Ok(groups::table.find(invitation.group).select(groups::name).first(&mut db.db)?)
}
