//! A group rests: from the day on which it decides so, nothing takes place until the day on which it meets again. In the
//! database that is a pause which no facilitator can end.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::carrying::Done;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::schema::{groups, meeting, pause};
use super::telling::{self, News};
use super::{dates_before, replanning};
use crate::access::Decided;
use crate::domain::group::MeetingState;
use crate::domain::ids::{GroupId, PauseId};
use crate::domain::log::LogKind;
use crate::domain::time::{Instant, Zone};

/// Lets the group rest as it has decided at `at`; those who come or are reminded are told, once.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    until: NaiveDate,
    at: Instant,
    now: Instant,
) -> Result<Done, StoreError> {
    let zone: Zone = groups::table.find(may.group()).select(groups::zone).first(&mut db.db)?;
    let from = zone.wall(at).date();
    let Some(to) = until.pred_opt().filter(|to| *to >= from) else {
        return Ok(Done::DoesNotFit);
    };
    let begun = replanning::begin(db, may, now)?;
    let before = end_rest(db, may.group(), from)?;
    let rows = telling::rows_between(db, may.group(), (from, to))?;
    let id = replanning::pause(db, may, from, to, None, now)?;
    diesel::update(pause::table.find(id)).set(pause::is_rest.eq(true)).execute(&mut db.db)?;
    // What was moved or added by hand is not taken by a pause.
    let by_hand = meeting::moved_to.is_not_null().or(meeting::is_extra.eq(true));
    diesel::update(meeting::table.filter(meeting::id.eq_any(&rows).and(by_hand)))
        .set(meeting::state.eq(MeetingState::Cancelled))
        .execute(&mut db.db)?;
    replanning::finish(db, may, begun, now)?;
    dates_before::forget(db, may)?;
    let whom = telling::concerned(db, may.group(), &rows)?;
    telling::tell(db, may, &whom, News::Paused(id), now)?;
    let before = before.map_or_else(String::new, |day| day.to_string());
    log::insert(db, may.group(), None, Event::of(LogKind::Rests, before, until), at)?;
    Ok(Done::Yes)
}

/// The rest that was decided before ends; on which day the group would have met again.
fn end_rest(db: &mut Conn, group: GroupId, from: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
    let earlier: Vec<(PauseId, NaiveDate)> = pause::table
        .filter(pause::group_id.eq(group).and(pause::is_rest.eq(true)).and(pause::to_date.ge(from)))
        .select((pause::id, pause::to_date))
        .load(&mut db.db)?;
    let ids: Vec<_> = earlier.iter().map(|(id, _)| *id).collect();
    diesel::delete(pause::table.filter(pause::id.eq_any(ids))).execute(&mut db.db)?;
    Ok(earlier.into_iter().map(|(_, day)| day).max().and_then(|day| day.succ_opt()))
}
