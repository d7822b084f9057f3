//! Series: what a group agreed on. Rows become [`Schedule`]s here; which meetings follow is the domain's business.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{groups, meeting, series};
use crate::access::{MayAttend, MayCoordinate, MayFacilitate, MayFind};
use crate::domain::group::{Format, GroupState, MeetingState, Openness, SeriesKind};
use crate::domain::ids::{GroupId, SeriesId};
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
    /// What was done to single meetings.
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

/// My group's series, with their changes.
///
/// # Errors
/// When the database does not answer.
pub fn of_member(db: &mut Conn, may: &MayAttend) -> Result<Vec<Series>, StoreError> {
    of_group(db, may.group())
}

/// The series of a group that can be found.
///
/// # Errors
/// When the database does not answer.
pub fn findable(db: &mut Conn, may: &MayFind) -> Result<Vec<Series>, StoreError> {
    of_group(db, may.group())
}

/// The series of a group; the caller has a proof for it, or is the system.
pub(in crate::store) fn of_group(db: &mut Conn, group: GroupId) -> Result<Vec<Series>, StoreError> {
    let rows: Vec<Row> = series::table
        .filter(series::group_id.eq(group))
        .order((series::made_at, series::id))
        .select(columns!())
        .load(&mut db.db)?;
    with_changes(db, rows)
}

/// The series of every listed group.
pub(in crate::store) fn of_listed(db: &mut Conn) -> Result<Vec<Series>, StoreError> {
    let rows: Vec<Row> = series::table
        .inner_join(groups::table)
        .filter(groups::listed.eq(true).and(groups::state.ne(GroupState::Closed)))
        .order((series::made_at, series::id))
        .select(columns!())
        .load(&mut db.db)?;
    with_all_changes(db, rows)
}

/// The series of every group of a programme.
pub(in crate::store) fn of_programme(db: &mut Conn, may: &MayCoordinate) -> Result<Vec<Series>, StoreError> {
    let rows: Vec<Row> = series::table
        .inner_join(groups::table)
        .filter(groups::programme_id.eq(may.programme()))
        .order((series::made_at, series::id))
        .select(columns!())
        .load(&mut db.db)?;
    with_all_changes(db, rows)
}

/// For long lists: every change there is, instead of a list of a thousand ids.
fn with_all_changes(db: &mut Conn, rows: Vec<Row>) -> Result<Vec<Series>, StoreError> {
    let mut all = rows.into_iter().map(Row::into_series).collect::<Result<Vec<Series>, StoreError>>()?;
    let changes: Vec<(SeriesId, Wall, MeetingState, Option<Wall>)> = meeting::table
        .filter(meeting::state.eq(MeetingState::Cancelled).or(meeting::moved_to.is_not_null()))
        .order(meeting::original_local)
        .select((meeting::series_id, meeting::original_local, meeting::state, meeting::moved_to))
        .load(&mut db.db)?;
    apply(&mut all, changes);
    Ok(all)
}

/// One series; the caller has proven that the viewer may see its group.
pub(in crate::store) fn one(db: &mut Conn, id: SeriesId) -> Result<Option<Series>, StoreError> {
    let row: Option<Row> = series::table.find(id).select(columns!()).first(&mut db.db).optional()?;
    Ok(with_changes(db, row.into_iter().collect())?.pop())
}

fn with_changes(db: &mut Conn, rows: Vec<Row>) -> Result<Vec<Series>, StoreError> {
    let mut all = rows.into_iter().map(Row::into_series).collect::<Result<Vec<Series>, StoreError>>()?;
    let ids: Vec<SeriesId> = all.iter().map(|series| series.id).collect();
    let changes: Vec<(SeriesId, Wall, MeetingState, Option<Wall>)> = meeting::table
        .filter(meeting::series_id.eq_any(&ids))
        .filter(meeting::state.eq(MeetingState::Cancelled).or(meeting::moved_to.is_not_null()))
        .order(meeting::original_local)
        .select((meeting::series_id, meeting::original_local, meeting::state, meeting::moved_to))
        .load(&mut db.db)?;
    apply(&mut all, changes);
    Ok(all)
}

fn apply(all: &mut [Series], changes: Vec<(SeriesId, Wall, MeetingState, Option<Wall>)>) {
    for (of, original, state, moved_to) in changes {
        if let Some(series) = all.iter_mut().find(|series| series.id == of) {
            series.changes.push(Change { original, cancelled: state == MeetingState::Cancelled, moved_to });
        }
    }
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
