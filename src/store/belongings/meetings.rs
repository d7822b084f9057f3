//! When and where a group meets: its series with what was done to their dates, what they usually consist of, what was counted,
//! and its pauses.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::access::{Founded, MayFacilitate};
use crate::domain::belongings::{Belongings, Date, Line, Link, Pause, Plan, Series};
use crate::domain::group::MeetingState;
use crate::domain::ids::{MeetingId, PauseId, PlanId, SeriesId};
use crate::domain::series::{Change, NewSeries};
use crate::domain::time::{Instant, Wall};
use crate::store::changes::{ChangeRow, Whose, is_changed};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::plans;
use crate::store::schema::{meeting, pause, plan, series as s};
use crate::store::series as agreed;
use crate::store::tallies;

/// The series, the oldest first.
pub(super) fn series(
    db: &mut Conn,
    may: &MayFacilitate,
    now: Instant,
) -> Result<Vec<(SeriesId, Series)>, StoreError> {
    let all = agreed::load(db, Whose::Group(may.group()), &(now..now), now)?;
    let ids: Vec<SeriesId> = all.iter().map(|it| it.id).collect();
    let mut taken = Vec::with_capacity(all.len());
    for it in all {
        let (since, follows): (Instant, Option<SeriesId>) =
            s::table.find(it.id).select((s::made_at, s::follows_id)).first(&mut db.db)?;
        let secret = agreed::open_secret(db, may.group(), it.id)?;
        let series = Series {
            says: NewSeries::again(it.schedule, &it, secret.as_deref()),
            since,
            follows: follows.and_then(|before| ids.iter().position(|id| *id == before)),
            plan: plans::usual_of(db, it.id)?.and_then(|it| it.plan()).map(Plan),
            dates: dates(db, it.id)?,
            tallies: tallies::taken(db, it.id)?,
        };
        taken.push((it.id, series));
    }
    Ok(taken)
}

fn dates(db: &mut Conn, of: SeriesId) -> Result<Vec<Date>, StoreError> {
    let planned: BTreeMap<Wall, PlanId> = plan::table
        .inner_join(meeting::table)
        .filter(meeting::series_id.eq(of))
        .select((meeting::original_local, plan::id))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let rows: Vec<ChangeRow> = meeting::table
        .filter(meeting::series_id.eq(of))
        .filter(is_changed().or(meeting::original_local.eq_any(planned.keys())))
        .order(meeting::original_local)
        .select(ChangeRow::as_select())
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|row| {
            let it = Change::from(row);
            let line = |text: Option<String>| {
                text.map(|text| Line::read(&text).ok_or(StoreError::Unknown("meeting"))).transpose()
            };
            let link = |text: Option<String>| {
                text.map(|text| Link::read(&text).ok_or(StoreError::Unknown("meeting"))).transpose()
            };
            let plan = match planned.get(&it.original) {
                Some(id) => plans::one(db, *id)?.map(Plan),
                None => None,
            };
            Ok(Date {
                at: it.original,
                cancelled: it.cancelled,
                moved_to: it.moved_to,
                is_extra: it.is_extra,
                minutes: it.altered.minutes.and_then(|minutes| u16::try_from(minutes).ok()),
                format: it.altered.format,
                openness: it.altered.openness,
                address: line(it.altered.address)?,
                how_to_get_in: line(it.altered.how_to_get_in)?,
                online_url: link(it.altered.online_url)?,
                plan,
            })
        })
        .collect()
}

pub(super) fn pauses(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<Pause>, StoreError> {
    let rows: Vec<(NaiveDate, NaiveDate, String, bool, Instant)> = pause::table
        .filter(pause::group_id.eq(may.group()))
        .order((pause::from_date, pause::to_date, pause::made_at))
        .select((pause::from_date, pause::to_date, pause::words, pause::is_rest, pause::made_at))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(from, to, words, is_rest, since)| {
            let words = Line::read(&words).ok_or(StoreError::Unknown("pause.words"))?;
            Ok(Pause { from, to, words, is_rest, since })
        })
        .collect()
}

/// The ids of the series, in the order of the file.
pub(super) fn give(
    db: &mut Conn,
    to: &Founded,
    it: &Belongings,
    now: Instant,
) -> Result<Vec<SeriesId>, StoreError> {
    let mut ids = Vec::with_capacity(it.series.len());
    for series in &it.series {
        ids.push(give_series(db, to, it, series)?);
    }
    for (id, series) in ids.iter().zip(&it.series) {
        if let Some(before) = series.follows.and_then(|at| ids.get(at)) {
            diesel::update(s::table.find(id)).set(s::follows_id.eq(before)).execute(&mut db.db)?;
        }
    }
    for it in &it.pauses {
        diesel::insert_into(pause::table)
            .values((
                pause::id.eq(PauseId::from_random(db.entropy.bytes())),
                pause::group_id.eq(to.group),
                pause::from_date.eq(it.from),
                pause::to_date.eq(it.to),
                pause::words.eq(it.words.as_str()),
                pause::made_at.eq(it.since),
                pause::is_rest.eq(it.is_rest),
            ))
            .execute(&mut db.db)?;
    }
    agreed::touch(db, to.group, now)?;
    Ok(ids)
}

fn give_series(db: &mut Conn, to: &Founded, all: &Belongings, it: &Series) -> Result<SeriesId, StoreError> {
    let id = agreed::insert(db, to.group, &it.says, it.since)?;
    if let Some(Plan(plan)) = &it.plan {
        plans::insert(db, plans::Of::Series(id), None, plan)?;
    }
    for date in &it.dates {
        give_date(db, id, date, all.made_at)?;
    }
    for tally in &it.tallies {
        tallies::give(db, id, tally, all.says.zone)?;
    }
    Ok(id)
}

fn give_date(db: &mut Conn, of: SeriesId, it: &Date, changed: Instant) -> Result<(), StoreError> {
    let id = MeetingId::from_random(db.entropy.bytes());
    let state = if it.cancelled { MeetingState::Cancelled } else { MeetingState::Scheduled };
    diesel::insert_into(meeting::table)
        .values((
            meeting::id.eq(id),
            meeting::series_id.eq(of),
            meeting::original_local.eq(it.at),
            meeting::state.eq(state),
            meeting::moved_to.eq(it.moved_to),
            meeting::changed_at.eq(changed),
            meeting::time_version.eq(1),
            meeting::revision.eq(1_i64),
            meeting::is_extra.eq(it.is_extra),
            meeting::minutes.eq(it.minutes.map(i32::from)),
            meeting::format.eq(it.format),
            meeting::openness.eq(it.openness),
            meeting::address.eq(it.address.as_ref().map(Line::as_str)),
            meeting::how_to_get_in.eq(it.how_to_get_in.as_ref().map(Line::as_str)),
            meeting::online_url.eq(it.online_url.as_ref().map(Link::as_str)),
        ))
        .execute(&mut db.db)?;
    if let Some(Plan(plan)) = &it.plan {
        plans::insert(db, plans::Of::Meeting(id), None, plan)?;
    }
    Ok(())
}
