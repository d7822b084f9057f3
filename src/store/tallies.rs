//! What was counted of meetings. A row knows its meeting, three numbers or a cause, and when it is sealed; never who came, and
//! not who counted. Whoever writes one holds the meeting's lock. A tally that was taken out leaves a row without numbers: so a
//! form that comes twice, or late, does not bring it back.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::meetings::Locked;
use super::schema::{groups, programme, series, tally};
use super::series::{self as store_series, Series};
use crate::access::{MayAttend, MayCount, MayLookBack};
use crate::domain::ids::{SeriesId, SlipId, TallyId};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::tally::{Cause, Tally};
use crate::domain::time::{Instant, Wall, Zone};
use crate::domain::{belongings, release};

/// How a tally stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    /// `None` when it was taken out.
    pub tally: Option<Tally>,
    /// The form with which it was last written.
    pub slip: SlipId,
    /// Grows with every writing.
    pub revision: i32,
    pub sealed_at: Instant,
}

/// A writing: from which form, and the times that the calendar of releases gives.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    pub slip: SlipId,
    pub day: NaiveDate,
    pub sealed_at: Instant,
    pub quarter_at: Instant,
}

pub(in crate::store) type Numbers = (Option<Cause>, Option<i32>, Option<i32>, Option<i32>);

type NumberColumns = (tally::cause, tally::heads, tally::first_time, tally::roles);

pub(in crate::store) const NUMBERS: NumberColumns =
    (tally::cause, tally::heads, tally::first_time, tally::roles);

/// Nothing, where nothing stands: it was taken out.
pub(in crate::store) fn read(
    (cause, heads, first_time, roles): Numbers,
) -> Result<Option<Tally>, StoreError> {
    if cause.is_none() && heads.is_none() {
        return Ok(None);
    }
    let number = |it: i32| u16::try_from(it).map_err(|_| StoreError::Unknown("tally"));
    let [heads, first_time, roles] = [heads, first_time, roles].map(|it| it.map(number).transpose());
    Ok(Some(Tally::read(cause, heads?, first_time?, roles?).ok_or(StoreError::Unknown("tally"))?))
}

fn numbers(of: Option<Tally>) -> Numbers {
    match of {
        Some(Tally::Held(it)) => {
            (None, Some(it.heads().into()), Some(it.first_time().into()), it.roles().map(Into::into))
        }
        Some(Tally::NotHeld(cause)) => (Some(cause), None, None, None),
        None => (None, None, None, None),
    }
}

/// The meeting, as it stands. `None` when the series has no such date.
///
/// # Errors
/// When the database does not answer.
pub fn meeting(
    db: &mut Conn,
    may: &MayLookBack,
    now: Instant,
) -> Result<Option<(Series, Meeting)>, StoreError> {
    store_series::with_date(db, may.meeting(), now)
}

/// By whose clock weeks are released: that of the programme in whose lists the group stands, or else its own.
///
/// # Errors
/// When the database does not answer.
pub fn release_zone(db: &mut Conn, may: &MayAttend) -> Result<Zone, StoreError> {
    let (own, of_programme): (Zone, Option<Zone>) = groups::table
        .left_join(programme::table)
        .filter(groups::id.eq(may.group()))
        .select((groups::zone, programme::zone.nullable()))
        .first(&mut db.db)?;
    Ok(of_programme.unwrap_or(own))
}

/// How the meeting's tally stands; `None` when nobody has counted.
///
/// # Errors
/// When the database does not answer.
pub fn find(db: &mut Conn, may: &MayLookBack) -> Result<Option<Stands>, StoreError> {
    let key = may.meeting();
    let row: Option<(Numbers, SlipId, i32, Instant)> = tally::table
        .filter(tally::series_id.eq(key.series).and(tally::original_local.eq(key.original)))
        .select((NUMBERS, tally::slip, tally::revision, tally::sealed_at))
        .first(&mut db.db)
        .optional()?;
    row.map(|(numbers, slip, revision, sealed_at)| {
        Ok(Stands { tally: read(numbers)?, slip, revision, sealed_at })
    })
    .transpose()
}

/// Writes the first tally of a meeting.
///
/// # Errors
/// When the database does not answer.
pub fn add(db: &mut Conn, may: &MayCount, _: &Locked, it: Tally, written: Written) -> Result<(), StoreError> {
    insert(db, may.as_reader().meeting(), it, written)
}

fn insert(db: &mut Conn, of: MeetingKey, it: Tally, written: Written) -> Result<(), StoreError> {
    let (cause, heads, first_time, roles) = numbers(Some(it));
    diesel::insert_into(tally::table)
        .values((
            tally::id.eq(TallyId::from_random(db.entropy.bytes())),
            tally::series_id.eq(of.series),
            tally::original_local.eq(of.original),
            tally::day.eq(written.day),
            tally::cause.eq(cause),
            tally::heads.eq(heads),
            tally::first_time.eq(first_time),
            tally::roles.eq(roles),
            tally::slip.eq(written.slip),
            tally::revision.eq(1),
            tally::sealed_at.eq(written.sealed_at),
            tally::quarter_at.eq(written.quarter_at),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// What was counted at the meetings of a series, as its group takes it along.
pub(in crate::store) fn taken(db: &mut Conn, of: SeriesId) -> Result<Vec<belongings::Tally>, StoreError> {
    let rows: Vec<(Wall, NaiveDate, Numbers)> = tally::table
        .filter(tally::series_id.eq(of))
        .order(tally::original_local)
        .select((tally::original_local, tally::day, NUMBERS))
        .load(&mut db.db)?;
    let number = |it: Option<i32>| it.and_then(|it| u16::try_from(it).ok());
    let all = rows.into_iter().map(|(at, day, (not_held, heads, first_time, roles))| belongings::Tally {
        at,
        day,
        not_held,
        heads: number(heads),
        first_time: number(first_time),
        roles: number(roles),
    });
    // Of one that was taken out nothing stands there.
    Ok(all.filter(|it| it.not_held.is_some() || it.heads.is_some()).collect())
}

/// What was counted where the group comes from; when it is sealed follows from the day.
pub(in crate::store) fn give(
    db: &mut Conn,
    of: SeriesId,
    it: &belongings::Tally,
    zone: Zone,
) -> Result<(), StoreError> {
    let counted = it.counted().ok_or(StoreError::Unknown("tally"))?;
    let written = Written {
        slip: SlipId::from_random(db.entropy.bytes()),
        day: it.day,
        sealed_at: release::of_week(it.day, zone),
        quarter_at: release::of_quarter(it.day, zone),
    };
    insert(db, MeetingKey { series: of, original: it.at }, counted, written)
}

/// Writes other numbers. When it is sealed stays as it was first said.
///
/// # Errors
/// When the database does not answer.
pub fn correct(
    db: &mut Conn,
    may: &MayCount,
    at: &Locked,
    it: Tally,
    slip: SlipId,
) -> Result<(), StoreError> {
    rewrite(db, may.as_reader(), at, Some(it), slip)
}

/// Takes the numbers out.
///
/// # Errors
/// When the database does not answer.
pub fn take_out(db: &mut Conn, may: &MayLookBack, at: &Locked, slip: SlipId) -> Result<(), StoreError> {
    rewrite(db, may, at, None, slip)
}

fn rewrite(
    db: &mut Conn,
    may: &MayLookBack,
    _: &Locked,
    it: Option<Tally>,
    slip: SlipId,
) -> Result<(), StoreError> {
    let key = may.meeting();
    let (cause, heads, first_time, roles) = numbers(it);
    let row =
        tally::table.filter(tally::series_id.eq(key.series).and(tally::original_local.eq(key.original)));
    diesel::update(row)
        .set((
            tally::cause.eq(cause),
            tally::heads.eq(heads),
            tally::first_time.eq(first_time),
            tally::roles.eq(roles),
            tally::slip.eq(slip),
            tally::revision.eq(tally::revision + 1),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// The meetings of my group from a day on that somebody has counted, also when it was taken out again.
///
/// # Errors
/// When the database does not answer.
pub fn counted(db: &mut Conn, may: &MayAttend, since: NaiveDate) -> Result<Vec<MeetingKey>, StoreError> {
    let rows: Vec<(SeriesId, Wall)> = tally::table
        .inner_join(series::table)
        .filter(series::group_id.eq(may.group()).and(tally::day.ge(since)))
        .select((tally::series_id, tally::original_local))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(series, original)| MeetingKey { series, original }).collect())
}

/// A meeting that was counted.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    pub key: MeetingKey,
    pub day: NaiveDate,
    pub tally: Tally,
    pub sealed_at: Instant,
}

/// The last meetings that my group has counted, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn last(db: &mut Conn, may: &MayAttend, many: i64) -> Result<Vec<Counted>, StoreError> {
    let rows = stand()
        .filter(series::group_id.eq(may.group()))
        .order((tally::day.desc(), tally::original_local.desc(), tally::id))
        .limit(many)
        .load(&mut db.db)?;
    read_all(rows)
}

/// The meetings that my group has counted from a day on.
///
/// # Errors
/// When the database does not answer.
pub fn since(db: &mut Conn, may: &MayAttend, day: NaiveDate) -> Result<Vec<Counted>, StoreError> {
    let rows = stand().filter(series::group_id.eq(may.group()).and(tally::day.ge(day))).load(&mut db.db)?;
    read_all(rows)
}

type Row = (SeriesId, Wall, NaiveDate, Instant, Numbers);

/// Every tally that was not taken out.
#[diesel::dsl::auto_type]
fn stand() -> _ {
    let columns: Columns = (tally::series_id, tally::original_local, tally::day, tally::sealed_at, NUMBERS);
    tally::table
        .inner_join(series::table)
        .filter(tally::heads.is_not_null().or(tally::cause.is_not_null()))
        .select(columns)
}

type Columns = (tally::series_id, tally::original_local, tally::day, tally::sealed_at, NumberColumns);

fn read_all(rows: Vec<Row>) -> Result<Vec<Counted>, StoreError> {
    let mut all = Vec::new();
    for (series, original, day, sealed_at, numbers) in rows {
        if let Some(tally) = read(numbers)? {
            all.push(Counted { key: MeetingKey { series, original }, day, tally, sealed_at });
        }
    }
    Ok(all)
}
