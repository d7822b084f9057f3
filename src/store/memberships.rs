//! Who is in a group, each under a name of their own for it. Nothing here tells that two memberships are one person.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{groups, hello, membership, person};
use super::{consents, exclusions, experiences, mandates, preferences, sealed};
use crate::access::{MayAttend, MayJoin, Myself};
use crate::domain::consent::{Agreed, Said};
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MembershipId, PersonId};
use crate::domain::screen::initials;
use crate::domain::text::MemberName;
use crate::domain::time::Instant;
use crate::vault::{Cell, DataKey};

pub(in crate::store) const NAME: &str = "membership.name";

/// Somebody in the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub id: MembershipId,
    pub name: String,
    pub facilitates: bool,
    /// Whether theirs was the last mandate to end, or will be.
    pub held_last: bool,
    /// Whether this is the one who looks.
    pub is_me: bool,
}

/// One of my groups.
#[derive(Debug, Clone)]
pub struct Mine {
    pub group: GroupId,
    pub membership: MembershipId,
    pub group_name: String,
    pub my_name: String,
    pub channel: Channel,
}

/// Becomes a member. A hello that still waits is answered by that, whichever door was taken.
///
/// # Errors
/// When the database does not answer.
pub fn join(db: &mut Conn, may: &MayJoin, name: &MemberName, now: Instant) -> Result<MayAttend, StoreError> {
    let id = MembershipId::from_random(db.entropy.bytes());
    let key = sealed::data_key(db, may.person())?;
    let sealed = key.seal(Cell { column: NAME, row: id.to_bytes() }, name.as_str(), &db.entropy);
    diesel::insert_into(membership::table)
        .values((
            membership::id.eq(id),
            membership::person_id.eq(may.person()),
            membership::group_id.eq(may.group()),
            membership::name.eq(sealed),
            membership::channel.eq(Channel::Mail),
            membership::joined_at.eq(now),
        ))
        .execute(&mut db.db)?;
    diesel::delete(
        hello::table.filter(hello::person_id.eq(may.person()).and(hello::group_id.eq(may.group()))),
    )
    .execute(&mut db.db)?;
    consents::note_of(db, id, Said::of(Agreed::Group, true), now)?;
    Ok(may.joined(id))
}

/// Goes: what they wrote and did not leave to the group; the row, and by the database's own rules every answer, mandate, reminder and queued mail that hangs on it.
///
/// # Errors
/// When the database does not answer.
pub fn leave(db: &mut Conn, may: MayAttend, now: Instant) -> Result<(), StoreError> {
    remove(db, may.membership(), now)
}

/// Is not a member any more, by whichever way.
pub(in crate::store) fn remove(db: &mut Conn, member: MembershipId, now: Instant) -> Result<(), StoreError> {
    consents::note_of(db, member, Said::of(Agreed::Group, false), now)?;
    experiences::go_with(db, member)?;
    diesel::delete(membership::table.find(member)).execute(&mut db.db)?;
    Ok(())
}

/// Who is here, facilitators first, then by name.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn here(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Here>, StoreError> {
    let out = exclusions::suspended(db, now)?;
    let rows: Vec<(MembershipId, PersonId, Vec<u8>, Vec<u8>)> = membership::table
        .inner_join(person::table)
        .filter(membership::group_id.eq(may.group()).and(membership::id.ne_all(out)))
        .select((membership::id, membership::person_id, membership::name, person::data_key))
        .load(&mut db.db)?;
    let mandates = mandates::of_group(db, may.group(), now)?;
    let last = mandates.last_holder();
    let short = preferences::has_initials(db, may.person())?;
    let shown = |name: String| if short { initials(&name) } else { name };
    let mut here = rows
        .into_iter()
        .map(|(id, person, name, wrapped)| {
            let key = sealed::unwrap(&db.keys, person, &wrapped)?;
            Ok(Here {
                id,
                name: shown(key.open(Cell { column: NAME, row: id.to_bytes() }, &name)?),
                facilitates: mandates.acts_until(id, now).is_some(),
                held_last: last == Some(id),
                is_me: id == may.membership(),
            })
        })
        .collect::<Result<Vec<Here>, StoreError>>()?;
    // Not by when they came: who came to two groups one after the other would be known by that in both.
    here.sort_by_key(|one| (!one.facilitates, one.name.to_lowercase(), one.id));
    Ok(here)
}

/// The names of my group's members, as I want them on the screen.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn names(db: &mut Conn, may: &MayAttend) -> Result<BTreeMap<MembershipId, String>, StoreError> {
    let names = named(db, may.group())?;
    if !preferences::has_initials(db, may.person())? {
        return Ok(names);
    }
    Ok(names.into_iter().map(|(id, name)| (id, initials(&name))).collect())
}

/// The names of a group's members; the caller has a proof for it.
pub(in crate::store) fn named(
    db: &mut Conn,
    group: GroupId,
) -> Result<BTreeMap<MembershipId, String>, StoreError> {
    let rows: Vec<(MembershipId, Vec<u8>)> = membership::table
        .filter(membership::group_id.eq(group))
        .select((membership::id, membership::name))
        .load(&mut db.db)?;
    let keys = keys_of(db, group)?;
    rows.into_iter()
        .filter_map(|(id, name)| Some((id, name, keys.get(&id)?)))
        .map(|(id, name, key)| Ok((id, key.open(Cell { column: NAME, row: id.to_bytes() }, &name)?)))
        .collect()
}

/// The keys to what my group's members have sealed.
pub(in crate::store) fn keys(
    db: &mut Conn,
    may: &MayAttend,
) -> Result<BTreeMap<MembershipId, DataKey>, StoreError> {
    keys_of(db, may.group())
}

pub(in crate::store) fn keys_of(
    db: &mut Conn,
    group: GroupId,
) -> Result<BTreeMap<MembershipId, DataKey>, StoreError> {
    let rows: Vec<(MembershipId, PersonId, Vec<u8>)> = membership::table
        .inner_join(person::table)
        .filter(membership::group_id.eq(group))
        .select((membership::id, membership::person_id, person::data_key))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, person, wrapped)| Ok((id, sealed::unwrap(&db.keys, person, &wrapped)?)))
        .collect()
}

/// My groups, by their names; mine in each as I want it on the screen.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Mine>, StoreError> {
    let out = exclusions::suspended(db, now)?;
    let rows: Vec<(MembershipId, GroupId, String, Vec<u8>, Channel)> = membership::table
        .inner_join(groups::table)
        .filter(membership::person_id.eq(me.person()).and(membership::id.ne_all(out)))
        .order((groups::name, groups::id))
        .select((membership::id, groups::id, groups::name, membership::name, membership::channel))
        .load(&mut db.db)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = sealed::data_key(db, me.person())?;
    let short = preferences::has_initials(db, me.person())?;
    rows.into_iter()
        .map(|(membership, group, group_name, name, channel)| {
            let my_name = key.open(Cell { column: NAME, row: membership.to_bytes() }, &name)?;
            let my_name = if short { initials(&my_name) } else { my_name };
            Ok(Mine { group, membership, group_name, my_name, channel })
        })
        .collect()
}

/// The groups that have decided something about me.
///
/// # Errors
/// When the database does not answer.
pub fn concerning_me(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<(GroupId, String)>, StoreError> {
    let out = exclusions::suspended(db, now)?;
    Ok(membership::table
        .inner_join(groups::table)
        .filter(membership::person_id.eq(me.person()).and(membership::id.eq_any(out)))
        .order((groups::name, groups::id))
        .select((groups::id, groups::name))
        .load(&mut db.db)?)
}

/// In how many groups I am.
///
/// # Errors
/// When the database does not answer.
pub fn count_mine(db: &mut Conn, me: &Myself) -> Result<i64, StoreError> {
    Ok(membership::table.filter(membership::person_id.eq(me.person())).count().get_result(&mut db.db)?)
}

/// Every membership of mine, also where I am suspended, or the group has closed.
pub(in crate::store) fn all_of(db: &mut Conn, me: &Myself) -> Result<Vec<MembershipId>, StoreError> {
    let mine = membership::table.filter(membership::person_id.eq(me.person()));
    Ok(mine.select(membership::id).load(&mut db.db)?)
}

/// How many members my group has.
///
/// # Errors
/// When the database does not answer.
pub fn count_here(db: &mut Conn, may: &MayAttend) -> Result<usize, StoreError> {
    Ok(usize::try_from(count(db, may.group())?).unwrap_or_default())
}

/// How many members a group has, for its own rules.
///
/// # Errors
/// When the database does not answer.
pub(in crate::store) fn count(db: &mut Conn, group: GroupId) -> Result<i64, StoreError> {
    Ok(membership::table.filter(membership::group_id.eq(group)).count().get_result(&mut db.db)?)
}
