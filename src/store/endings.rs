//! Groups that have closed: what they said to their members, and until when it can be read. Dates, answers, invitations,
//! hellos, reminders and what professionals were asked for go at once; the rest goes with the group, by its term.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::carrying::Done;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::reminders::OPEN;
use super::schema::{
    accompaniment, dates_before, ending, groups, hello, invitation, membership, outbox, pause,
    reminder_choice, series,
};
use super::{memberships, proposals};
use crate::access::{Decided, GoneInto, GoneIntoFacts, LookedUp, MayRecall, MayTrace};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Change, Ending};
use crate::domain::group::{GroupState, Keeps};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::message::OutboxState;
use crate::domain::time::{Instant, Zone};

/// What a group left.
#[derive(Debug, Clone)]
pub struct Left {
    pub name: String,
    pub zone: Zone,
    pub farewell: String,
    pub keeps: Keeps,
    pub closed_at: Instant,
    pub kept_until: Instant,
    /// Into which group it has gone, when that is still there.
    pub into: Option<GoneInto>,
}

/// Until when what a group keeps can be read.
#[must_use]
pub fn kept_until(keeps: Keeps, closed_at: Instant) -> Instant {
    closed_at.plus(TimeDelta::days(keeps.days()))
}

/// What my group left; also when it has decided so and nobody has written it down.
///
/// # Errors
/// When the database does not answer.
pub fn left(db: &mut Conn, may: &MayRecall, now: Instant) -> Result<Left, StoreError> {
    let (name, zone) =
        groups::table.find(may.group()).select((groups::name, groups::zone)).first(&mut db.db)?;
    let written: Option<(String, Keeps, Instant, Option<GroupId>)> = ending::table
        .find(may.group())
        .select((ending::farewell, ending::keeps, ending::closed_at, ending::into_group_id))
        .first(&mut db.db)
        .optional()?;
    let found = match written {
        Some(written) => Some(written),
        None => proposals::decided(db, may.group(), now)?.into_iter().find_map(|it| match it.change {
            Some(Change::Close(Ending { farewell, keeps, into })) => {
                Some((farewell.as_str().to_owned(), keeps, it.terms.deadline, into))
            }
            _ => None,
        }),
    };
    // A group whose programme says that it has closed has left nothing.
    let (farewell, keeps, closed_at, into) = found.unwrap_or((String::new(), Keeps::Farewell, now, None));
    let into = into.map(|into| LookedUp::so(GoneIntoFacts { group: may.group(), into }));
    Ok(Left { name, zone, farewell, keeps, closed_at, kept_until: kept_until(keeps, closed_at), into })
}

/// What the group is called into which mine has gone.
///
/// # Errors
/// When the database does not answer.
pub fn onward(db: &mut Conn, _: &MayRecall, gone: &GoneInto) -> Result<String, StoreError> {
    Ok(groups::table.find(gone.into).select(groups::name).first(&mut db.db)?)
}

/// Goes: the membership, and all that hangs on it.
///
/// # Errors
/// When the database does not answer.
pub fn go(db: &mut Conn, may: MayRecall, now: Instant) -> Result<(), StoreError> {
    memberships::remove(db, may.membership(), now)
}

/// Into which group one has gone that stood in public lists: whoever has its address from a poster finds on.
///
/// # Errors
/// When the database does not answer.
pub fn gone_into(db: &mut Conn, may: &MayTrace, now: Instant) -> Result<Option<GroupId>, StoreError> {
    let written: Option<Option<GroupId>> =
        ending::table.find(may.group()).select(ending::into_group_id).first(&mut db.db).optional()?;
    match written {
        Some(into) => Ok(into),
        None => {
            let decided = proposals::decided(db, may.group(), now)?;
            Ok(decided.iter().find_map(|it| closes_into(it.change.as_ref())))
        }
    }
}

fn closes_into(change: Option<&Change>) -> Option<GroupId> {
    if let Some(Change::Close(Ending { into, .. })) = change { *into } else { None }
}

/// Whether the group can end so: what it would go into is still there.
pub(in crate::store) fn fits(db: &mut Conn, how: &Ending) -> Result<bool, StoreError> {
    let Some(into) = how.into else { return Ok(true) };
    let state: Option<GroupState> =
        groups::table.find(into).select(groups::state).first(&mut db.db).optional()?;
    Ok(state.is_some_and(|it| it != GroupState::Closed))
}

/// Closes the group as it has decided at `at`.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    how: &Ending,
    at: Instant,
) -> Result<Done, StoreError> {
    if !fits(db, how)? {
        return Ok(Done::DoesNotFit);
    }
    let group = may.group();
    let members = membership::table.filter(membership::group_id.eq(group)).select(membership::id);
    diesel::update(groups::table.find(group))
        .set((
            groups::state.eq(GroupState::Closed),
            groups::revision.eq(groups::revision + 1),
            groups::changed_at.eq(at),
        ))
        .execute(&mut db.db)?;
    diesel::insert_into(ending::table)
        .values((
            ending::group_id.eq(group),
            ending::farewell.eq(how.farewell.as_str()),
            ending::keeps.eq(how.keeps),
            ending::closed_at.eq(at),
            ending::kept_until.eq(kept_until(how.keeps, at)),
            ending::into_group_id.eq(how.into),
        ))
        .execute(&mut db.db)?;
    let waiting = outbox::table.filter(outbox::membership_id.eq_any(members.nullable()));
    diesel::update(waiting.filter(outbox::state.eq_any(OPEN)))
        .set(outbox::state.eq(OutboxState::Cancelled))
        .execute(&mut db.db)?;
    diesel::delete(reminder_choice::table.filter(reminder_choice::membership_id.eq_any(members)))
        .execute(&mut db.db)?;
    diesel::delete(series::table.filter(series::group_id.eq(group))).execute(&mut db.db)?;
    diesel::delete(pause::table.filter(pause::group_id.eq(group))).execute(&mut db.db)?;
    diesel::delete(dates_before::table.filter(dates_before::group_id.eq(group))).execute(&mut db.db)?;
    diesel::delete(invitation::table.filter(invitation::group_id.eq(group))).execute(&mut db.db)?;
    diesel::delete(accompaniment::table.filter(accompaniment::group_id.eq(group))).execute(&mut db.db)?;
    diesel::delete(hello::table.filter(hello::group_id.eq(group))).execute(&mut db.db)?;
    log::insert(db, group, None, Event::of(LogKind::GroupClosed, "", how.keeps.code()), at)?;
    if let Some(into) = how.into {
        let name: String = groups::table.find(group).select(groups::name).first(&mut db.db)?;
        log::insert(db, into, None, Event::of(LogKind::GroupCame, "", name), at)?;
    }
    Ok(Done::Yes)
}

/// Deletes the groups of which nothing is to be read any more, with all that they had.
pub(in crate::store) fn forget(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = ending::table.filter(ending::kept_until.le(before)).select(ending::group_id);
    Ok(diesel::delete(groups::table.filter(groups::id.eq_any(over))).execute(&mut db.db)?)
}
