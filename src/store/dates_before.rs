//! How the dates of a group stood before a change, for ten minutes: so that the change can be undone as a whole. Series,
//! what was done to single dates, and pauses; no name, no answer, and a joining secret only sealed, as it stands. Where two
//! dates became one, which of them each answer hung on.
//!
//! Undoing loses nothing that came meanwhile: whoever answered to a date that goes again, or has a turn there, keeps it, at
//! the same date of what was, or at that date, cancelled.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::conn::Conn;
use super::error::StoreError;
use super::plans::dated;
use super::retention::TO_UNDO;
use super::schema::{answer, arrival, dates_before as d, groups, guest, meeting, pause, series, turn};
use super::{changes, meetings, offers, series as agreed};
use crate::access::{MayFacilitate, MayReplan};
use crate::domain::group::{Format, MeetingState, Openness};
use crate::domain::ids::{DatesId, GroupId, MeetingId, SeriesId};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall, Zone};

/// A row of `series`, as far as changes touch it.
#[derive(Serialize, Deserialize, Queryable, Selectable, AsChangeset, Identifiable)]
#[diesel(table_name = series, treat_none_as_null = true)]
struct SeriesCells {
    id: i64,
    kind: String,
    title: String,
    start_local: NaiveDateTime,
    zone: String,
    rule: String,
    minutes: i32,
    format: String,
    openness: String,
    other_openness_on: Option<String>,
    open_to: String,
    address: String,
    how_to_get_in: String,
    online_url: String,
    joining_secret: Option<Vec<u8>>,
    places: Option<i32>,
    note: String,
    latitude: Option<i32>,
    longitude: Option<i32>,
    #[serde(default)]
    last_on: Option<NaiveDate>,
}

/// A row of `meeting`, without what counts its changes.
#[derive(Serialize, Deserialize, Queryable, Selectable, AsChangeset, Identifiable)]
#[diesel(table_name = meeting, treat_none_as_null = true)]
struct MeetingCells {
    id: i64,
    series_id: i64,
    original_local: NaiveDateTime,
    state: String,
    moved_to: Option<NaiveDateTime>,
    is_extra: bool,
    minutes: Option<i32>,
    format: Option<String>,
    openness: Option<String>,
    address: Option<String>,
    how_to_get_in: Option<String>,
    online_url: Option<String>,
}

/// A row of `pause`.
#[derive(Serialize, Deserialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = pause)]
struct PauseCells {
    id: i64,
    group_id: i64,
    from_date: NaiveDate,
    to_date: NaiveDate,
    words: String,
    made_at: NaiveDateTime,
}

#[derive(Serialize, Deserialize)]
struct Dates {
    zone: String,
    series: Vec<SeriesCells>,
    meetings: Vec<MeetingCells>,
    pauses: Vec<PauseCells>,
    #[serde(default)]
    joined: Vec<Joined>,
}

/// Two dates have become one, and what hung on the one hangs on the other.
#[derive(Serialize, Deserialize)]
struct Joined {
    meeting: i64,
    answers: Vec<i64>,
    arrivals: Vec<i64>,
    #[serde(default)]
    turns: Vec<i64>,
}

/// With the meetings to come: no change touches one that has begun.
fn of_group(db: &mut Conn, group: GroupId, now: Instant) -> Result<Dates, StoreError> {
    Ok(Dates {
        zone: groups::table.find(group).select(groups::zone).first(&mut db.db)?,
        series: series::table
            .filter(series::group_id.eq(group))
            .select(SeriesCells::as_select())
            .load(&mut db.db)?,
        meetings: meeting::table
            .inner_join(series::table)
            .filter(series::group_id.eq(group).and(changes::near(&changes::from_on(now))))
            .select(MeetingCells::as_select())
            .load(&mut db.db)?,
        pauses: pause::table
            .filter(pause::group_id.eq(group))
            .select(PauseCells::as_select())
            .load(&mut db.db)?,
        joined: Vec::new(),
    })
}

fn parsed(dates: &str) -> Result<Dates, StoreError> {
    serde_json::from_str(dates).map_err(|_| StoreError::Unknown("dates"))
}

fn written(dates: &Dates) -> Result<String, StoreError> {
    serde_json::to_string(dates).map_err(|_| StoreError::Unknown("dates"))
}

/// Writes down how the dates stand.
pub(in crate::store) fn remember(db: &mut Conn, group: GroupId, now: Instant) -> Result<(), StoreError> {
    let dates = written(&of_group(db, group, now)?)?;
    // Two changes may be made within one second; the group's revision says which was the later.
    let groups_revision = super::groups::revision(db, group)?;
    diesel::insert_into(d::table)
        .values((
            d::id.eq(DatesId::from_random(db.entropy.bytes())),
            d::group_id.eq(group),
            d::dates.eq(dates),
            d::revision.eq(groups_revision),
            d::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// The last change and when it was made, if it can still be undone.
///
/// # Errors
/// When the database does not answer.
pub fn last(
    db: &mut Conn,
    may: &MayFacilitate,
    now: Instant,
) -> Result<Option<(DatesId, Instant)>, StoreError> {
    Ok(d::table
        .filter(d::group_id.eq(may.group()).and(d::made_at.gt(now.minus(TO_UNDO))))
        .order(d::revision.desc())
        .select((d::id, d::made_at))
        .first(&mut db.db)
        .optional()?)
}

/// From now on nothing of before can be undone.
///
/// # Errors
/// When the database does not answer.
pub fn forget(db: &mut Conn, may: &impl MayReplan) -> Result<(), StoreError> {
    forget_all(db, may.group())
}

/// The same, whoever made something new.
pub(in crate::store) fn forget_all(db: &mut Conn, group: GroupId) -> Result<(), StoreError> {
    diesel::delete(d::table.filter(d::group_id.eq(group))).execute(&mut db.db)?;
    Ok(())
}

/// Takes a change back: it is the last, and the group's dates are locked.
pub(in crate::store) fn take_back(
    db: &mut Conn,
    group: GroupId,
    change: DatesId,
    now: Instant,
) -> Result<(), StoreError> {
    let (dates, made_at): (String, Instant) = d::table
        .filter(d::id.eq(change).and(d::group_id.eq(group)))
        .select((d::dates, d::made_at))
        .first(&mut db.db)?;
    let was = parsed(&dates)?;
    let zone = Zone::parse(&was.zone).map_err(|_| StoreError::Unknown("groups.zone"))?;
    diesel::update(groups::table.find(group)).set(groups::zone.eq(zone)).execute(&mut db.db)?;
    let known: Vec<i64> = was.series.iter().map(|cells| cells.id).collect();
    for cells in &was.series {
        let row = series::table.find(cells.id);
        diesel::update(row).set((cells, series::revision.eq(series::revision + 1))).execute(&mut db.db)?;
    }
    for cells in &was.meetings {
        diesel::update(meeting::table.find(cells.id)).set(cells).execute(&mut db.db)?;
    }
    for joined in &was.joined {
        diesel::update(answer::table.filter(answer::id.eq_any(&joined.answers)))
            .set(answer::meeting_id.eq(joined.meeting))
            .execute(&mut db.db)?;
        diesel::update(arrival::table.filter(arrival::id.eq_any(&joined.arrivals)))
            .set(arrival::meeting_id.eq(joined.meeting))
            .execute(&mut db.db)?;
        diesel::update(turn::table.filter(turn::id.eq_any(&joined.turns)))
            .set(turn::meeting_id.eq(joined.meeting))
            .execute(&mut db.db)?;
    }
    let touched: Vec<i64> = was.meetings.iter().map(|cells| cells.id).collect();
    undo_new_rows(db, &known, &touched, made_at)?;
    let made: Vec<(SeriesId, Option<SeriesId>)> = series::table
        .filter(series::group_id.eq(group).and(series::id.ne_all(&known)))
        .select((series::id, series::follows_id))
        .load(&mut db.db)?;
    for (new, follows) in made {
        if let Some(was) = follows {
            give_back(db, new, was, now)?;
        }
        diesel::delete(series::table.find(new)).execute(&mut db.db)?;
    }
    let kept: Vec<i64> = was.pauses.iter().map(|cells| cells.id).collect();
    diesel::delete(pause::table.filter(pause::group_id.eq(group).and(pause::id.ne_all(&kept))))
        .execute(&mut db.db)?;
    for cells in &was.pauses {
        let is_there: i64 = pause::table.find(cells.id).count().get_result(&mut db.db)?;
        if is_there == 0 {
            diesel::insert_into(pause::table).values(cells).execute(&mut db.db)?;
        }
    }
    diesel::delete(d::table.find(change)).execute(&mut db.db)?;
    Ok(())
}

/// Dates that had no row before: nothing was done to them, and what was added goes; with answers, as a date that is off.
fn undo_new_rows(db: &mut Conn, known: &[i64], touched: &[i64], made_at: Instant) -> Result<(), StoreError> {
    let new: Vec<(MeetingId, bool)> = meeting::table
        .filter(meeting::series_id.eq_any(known).and(meeting::id.ne_all(touched)))
        .filter(changes::is_changed())
        .filter(changes::near(&changes::from_on(made_at)))
        .select((meeting::id, meeting::is_extra))
        .load(&mut db.db)?;
    for (row, is_extra) in new {
        let answers: i64 = answer::table.filter(answer::meeting_id.eq(row)).count().get_result(&mut db.db)?;
        let arrivals: i64 =
            arrival::table.filter(arrival::meeting_id.eq(row)).count().get_result(&mut db.db)?;
        let planned = i64::from(dated::is_there(db, row)?) + offers::count_for(db, row)?;
        let guests: i64 = guest::table.filter(guest::meeting_id.eq(row)).count().get_result(&mut db.db)?;
        let turns: i64 = turn::table.filter(turn::meeting_id.eq(row)).count().get_result(&mut db.db)?;
        match (is_extra, answers + arrivals + planned + guests + turns) {
            (true, 0) => {
                diesel::delete(meeting::table.find(row)).execute(&mut db.db)?;
            }
            (true, _) => off(db, row)?,
            (false, _) => as_agreed(db, row)?,
        }
    }
    Ok(())
}

/// Nothing was done to it.
pub(in crate::store) fn as_agreed(db: &mut Conn, row: MeetingId) -> Result<(), StoreError> {
    diesel::update(meeting::table.find(row))
        .set((
            meeting::is_extra.eq(false),
            meeting::state.eq(MeetingState::Scheduled),
            meeting::moved_to.eq(None::<Wall>),
            meeting::minutes.eq(None::<i32>),
            meeting::format.eq(None::<Format>),
            meeting::openness.eq(None::<Openness>),
            meeting::address.eq(None::<String>),
            meeting::how_to_get_in.eq(None::<String>),
            meeting::online_url.eq(None::<String>),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// What came to hang on a date of a series that goes again: it belongs to the same date of the series from which that one
/// went on, or, where that has no such date, to a date of its own that is off.
fn give_back(db: &mut Conn, new: SeriesId, was: SeriesId, now: Instant) -> Result<(), StoreError> {
    let rows: Vec<(MeetingId, Wall)> = meeting::table
        .filter(meeting::series_id.eq(new))
        .select((meeting::id, meeting::original_local))
        .load(&mut db.db)?;
    for (row, original) in rows {
        let key = MeetingKey { series: was, original };
        let is_date = agreed::with_date(db, key, now)?.is_some();
        match meetings::find(db, key)?.filter(|_| is_date) {
            Some(there) => {
                move_answers(db, row, there.id)?;
            }
            None => rekey(db, row, was, !is_date)?,
        }
    }
    Ok(())
}

/// Gives a row to another series; as a date of its own that is off, where that has no such date.
fn rekey(db: &mut Conn, row: MeetingId, to: SeriesId, is_off: bool) -> Result<(), StoreError> {
    diesel::update(meeting::table.find(row)).set(meeting::series_id.eq(to)).execute(&mut db.db)?;
    if is_off {
        off(db, row)?;
    }
    Ok(())
}

/// A date that no rule has any more, and that does not take place.
pub(in crate::store) fn off(db: &mut Conn, row: MeetingId) -> Result<(), StoreError> {
    diesel::update(meeting::table.find(row))
        .set((meeting::is_extra.eq(true), meeting::state.eq(MeetingState::Cancelled)))
        .execute(&mut db.db)?;
    Ok(())
}

/// A change that was just [`remember`]ed makes one date of two: what hangs on the one hangs on the other from now on.
pub(in crate::store) fn join(
    db: &mut Conn,
    group: GroupId,
    from: MeetingId,
    to: MeetingId,
) -> Result<(), StoreError> {
    let joined = move_answers(db, from, to)?;
    let last = d::table.filter(d::group_id.eq(group)).order(d::revision.desc());
    let (id, dates): (DatesId, String) = last.select((d::id, d::dates)).first(&mut db.db)?;
    let mut was = parsed(&dates)?;
    was.joined.push(joined);
    diesel::update(d::table.find(id)).set(d::dates.eq(written(&was)?)).execute(&mut db.db)?;
    Ok(())
}

/// Who has answered there already keeps that answer, and who has a role there keeps it. What has moved.
fn move_answers(db: &mut Conn, from: MeetingId, to: MeetingId) -> Result<Joined, StoreError> {
    let there: Vec<i64> =
        answer::table.filter(answer::meeting_id.eq(to)).select(answer::membership_id).load(&mut db.db)?;
    let answers: Vec<i64> = answer::table
        .filter(answer::meeting_id.eq(from).and(answer::membership_id.ne_all(there)))
        .select(answer::id)
        .load(&mut db.db)?;
    let arrivals: Vec<i64> =
        arrival::table.filter(arrival::meeting_id.eq(from)).select(arrival::id).load(&mut db.db)?;
    let there: Vec<i64> =
        turn::table.filter(turn::meeting_id.eq(to)).select(turn::role_id).load(&mut db.db)?;
    let turns: Vec<i64> = turn::table
        .filter(turn::meeting_id.eq(from).and(turn::role_id.ne_all(there)))
        .select(turn::id)
        .load(&mut db.db)?;
    diesel::update(turn::table.filter(turn::id.eq_any(&turns)))
        .set(turn::meeting_id.eq(to))
        .execute(&mut db.db)?;
    diesel::update(answer::table.filter(answer::id.eq_any(&answers)))
        .set(answer::meeting_id.eq(to))
        .execute(&mut db.db)?;
    diesel::update(arrival::table.filter(arrival::id.eq_any(&arrivals)))
        .set(arrival::meeting_id.eq(to))
        .execute(&mut db.db)?;
    dated::move_to(db, from, to)?;
    offers::move_to(db, from, to)?;
    diesel::update(guest::table.filter(guest::meeting_id.eq(from)))
        .set(guest::meeting_id.eq(to))
        .execute(&mut db.db)?;
    Ok(Joined { meeting: from.0, answers, arrivals, turns })
}
