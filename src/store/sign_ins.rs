//! Browsers in which somebody is signed in: found by the digest of their secret, over after 90 days, or 14 without use.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{person, sign_in};
use super::{preferences, sealed};
use crate::access::{Myself, Proven};
use crate::domain::ids::{PersonId, SignInId};
use crate::domain::locale::Locale;
use crate::domain::screen::LockAfter;
use crate::domain::text::ShortText;
use crate::domain::time::Instant;
use crate::vault::{Cell, Digest};

/// The longest a sign-in lasts.
const LONGEST: TimeDelta = TimeDelta::days(90);
/// And without use.
pub(in crate::store) const IDLE: TimeDelta = TimeDelta::days(14);
/// Use is written down this exactly, so that reading a page is not a write each time.
const SEEN_STEP: TimeDelta = TimeDelta::hours(6);
/// The same, where somebody wants to be signed out after minutes.
const SEEN_STEP_TO_LOCK: TimeDelta = TimeDelta::minutes(1);

/// Who holds the secret.
#[derive(Debug, Clone, Copy)]
pub struct SignedIn {
    pub person: PersonId,
    pub sign_in: SignInId,
    pub language: Locale,
    /// Whether the use should be written down.
    pub is_stale: bool,
    /// After how long without use this browser is signed out.
    pub lock_after: LockAfter,
    /// What they are asked for where a form wants to know once more that it is they.
    pub once_more: OnceMore,
}

/// Who holds this secret, if the sign-in still lasts. The one question that comes before there is a viewer.
///
/// # Errors
/// When the database does not answer.
pub fn find(db: &mut Conn, token: &Digest, now: Instant) -> Result<Option<SignedIn>, StoreError> {
    type Row = (SignInId, PersonId, Instant, Locale, LockAfter, bool, Option<Instant>);
    let found: Option<Row> = sign_in::table
        .inner_join(person::table)
        .filter(sign_in::token_digest.eq(&token.0))
        .filter(sign_in::expires_at.gt(now))
        .filter(sign_in::seen_at.gt(now.minus(IDLE)))
        .select((
            sign_in::id,
            sign_in::person_id,
            sign_in::seen_at,
            person::language,
            person::lock_after,
            person::password_hash.is_not_null(),
            sign_in::shown_at,
        ))
        .first(&mut db.db)
        .optional()?;
    let lasts = found.filter(|(_, _, seen, _, lock, ..)| !lock.locks(now.since(*seen)));
    Ok(lasts.map(|(sign_in, person, seen, language, lock_after, has_password, shown)| {
        let step = if lock_after == LockAfter::Never { SEEN_STEP } else { SEEN_STEP_TO_LOCK };
        SignedIn {
            person,
            sign_in,
            language,
            is_stale: now.since(seen) >= step,
            lock_after,
            once_more: OnceMore::of(has_password, shown, now),
        }
    }))
}

/// What is asked of whoever has to prove once more who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnceMore {
    /// To type their password.
    Password,
    /// To show a passkey: there is no password.
    Passkey,
    /// Nothing: they have shown one in this browser a moment ago.
    Shown,
}

impl OnceMore {
    fn of(has_password: bool, shown: Option<Instant>, now: Instant) -> Self {
        match has_password {
            true => Self::Password,
            false if shown.is_some_and(|at| at > now.minus(SHOWN)) => Self::Shown,
            false => Self::Passkey,
        }
    }
}

/// How somebody has just proven who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// By one thing: a password, a code or a link that works once.
    One,
    /// By what they know and what they have: a password and an app's code, or a passkey that was unlocked.
    Two,
}

/// Signs a browser in. The person has just proven who they are; every sign-in has a new secret. Where they are signed in
/// elsewhere they are told.
///
/// # Errors
/// When the database does not answer.
pub fn begin(
    db: &mut Conn,
    me: &Myself,
    proof: Proof,
    token: &Digest,
    now: Instant,
) -> Result<SignInId, StoreError> {
    let id = SignInId::from_random(db.entropy.bytes());
    let others: i64 = sign_in::table
        .filter(sign_in::person_id.eq(me.person()))
        .filter(sign_in::expires_at.gt(now).and(sign_in::seen_at.gt(now.minus(IDLE))))
        .count()
        .get_result(&mut db.db)?;
    diesel::insert_into(sign_in::table)
        .values((
            sign_in::id.eq(id),
            sign_in::person_id.eq(me.person()),
            sign_in::token_digest.eq(&token.0),
            sign_in::made_at.eq(now),
            sign_in::seen_at.eq(now),
            sign_in::expires_at.eq(now.plus(LONGEST)),
            sign_in::by_two.eq(proof == Proof::Two),
            sign_in::is_known.eq(others == 0),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// For so long a passkey that was shown stands for a password.
const SHOWN: TimeDelta = TimeDelta::minutes(10);

/// A passkey of mine was shown in this browser.
///
/// # Errors
/// When the database does not answer.
pub fn passkey_shown(db: &mut Conn, me: &Myself, id: SignInId, now: Instant) -> Result<(), StoreError> {
    let mine = sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person())));
    diesel::update(mine).set((sign_in::by_two.eq(true), sign_in::shown_at.eq(now))).execute(&mut db.db)?;
    Ok(())
}

/// Whether I have just shown a passkey in this browser, and have no password that would have to be typed.
///
/// # Errors
/// When the database does not answer.
pub fn has_shown(
    db: &mut Conn,
    me: &Myself,
    id: SignInId,
    now: Instant,
) -> Result<Option<Proven>, StoreError> {
    let row: Option<(bool, Option<Instant>)> = sign_in::table
        .inner_join(person::table)
        .filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person())))
        .select((person::password_hash.is_not_null(), sign_in::shown_at))
        .first(&mut db.db)
        .optional()?;
    let is_so =
        row.is_some_and(|(has_password, shown)| OnceMore::of(has_password, shown, now) == OnceMore::Shown);
    Ok(is_so.then(|| Proven::by_shown_passkey(me, id)))
}

/// Whether one of my browsers is still signed in.
pub(in crate::store) fn is_there(db: &mut Conn, me: &Myself, id: SignInId) -> Result<bool, StoreError> {
    let mine = sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person())));
    Ok(diesel::select(diesel::dsl::exists(mine)).get_result(&mut db.db)?)
}

/// The second proof has come to one of my sign-ins.
///
/// # Errors
/// When the database does not answer.
pub fn proven_by_two(db: &mut Conn, me: &Myself, id: SignInId) -> Result<(), StoreError> {
    let mine = sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person())));
    diesel::update(mine).set(sign_in::by_two.eq(true)).execute(&mut db.db)?;
    Ok(())
}

/// What stood as the second proof behind my sign-ins is gone: each is by one again.
///
/// # Errors
/// When the database does not answer.
pub fn by_one_again(db: &mut Conn, me: &Myself) -> Result<(), StoreError> {
    let mine = sign_in::table.filter(sign_in::person_id.eq(me.person()));
    diesel::update(mine).set(sign_in::by_two.eq(false)).execute(&mut db.db)?;
    Ok(())
}

/// I know this sign-in: it is mine.
///
/// # Errors
/// When the database does not answer.
pub fn known(db: &mut Conn, me: &Myself, id: SignInId) -> Result<(), StoreError> {
    let mine = sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person())));
    diesel::update(mine).set(sign_in::is_known.eq(true)).execute(&mut db.db)?;
    Ok(())
}

/// Writes down that a sign-in was used.
///
/// # Errors
/// When the database does not answer.
pub fn touch(db: &mut Conn, me: &Myself, id: SignInId, now: Instant) -> Result<(), StoreError> {
    diesel::update(sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person()))))
        .set(sign_in::seen_at.eq(now))
        .execute(&mut db.db)?;
    Ok(())
}

/// Ends one of my sign-ins.
///
/// # Errors
/// When the database does not answer.
pub fn end(db: &mut Conn, me: &Myself, id: SignInId) -> Result<(), StoreError> {
    diesel::delete(sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person()))))
        .execute(&mut db.db)?;
    Ok(())
}

/// Ends all of my sign-ins: after a new password, or a lost phone.
///
/// # Errors
/// When the database does not answer.
pub fn end_all(db: &mut Conn, me: &Myself) -> Result<(), StoreError> {
    diesel::delete(sign_in::table.filter(sign_in::person_id.eq(me.person()))).execute(&mut db.db)?;
    Ok(())
}

/// A browser in which I am signed in.
#[derive(Debug, Clone)]
pub struct Browser {
    pub id: SignInId,
    /// What I call it; empty when I have not said.
    pub name: String,
    pub since: Instant,
    /// As exactly as it is written down: to some hours.
    pub seen_at: Instant,
    /// Whether I was told of it, and know it.
    pub is_known: bool,
}

/// The browsers in which I am signed in, the last used first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Browser>, StoreError> {
    let rows: Vec<(SignInId, Option<Vec<u8>>, Instant, Instant, bool)> = sign_in::table
        .filter(sign_in::person_id.eq(me.person()))
        .filter(sign_in::expires_at.gt(now).and(sign_in::seen_at.gt(now.minus(IDLE))))
        .order((sign_in::seen_at.desc(), sign_in::made_at.desc(), sign_in::id))
        .select((sign_in::id, sign_in::name, sign_in::made_at, sign_in::seen_at, sign_in::is_known))
        .load(&mut db.db)?;
    let key = sealed::data_key(db, me.person())?;
    let lock = preferences::screen(db, me)?.lock_after;
    rows.into_iter()
        // Whoever was signed out for doing nothing is not signed in.
        .filter(|(_, _, _, seen_at, _)| !lock.locks(now.since(*seen_at)))
        .map(|(id, name, since, seen_at, is_known)| {
            let name = name.map(|name| key.open(name_cell(id), &name)).transpose()?.unwrap_or_default();
            Ok(Browser { id, name, since, seen_at, is_known })
        })
        .collect()
}

/// Calls one of my browsers something, or nothing any more.
///
/// # Errors
/// When the database does not answer.
pub fn call(db: &mut Conn, me: &Myself, id: SignInId, name: Option<&ShortText>) -> Result<(), StoreError> {
    let key = sealed::data_key(db, me.person())?;
    let sealed = name.map(|name| key.seal(name_cell(id), name.as_str(), &db.entropy));
    diesel::update(sign_in::table.filter(sign_in::id.eq(id).and(sign_in::person_id.eq(me.person()))))
        .set(sign_in::name.eq(sealed))
        .execute(&mut db.db)?;
    Ok(())
}

pub(in crate::store) fn name_cell(of: SignInId) -> Cell {
    Cell { column: "sign_in.name", row: of.to_bytes() }
}
