//! Groups that become one. One decides that the members of another are welcome; that other decides, as long as it is, to close
//! and go into it. Nobody is moved: whoever wants to come, comes, by a door that stands open to them alone.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::carrying::Done;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::schema::{groups, membership, welcome};
use super::{lives, proposals};
use crate::access::{Decided, MayAttend};
use crate::domain::decision::{Change, Subject};
use crate::domain::group::{Address, GroupState};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::time::Instant;

/// Until when the other group can decide to come, when it is welcome from `at` on.
#[must_use]
pub fn until(at: Instant) -> Instant {
    at.plus(TimeDelta::days(90))
}

/// Another group by its address: one that can be found, or in which I am myself.
///
/// # Errors
/// When the database does not answer.
pub fn known(
    db: &mut Conn,
    may: &MayAttend,
    address: &Address,
    now: Instant,
) -> Result<Option<GroupId>, StoreError> {
    let others = groups::table.filter(groups::id.ne(may.group())).select((groups::id, groups::listed));
    let found: Option<(GroupId, bool)> = match address {
        Address::Inside(id) => others.filter(groups::id.eq(id)).first(&mut db.db),
        Address::Public(slug) => others.filter(groups::slug.eq(slug.as_str())).first(&mut db.db),
    }
    .optional()?;
    let Some((group, is_listed)) = found else { return Ok(None) };
    let mine =
        membership::table.filter(membership::group_id.eq(group).and(membership::person_id.eq(may.person())));
    let is_seen = is_listed || diesel::select(diesel::dsl::exists(mine)).get_result(&mut db.db)?;
    Ok((is_seen && !has_closed(db, group, now)?).then_some(group))
}

/// What a group is called with which mine would become one; nothing when there is none any more.
///
/// # Errors
/// When the database does not answer.
pub fn name(db: &mut Conn, _: &MayAttend, of: GroupId) -> Result<Option<String>, StoreError> {
    name_of(db, of)
}

/// The groups that welcome the members of mine if it decides so by `at`, by name.
///
/// # Errors
/// When the database does not answer.
pub fn of_us(
    db: &mut Conn,
    may: &MayAttend,
    at: Instant,
    now: Instant,
) -> Result<Vec<(GroupId, String)>, StoreError> {
    let mut all: Vec<GroupId> = welcome::table
        .filter(welcome::of_group_id.eq(may.group()).and(welcome::until.gt(at)))
        .select(welcome::group_id)
        .load(&mut db.db)?;
    // What is decided holds, whether it is written down or not.
    for group in proposals::groups_deciding(db, &[Subject::Welcome], now)? {
        let decided = proposals::decided(db, group, now)?;
        if decided.iter().any(|it| it.change == Some(Change::Welcome(may.group()))) {
            all.push(group);
        }
    }
    let mut named = Vec::new();
    for group in all {
        if !has_closed(db, group, now)? {
            named.extend(name_of(db, group)?.map(|name| (group, name)));
        }
    }
    named.sort_by(|one, other| one.1.cmp(&other.1));
    named.dedup();
    Ok(named)
}

/// Welcomes the members of another group, as this one has decided at `at`: when that one is still there.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    of: GroupId,
    at: Instant,
) -> Result<Done, StoreError> {
    let state: Option<GroupState> =
        groups::table.find(of).select(groups::state).first(&mut db.db).optional()?;
    if state.is_none_or(|it| it == GroupState::Closed) {
        return Ok(Done::DoesNotFit);
    }
    let name = name_of(db, of)?.unwrap_or_default();
    diesel::delete(welcome::table.find((may.group(), of))).execute(&mut db.db)?;
    diesel::insert_into(welcome::table)
        .values((
            welcome::group_id.eq(may.group()),
            welcome::of_group_id.eq(of),
            welcome::until.eq(until(at)),
        ))
        .execute(&mut db.db)?;
    log::insert(db, may.group(), None, Event::of(LogKind::GroupWelcomed, "", name), at)?;
    Ok(Done::Yes)
}

/// Whether a group has closed, or is not there any more.
fn has_closed(db: &mut Conn, group: GroupId, now: Instant) -> Result<bool, StoreError> {
    Ok(lives::of_group(db, group, now)?.0 == GroupState::Closed)
}

fn name_of(db: &mut Conn, of: GroupId) -> Result<Option<String>, StoreError> {
    Ok(groups::table.find(of).select(groups::name).first(&mut db.db).optional()?)
}
