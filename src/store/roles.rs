//! What there is to do at a group's meetings, who would do it, and who needs a break. Whoever writes here has locked the
//! group, but for what a member says of themselves.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{meeting, membership, on_break, role, role_at, turn, turn_record, willing};
use crate::access::{MayAttend, MayFacilitate};
use crate::domain::ids::{GroupId, MeetingId, MembershipId, RoleId, SeriesId};
use crate::domain::rota::RoleKind;
use crate::domain::text::{Markdown, RoleName};
use crate::domain::time::Instant;

/// A role of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub id: RoleId,
    pub kind: RoleKind,
    /// What the group calls it; empty where it goes by the name of its kind.
    pub name: String,
    /// The group's own description; empty where it uses the one of the kind.
    pub about: String,
    /// At the meetings of which series.
    pub at: BTreeSet<SeriesId>,
}

/// The roles of my group, in the order in which they are filled.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayAttend) -> Result<Vec<Role>, StoreError> {
    let rows: Vec<(RoleId, RoleKind, String, String)> = role::table
        .filter(role::group_id.eq(may.group()))
        .select((role::id, role::kind, role::name, role::about))
        .load(&mut db.db)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let at: Vec<(RoleId, SeriesId)> = role_at::table
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()))
        .select((role_at::role_id, role_at::series_id))
        .load(&mut db.db)?;
    let mut roles: Vec<Role> = rows
        .into_iter()
        .map(|(id, kind, name, about)| {
            let at = at.iter().filter(|(role, _)| *role == id).map(|(_, series)| *series).collect();
            Role { id, kind, name, about, at }
        })
        .collect();
    roles.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(roles)
}

/// There is this role at the meetings of a series.
///
/// # Errors
/// When the database does not answer.
pub fn offer(
    db: &mut Conn,
    may: &MayFacilitate,
    at: SeriesId,
    kind: RoleKind,
    name: Option<&RoleName>,
) -> Result<(), StoreError> {
    let name = name.map_or("", RoleName::as_str);
    let known: Option<RoleId> = role::table
        .filter(role::group_id.eq(may.group()).and(role::kind.eq(kind)).and(role::name.eq(name)))
        .select(role::id)
        .first(&mut db.db)
        .optional()?;
    let id = match known {
        Some(id) => id,
        None => insert(db, may.group(), kind, name, "")?,
    };
    put(db, id, at)
}

/// Writes a role that the group does not have.
pub(in crate::store) fn insert(
    db: &mut Conn,
    group: GroupId,
    kind: RoleKind,
    name: &str,
    about: &str,
) -> Result<RoleId, StoreError> {
    let id = RoleId::from_random(db.entropy.bytes());
    diesel::insert_into(role::table)
        .values((
            role::id.eq(id),
            role::group_id.eq(group),
            role::kind.eq(kind),
            role::name.eq(name),
            role::about.eq(about),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

pub(in crate::store) fn put(db: &mut Conn, id: RoleId, at: SeriesId) -> Result<(), StoreError> {
    let there: i64 = role_at::table.find((id, at)).count().get_result(&mut db.db)?;
    if there == 0 {
        diesel::insert_into(role_at::table)
            .values((role_at::role_id.eq(id), role_at::series_id.eq(at)))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// There is no such role any more at the meetings of a series that are to come, and nobody has it there. A role that the
/// group named itself, and has nowhere now, goes.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw(
    db: &mut Conn,
    may: &MayFacilitate,
    of: &Role,
    at: SeriesId,
    now: Instant,
) -> Result<(), StoreError> {
    diesel::delete(role_at::table.find((of.id, at))).execute(&mut db.db)?;
    let later = meeting::table
        .filter(meeting::series_id.eq(at).and(meeting::original_local.ge(now.naive_utc())))
        .select(meeting::id);
    let later: Vec<MeetingId> = later.load(&mut db.db)?;
    diesel::delete(turn::table.filter(turn::role_id.eq(of.id).and(turn::meeting_id.eq_any(later))))
        .execute(&mut db.db)?;
    if of.kind == RoleKind::Own && of.at.iter().all(|series| *series == at) {
        diesel::delete(role::table.filter(role::id.eq(of.id).and(role::group_id.eq(may.group()))))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// What a role is called and how it is described. An empty description is the one of its kind. `false` when the group has
/// not this role, or has another of that name.
///
/// # Errors
/// When the database does not answer.
pub fn describe(
    db: &mut Conn,
    may: &MayFacilitate,
    id: RoleId,
    name: Option<&RoleName>,
    about: Option<&Markdown>,
) -> Result<bool, StoreError> {
    let name = name.map_or("", RoleName::as_str);
    let mine = role::table.filter(role::group_id.eq(may.group()));
    let other: i64 = mine
        .filter(role::kind.eq(RoleKind::Own).and(role::name.eq(name)).and(role::id.ne(id)))
        .count()
        .get_result(&mut db.db)?;
    if other > 0 && !name.is_empty() {
        return Ok(false);
    }
    let about = about.map_or("", Markdown::as_str);
    let changed = diesel::update(role::table.filter(role::id.eq(id).and(role::group_id.eq(may.group()))))
        .set((role::name.eq(name), role::about.eq(about)))
        .execute(&mut db.db)?;
    Ok(changed == 1)
}

/// A series that goes on as another one keeps its roles.
pub(in crate::store) fn pass_on(db: &mut Conn, from: SeriesId, to: SeriesId) -> Result<(), StoreError> {
    let roles: Vec<RoleId> =
        role_at::table.filter(role_at::series_id.eq(from)).select(role_at::role_id).load(&mut db.db)?;
    roles.into_iter().try_for_each(|id| put(db, id, to))
}

/// Who would do what.
///
/// # Errors
/// When the database does not answer.
pub fn willing(db: &mut Conn, may: &MayAttend) -> Result<Vec<(MembershipId, RoleId)>, StoreError> {
    Ok(willing::table
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()))
        .select((willing::membership_id, willing::role_id))
        .load(&mut db.db)?)
}

/// What I would do, of what my group has.
///
/// # Errors
/// When the database does not answer.
pub fn be_willing(db: &mut Conn, may: &MayAttend, chosen: &BTreeSet<RoleId>) -> Result<(), StoreError> {
    diesel::delete(willing::table.filter(willing::membership_id.eq(may.membership()))).execute(&mut db.db)?;
    let known: Vec<RoleId> =
        role::table.filter(role::group_id.eq(may.group())).select(role::id).load(&mut db.db)?;
    for id in known.into_iter().filter(|id| chosen.contains(id)) {
        diesel::insert_into(willing::table)
            .values((willing::membership_id.eq(may.membership()), willing::role_id.eq(id)))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// The members of a group, with the time at which they came; and who of them is on a break.
///
/// # Errors
/// When the database does not answer.
pub fn members(db: &mut Conn, may: &MayAttend) -> Result<Vec<(MembershipId, Instant, bool)>, StoreError> {
    let rows: Vec<(MembershipId, Instant, Option<MembershipId>)> = membership::table
        .left_join(on_break::table)
        .filter(membership::group_id.eq(may.group()))
        .select((membership::id, membership::joined_at, on_break::membership_id.nullable()))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(id, since, rests)| (id, since, rests.is_some())).collect())
}

/// The small roles of a meeting that nobody has yet.
pub(in crate::store) fn still_open(
    db: &mut Conn,
    at: MeetingId,
) -> Result<Vec<(RoleKind, String)>, StoreError> {
    let taken = turn::table
        .filter(turn::meeting_id.eq(at).and(turn::membership_id.is_not_null()))
        .select(turn::role_id);
    let series = meeting::table.find(at).select(meeting::series_id);
    let mut open: Vec<(RoleKind, String)> = role::table
        .inner_join(role_at::table)
        .filter(role_at::series_id.eq_any(series).and(role::id.ne_all(taken)))
        .select((role::kind, role::name))
        .load(&mut db.db)?;
    open.retain(|(kind, _)| kind.is_small());
    open.sort();
    Ok(open)
}

/// Who of a group needs a break.
pub(in crate::store) fn on_break(
    db: &mut Conn,
    group: GroupId,
) -> Result<BTreeSet<MembershipId>, StoreError> {
    let away: Vec<MembershipId> = on_break::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(group))
        .select(on_break::membership_id)
        .load(&mut db.db)?;
    Ok(away.into_iter().collect())
}

/// I need a break, or am back.
///
/// # Errors
/// When the database does not answer.
pub fn rest(db: &mut Conn, may: &MayAttend, rests: bool) -> Result<(), StoreError> {
    diesel::delete(on_break::table.find(may.membership())).execute(&mut db.db)?;
    if rests {
        diesel::insert_into(on_break::table)
            .values(on_break::membership_id.eq(may.membership()))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// How many different members have had a role since then, or have one now, of those who are here and not on a break. For
/// the group itself, and nobody else.
///
/// # Errors
/// When the database does not answer.
pub fn takers(db: &mut Conn, may: &MayAttend, since: Instant) -> Result<(usize, usize), StoreError> {
    let here = members(db, may)?;
    let active: BTreeSet<MembershipId> =
        here.iter().filter(|(_, _, rests)| !rests).map(|(id, ..)| *id).collect();
    let past: Vec<MembershipId> = turn_record::table
        .filter(turn_record::membership_id.eq_any(&active))
        .filter(turn_record::last_week.ge(since.naive_utc().date()))
        .select(turn_record::membership_id)
        .load(&mut db.db)?;
    let now: Vec<Option<MembershipId>> = turn::table
        .filter(turn::membership_id.eq_any(&active))
        .filter(turn::state.eq(crate::domain::rota::TurnState::Confirmed))
        .select(turn::membership_id)
        .load(&mut db.db)?;
    let takers: BTreeSet<MembershipId> = past.into_iter().chain(now.into_iter().flatten()).collect();
    Ok((takers.len(), active.len()))
}

/// The group of a role.
pub(in crate::store) fn group(db: &mut Conn, id: RoleId) -> Result<GroupId, StoreError> {
    Ok(role::table.find(id).select(role::group_id).first(&mut db.db)?)
}
