//! Weeks are released: each is written once, with what it spends of the year's budget, in one transaction; and is shown when the journal
//! has it.

use std::collections::BTreeSet;

use diesel::dsl::{max, sum};
use diesel::prelude::*;
use diesel::sql_types::Date;

use super::{Programme, shown};
use crate::access::MayRun;
use crate::domain::coded::Coded as _;
use crate::domain::figures::Figure;
use crate::domain::figures::noise::EPSILON_QUARTERS;
use crate::domain::figures::week::ReleasedWeek;
use crate::domain::ids::{GroupId, ProgrammeId, ReleasedWeekId};
use crate::domain::release::Week;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::dialect;
use crate::store::error::StoreError;
use crate::store::schema::{groups, passed_on, released_week, shown_week, spending};

/// The last week of a programme that was released or withheld.
///
/// # Errors
/// When the database does not answer.
pub fn last(db: &mut Conn, _: &MayRun, of: &Programme) -> Result<Option<Week>, StoreError> {
    Ok(released_week::table
        .filter(released_week::programme_id.eq(of.id))
        .select(max(released_week::week))
        .first(&mut db.db)?)
}

/// What the figures of a programme have spent in a year, in quarters of ε: that one of them that has spent most.
///
/// # Errors
/// When the database does not answer.
pub fn spent(db: &mut Conn, _: &MayRun, of: &Programme, year: i32) -> Result<i32, StoreError> {
    let sums: Vec<(Figure, Option<i64>)> = spending::table
        .inner_join(released_week::table)
        .filter(released_week::programme_id.eq(of.id).and(spending::year.eq(year)))
        .group_by(spending::kind)
        .select((spending::kind, sum(spending::quarters)))
        .load(&mut db.db)?;
    let most = sums.into_iter().filter_map(|(_, sum)| sum).max().unwrap_or_default();
    Ok(i32::try_from(most).unwrap_or(i32::MAX))
}

/// The groups of a programme that passed something on in one of some weeks, as far as they are released.
///
/// # Errors
/// When the database does not answer.
pub fn passed_on(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    weeks: &[Week],
) -> Result<BTreeSet<GroupId>, StoreError> {
    let groups: Vec<GroupId> = passed_on::table
        .inner_join(groups::table)
        .filter(groups::programme_id.eq(of.id).and(passed_on::week.eq_any(weeks)))
        .select(groups::id)
        .distinct()
        .load(&mut db.db)?;
    Ok(groups.into_iter().collect())
}

/// Writes a week, and which groups passed something on. Whoever releases holds the programme's lock: nobody else has written it.
///
/// # Errors
/// When the database does not answer.
pub fn freeze(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    it: &ReleasedWeek,
    spends: i32,
    passing: &BTreeSet<GroupId>,
) -> Result<(), StoreError> {
    insert(db, of.id, it, spends)?.ok_or(StoreError::Unknown("released_week"))?;
    // One statement for all of them.
    groups::table
        .filter(groups::id.eq_any(passing))
        .select((groups::id, it.week.into_sql::<Date>()))
        .insert_into(passed_on::table)
        .into_columns((passed_on::group_id, passed_on::week))
        .execute(&mut db.db)?;
    Ok(())
}

fn insert(
    db: &mut Conn,
    programme: ProgrammeId,
    it: &ReleasedWeek,
    spends: i32,
) -> Result<Option<ReleasedWeekId>, StoreError> {
    let id = ReleasedWeekId::from_random(db.entropy.bytes());
    if !dialect::insert_released_week(db, id, programme, it)? {
        return Ok(None);
    }
    for kind in Figure::ALL {
        diesel::insert_into(spending::table)
            .values((
                spending::released_week_id.eq(id),
                spending::kind.eq(*kind),
                spending::year.eq(it.week.year()),
                spending::quarters.eq(spends),
            ))
            .execute(&mut db.db)?;
    }
    Ok(Some(id))
}

/// The weeks that the journal does not have yet, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn waiting(db: &mut Conn, _: &MayRun) -> Result<Vec<(ReleasedWeekId, ReleasedWeek)>, StoreError> {
    shown::waiting(db)
}

/// The journal has these now: they are shown.
///
/// # Errors
/// When the database does not answer.
pub fn are_written(
    db: &mut Conn,
    _: &MayRun,
    those: &[ReleasedWeekId],
    now: Instant,
) -> Result<(), StoreError> {
    let there: Vec<ReleasedWeekId> = shown_week::table
        .filter(shown_week::released_week_id.eq_any(those))
        .select(shown_week::released_week_id)
        .load(&mut db.db)?;
    for id in those.iter().filter(|it| !there.contains(it)) {
        show(db, *id, now)?;
    }
    Ok(())
}

fn show(db: &mut Conn, id: ReleasedWeekId, now: Instant) -> Result<(), StoreError> {
    diesel::insert_into(shown_week::table)
        .values((shown_week::released_week_id.eq(id), shown_week::at.eq(now)))
        .execute(&mut db.db)?;
    Ok(())
}

/// Writes weeks that the journal has and the database has not: it was restored from a backup that is older. How many.
///
/// # Errors
/// When the database does not answer.
pub fn bring_back(
    db: &mut Conn,
    run: &MayRun,
    weeks: &[ReleasedWeek],
    now: Instant,
) -> Result<usize, StoreError> {
    let programmes = super::programmes(db, run)?;
    let mut count = 0;
    for it in weeks {
        let Some(of) = programmes.iter().find(|of| of.slug == it.programme) else {
            continue;
        };
        if let Some(id) = insert(db, of.id, it, EPSILON_QUARTERS)? {
            show(db, id, now)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Writes weeks that are never drawn. What they may have spent is spent. How many.
///
/// # Errors
/// When the database does not answer.
pub fn withhold(
    db: &mut Conn,
    _: &MayRun,
    of: &Programme,
    weeks: &[ReleasedWeek],
) -> Result<usize, StoreError> {
    let mut count = 0;
    for it in weeks {
        count += usize::from(insert(db, of.id, it, EPSILON_QUARTERS)?.is_some());
    }
    Ok(count)
}
