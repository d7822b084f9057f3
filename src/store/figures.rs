//! What is published for coordinators, and what it is made of. A week is written once, by the job that releases it, and no function
//! here changes one: the databases refuse it, too. What was counted is read by that job alone, and leaves this room only to be drawn
//! from; a coordinator's proof reads released figures and nothing else.

pub mod beside;
pub mod cells;
pub mod counted;
pub mod facts;
pub mod sharing;
pub mod shown;
pub mod weeks;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::programme;
use crate::access::MayRun;
use crate::domain::ids::ProgrammeId;
use crate::domain::text::Slug;
use crate::domain::time::{Instant, Zone};

/// A programme whose weeks are released.
#[derive(Debug, Clone)]
pub struct Programme {
    pub id: ProgrammeId,
    pub slug: Slug,
    pub zone: Zone,
    pub made_at: Instant,
}

/// Every programme.
///
/// # Errors
/// When the database does not answer.
pub fn programmes(db: &mut Conn, _: &MayRun) -> Result<Vec<Programme>, StoreError> {
    let rows: Vec<(ProgrammeId, String, Zone, Instant)> = programme::table
        .order(programme::id)
        .select((programme::id, programme::slug, programme::zone, programme::made_at))
        .load(&mut db.db)?;
    let all = rows
        .into_iter()
        .map(|(id, slug, zone, made_at)| Ok(Programme { id, slug: read_slug(&slug)?, zone, made_at }));
    all.collect()
}

/// From here on this transaction is the only one that releases weeks of the programme.
///
/// # Errors
/// When the database does not answer.
pub fn lock(db: &mut Conn, _: &MayRun, of: &Programme) -> Result<(), StoreError> {
    diesel::update(programme::table.find(of.id))
        .set(programme::name.eq(programme::name))
        .execute(&mut db.db)?;
    Ok(())
}

fn read_slug(slug: &str) -> Result<Slug, StoreError> {
    Slug::parse(slug).map_err(|_| StoreError::Unknown("slug"))
}
