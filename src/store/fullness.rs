//! Which dates are full, of groups that say so publicly. Whether one is, and nothing else: no number leaves this file, and
//! of a group that does not say it, nothing at all.

use std::collections::BTreeSet;
use std::ops::Range;

use diesel::prelude::*;

use super::changes;
use super::conn::Conn;
use super::error::StoreError;
use super::listing::is_listed;
use super::schema::{answer, groups, meeting, series};
use crate::access::MayFind;
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::rsvp::Answer;
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall};

/// Of all listed groups.
///
/// # Errors
/// When the database does not answer.
pub fn listed(db: &mut Conn, window: &Range<Instant>) -> Result<BTreeSet<MeetingKey>, StoreError> {
    full(db, None, window)
}

/// Of one.
///
/// # Errors
/// When the database does not answer.
pub fn of(db: &mut Conn, may: &MayFind, window: &Range<Instant>) -> Result<BTreeSet<MeetingKey>, StoreError> {
    full(db, Some(may.group()), window)
}

/// Whether any listed group says when it is full.
///
/// # Errors
/// When the database does not answer.
pub fn is_said(db: &mut Conn) -> Result<bool, StoreError> {
    let says = groups::table.filter(is_listed().and(groups::shows_full.eq(true)));
    Ok(says.select(groups::id).first::<GroupId>(&mut db.db).optional()?.is_some())
}

type Row = (SeriesId, Wall, Option<i32>, i64);

/// The dates of one listed group, or of all, to which as many come as there are places.
fn full(
    db: &mut Conn,
    of: Option<GroupId>,
    window: &Range<Instant>,
) -> Result<BTreeSet<MeetingKey>, StoreError> {
    let coming = answer::table
        .inner_join(meeting::table.inner_join(series::table.inner_join(groups::table)))
        .filter(answer::state.eq(Answer::Coming))
        .filter(is_listed().and(groups::shows_full.eq(true)).and(series::places.is_not_null()))
        .filter(changes::near(window))
        .group_by((meeting::series_id, meeting::original_local))
        // All dates of a series have the same places.
        .select((
            meeting::series_id,
            meeting::original_local,
            diesel::dsl::max(series::places),
            diesel::dsl::count_star(),
        ));
    let rows: Vec<Row> = match of {
        Some(group) => coming.filter(groups::id.eq(group)).load(&mut db.db)?,
        None => coming.load(&mut db.db)?,
    };
    let is_full = |(.., places, coming): &Row| places.is_some_and(|places| *coming >= i64::from(places));
    let key = |(series, original, ..): Row| MeetingKey { series, original };
    Ok(rows.into_iter().filter(is_full).map(key).collect())
}
