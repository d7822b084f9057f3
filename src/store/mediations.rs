//! Mediation: a member is offered to stand between two others. Known to the three; to those who decide about somebody, only
//! that it was offered. What it is about is not written down.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::mediation;
use crate::access::MayAttend;
use crate::domain::ids::{MediationId, MembershipId};
use crate::domain::mediation::{Mediation, Part};
use crate::domain::time::Instant;

/// So long it is kept after it was offered.
pub(in crate::store) const KEPT: TimeDelta = TimeDelta::days(90);

/// One that I have a part in.
#[derive(Debug, Clone, Copy)]
pub struct Mine {
    pub id: MediationId,
    pub it: Mediation,
    pub part: Part,
}

type Row = (MediationId, MembershipId, MembershipId, Option<MembershipId>, Option<bool>, Option<bool>);

const COLUMNS: (
    mediation::id,
    mediation::asked_by_id,
    mediation::about_id,
    mediation::mediator_id,
    mediation::about_says,
    mediation::mediator_says,
) = (
    mediation::id,
    mediation::asked_by_id,
    mediation::about_id,
    mediation::mediator_id,
    mediation::about_says,
    mediation::mediator_says,
);

fn read((_, asked_by, about, mediator, about_says, mediator_says): &Row) -> Mediation {
    Mediation {
        asked_by: *asked_by,
        about: *about,
        mediator: *mediator,
        about_says: *about_says,
        mediator_says: *mediator_says,
    }
}

/// Offers it.
///
/// # Errors
/// When the database does not answer.
pub fn offer(db: &mut Conn, may: &MayAttend, it: Mediation, now: Instant) -> Result<(), StoreError> {
    diesel::insert_into(mediation::table)
        .values((
            mediation::id.eq(MediationId::from_random(db.entropy.bytes())),
            mediation::group_id.eq(may.group()),
            mediation::asked_by_id.eq(may.membership()),
            mediation::about_id.eq(it.about),
            mediation::mediator_id.eq(it.mediator),
            mediation::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Those that I have a part in, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, may: &MayAttend) -> Result<Vec<Mine>, StoreError> {
    let rows: Vec<Row> = mediation::table
        .filter(mediation::group_id.eq(may.group()))
        .order((mediation::made_at.desc(), mediation::id))
        .select(COLUMNS)
        .load(&mut db.db)?;
    let mine = |row: Row| {
        let it = read(&row);
        it.part_of(may.membership()).map(|part| Mine { id: row.0, it, part })
    };
    Ok(rows.into_iter().filter_map(mine).collect())
}

/// I say yes or no, in my part. `false` when I have none, or nothing to say.
///
/// # Errors
/// When the database does not answer.
pub fn answer(db: &mut Conn, may: &MayAttend, id: MediationId, yes: bool) -> Result<bool, StoreError> {
    let Some(found) = mine(db, may)?.into_iter().find(|it| it.id == id) else {
        return Ok(false);
    };
    let row = mediation::table.find(id);
    match found.part {
        Part::Asker => return Ok(false),
        Part::Concerned => {
            diesel::update(row).set(mediation::about_says.eq(yes)).execute(&mut db.db)?;
        }
        Part::Mediator => {
            diesel::update(row).set(mediation::mediator_says.eq(yes)).execute(&mut db.db)?;
        }
    }
    Ok(true)
}

/// Whether anybody has offered it to that member, whatever came of it.
pub(in crate::store) fn was_offered(db: &mut Conn, to: MembershipId) -> Result<bool, StoreError> {
    let offered = mediation::table.filter(mediation::about_id.eq(to)).count();
    Ok(offered.get_result::<i64>(&mut db.db)? > 0)
}
