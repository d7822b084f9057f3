//! Series: what a group agreed on. Rows become [`Schedule`]s here; which meetings follow is the domain's business.

use std::collections::BTreeMap;
use std::ops::Range;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::listing::is_listed;
use super::meetings;
use super::schema::{groups, meeting, series};
use crate::access::{MayAttend, MayFacilitate, MayFind};
use crate::domain::group::{Format, MeetingState, Openness, SeriesKind};
use crate::domain::ids::{GroupId, ProgrammeId, SeriesId};
use crate::domain::series::{Change, Rule, Schedule};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Instant, Wall, Zone};
use crate::vault::Cell;

const SECRET: &str = "series.joining_secret";

/// What a facilitator typed, checked.
#[derive(Debug, Clone)]
pub struct NewSeries {
    pub kind: SeriesKind,
    pub title: Option<ShortText>,
    pub schedule: Schedule,
    pub minutes: u16,
    pub format: Format,
    pub openness: Openness,
    pub address: Option<ShortText>,
    pub how_to_get_in: Option<ShortText>,
    pub online_url: Option<OnlineUrl>,
    pub joining_secret: Option<ShortText>,
    pub places: Option<u16>,
    pub note: Option<ShortText>,
}

/// A series as anybody who may see the group sees it: without the joining secret.
#[derive(Debug, Clone)]
pub struct Series {
    pub id: SeriesId,
    pub group: GroupId,
    pub kind: SeriesKind,
    pub title: String,
    pub schedule: Schedule,
    pub minutes: u32,
    pub format: Format,
    pub openness: Openness,
    pub address: String,
    pub how_to_get_in: String,
    pub online_url: String,
    pub places: Option<u32>,
    pub note: String,
    /// What was done to single meetings, as far as it was asked for.
    pub changes: Vec<Change>,
}

#[derive(Queryable)]
struct Row {
    id: SeriesId,
    group: GroupId,
    kind: SeriesKind,
    title: String,
    start: Wall,
    zone: Zone,
    rule: String,
    minutes: i32,
    format: Format,
    openness: Openness,
    address: String,
    how_to_get_in: String,
    online_url: String,
    places: Option<i32>,
    note: String,
}

macro_rules! columns {
    () => {
        (
            series::id,
            series::group_id,
            series::kind,
            series::title,
            series::start_local,
            series::zone,
            series::rule,
            series::minutes,
            series::format,
            series::openness,
            series::address,
            series::how_to_get_in,
            series::online_url,
            series::places,
            series::note,
        )
    };
}

/// Narrows a query in which the groups are joined.
macro_rules! only {
    ($query:expr, $whose:expr) => {
        match $whose {
            Whose::Group(id) => $query.filter(groups::id.eq(id)),
            Whose::Programme(id) => $query.filter(groups::programme_id.eq(id)),
            Whose::Listed => $query.filter(is_listed()),
        }
    };
}

impl Row {
    fn into_series(self) -> Result<Series, StoreError> {
        let rule: Rule = self.rule.parse().map_err(|_| StoreError::Unknown("series.rule"))?;
        Ok(Series {
            id: self.id,
            group: self.group,
            kind: self.kind,
            title: self.title,
            schedule: Schedule { start: self.start, zone: self.zone, rule },
            minutes: u32::try_from(self.minutes).map_err(|_| StoreError::Unknown("series.minutes"))?,
            format: self.format,
            openness: self.openness,
            address: self.address,
            how_to_get_in: self.how_to_get_in,
            online_url: self.online_url,
            places: self.places.and_then(|places| u32::try_from(places).ok()),
            note: self.note,
            changes: Vec::new(),
        })
    }
}

/// Adds a series to my group.
///
/// # Errors
/// When the database does not answer.
pub fn create(
    db: &mut Conn,
    may: &MayFacilitate,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, StoreError> {
    let id = insert(db, may.group(), new, now)?;
    touch(db, may.group())?;
    Ok(id)
}

/// Writes the row, for a facilitator or for an import.
pub(in crate::store) fn insert(
    db: &mut Conn,
    group: GroupId,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, StoreError> {
    let id = SeriesId::from_random(db.entropy.bytes());
    let text = |it: &Option<ShortText>| it.as_ref().map_or_else(String::new, |it| it.as_str().to_owned());
    let secret = new.joining_secret.as_ref().map(|secret| {
        db.keys.seal(Cell { column: SECRET, row: id.to_bytes() }, secret.as_str(), &db.entropy)
    });
    diesel::insert_into(series::table)
        .values((
            series::id.eq(id),
            series::group_id.eq(group),
            series::kind.eq(new.kind),
            series::title.eq(text(&new.title)),
            series::start_local.eq(new.schedule.start),
            series::zone.eq(new.schedule.zone),
            series::rule.eq(new.schedule.rule.to_string()),
            series::minutes.eq(i32::from(new.minutes)),
            series::format.eq(new.format),
            series::openness.eq(new.openness),
            series::address.eq(text(&new.address)),
            series::how_to_get_in.eq(text(&new.how_to_get_in)),
            series::online_url.eq(new.online_url.as_ref().map_or("", OnlineUrl::as_str)),
            series::joining_secret.eq(secret),
            series::places.eq(new.places.map(i32::from)),
            series::note.eq(text(&new.note)),
            series::revision.eq(1),
            series::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// Says that something about the group has changed, for copies that are kept elsewhere.
pub(in crate::store) fn touch(db: &mut Conn, group: GroupId) -> Result<(), StoreError> {
    diesel::update(groups::table.find(group))
        .set(groups::revision.eq(groups::revision + 1))
        .execute(&mut db.db)?;
    Ok(())
}

/// My group's series, with what was done to their meetings around a window.
///
/// # Errors
/// When the database does not answer.
pub fn of_member(db: &mut Conn, may: &MayAttend, window: &Range<Instant>) -> Result<Vec<Series>, StoreError> {
    load(db, Whose::Group(may.group()), window)
}

/// The series of a group that can be found.
///
/// # Errors
/// When the database does not answer.
pub fn findable(db: &mut Conn, may: &MayFind, window: &Range<Instant>) -> Result<Vec<Series>, StoreError> {
    load(db, Whose::Group(may.group()), window)
}

/// Whose series, or the changes of whose; the caller has a proof for them, is the system, or they are public.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum Whose {
    Group(GroupId),
    Programme(ProgrammeId),
    /// Of every group that wants to be found.
    Listed,
}

/// The series, the oldest first.
pub(in crate::store) fn load(
    db: &mut Conn,
    whose: Whose,
    window: &Range<Instant>,
) -> Result<Vec<Series>, StoreError> {
    let all = series::table
        .inner_join(groups::table)
        .order((series::made_at, series::id))
        .select(columns!())
        .into_boxed();
    let rows: Vec<Row> = only!(all, whose).load(&mut db.db)?;
    let mut changes = changes(db, whose, window)?;
    rows.into_iter()
        .map(|row| {
            let changes = changes.remove(&row.id).unwrap_or_default();
            Ok(Series { changes, ..row.into_series()? })
        })
        .collect()
}

/// What was done to single meetings that begin in a window, or would have begun there.
pub(in crate::store) fn changes(
    db: &mut Conn,
    whose: Whose,
    window: &Range<Instant>,
) -> Result<BTreeMap<SeriesId, Vec<Change>>, StoreError> {
    let all = meeting::table
        .inner_join(series::table.inner_join(groups::table))
        .filter(meetings::near(window))
        .filter(meeting::state.eq(MeetingState::Cancelled).or(meeting::moved_to.is_not_null()))
        .order(meeting::original_local)
        .select((meeting::series_id, meeting::original_local, meeting::state, meeting::moved_to))
        .into_boxed();
    let rows: Vec<(SeriesId, Wall, MeetingState, Option<Wall>)> = only!(all, whose).load(&mut db.db)?;
    let mut changes: BTreeMap<SeriesId, Vec<Change>> = BTreeMap::new();
    for (of, original, state, moved_to) in rows {
        let change = Change { original, cancelled: state == MeetingState::Cancelled, moved_to };
        changes.entry(of).or_default().push(change);
    }
    Ok(changes)
}

/// One series, without its changes; the caller has proven that the viewer may see its group.
pub(in crate::store) fn one(db: &mut Conn, id: SeriesId) -> Result<Option<Series>, StoreError> {
    let row: Option<Row> = series::table.find(id).select(columns!()).first(&mut db.db).optional()?;
    row.map(Row::into_series).transpose()
}

/// The joining secret of one of my group's series, for members' eyes.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn joining_secret(db: &mut Conn, may: &MayAttend, of: SeriesId) -> Result<Option<String>, StoreError> {
    let cell: Option<Option<Vec<u8>>> = series::table
        .filter(series::id.eq(of).and(series::group_id.eq(may.group())))
        .select(series::joining_secret)
        .first(&mut db.db)
        .optional()?;
    match cell.flatten() {
        Some(cell) => Ok(Some(db.keys.open(Cell { column: SECRET, row: of.to_bytes() }, &cell)?)),
        None => Ok(None),
    }
}
