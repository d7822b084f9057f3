//! Which cells a quarter's figures have. They are made once, from what could be seen in the quarter before, and stay.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{Programme, facts};
use crate::access::MayRun;
use crate::domain::figures::cell::Cell;
use crate::domain::figures::plan::Plan;
use crate::domain::ids::{ProgrammeId, QuarterPlanId};
use crate::domain::release::Quarter;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{quarter_cell, quarter_plan};

/// Whether the cells of a quarter are settled.
///
/// # Errors
/// When the database does not answer.
pub fn are_settled(db: &mut Conn, _: &MayRun, of: &Programme, quarter: Quarter) -> Result<bool, StoreError> {
    Ok(find(db, of.id, quarter)?.is_some())
}

/// The plan of a quarter, as it was made; now, when nobody has.
///
/// # Errors
/// When the database does not answer.
pub fn ensure(
    db: &mut Conn,
    run: &MayRun,
    of: &Programme,
    told: &facts::Told,
    quarter: Quarter,
    now: Instant,
) -> Result<Plan, StoreError> {
    if let Some(plan) = find(db, of.id, quarter)? {
        return Ok(plan);
    }
    let there = facts::there(db, run, of, told, quarter.previous())?;
    let plan = Plan::of(&there);
    let id = QuarterPlanId::from_random(db.entropy.bytes());
    diesel::insert_into(quarter_plan::table)
        .values((
            quarter_plan::id.eq(id),
            quarter_plan::programme_id.eq(of.id),
            quarter_plan::quarter.eq(quarter.to_string()),
            quarter_plan::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    for (cell, groups) in plan.cells() {
        diesel::insert_into(quarter_cell::table)
            .values((
                quarter_cell::quarter_plan_id.eq(id),
                quarter_cell::cell.eq(cell.to_string()),
                quarter_cell::group_count.eq(i32::try_from(groups).unwrap_or(i32::MAX)),
            ))
            .execute(&mut db.db)?;
    }
    Ok(plan)
}

fn find(db: &mut Conn, of: ProgrammeId, quarter: Quarter) -> Result<Option<Plan>, StoreError> {
    let id: Option<QuarterPlanId> = quarter_plan::table
        .filter(quarter_plan::programme_id.eq(of).and(quarter_plan::quarter.eq(quarter.to_string())))
        .select(quarter_plan::id)
        .first(&mut db.db)
        .optional()?;
    let Some(id) = id else {
        return Ok(None);
    };
    let rows: Vec<(String, i32)> = quarter_cell::table
        .filter(quarter_cell::quarter_plan_id.eq(id))
        .select((quarter_cell::cell, quarter_cell::group_count))
        .load(&mut db.db)?;
    let cells = rows.into_iter().map(|(cell, groups)| {
        let cell = Cell::parse(&cell).ok_or(StoreError::Unknown("quarter_cell.cell"))?;
        Ok::<_, StoreError>((cell, usize::try_from(groups).unwrap_or_default()))
    });
    Ok(Some(Plan::stored(cells.collect::<Result<BTreeMap<_, _>, _>>()?)))
}
