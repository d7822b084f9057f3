//! Plans to begin from: those that a group keeps for itself, and those that a programme offers to its groups. A group reads
//! what its programme offers, and has what it copied; what becomes of the original is nothing to it.

use diesel::prelude::*;

use super::{Of, Planned, fill, insert, sessions};
use crate::access::{MayCoordinate, MayFacilitate};
use crate::domain::ids::PlanId;
use crate::domain::session::Plan;
use crate::domain::text::SessionName;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{groups, plan, session};

/// One to begin from.
#[derive(Debug, Clone)]
pub struct Template {
    pub id: PlanId,
    pub name: String,
    pub plan: Plan,
}

type Row = (PlanId, Option<String>);

fn read(db: &mut Conn, rows: Vec<Row>) -> Result<Vec<Template>, StoreError> {
    rows.into_iter()
        .map(|(id, name)| {
            let planned = Planned { sessions: sessions(db, id)?, is_own: true };
            let plan = planned.plan().ok_or(StoreError::Unknown("plan"))?;
            Ok(Template { id, name: name.unwrap_or_default(), plan })
        })
        .collect()
}

/// Those that my group keeps.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<Template>, StoreError> {
    let rows: Vec<Row> = plan::table
        .filter(plan::group_id.eq(may.group()))
        .order((plan::name, plan::id))
        .select((plan::id, plan::name))
        .load(&mut db.db)?;
    read(db, rows)
}

/// Those that the programme of my group offers.
///
/// # Errors
/// When the database does not answer.
pub fn offered(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<Template>, StoreError> {
    let mine = groups::table.filter(groups::id.eq(may.group())).select(groups::programme_id);
    let rows: Vec<Row> = plan::table
        .filter(plan::programme_id.eq_any(mine))
        .order((plan::name, plan::id))
        .select((plan::id, plan::name))
        .load(&mut db.db)?;
    read(db, rows)
}

/// Those of the programme that I coordinate.
///
/// # Errors
/// When the database does not answer.
pub fn of_programme(db: &mut Conn, may: &MayCoordinate) -> Result<Vec<Template>, StoreError> {
    let rows: Vec<Row> = plan::table
        .filter(plan::programme_id.eq(may.programme()))
        .order((plan::name, plan::id))
        .select((plan::id, plan::name))
        .load(&mut db.db)?;
    read(db, rows)
}

/// My group keeps a plan.
///
/// # Errors
/// When the database does not answer.
pub fn keep(db: &mut Conn, may: &MayFacilitate, name: &SessionName, new: &Plan) -> Result<(), StoreError> {
    insert(db, Of::Group(may.group()), Some(name), new)?;
    Ok(())
}

/// My group does not keep it any more. Whether it did.
///
/// # Errors
/// When the database does not answer.
pub fn remove(db: &mut Conn, may: &MayFacilitate, id: PlanId) -> Result<bool, StoreError> {
    let mine = plan::table.filter(plan::id.eq(id).and(plan::group_id.eq(may.group())));
    Ok(diesel::delete(mine).execute(&mut db.db)? == 1)
}

/// The programme offers another plan.
///
/// # Errors
/// When the database does not answer.
pub fn offer(db: &mut Conn, may: &MayCoordinate, name: &SessionName, new: &Plan) -> Result<(), StoreError> {
    insert(db, Of::Programme(may.programme()), Some(name), new)?;
    Ok(())
}

/// The programme offers something else in place of one. Whether there was one.
///
/// # Errors
/// When the database does not answer.
pub fn rewrite(
    db: &mut Conn,
    may: &MayCoordinate,
    id: PlanId,
    name: &SessionName,
    new: &Plan,
) -> Result<bool, StoreError> {
    let ours = plan::table.filter(plan::id.eq(id).and(plan::programme_id.eq(may.programme())));
    if diesel::update(ours).set(plan::name.eq(name.as_str())).execute(&mut db.db)? == 0 {
        return Ok(false);
    }
    diesel::delete(session::table.filter(session::plan_id.eq(id))).execute(&mut db.db)?;
    fill(db, id, new)?;
    Ok(true)
}

/// The programme does not offer it any more. Whether it did.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw(db: &mut Conn, may: &MayCoordinate, id: PlanId) -> Result<bool, StoreError> {
    let ours = plan::table.filter(plan::id.eq(id).and(plan::programme_id.eq(may.programme())));
    Ok(diesel::delete(ours).execute(&mut db.db)? == 1)
}
