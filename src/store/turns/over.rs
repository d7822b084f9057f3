//! What is left of turns once their meeting is over: for each member in each role the week of the last one, how many in a
//! row it ended, and a number. Which meeting it was is not to be found any more.

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use crate::domain::ids::{MembershipId, RoleId, SeriesId, TurnId};
use crate::domain::rota::{Record, TurnState};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall};
use crate::store::changes::Whose;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{meeting, role_at, turn, turn_record};
use crate::store::{roles, series};

/// So far back it is looked for the meeting before: more than two of any usual distance.
const BACK: TimeDelta = TimeDelta::days(70);
const MOST: usize = 100;

type Row = (TurnId, SeriesId, Wall, RoleId, Option<MembershipId>, TurnState);
type Columns =
    (turn::id, meeting::series_id, meeting::original_local, turn::role_id, turn::membership_id, turn::state);
const COLUMNS: Columns =
    (turn::id, meeting::series_id, meeting::original_local, turn::role_id, turn::membership_id, turn::state);

/// Of meetings that did not move.
pub(in crate::store) fn of_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = meeting::moved_to.is_null().and(meeting::original_local.le(before.naive_utc()));
    let rows = turn::table
        .inner_join(meeting::table)
        .filter(over)
        .order((meeting::original_local, turn::id))
        .select(COLUMNS)
        .load(&mut db.db)?;
    reduce(db, rows, before)
}

/// Of those that did, by their new date.
pub(in crate::store) fn of_moved_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let rows = turn::table
        .inner_join(meeting::table)
        .filter(meeting::moved_to.le(before.naive_utc()))
        .order((meeting::moved_to, turn::id))
        .select(COLUMNS)
        .load(&mut db.db)?;
    reduce(db, rows, before)
}

/// What took place is read as it held so long ago.
fn reduce(db: &mut Conn, rows: Vec<Row>, now: Instant) -> Result<usize, StoreError> {
    let gone = rows.len();
    for (id, of, original, role, by, state) in rows {
        let took_place = series::with_date(db, MeetingKey { series: of, original }, now)?
            .filter(|(_, meeting)| meeting.status.takes_place());
        if let (Some((_, meeting)), Some(by), TurnState::Confirmed) = (took_place, by, state) {
            let before = meeting_before(db, role, meeting.starts, now)?;
            remember(db, role, by, meeting.wall.date(), before)?;
        }
        diesel::delete(turn::table.find(id)).execute(&mut db.db)?;
    }
    Ok(gone)
}

/// The day of the last meeting before with the same role.
fn meeting_before(
    db: &mut Conn,
    role: RoleId,
    at: Instant,
    now: Instant,
) -> Result<Option<NaiveDate>, StoreError> {
    let group = roles::group(db, role)?;
    let with_role: Vec<SeriesId> =
        role_at::table.filter(role_at::role_id.eq(role)).select(role_at::series_id).load(&mut db.db)?;
    let window = at.minus(BACK)..at;
    let all = series::load(db, Whose::Group(group), &window, now)?;
    Ok(all
        .iter()
        .filter(|series| with_role.contains(&series.id))
        .flat_map(|series| series.schedule.meetings(window.clone(), &series.changes, MOST))
        .filter(|meeting| meeting.status.takes_place())
        .max_by_key(|meeting| meeting.starts)
        .map(|meeting| meeting.wall.date()))
}

fn remember(
    db: &mut Conn,
    role: RoleId,
    by: MembershipId,
    on: NaiveDate,
    before: Option<NaiveDate>,
) -> Result<(), StoreError> {
    // Whoever had it before has had their run.
    diesel::update(
        turn_record::table.filter(turn_record::role_id.eq(role).and(turn_record::membership_id.ne(by))),
    )
    .set(turn_record::run.eq(0))
    .execute(&mut db.db)?;
    let known: Option<(NaiveDate, i32, i32)> = turn_record::table
        .find((role, by))
        .select((turn_record::last_week, turn_record::run, turn_record::count))
        .first(&mut db.db)
        .optional()?;
    let read = |it: i32| u32::try_from(it).unwrap_or_default();
    let record = known.map_or_else(Record::default, |(week, run, count)| Record {
        last_week: Some(week),
        run: read(run),
        count: read(count),
    });
    let record = record.and(on, before);
    let number = |it: u32| i32::try_from(it).unwrap_or(i32::MAX);
    let row = (
        turn_record::last_week.eq(record.last_week.unwrap_or(on)),
        turn_record::run.eq(number(record.run)),
        turn_record::count.eq(number(record.count)),
    );
    if known.is_some() {
        diesel::update(turn_record::table.find((role, by))).set(row).execute(&mut db.db)?;
    } else {
        diesel::insert_into(turn_record::table)
            .values((turn_record::role_id.eq(role), turn_record::membership_id.eq(by), row.0, row.1, row.2))
            .execute(&mut db.db)?;
    }
    Ok(())
}
