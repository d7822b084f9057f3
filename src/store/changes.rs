//! What was done to the dates of series: single ones, by the rows of their meetings, and pauses. Only read here; who
//! writes holds a meeting's lock or the group's.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use super::agreements;
use super::conn::Conn;
use super::error::StoreError;
use super::lives;
use super::schema::{groups, meeting, pause, series};
use crate::domain::group::{Format, MeetingState, Openness};
use crate::domain::ids::{GroupId, PersonId, ProgrammeId, SeriesId};
use crate::domain::series::{Altered, Change, Changes, Pause};
use crate::domain::time::{Instant, Wall};

/// Whose series, or the changes of whose; the caller has a proof for them, is the system, or they are public.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum Whose {
    Group(GroupId),
    Programme(ProgrammeId),
    /// Of every group that the person is in.
    Member(PersonId),
    /// Of every group that wants to be found.
    Listed,
}

/// Narrows a query in which the groups are joined.
macro_rules! only {
    ($query:expr, $whose:expr) => {
        match $whose {
            Whose::Group(id) => $query.filter(groups::id.eq(id)),
            Whose::Programme(id) => $query.filter(groups::programme_id.eq(id)),
            Whose::Member(id) => {
                use crate::store::schema::membership as m;
                // Not of one that has suspended them.
                let out = crate::store::schema::exclusion::table
                    .select(crate::store::schema::exclusion::membership_id);
                let theirs = m::table.filter(m::person_id.eq(id).and(m::id.ne_all(out))).select(m::group_id);
                $query.filter(groups::id.eq_any(theirs))
            }
            Whose::Listed => $query.filter(crate::store::listing::is_listed()),
        }
    };
}
pub(in crate::store) use only;

/// What a meeting's row says was done to it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = meeting)]
pub(in crate::store) struct ChangeRow {
    original_local: Wall,
    state: MeetingState,
    moved_to: Option<Wall>,
    is_extra: bool,
    minutes: Option<i32>,
    format: Option<Format>,
    openness: Option<Openness>,
    address: Option<String>,
    how_to_get_in: Option<String>,
    online_url: Option<String>,
}

impl From<ChangeRow> for Change {
    fn from(row: ChangeRow) -> Self {
        Self {
            original: row.original_local,
            cancelled: row.state == MeetingState::Cancelled,
            moved_to: row.moved_to,
            is_extra: row.is_extra,
            altered: Altered {
                minutes: row.minutes.and_then(|minutes| u32::try_from(minutes).ok()),
                format: row.format,
                openness: row.openness,
                address: row.address,
                how_to_get_in: row.how_to_get_in,
                online_url: row.online_url,
            },
        }
    }
}

/// A pause, and whether it is a rest that the group has decided on.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = pause)]
struct PauseRow {
    from_date: NaiveDate,
    to_date: NaiveDate,
    words: String,
    is_rest: bool,
}

impl From<PauseRow> for Pause {
    fn from(row: PauseRow) -> Self {
        Self { from: row.from_date, to: row.to_date, words: row.words }
    }
}

/// Whether the row of a meeting says more than that something hangs on it.
#[diesel::dsl::auto_type]
pub(in crate::store) fn is_changed() -> _ {
    let cancelled: MeetingState = MeetingState::Cancelled;
    meeting::state
        .eq(cancelled)
        .or(meeting::moved_to.is_not_null())
        .or(meeting::is_extra.eq(true))
        .or(meeting::minutes.is_not_null())
        .or(meeting::format.is_not_null())
        .or(meeting::openness.is_not_null())
        .or(meeting::address.is_not_null())
        .or(meeting::how_to_get_in.is_not_null())
        .or(meeting::online_url.is_not_null())
}

/// From a moment on.
pub(in crate::store) fn from_on(now: Instant) -> Range<Instant> {
    now..last()
}

/// No date is later.
pub(in crate::store) fn last() -> Instant {
    let day = NaiveDate::from_ymd_opt(9998, 1, 1).unwrap_or_default();
    Instant::from_naive_utc(day.and_time(chrono::NaiveTime::MIN))
}

/// No zone is further than a day from UTC, and no gap longer than one.
pub(in crate::store) const AROUND: TimeDelta = TimeDelta::days(2);

/// Rows of the meetings that begin in a window, or would have begun there had they not moved; and of a few more, since
/// local times are compared.
#[diesel::dsl::auto_type]
pub(in crate::store) fn near(window: &Range<Instant>) -> _ {
    let from: Wall = Wall::from_naive(window.start.minus(AROUND).naive_utc());
    let to: Wall = Wall::from_naive(window.end.plus(AROUND).naive_utc());
    meeting::original_local.between(from, to).or(meeting::moved_to.between(from, to))
}

/// What was done around a window.
#[derive(Debug, Default)]
pub(in crate::store) struct AllChanges {
    dates: BTreeMap<SeriesId, Vec<Change>>,
    pauses: BTreeMap<GroupId, Vec<PauseRow>>,
    rests: BTreeMap<GroupId, Pause>,
    openness: BTreeMap<SeriesId, Openness>,
}

impl AllChanges {
    /// To one series of a group.
    pub(in crate::store) fn of(&mut self, series: SeriesId, group: GroupId) -> Changes {
        let dates = self.dates.remove(&series).unwrap_or_default();
        let pauses = self.pauses.get(&group).cloned().unwrap_or_default();
        let openness = self.openness.get(&series).copied();
        resting(Changes { dates, openness, ..Changes::default() }, pauses, self.rests.get(&group).cloned())
    }
}

/// What was done to the meetings that begin in a window, or would have begun there, as it holds now: also what the group
/// has decided and nobody has written down.
pub(in crate::store) fn load(
    db: &mut Conn,
    whose: Whose,
    window: &Range<Instant>,
    now: Instant,
) -> Result<AllChanges, StoreError> {
    let dates = meeting::table
        .inner_join(series::table.inner_join(groups::table))
        .filter(near(window))
        .filter(is_changed())
        .order(meeting::original_local)
        .select((meeting::series_id, ChangeRow::as_select()))
        .into_boxed();
    let dates: Vec<(SeriesId, ChangeRow)> = only!(dates, whose).load(&mut db.db)?;
    let (from, to) =
        (window.start.minus(AROUND).naive_utc().date(), window.end.plus(AROUND).naive_utc().date());
    let pauses = pause::table
        .inner_join(groups::table)
        .filter(pause::from_date.le(to).and(pause::to_date.ge(from)))
        .order((pause::from_date, pause::id))
        .select((groups::id, PauseRow::as_select()))
        .into_boxed();
    let pauses: Vec<(GroupId, PauseRow)> = only!(pauses, whose).load(&mut db.db)?;
    let openness = agreements::openness(db, whose, now)?;
    let mut all = AllChanges { rests: lives::decided_rests(db, now)?, openness, ..AllChanges::default() };
    for (of, row) in dates {
        all.dates.entry(of).or_default().push(row.into());
    }
    for (of, row) in pauses {
        all.pauses.entry(of).or_default().push(row);
    }
    Ok(all)
}

/// With the pauses that are written down, and with the rest that was decided since: an earlier one is over by it.
fn resting(mut changes: Changes, mut pauses: Vec<PauseRow>, rest: Option<Pause>) -> Changes {
    if let Some(rest) = &rest {
        pauses.retain(|row| !row.is_rest || row.to_date < rest.from);
    }
    changes.pauses.extend(pauses.into_iter().map(Pause::from));
    if let Some(rest) = rest {
        changes.rest(rest);
    }
    changes
}

/// What was done to one date, as it holds now.
pub(in crate::store) fn of_date(
    db: &mut Conn,
    group: GroupId,
    series: SeriesId,
    original: Wall,
    now: Instant,
) -> Result<Changes, StoreError> {
    let date: Option<ChangeRow> = meeting::table
        .filter(meeting::series_id.eq(series).and(meeting::original_local.eq(original)))
        .select(ChangeRow::as_select())
        .first(&mut db.db)
        .optional()?;
    let day = original.date();
    let pauses: Vec<PauseRow> = pause::table
        .filter(pause::group_id.eq(group).and(pause::from_date.le(day)).and(pause::to_date.ge(day)))
        .select(PauseRow::as_select())
        .load(&mut db.db)?;
    let dates = date.map(Change::from).into_iter().collect();
    let openness = agreements::openness_of(db, group, series, now)?;
    let changes = Changes { dates, openness, ..Changes::default() };
    Ok(resting(changes, pauses, lives::decided_rest(db, group, now)?))
}
