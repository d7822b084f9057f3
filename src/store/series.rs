//! Series: what a group agreed on. Rows become [`Schedule`]s here; which meetings follow is the domain's business. How they
//! are written stands in `written`; how they are changed, in [`replanning`](super::replanning).

mod written;

pub use written::{convene, create};
pub(in crate::store) use written::{insert, rewrite};

use std::ops::Range;

use diesel::prelude::*;

use super::changes::{self, Whose, only};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{groups, series};
use crate::access::{MayAskGuest, MayAttend, MayFacilitate, MayFind, MayGuide, MayReplan};
use crate::domain::finding::Spot;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::series::{Changes, Meeting, MeetingKey, Rule, Schedule, Terms, Usual};
use crate::domain::time::{Instant, Wall, Zone};
use crate::vault::Cell;

const SECRET: &str = "series.joining_secret";

/// A series as anybody who may see the group sees it: without the joining secret.
#[derive(Debug, Clone)]
pub struct Series {
    pub id: SeriesId,
    pub group: GroupId,
    pub kind: SeriesKind,
    pub title: String,
    pub schedule: Schedule,
    pub usual: Usual,
    /// For whom it is when it is closed, in the group's own words.
    pub open_to: String,
    pub places: Option<u32>,
    pub note: String,
    /// Where the usual address is.
    pub at: Option<Spot>,
    /// What was done to its dates, as far as it was asked for.
    pub changes: Changes,
}

impl Series {
    /// The terms of one of its dates.
    #[must_use]
    pub fn terms(&self, of: &Meeting) -> Terms {
        self.usual.on(of.original, &self.changes)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = series)]
struct Row {
    id: SeriesId,
    group_id: GroupId,
    kind: SeriesKind,
    title: String,
    start_local: Wall,
    zone: Zone,
    rule: String,
    #[diesel(embed)]
    usual: UsualRow,
    open_to: String,
    places: Option<i32>,
    note: String,
    latitude: Option<i32>,
    longitude: Option<i32>,
}

/// The usual terms, as they stand in columns.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = series)]
pub(in crate::store) struct UsualRow {
    minutes: i32,
    format: Format,
    openness: Openness,
    address: String,
    how_to_get_in: String,
    online_url: String,
    /// As the rule writes it: `1,3,-1`.
    other_openness_on: Option<String>,
}

impl TryFrom<UsualRow> for Usual {
    type Error = StoreError;

    fn try_from(row: UsualRow) -> Result<Self, StoreError> {
        let nths = row.other_openness_on.map(|text| text.parse()).transpose();
        Ok(Self {
            other_openness_on: nths.map_err(|_| StoreError::Unknown("series.other_openness_on"))?,
            terms: Terms {
                minutes: u32::try_from(row.minutes).map_err(|_| StoreError::Unknown("series.minutes"))?,
                format: row.format,
                openness: row.openness,
                address: row.address,
                how_to_get_in: row.how_to_get_in,
                online_url: row.online_url,
            },
        })
    }
}

impl Row {
    fn into_series(self) -> Result<Series, StoreError> {
        let rule: Rule = self.rule.parse().map_err(|_| StoreError::Unknown("series.rule"))?;
        Ok(Series {
            id: self.id,
            group: self.group_id,
            kind: self.kind,
            title: self.title,
            schedule: Schedule { start: self.start_local, zone: self.zone, rule },
            usual: self.usual.try_into()?,
            open_to: self.open_to,
            places: self.places.and_then(|places| u32::try_from(places).ok()),
            note: self.note,
            at: self.latitude.zip(self.longitude).and_then(|(up, along)| Spot::stored(up, along)),
            changes: Changes::default(),
        })
    }
}

/// Says that the dates of the group have changed, for copies that are kept elsewhere; and locks it. Nothing else that
/// happens in the group may be seen from there.
pub(in crate::store) fn touch(db: &mut Conn, group: GroupId, now: Instant) -> Result<(), StoreError> {
    diesel::update(groups::table.find(group))
        .set((
            groups::revision.eq(groups::revision + 1),
            groups::dates_revision.eq(groups::dates_revision + 1),
            groups::changed_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// My group's series, with what was done to their meetings around a window.
///
/// # Errors
/// When the database does not answer.
pub fn of_member(
    db: &mut Conn,
    may: &MayAttend,
    window: &Range<Instant>,
    now: Instant,
) -> Result<Vec<Series>, StoreError> {
    load(db, Whose::Group(may.group()), window, now)
}

/// The series of a group that can be found.
///
/// # Errors
/// When the database does not answer.
pub fn findable(
    db: &mut Conn,
    may: &MayFind,
    window: &Range<Instant>,
    now: Instant,
) -> Result<Vec<Series>, StoreError> {
    load(db, Whose::Group(may.group()), window, now)
}

/// How many series my group has that have not ended.
///
/// # Errors
/// When the database does not answer.
pub fn count_going_on(db: &mut Conn, may: &MayFacilitate, now: Instant) -> Result<i64, StoreError> {
    let today = now.naive_utc().date();
    Ok(series::table
        .filter(series::group_id.eq(may.group()))
        .filter(series::last_on.is_null().or(series::last_on.ge(today)))
        .count()
        .get_result(&mut db.db)?)
}

/// The series, the oldest first. One that cannot be read is left out, and named to the operator.
pub(in crate::store) fn load(
    db: &mut Conn,
    whose: Whose,
    window: &Range<Instant>,
    now: Instant,
) -> Result<Vec<Series>, StoreError> {
    let all = series::table
        .inner_join(groups::table)
        .order((series::made_at, series::id))
        .select(Row::as_select())
        .into_boxed();
    let rows: Vec<Row> = only!(all, whose).load(&mut db.db)?;
    let mut changes = changes::load(db, whose, window, now)?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let (id, changes) = (row.id, changes.of(row.id, row.group_id));
        match row.into_series() {
            Ok(series) => all.push(Series { changes, ..series }),
            Err(cause) => tracing::error!(series = %id, %cause, "a series cannot be read, and is left out"),
        }
    }
    Ok(all)
}

/// One series, without its changes; the caller has proven that the viewer may see its group.
pub(in crate::store) fn one(db: &mut Conn, id: SeriesId) -> Result<Option<Series>, StoreError> {
    let row: Option<Row> = series::table.find(id).select(Row::as_select()).first(&mut db.db).optional()?;
    row.map(Row::into_series).transpose()
}

/// A series of the group whose dates may be changed, without its changes, and its revision.
///
/// # Errors
/// When the database does not answer.
pub fn to_change(
    db: &mut Conn,
    may: &impl MayReplan,
    id: SeriesId,
) -> Result<Option<(Series, i64)>, StoreError> {
    let row: Option<(Row, i64)> = series::table
        .filter(series::id.eq(id).and(series::group_id.eq(may.group())))
        .select((Row::as_select(), series::revision))
        .first(&mut db.db)
        .optional()?;
    row.map(|(row, revision)| Ok((row.into_series()?, revision))).transpose()
}

/// Whether a series has a date at that time that takes place.
///
/// # Errors
/// When the database does not answer.
pub fn takes_place(db: &mut Conn, of: &Series, at: Wall, now: Instant) -> Result<bool, StoreError> {
    let it = with_date(db, MeetingKey { series: of.id, original: at }, now)?;
    Ok(it.is_some_and(|(_, meeting)| meeting.status.takes_place()))
}

/// One series, with what was done to one of its dates, as it holds now; `None` when it has no such date.
pub(in crate::store) fn with_date(
    db: &mut Conn,
    key: MeetingKey,
    now: Instant,
) -> Result<Option<(Series, Meeting)>, StoreError> {
    let Some(series) = one(db, key.series)? else {
        return Ok(None);
    };
    let changes = changes::of_date(db, series.group, series.id, key.original, now)?;
    let meeting = series.schedule.find(key.original, &changes);
    Ok(meeting.map(|meeting| (Series { changes, ..series }, meeting)))
}

/// The joining secret of one of my group's series, for members' eyes.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn joining_secret(db: &mut Conn, may: &MayAttend, of: SeriesId) -> Result<Option<String>, StoreError> {
    open_secret(db, may.group(), of)
}

/// The joining secret of the one date that a guest leads.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn secret_for_guest(db: &mut Conn, may: &MayGuide) -> Result<Option<String>, StoreError> {
    open_secret(db, may.as_asked().group(), may.as_asked().meeting().series)
}

/// The date to which a guest is asked.
///
/// # Errors
/// When the database does not answer.
pub fn for_asker(
    db: &mut Conn,
    may: &MayAskGuest,
    now: Instant,
) -> Result<Option<(Series, Meeting)>, StoreError> {
    with_date(db, may.meeting(), now)
}

pub(in crate::store) fn open_secret(
    db: &mut Conn,
    group: GroupId,
    of: SeriesId,
) -> Result<Option<String>, StoreError> {
    let cell: Option<Option<Vec<u8>>> = series::table
        .filter(series::id.eq(of).and(series::group_id.eq(group)))
        .select(series::joining_secret)
        .first(&mut db.db)
        .optional()?;
    match cell.flatten() {
        Some(cell) => Ok(Some(db.keys.open(Cell { column: SECRET, row: of.to_bytes() }, &cell)?)),
        None => Ok(None),
    }
}
