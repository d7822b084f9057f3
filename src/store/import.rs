//! Groups and series that come from a feed. What has been handed over is its members' own and never touched again, whatever
//! the feed says, and also when all of them have left.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::conn::Conn;
use super::descriptions::{self, Origin};
use super::error::StoreError;
use super::schema::{groups, series, series_source};
use crate::access::MayRun;
use crate::domain::description::Description;
use crate::domain::group::Joining;
use crate::domain::ids::{GroupId, ProgrammeId, SeriesId};
use crate::domain::series::NewSeries;
use crate::domain::text::Slug;
use crate::domain::time::{Instant, Zone};

/// What earlier imports made.
#[derive(Debug, Default)]
pub struct Known {
    /// By key.
    pub groups: BTreeMap<String, GroupId>,
    /// Groups that members have made their own.
    pub taken: BTreeSet<GroupId>,
    /// By entry: the series, its group, and what the entry said.
    pub entries: BTreeMap<String, (SeriesId, GroupId, Vec<u8>)>,
    /// Every address that a group has.
    pub slugs: BTreeSet<String>,
}

/// A group of a feed.
#[derive(Debug, Clone)]
pub struct FedGroup {
    pub key: String,
    pub says: Description,
    pub zone: Zone,
}

/// Which entry of whose feed a series came from, and what it said.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub programme: ProgrammeId,
    pub entry: &'a str,
    pub digest: &'a [u8],
}

/// What earlier imports of this programme made.
///
/// # Errors
/// When the database does not answer.
pub fn known(db: &mut Conn, _: &MayRun, programme: ProgrammeId) -> Result<Known, StoreError> {
    let rows: Vec<(GroupId, Option<String>)> = groups::table
        .filter(groups::programme_id.eq(programme).and(groups::import_key.is_not_null()))
        .select((groups::id, groups::import_key))
        .load(&mut db.db)?;
    let taken: Vec<GroupId> =
        groups::table.filter(groups::import_key.is_null()).select(groups::id).load(&mut db.db)?;
    let sources: Vec<(String, SeriesId, GroupId, Vec<u8>)> = series_source::table
        .inner_join(series::table)
        .filter(series_source::programme_id.eq(programme))
        .select((series_source::entry, series::id, series::group_id, series_source::digest))
        .load(&mut db.db)?;
    Ok(Known {
        groups: rows.into_iter().filter_map(|(id, key)| Some((key?, id))).collect(),
        taken: taken.into_iter().collect(),
        entries: sources.into_iter().map(|(entry, id, group, digest)| (entry, (id, group, digest))).collect(),
        slugs: groups::table.select(groups::slug).load::<String>(&mut db.db)?.into_iter().collect(),
    })
}

/// Makes a group of a feed: nobody's yet. Once it is somebody's, its door is as the feed left it until they say otherwise.
///
/// # Errors
/// When the database does not answer.
pub fn add_group(
    db: &mut Conn,
    _: &MayRun,
    programme: ProgrammeId,
    new: &FedGroup,
    slug: &Slug,
    now: Instant,
) -> Result<GroupId, StoreError> {
    let origin = Origin {
        slug,
        programme: Some(programme),
        zone: new.zone,
        joining: Joining::Open,
        confirmed_on: None,
        import_key: Some(&new.key),
    };
    descriptions::insert(db, &origin, &new.says, now)
}

/// Says of a group what the feed says now. Whether anything was different; whether it is listed is [`relist`]'s.
///
/// # Errors
/// When the database does not answer.
pub fn correct_group(db: &mut Conn, _: &MayRun, id: GroupId, new: &FedGroup) -> Result<bool, StoreError> {
    let said = descriptions::read(db, id)?;
    let says = Description { listed: said.listed, ..new.says.clone() };
    let moved = diesel::update(groups::table.filter(groups::id.eq(id).and(groups::zone.ne(new.zone))))
        .set(groups::zone.eq(new.zone))
        .execute(&mut db.db)?;
    if said != says {
        descriptions::write(db, id, &says)?;
    }
    Ok(moved > 0 || said != says)
}

/// Adds a series, and remembers the entry that it came from.
///
/// # Errors
/// When the database does not answer.
pub fn add_series(
    db: &mut Conn,
    _: &MayRun,
    group: GroupId,
    new: &NewSeries,
    source: Source<'_>,
    now: Instant,
) -> Result<(), StoreError> {
    let id = super::series::insert(db, group, new, now)?;
    diesel::insert_into(series_source::table)
        .values((
            series_source::series_id.eq(id),
            series_source::programme_id.eq(source.programme),
            series_source::entry.eq(source.entry),
            series_source::digest.eq(source.digest),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Takes a series away whose entry has gone or changed. Only of groups that nobody has made their own.
///
/// # Errors
/// When the database does not answer.
pub fn remove_series(db: &mut Conn, _: &MayRun, id: SeriesId) -> Result<(), StoreError> {
    diesel::delete(series::table.find(id)).execute(&mut db.db)?;
    Ok(())
}

/// Lists the imported groups that meet, and no longer lists those of which every series has gone. How many changed.
///
/// # Errors
/// When the database does not answer.
pub fn relist(db: &mut Conn, _: &MayRun, known: &Known) -> Result<usize, StoreError> {
    let meeting: BTreeSet<GroupId> =
        series::table.select(series::group_id).distinct().load(&mut db.db)?.into_iter().collect();
    let mut changed = 0;
    for id in known.groups.values() {
        if !known.taken.contains(id) {
            let meets = meeting.contains(id);
            changed += diesel::update(groups::table.filter(groups::id.eq(id).and(groups::listed.ne(meets))))
                .set((groups::listed.eq(meets), groups::revision.eq(groups::revision + 1)))
                .execute(&mut db.db)?;
        }
    }
    Ok(changed)
}
