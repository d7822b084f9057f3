//! Where groups are in their lives. What is written down is not all: what a group has decided holds from its deadline on,
//! and a rest ends by itself on its day. Only whether a group is forming, runs or has closed is a column.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::endings;
use super::error::StoreError;
use super::proposals::{self, Proposal};
use super::schema::{groups, pause};
use crate::access::{Decided, MayAttend, MayFind};
use crate::domain::decision::{Change, Subject};
use crate::domain::group::GroupState;
use crate::domain::ids::GroupId;
use crate::domain::series::Pause;
use crate::domain::time::{Instant, Zone};

/// Where a group is now, and, when it rests, on which day it meets again.
pub(in crate::store) fn of_group(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<(GroupState, Option<NaiveDate>), StoreError> {
    let (written, zone): (GroupState, Zone) =
        groups::table.find(group).select((groups::state, groups::zone)).first(&mut db.db)?;
    let decided = proposals::decided(db, group, now)?;
    let mut is_closed = written == GroupState::Closed;
    for it in &decided {
        if let Some(Change::Close(how)) = &it.change {
            is_closed |= endings::fits(db, how)?;
        }
    }
    if is_closed {
        return Ok((GroupState::Closed, None));
    }
    let today = zone.wall(now).date();
    let until = match decided.iter().rev().find_map(rests) {
        Some(until) => Some(until),
        None => written_rest(db, group, today)?,
    };
    let until = until.filter(|day| today < *day);
    Ok((until.map_or(written, |_| GroupState::Resting), until))
}

/// Whether the group has closed, as it is written down.
pub(in crate::store) fn has_closed(db: &mut Conn, may: &Decided) -> Result<bool, StoreError> {
    let state: GroupState = groups::table.find(may.group()).select(groups::state).first(&mut db.db)?;
    Ok(state == GroupState::Closed)
}

/// On which day my group meets again, when it rests.
///
/// # Errors
/// When the database does not answer.
pub fn rests_until(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Option<NaiveDate>, StoreError> {
    Ok(of_group(db, may.group(), now)?.1)
}

/// On which day a group that can be found meets again, when it rests.
///
/// # Errors
/// When the database does not answer.
pub fn public_rest(db: &mut Conn, may: &MayFind, now: Instant) -> Result<Option<NaiveDate>, StoreError> {
    Ok(of_group(db, may.group(), now)?.1)
}

fn written_rest(db: &mut Conn, group: GroupId, today: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
    let last: Option<NaiveDate> = pause::table
        .filter(pause::group_id.eq(group).and(pause::is_rest.eq(true)))
        .filter(pause::from_date.le(today).and(pause::to_date.ge(today)))
        .order(pause::to_date.desc())
        .select(pause::to_date)
        .first(&mut db.db)
        .optional()?;
    Ok(last.and_then(|day| day.succ_opt()))
}

/// The groups that rest now or have closed, whatever their column says.
pub(in crate::store) fn not_running(
    db: &mut Conn,
    now: Instant,
) -> Result<BTreeMap<GroupId, GroupState>, StoreError> {
    // No zone is further than a day from UTC.
    let today = now.naive_utc().date();
    let (from, to) = (today.succ_opt().unwrap_or(today), today.pred_opt().unwrap_or(today));
    let rows: Vec<(GroupId, Zone, NaiveDate, NaiveDate)> = pause::table
        .inner_join(groups::table)
        .filter(pause::is_rest.eq(true).and(pause::from_date.le(from)).and(pause::to_date.ge(to)))
        .select((groups::id, groups::zone, pause::from_date, pause::to_date))
        .load(&mut db.db)?;
    let mut all: BTreeMap<GroupId, GroupState> = rows
        .into_iter()
        .filter(|(_, zone, from, to)| (*from..=*to).contains(&zone.wall(now).date()))
        .map(|(group, ..)| (group, GroupState::Resting))
        .collect();
    for group in proposals::groups_deciding(db, &[Subject::Rest, Subject::Close], now)? {
        let (state, _) = of_group(db, group, now)?;
        all.insert(group, state);
    }
    Ok(all)
}

/// The rests that are decided and not written down, as pauses: of each group the last.
pub(in crate::store) fn decided_rests(
    db: &mut Conn,
    now: Instant,
) -> Result<BTreeMap<GroupId, Pause>, StoreError> {
    let mut all = BTreeMap::new();
    for group in proposals::groups_deciding(db, &[Subject::Rest], now)? {
        all.extend(decided_rest(db, group, now)?.map(|rest| (group, rest)));
    }
    Ok(all)
}

/// The same of one group.
pub(in crate::store) fn decided_rest(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Option<Pause>, StoreError> {
    let decided = proposals::decided(db, group, now)?;
    let Some((it, until)) = decided.iter().rev().find_map(|it| Some((it, rests(it)?))) else {
        return Ok(None);
    };
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    let from = zone.wall(it.terms.deadline).date();
    let to = until.pred_opt().filter(|to| *to >= from);
    Ok(to.map(|to| Pause { from, to, words: String::new() }))
}

fn rests(it: &Proposal) -> Option<NaiveDate> {
    if let Some(Change::Rest(until)) = it.change { Some(until) } else { None }
}
