//! What a group passes on, for its own members: to whom, what of the weeks that are not released yet, and which weeks it was.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::access::MayAttend;
use crate::domain::agreement::{Rule, Rules};
use crate::domain::ids::GroupId;
use crate::domain::release::Week;
use crate::domain::time::{Instant, Zone};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{groups, held_back, passed_on, programme};
use crate::store::{agreements, versions};

/// Groups that pass on what they count, each with its rules as they were over time.
pub(super) struct Sharing(BTreeMap<GroupId, Vec<(Instant, Rules)>>);

impl Sharing {
    pub(super) fn of(db: &mut Conn, groups: &BTreeSet<GroupId>) -> Result<Self, StoreError> {
        Ok(Self(versions::over_time(db, groups)?))
    }

    /// Whether the group passed on what it counted already at that time.
    pub(super) fn began(&self, group: GroupId, at: Instant) -> bool {
        let then = self.0.get(&group).and_then(|all| all.iter().rfind(|(since, _)| *since <= at));
        then.is_some_and(|(_, rules)| rules.of(Rule::Sharing) > 0)
    }
}

/// The programme in whose lists my group is: its address and name, and by whose clocks weeks are released.
///
/// # Errors
/// When the database does not answer.
pub fn programme(db: &mut Conn, may: &MayAttend) -> Result<Option<((String, String), Zone)>, StoreError> {
    Ok(groups::table
        .inner_join(programme::table)
        .filter(groups::id.eq(may.group()))
        .select(((programme::slug, programme::name), programme::zone))
        .first(&mut db.db)
        .optional()?)
}

/// Which of these weeks my group would pass on by what it has decided.
///
/// # Errors
/// When the database does not answer.
pub fn shares(
    db: &mut Conn,
    may: &MayAttend,
    weeks: &[Week],
    zone: Zone,
    now: Instant,
) -> Result<BTreeSet<Week>, StoreError> {
    let group = may.group();
    if agreements::of_group(db, group, now)?.of(Rule::Sharing) == 0 {
        return Ok(BTreeSet::new());
    }
    let sharing = Sharing::of(db, &BTreeSet::from([group]))?;
    Ok(weeks.iter().copied().filter(|it| sharing.began(group, it.begins(zone))).collect())
}

/// The weeks that my group holds back, from one on.
///
/// # Errors
/// When the database does not answer.
pub fn held(db: &mut Conn, may: &MayAttend, from: Week) -> Result<BTreeSet<Week>, StoreError> {
    let weeks: Vec<Week> = held_back::table
        .filter(held_back::group_id.eq(may.group()).and(held_back::week.ge(from)))
        .select(held_back::week)
        .load(&mut db.db)?;
    Ok(weeks.into_iter().collect())
}

/// The weeks that my group has passed on, from one on.
///
/// # Errors
/// When the database does not answer.
pub fn passed(db: &mut Conn, may: &MayAttend, from: Week) -> Result<BTreeSet<Week>, StoreError> {
    let weeks: Vec<Week> = passed_on::table
        .filter(passed_on::group_id.eq(may.group()).and(passed_on::week.ge(from)))
        .select(passed_on::week)
        .load(&mut db.db)?;
    Ok(weeks.into_iter().collect())
}

/// Says whether a week is held back. To say so twice is as good as once.
///
/// # Errors
/// When the database does not answer.
pub fn hold(db: &mut Conn, may: &MayAttend, week: Week, holds: bool) -> Result<(), StoreError> {
    let row = held_back::table.find((may.group(), week));
    diesel::delete(row).execute(&mut db.db)?;
    if holds {
        diesel::insert_into(held_back::table)
            .values((held_back::group_id.eq(may.group()), held_back::week.eq(week)))
            .execute(&mut db.db)?;
    }
    Ok(())
}
