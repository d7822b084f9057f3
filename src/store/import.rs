//! Groups and series that come from a feed. What members have made their own is never touched: a group with any member is
//! theirs, whatever the feed says.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{group_language, groups, membership, series, series_source};
use super::series::NewSeries;
use crate::access::MayRun;
use crate::domain::group::{GroupState, Joining, Tie};
use crate::domain::ids::{GroupId, PlaceId, ProgrammeId, SeriesId};
use crate::domain::locale::Language;
use crate::domain::text::{Slug, search_text};
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
    pub name: String,
    pub place: Option<PlaceId>,
    pub zone: Zone,
    pub languages: Vec<Language>,
    pub step_free: Option<bool>,
    /// What a search looks at, besides the name.
    pub words: Vec<String>,
}

impl FedGroup {
    fn search_text(&self) -> String {
        let words: Vec<&str> = std::iter::once(&self.name).chain(&self.words).map(String::as_str).collect();
        search_text(&words)
    }
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
    let taken: BTreeSet<GroupId> =
        membership::table.select(membership::group_id).distinct().load(&mut db.db)?.into_iter().collect();
    let sources: Vec<(String, SeriesId, GroupId, Vec<u8>)> = series_source::table
        .inner_join(series::table)
        .filter(series_source::programme_id.eq(programme))
        .select((series_source::entry, series::id, series::group_id, series_source::digest))
        .load(&mut db.db)?;
    Ok(Known {
        groups: rows.into_iter().filter_map(|(id, key)| Some((key?, id))).collect(),
        taken,
        entries: sources.into_iter().map(|(entry, id, group, digest)| (entry, (id, group, digest))).collect(),
        slugs: groups::table.select(groups::slug).load::<String>(&mut db.db)?.into_iter().collect(),
    })
}

/// Makes a group of a feed: listed, and nobody's yet. Once it is somebody's, its door is open until they say otherwise.
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
    let id = GroupId::from_random(db.entropy.bytes());
    diesel::insert_into(groups::table)
        .values((
            groups::id.eq(id),
            groups::slug.eq(slug.as_str()),
            groups::name.eq(&new.name),
            groups::programme_id.eq(programme),
            groups::tie.eq(Tie::Autonomous),
            groups::place_id.eq(new.place),
            groups::zone.eq(new.zone),
            groups::about.eq(""),
            groups::first_time.eq(""),
            groups::state.eq(GroupState::Running),
            groups::listed.eq(true),
            groups::joining.eq(Joining::Open),
            groups::step_free.eq(new.step_free),
            groups::search_text.eq(new.search_text()),
            groups::import_key.eq(&new.key),
            groups::revision.eq(1_i64),
            groups::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    speak(db, id, &new.languages)?;
    Ok(id)
}

/// Says of a group what the feed says now. Whether anything was different.
///
/// # Errors
/// When the database does not answer.
pub fn correct_group(db: &mut Conn, _: &MayRun, id: GroupId, new: &FedGroup) -> Result<bool, StoreError> {
    type Said = (Option<PlaceId>, Zone, Option<bool>, String);
    let said: Said = groups::table
        .find(id)
        .select((groups::place_id, groups::zone, groups::step_free, groups::search_text))
        .first(&mut db.db)?;
    let spoken: BTreeSet<Language> = group_language::table
        .filter(group_language::group_id.eq(id))
        .select(group_language::language)
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let says: Said = (new.place, new.zone, new.step_free, new.search_text());
    if said == says && spoken == new.languages.iter().copied().collect() {
        return Ok(false);
    }
    diesel::update(groups::table.find(id))
        .set((
            groups::place_id.eq(says.0),
            groups::zone.eq(says.1),
            groups::step_free.eq(says.2),
            groups::search_text.eq(says.3),
            groups::revision.eq(groups::revision + 1),
        ))
        .execute(&mut db.db)?;
    diesel::delete(group_language::table.filter(group_language::group_id.eq(id))).execute(&mut db.db)?;
    speak(db, id, &new.languages)?;
    Ok(true)
}

fn speak(db: &mut Conn, id: GroupId, languages: &[Language]) -> Result<(), StoreError> {
    for language in languages {
        diesel::insert_into(group_language::table)
            .values((group_language::group_id.eq(id), group_language::language.eq(language)))
            .execute(&mut db.db)?;
    }
    Ok(())
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
