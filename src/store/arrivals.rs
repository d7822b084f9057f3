//! "Somebody new is coming": rows of which nothing is known but the meeting. Whoever adds one holds the meeting's lock.
//! The link that takes one back is made of its id and a keyed hash, so nothing secret is stored.

use std::ops::Range;

use diesel::prelude::*;

use super::changes::near;
use super::conn::Conn;
use super::error::StoreError;
use super::meetings::Locked;
use super::schema::{arrival, meeting, series};
use crate::access::{ArrivalFacts, GoodArrival, LookedUp, MayArrive, MayAttend, MayTakeBack};
use crate::domain::ids::{ArrivalId, GroupId, SeriesId};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::time::{Instant, Wall};
use crate::store::series::{self as store_series, Series};
use crate::vault::Purpose;

/// What a link leads to.
#[derive(Debug)]
pub enum Link {
    /// We did not make it.
    NotOurs,
    /// It was taken back, or the meeting is over.
    Gone,
    There(GoodArrival),
}

/// How many have said so already.
///
/// # Errors
/// When the database does not answer.
pub fn others(db: &mut Conn, _: &MayArrive, at: &Locked) -> Result<u32, StoreError> {
    let count: i64 = arrival::table.filter(arrival::meeting_id.eq(at.id)).count().get_result(&mut db.db)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// One more. The token of the link that takes it back.
///
/// # Errors
/// When the database does not answer.
pub fn add(db: &mut Conn, _: &MayArrive, at: &Locked) -> Result<String, StoreError> {
    let id = ArrivalId::from_random(db.entropy.bytes());
    diesel::insert_into(arrival::table)
        .values((arrival::id.eq(id), arrival::meeting_id.eq(at.id)))
        .execute(&mut db.db)?;
    Ok(db.keys.link_token(Purpose::Arrival, id.to_bytes()))
}

/// What a link leads to. Opening it changes nothing.
///
/// # Errors
/// When the database does not answer.
pub fn find(db: &mut Conn, token: &str) -> Result<Link, StoreError> {
    let Some(id) = db.keys.link_id(Purpose::Arrival, token).map(ArrivalId::from_random) else {
        return Ok(Link::NotOurs);
    };
    let row: Option<(GroupId, SeriesId, Wall)> = arrival::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(arrival::id.eq(id))
        .select((series::group_id, meeting::series_id, meeting::original_local))
        .first(&mut db.db)
        .optional()?;
    Ok(row.map_or(Link::Gone, |(group, series, original)| {
        Link::There(LookedUp::so(ArrivalFacts { id, group, meeting: MeetingKey { series, original } }))
    }))
}

/// The meeting of a link, as it stands by now. `None` when the series has no such date any more.
///
/// # Errors
/// When the database does not answer.
pub fn meeting(
    db: &mut Conn,
    may: &MayTakeBack,
    now: Instant,
) -> Result<Option<(Series, Meeting)>, StoreError> {
    store_series::with_date(db, may.meeting(), now)
}

/// Takes it back. Whether it was still there.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(db: &mut Conn, may: &MayTakeBack) -> Result<bool, StoreError> {
    Ok(diesel::delete(arrival::table.find(may.arrival())).execute(&mut db.db)? > 0)
}

/// How many new people are coming to the meetings of my group in a window; meetings without any are not there.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(
    db: &mut Conn,
    may: &MayAttend,
    window: &Range<Instant>,
) -> Result<Vec<(MeetingKey, u32)>, StoreError> {
    let rows: Vec<(SeriesId, Wall, i64)> = arrival::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(series::group_id.eq(may.group()).and(near(window)))
        .group_by((meeting::series_id, meeting::original_local))
        .select((meeting::series_id, meeting::original_local, diesel::dsl::count_star()))
        .load(&mut db.db)?;
    let key = |(series, original, count)| {
        (MeetingKey { series, original }, u32::try_from(count).unwrap_or(u32::MAX))
    };
    Ok(rows.into_iter().map(key).collect())
}
