//! What the table's sweeps delete where a condition on one column does not say it: what hangs on a meeting, by the date of its
//! rule or the one to which it was moved, and days in place of moments. Each takes the time that has been reached.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::MeetingId;
use crate::domain::time::{Instant, Wall};
use crate::store::changes::is_changed;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::plans::dated;
use crate::store::schema::{
    accompaniment, held_back, mail_log, meeting, offer, passed_on, pause, plan, session, session_leader,
    shut_door,
};

/// The meeting's local time is compared as if it were UTC: the day that is added is more than any zone is away from it.
#[diesel::dsl::auto_type]
pub(super) fn over(before: Instant) -> _ {
    let local: NaiveDateTime = before.naive_utc();
    meeting::table
        .filter(meeting::moved_to.is_null().and(meeting::original_local.le(local)))
        .select(meeting::id)
}

/// A meeting that was moved is over by its new date, be it earlier or later.
#[diesel::dsl::auto_type]
pub(super) fn moved_and_over(before: Instant) -> _ {
    let local: NaiveDateTime = before.naive_utc();
    meeting::table.filter(meeting::moved_to.le(local)).select(meeting::id)
}

pub(super) fn plans_of_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = dated::before(db, Wall::from_naive(before.naive_utc()), false)?;
    Ok(diesel::delete(plan::table.filter(plan::id.eq_any(over))).execute(&mut db.db)?)
}

pub(super) fn plans_of_moved_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = dated::before(db, Wall::from_naive(before.naive_utc()), true)?;
    Ok(diesel::delete(plan::table.filter(plan::id.eq_any(over))).execute(&mut db.db)?)
}

pub(super) fn leaders_at_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    leaders(db, Wall::from_naive(before.naive_utc()), false)
}

pub(super) fn leaders_at_moved_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    leaders(db, Wall::from_naive(before.naive_utc()), true)
}

fn leaders(db: &mut Conn, before: Wall, moved: bool) -> Result<usize, StoreError> {
    let over = dated::before(db, before, moved)?;
    let sessions = session::table.filter(session::plan_id.eq_any(over)).select(session::id);
    let led = session_leader::table.filter(session_leader::session_id.eq_any(sessions));
    Ok(diesel::delete(led).execute(&mut db.db)?)
}

pub(super) fn offers_for_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let ids: Vec<MeetingId> = over(before).load(&mut db.db)?;
    Ok(diesel::delete(offer::table.filter(offer::meeting_id.eq_any(ids))).execute(&mut db.db)?)
}

pub(super) fn offers_for_moved_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let ids: Vec<MeetingId> = moved_and_over(before).load(&mut db.db)?;
    Ok(diesel::delete(offer::table.filter(offer::meeting_id.eq_any(ids))).execute(&mut db.db)?)
}

pub(super) fn accompaniments_that_ended(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = accompaniment::until_on.le(before.naive_utc().date());
    Ok(diesel::delete(accompaniment::table.filter(over)).execute(&mut db.db)?)
}

pub(super) fn doors_that_open(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let open = shut_door::until_on.le(before.naive_utc().date());
    Ok(diesel::delete(shut_door::table.filter(open)).execute(&mut db.db)?)
}

/// The row of a meeting that was not changed held answers and messages only: the rule says the rest. What was planned for it
/// ends later, and the row with it.
pub(super) fn unchanged_meetings(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = meeting::original_local.le(before.naive_utc());
    let planned =
        plan::table.filter(plan::meeting_id.is_not_null()).select(plan::meeting_id.assume_not_null());
    let gone = diesel::dsl::not(is_changed()).and(over).and(meeting::id.ne_all(planned));
    Ok(diesel::delete(meeting::table.filter(gone)).execute(&mut db.db)?)
}

pub(super) fn words_of_pauses(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = pause::to_date.le(before.naive_utc().date()).and(pause::words.ne(""));
    Ok(diesel::update(pause::table.filter(over)).set(pause::words.eq("")).execute(&mut db.db)?)
}

pub(super) fn weeks_held_back(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = held_back::week.le(before.naive_utc().date());
    Ok(diesel::delete(held_back::table.filter(over)).execute(&mut db.db)?)
}

pub(super) fn weeks_passed_on(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = passed_on::week.le(before.naive_utc().date());
    Ok(diesel::delete(passed_on::table.filter(over)).execute(&mut db.db)?)
}

pub(super) fn counts_of_mail(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let over = mail_log::day.le(before.naive_utc().date());
    Ok(diesel::delete(mail_log::table.filter(over)).execute(&mut db.db)?)
}
