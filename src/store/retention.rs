//! How long things stay: the table of `privacy.md`, as far as its rows exist. What it names is deleted by a job.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{answer, hello, invitation, mail_log, meeting, one_time_link, outbox, sign_in};
use crate::access::MayRun;
use crate::domain::group::MeetingState;
use crate::domain::time::Instant;

/// Answers and messages about a meeting. A meeting is over a day after it began, wherever it was.
const AFTER_A_MEETING: TimeDelta = TimeDelta::hours(72 + 24);
/// Sign-ins without use.
const IDLE: TimeDelta = TimeDelta::days(14);
/// Used and expired links.
const LINKS: TimeDelta = TimeDelta::days(1);
/// The log of mail: kind, state, day.
const MAIL_LOG: TimeDelta = TimeDelta::days(30);

/// Deletes what is over. How many rows went.
///
/// # Errors
/// When the database does not answer.
pub fn sweep(db: &mut Conn, _: &MayRun, now: Instant) -> Result<usize, StoreError> {
    let mut gone = 0;
    gone += diesel::delete(
        sign_in::table.filter(sign_in::expires_at.le(now).or(sign_in::seen_at.le(now.minus(IDLE)))),
    )
    .execute(&mut db.db)?;
    // What waits on the site stays as long as it is of use; what was settled is kept only so that it is not said twice.
    let told = now.minus(AFTER_A_MEETING);
    gone += diesel::delete(outbox::table.filter(outbox::expires_at.le(told).or(outbox::settled_at.le(told))))
        .execute(&mut db.db)?;
    gone += diesel::delete(one_time_link::table.filter(one_time_link::expires_at.le(now.minus(LINKS))))
        .execute(&mut db.db)?;
    gone += diesel::delete(invitation::table.filter(invitation::expires_at.le(now.minus(LINKS))))
        .execute(&mut db.db)?;
    gone += diesel::delete(hello::table.filter(hello::expires_at.le(now))).execute(&mut db.db)?;
    // Local times: 72 hours and a day, which is more than any zone is away from UTC.
    let before = now.minus(AFTER_A_MEETING).naive_utc();
    let is_over = meeting::moved_to.le(before);
    let was_over = meeting::moved_to.is_null().and(meeting::original_local.le(before));
    let over = meeting::table.filter(is_over.or(was_over)).select(meeting::id);
    gone += diesel::delete(answer::table.filter(answer::meeting_id.eq_any(over))).execute(&mut db.db)?;
    // The row of a meeting that was not changed held only those: the rule says the rest.
    let as_planned = meeting::state.eq(MeetingState::Scheduled).and(meeting::moved_to.is_null());
    gone += diesel::delete(meeting::table.filter(as_planned.and(meeting::original_local.le(before))))
        .execute(&mut db.db)?;
    gone += diesel::delete(mail_log::table.filter(mail_log::day.le(now.minus(MAIL_LOG).naive_utc().date())))
        .execute(&mut db.db)?;
    Ok(gone)
}
