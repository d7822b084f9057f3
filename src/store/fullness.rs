//! Which dates are full, of groups that say so publicly. Whether one is, and nothing else: no number leaves this file, and
//! of a group that does not say it, nothing at all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use diesel::prelude::*;

use super::changes;
use super::conn::Conn;
use super::error::StoreError;
use super::listing::is_listed;
use super::schema::{answer, groups, meeting, series};
use crate::access::MayFind;
use crate::domain::ids::{GroupId, MeetingId, SeriesId};
use crate::domain::rsvp::Answer;
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall};

/// Of all listed groups.
///
/// # Errors
/// When the database does not answer.
pub fn listed(db: &mut Conn, window: &Range<Instant>) -> Result<BTreeSet<MeetingKey>, StoreError> {
    Ok(full(db, window)?.into_iter().map(|(_, key)| key).collect())
}

/// Of one.
///
/// # Errors
/// When the database does not answer.
pub fn of(db: &mut Conn, may: &MayFind, window: &Range<Instant>) -> Result<BTreeSet<MeetingKey>, StoreError> {
    let all = full(db, window)?.into_iter();
    Ok(all.filter(|(group, _)| *group == may.group()).map(|(_, key)| key).collect())
}

/// Whether any listed group says when it is full.
///
/// # Errors
/// When the database does not answer.
pub fn is_said(db: &mut Conn) -> Result<bool, StoreError> {
    let says = groups::table.filter(is_listed().and(groups::shows_full.eq(true)));
    Ok(says.select(groups::id).first::<GroupId>(&mut db.db).optional()?.is_some())
}

type Row = (MeetingId, GroupId, SeriesId, Wall, Option<i32>);

fn full(db: &mut Conn, window: &Range<Instant>) -> Result<Vec<(GroupId, MeetingKey)>, StoreError> {
    let rows: Vec<Row> = meeting::table
        .inner_join(series::table.inner_join(groups::table))
        .filter(is_listed().and(groups::shows_full.eq(true)).and(series::places.is_not_null()))
        .filter(changes::near(window))
        .select((meeting::id, groups::id, series::id, meeting::original_local, series::places))
        .load(&mut db.db)?;
    let ids: Vec<MeetingId> = rows.iter().map(|(id, ..)| *id).collect();
    let coming: BTreeMap<MeetingId, i64> = answer::table
        .filter(answer::meeting_id.eq_any(&ids).and(answer::state.eq(Answer::Coming)))
        .group_by(answer::meeting_id)
        .select((answer::meeting_id, diesel::dsl::count_star()))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let is_full = |id: MeetingId, places: Option<i32>| {
        places.zip(coming.get(&id)).is_some_and(|(places, coming)| *coming >= places.into())
    };
    Ok(rows
        .into_iter()
        .filter(|(id, .., places)| is_full(*id, *places))
        .map(|(_, group, series, original, _)| (group, MeetingKey { series, original }))
        .collect())
}
