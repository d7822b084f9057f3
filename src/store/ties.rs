//! How groups are tied to programmes. Only a group's own decision writes it: no function here takes a coordinator's proof.

use diesel::prelude::*;

use super::carrying::Done;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::proposals;
use super::schema::{groups, programme};
use crate::access::{Decided, MayAttend};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Bond, Change};
use crate::domain::group::Tie;
use crate::domain::ids::{GroupId, ProgrammeId};
use crate::domain::log::LogKind;
use crate::domain::time::Instant;

/// How my group is tied, as it holds now.
///
/// # Errors
/// When the database does not answer.
pub fn of_member(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Bond, StoreError> {
    let written = written(db, may.group())?;
    let decided = proposals::decided(db, may.group(), now)?.into_iter().rev();
    let last =
        decided.filter_map(|it| if let Some(Change::Tie(bond)) = it.change { Some(bond) } else { None });
    Ok(last.take(1).last().unwrap_or(written))
}

/// The name of a programme; nothing when there is none any more.
///
/// # Errors
/// When the database does not answer.
pub fn name(db: &mut Conn, _: &MayAttend, of: Bond) -> Result<Option<String>, StoreError> {
    programme_of(db, of)
}

fn programme_of(db: &mut Conn, of: Bond) -> Result<Option<String>, StoreError> {
    match of.programme() {
        Some(id) => Ok(programme::table.find(id).select(programme::name).first(&mut db.db).optional()?),
        None => Ok(None),
    }
}

/// As it stands in the log: the code of the tie, and the programme.
fn line(db: &mut Conn, of: Bond) -> Result<String, StoreError> {
    let programme = programme_of(db, of)?.unwrap_or_default();
    Ok(format!("{} {programme}", of.tie().code()))
}

fn written(db: &mut Conn, group: GroupId) -> Result<Bond, StoreError> {
    let (tie, programme): (Tie, Option<ProgrammeId>) =
        groups::table.find(group).select((groups::tie, groups::programme_id)).first(&mut db.db)?;
    Ok(Bond::new(tie, programme).unwrap_or(Bond::ALONE))
}

/// In whose lists the group is.
pub(in crate::store) fn lists(db: &mut Conn, may: &Decided) -> Result<Option<ProgrammeId>, StoreError> {
    Ok(groups::table.find(may.group()).select(groups::programme_id).first(&mut db.db)?)
}

/// Ties the group as it has decided.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    to: Bond,
    at: Instant,
) -> Result<Done, StoreError> {
    if let Some(id) = to.programme() {
        let there: i64 = programme::table.filter(programme::id.eq(id)).count().get_result(&mut db.db)?;
        if there == 0 {
            return Ok(Done::DoesNotFit);
        }
    }
    let before = written(db, may.group())?;
    let before = line(db, before)?;
    let after = line(db, to)?;
    diesel::update(groups::table.find(may.group()))
        .set((
            groups::tie.eq(to.tie()),
            groups::programme_id.eq(to.programme()),
            groups::revision.eq(groups::revision + 1),
        ))
        .execute(&mut db.db)?;
    log::insert(db, may.group(), None, Event::of(LogKind::TieChanged, before, after), at)?;
    Ok(Done::Yes)
}
