//! The app that shows somebody codes. Its key is theirs alone, sealed; a code opens once, and whoever guesses is stopped.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::code_app as c;
use super::sealed;
use crate::access::{Claim, Myself};
use crate::domain::ids::PersonId;
use crate::domain::time::Instant;
use crate::vault::{AppKey, Cell};

/// So long a key waits for its first code.
pub(in crate::store) const WAITS: TimeDelta = TimeDelta::hours(1);
/// After so many wrong codes within an hour no code is taken until the hour is over: one guess in 33,000 of those that stay
/// would be right.
const MOST_WRONG: i32 = 10;
const HOUR: TimeDelta = TimeDelta::hours(1);

/// Makes a key, which is nothing until [`confirm`]ed. `None` when an app shows codes already.
///
/// # Errors
/// When the database does not answer.
pub fn begin(db: &mut Conn, me: &Myself, now: Instant) -> Result<Option<AppKey>, StoreError> {
    if is_on(db, &me.claim())? {
        return Ok(None);
    }
    stop(db, me)?;
    let made = AppKey::new(&db.entropy);
    let key = sealed::data_key(db, me.person())?;
    diesel::insert_into(c::table)
        .values((
            c::person_id.eq(me.person()),
            c::secret.eq(key.seal(cell(me.person()), &made.text(), &db.entropy)),
            c::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(Some(made))
}

/// The key that waits for its first code.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn waiting(db: &mut Conn, me: &Myself, now: Instant) -> Result<Option<AppKey>, StoreError> {
    Ok(load(db, &me.claim())?.filter(|it| !it.is_on && now < it.made_at.plus(WAITS)).map(|it| it.key))
}

/// The first code was typed: from now on it is asked for. Whether it was right.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn confirm(db: &mut Conn, me: &Myself, typed: &str, now: Instant) -> Result<bool, StoreError> {
    let is_waiting = waiting(db, me, now)?.is_some();
    let is_right = is_waiting && use_up(db, &me.claim(), typed, now)?;
    if is_right {
        diesel::update(c::table.find(me.person())).set(c::is_on.eq(true)).execute(&mut db.db)?;
    }
    Ok(is_right)
}

/// Whether an app shows codes to whoever this would be.
///
/// # Errors
/// When the database does not answer.
pub fn is_on(db: &mut Conn, whose: &Claim) -> Result<bool, StoreError> {
    let on = c::table.filter(c::person_id.eq(whose.person()).and(c::is_on.eq(true)));
    Ok(on.count().get_result::<i64>(&mut db.db)? > 0)
}

/// Uses a code up. Whether it was right; one that was used is not, nor is any after too many wrong ones. What is wrong is
/// counted, so this is to be committed either way.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn use_up(db: &mut Conn, whose: &Claim, typed: &str, now: Instant) -> Result<bool, StoreError> {
    let Some(it) = load(db, whose)? else { return Ok(false) };
    let counted = it.wrong_since.filter(|since| now < since.plus(HOUR)).map_or(0, |_| it.wrong);
    if counted >= MOST_WRONG {
        return Ok(false);
    }
    let step = it.key.step_of(typed, now.seconds()).and_then(|step| i64::try_from(step).ok());
    if let Some(step) = step {
        // Of two who send the same code, one comes in.
        let fresh = c::table.filter(c::person_id.eq(whose.person()).and(c::last_step.lt(step)));
        let used = diesel::update(fresh)
            .set((c::last_step.eq(step), c::wrong.eq(0), c::wrong_since.eq(None::<Instant>)))
            .execute(&mut db.db)?;
        return Ok(used == 1);
    }
    let since = if counted == 0 { Some(now) } else { it.wrong_since };
    diesel::update(c::table.find(whose.person()))
        .set((c::wrong.eq(counted + 1), c::wrong_since.eq(since)))
        .execute(&mut db.db)?;
    Ok(false)
}

/// No app shows me codes any more.
///
/// # Errors
/// When the database does not answer.
pub fn stop(db: &mut Conn, me: &Myself) -> Result<(), StoreError> {
    diesel::delete(c::table.find(me.person())).execute(&mut db.db)?;
    Ok(())
}

/// Forgets the keys that nobody confirmed.
pub(in crate::store) fn never_on(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let waited = c::table.filter(c::is_on.eq(false).and(c::made_at.le(before)));
    Ok(diesel::delete(waited).execute(&mut db.db)?)
}

struct Kept {
    key: AppKey,
    made_at: Instant,
    is_on: bool,
    wrong: i32,
    wrong_since: Option<Instant>,
}

fn load(db: &mut Conn, whose: &Claim) -> Result<Option<Kept>, StoreError> {
    let row: Option<(Vec<u8>, Instant, bool, i32, Option<Instant>)> = c::table
        .find(whose.person())
        .select((c::secret, c::made_at, c::is_on, c::wrong, c::wrong_since))
        .first(&mut db.db)
        .optional()?;
    let Some((secret, made_at, is_on, wrong, wrong_since)) = row else { return Ok(None) };
    let text = sealed::data_key(db, whose.person())?.open(cell(whose.person()), &secret)?;
    let key = AppKey::parse(&text).ok_or(StoreError::Unknown("code_app.secret"))?;
    Ok(Some(Kept { key, made_at, is_on, wrong, wrong_since }))
}

fn cell(of: PersonId) -> Cell {
    Cell { column: "code_app.secret", row: of.to_bytes() }
}
