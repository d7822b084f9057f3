//! Series: what a group agreed on. Rows become [`Schedule`]s here; which meetings follow is the domain's business.

use std::ops::Range;

use diesel::prelude::*;

use super::changes::{self, Whose, only};
use super::conn::Conn;
use super::error::StoreError;
use super::listing::is_listed;
use super::schema::{groups, series};
use crate::access::{MayAttend, MayFacilitate, MayFind};
use crate::domain::finding::Spot;
use crate::domain::group::{Format, Openness, SeriesKind};
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::series::{Changes, Meeting, MeetingKey, Nths, Rule, Schedule, Terms, Usual};
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
    pub other_openness_on: Option<Nths>,
    pub open_to: Option<ShortText>,
    pub address: Option<ShortText>,
    /// Where that is. A private home has no place on a map.
    pub at: Option<Spot>,
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
    pub usual: Usual,
    /// For whom it is when it is closed, in the group's own words.
    pub open_to: String,
    pub places: Option<u32>,
    pub note: String,
    /// What was done to its dates, as far as it was asked for.
    pub changes: Changes,
}

impl NewSeries {
    /// Whether a series says the same already, apart from when it meets.
    #[must_use]
    pub fn says_the_same(&self, as_it: &Series, secret: Option<&str>) -> bool {
        let terms = Terms {
            minutes: self.minutes.into(),
            format: self.format,
            openness: self.openness,
            address: text(&self.address).to_owned(),
            how_to_get_in: text(&self.how_to_get_in).to_owned(),
            online_url: self.online_url.as_ref().map_or("", OnlineUrl::as_str).to_owned(),
        };
        self.kind == as_it.kind
            && text(&self.title) == as_it.title
            && Usual { terms, other_openness_on: self.other_openness_on } == as_it.usual
            && text(&self.open_to) == as_it.open_to
            && self.places.map(u32::from) == as_it.places
            && text(&self.note) == as_it.note
            && self.joining_secret.as_ref().map(ShortText::as_str) == secret
    }

    /// What a series says already, at other times.
    #[must_use]
    pub fn at(schedule: Schedule, of: &Series, secret: Option<&str>) -> Self {
        let short = |text: &str| ShortText::parse(text).ok();
        let terms = &of.usual.terms;
        Self {
            kind: of.kind,
            title: short(&of.title),
            schedule,
            minutes: u16::try_from(terms.minutes).unwrap_or(u16::MAX),
            format: terms.format,
            openness: terms.openness,
            other_openness_on: of.usual.other_openness_on,
            open_to: short(&of.open_to),
            address: short(&terms.address),
            how_to_get_in: short(&terms.how_to_get_in),
            online_url: OnlineUrl::parse(&terms.online_url).ok(),
            joining_secret: secret.and_then(short),
            places: of.places.and_then(|places| u16::try_from(places).ok()),
            note: short(&of.note),
        }
    }
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
            changes: Changes::default(),
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
    let secret = sealed(db, id, new);
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
            series::other_openness_on.eq(new.other_openness_on.map(|nths| nths.to_string())),
            series::open_to.eq(text(&new.open_to)),
            series::latitude.eq(new.at.map(|at| at.to_stored().0)),
            series::longitude.eq(new.at.map(|at| at.to_stored().1)),
            series::revision.eq(1),
            series::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// Writes anew what is said of a series; its dates stay.
pub(in crate::store) fn rewrite(
    db: &mut Conn,
    group: GroupId,
    id: SeriesId,
    new: &NewSeries,
) -> Result<(), StoreError> {
    let secret = sealed(db, id, new);
    diesel::update(series::table.filter(series::id.eq(id).and(series::group_id.eq(group))))
        .set((
            series::kind.eq(new.kind),
            series::title.eq(text(&new.title)),
            series::minutes.eq(i32::from(new.minutes)),
            series::format.eq(new.format),
            series::openness.eq(new.openness),
            series::other_openness_on.eq(new.other_openness_on.map(|nths| nths.to_string())),
            series::open_to.eq(text(&new.open_to)),
            series::address.eq(text(&new.address)),
            series::how_to_get_in.eq(text(&new.how_to_get_in)),
            series::online_url.eq(new.online_url.as_ref().map_or("", OnlineUrl::as_str)),
            series::joining_secret.eq(secret),
            series::places.eq(new.places.map(i32::from)),
            series::note.eq(text(&new.note)),
            series::revision.eq(series::revision + 1),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

fn text(typed: &Option<ShortText>) -> &str {
    typed.as_ref().map_or("", ShortText::as_str)
}

fn sealed(db: &mut Conn, id: SeriesId, new: &NewSeries) -> Option<Vec<u8>> {
    let secret = new.joining_secret.as_ref()?;
    Some(db.keys.seal(Cell { column: SECRET, row: id.to_bytes() }, secret.as_str(), &db.entropy))
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

/// The series, the oldest first.
pub(in crate::store) fn load(
    db: &mut Conn,
    whose: Whose,
    window: &Range<Instant>,
) -> Result<Vec<Series>, StoreError> {
    let all = series::table
        .inner_join(groups::table)
        .order((series::made_at, series::id))
        .select(Row::as_select())
        .into_boxed();
    let rows: Vec<Row> = only!(all, whose).load(&mut db.db)?;
    let mut changes = changes::load(db, whose, window)?;
    rows.into_iter()
        .map(|row| {
            let changes = changes.of(row.id, row.group_id);
            Ok(Series { changes, ..row.into_series()? })
        })
        .collect()
}

/// One series, without its changes; the caller has proven that the viewer may see its group.
pub(in crate::store) fn one(db: &mut Conn, id: SeriesId) -> Result<Option<Series>, StoreError> {
    let row: Option<Row> = series::table.find(id).select(Row::as_select()).first(&mut db.db).optional()?;
    row.map(Row::into_series).transpose()
}

/// A series of the group that I facilitate, without its changes, and its revision.
///
/// # Errors
/// When the database does not answer.
pub fn to_change(
    db: &mut Conn,
    may: &MayFacilitate,
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
pub fn takes_place(db: &mut Conn, of: &Series, at: Wall) -> Result<bool, StoreError> {
    let it = with_date(db, MeetingKey { series: of.id, original: at })?;
    Ok(it.is_some_and(|(_, meeting)| meeting.status.takes_place()))
}

/// One series, with what was done to one of its dates; `None` when it has no such date.
pub(in crate::store) fn with_date(
    db: &mut Conn,
    key: MeetingKey,
) -> Result<Option<(Series, Meeting)>, StoreError> {
    let Some(series) = one(db, key.series)? else {
        return Ok(None);
    };
    let changes = changes::of_date(db, series.group, series.id, key.original)?;
    let meeting = series.schedule.find(key.original, &changes);
    Ok(meeting.map(|meeting| (Series { changes, ..series }, meeting)))
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
