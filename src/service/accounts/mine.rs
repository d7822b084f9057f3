//! My own account: what I see of it, and what I change. What could shut its holder out (password, address, codes) wants
//! the password once more. No way back in stands here.

use chrono::NaiveDate;

use super::{AccountError, Welcome, begin_anew};
use crate::access::{self, Claim, May as _, Myself, Proven, Viewer, Visible};
use crate::domain::ids::SignInId;
use crate::domain::locale::Locale;
use crate::domain::text::{EmailAddress, ShortText};
use crate::domain::time::{Instant, Wall};
use crate::store::sign_ins::Proof;
use crate::store::{Conn, StoreError, links, persons, preferences, recovery_codes, sign_ins};
use crate::vault::{Digest, RecoveryCode};

/// My page about security.
#[derive(Debug, Clone)]
pub struct Security {
    pub sign_in_name: String,
    pub email: Option<String>,
    /// Where I am signed in; this browser first.
    pub browsers: Vec<Browser>,
}

/// A browser in which I am signed in.
#[derive(Debug, Clone)]
pub struct Browser {
    pub id: SignInId,
    pub name: String,
    pub since: Wall,
    pub seen_on: NaiveDate,
    pub is_this: bool,
    /// Whether I was told of it, and know it.
    pub is_known: bool,
}

/// What stands on it.
///
/// # Errors
/// When nobody is signed in.
pub fn security(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<Visible<Security>, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    let browsers = browsers(db, viewer, &me, now)?;
    let (sign_in_name, email) = (persons::sign_in_name(db, &me)?, persons::email(db, &me)?);
    Ok(me.reveal(Security { sign_in_name, email, browsers }))
}

/// Where somebody has signed in as me since I did here, and I have not said that it was me. Of one's own browser nobody is told
/// in that browser.
///
/// # Errors
/// When the database does not answer.
pub(in crate::service) fn unknown(
    db: &mut Conn,
    viewer: &Viewer,
    me: &Myself,
    now: Instant,
) -> Result<Vec<Browser>, StoreError> {
    let mut all = browsers(db, viewer, me, now)?;
    all.retain(|it| !it.is_known && !it.is_this);
    Ok(all)
}

/// This browser first.
fn browsers(db: &mut Conn, viewer: &Viewer, me: &Myself, now: Instant) -> Result<Vec<Browser>, StoreError> {
    let zone = preferences::zone(db, me)?;
    let this = viewer.sign_in();
    let browser = |it: sign_ins::Browser| Browser {
        is_this: this == Some(it.id),
        is_known: it.is_known,
        id: it.id,
        name: it.name,
        since: zone.wall(it.since),
        seen_on: zone.wall(it.seen_at).date(),
    };
    let mut browsers: Vec<Browser> = sign_ins::mine(db, me, now)?.into_iter().map(browser).collect();
    browsers.sort_by_key(|it| !it.is_this);
    Ok(browsers)
}

/// Calls one of my browsers something, for my own eyes.
///
/// # Errors
/// When nobody is signed in.
pub fn call_browser(
    db: &mut Conn,
    viewer: &Viewer,
    id: SignInId,
    name: Option<&ShortText>,
) -> Result<(), AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    Ok(sign_ins::call(db, &me, id, name)?)
}

/// I know one of my sign-ins: it is mine.
///
/// # Errors
/// When nobody is signed in.
pub fn know_browser(db: &mut Conn, viewer: &Viewer, id: SignInId) -> Result<(), AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    Ok(sign_ins::known(db, &me, id)?)
}

/// Ends one of my sign-ins.
///
/// # Errors
/// When nobody is signed in.
pub fn end_browser(db: &mut Conn, viewer: &Viewer, id: SignInId) -> Result<(), AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    Ok(sign_ins::end(db, &me, id)?)
}

/// What the password that I type once more is compared with.
///
/// # Errors
/// When nobody is signed in.
pub fn claim(db: &mut Conn, viewer: &Viewer) -> Result<Claim, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    Ok(persons::claim_again(db, &me)?)
}

/// The same for whoever has no password: I have shown a passkey in this browser a moment ago.
///
/// # Errors
/// When nobody is signed in.
pub fn has_shown(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<Option<Proven>, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    let Some(this) = viewer.sign_in() else { return Ok(None) };
    Ok(sign_ins::has_shown(db, &me, this, now)?)
}

/// Chooses another password; every sign-in ends, and this browser gets a new one.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn change_password(
    db: &mut Conn,
    proven: &Proven,
    hash: &str,
    browser: &Digest,
    now: Instant,
) -> Result<(), AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    begin_anew(db, me, hash, Proof::One, browser, now)
}

/// Ten new codes; the old ones are void.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn new_codes(db: &mut Conn, proven: &Proven) -> Result<Visible<Welcome>, AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let codes = recovery_codes::renew(db, me)?;
    let sign_in_name = persons::sign_in_name(db, me)?;
    Ok(proven.reveal(Welcome {
        sign_in_name,
        codes: codes.iter().map(RecoveryCode::shown).collect(),
        mail_sent: false,
    }))
}

/// Says that an address is mine: a mail with a link goes there, and earlier links are void. Without one, my address is
/// forgotten.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn change_email(
    db: &mut Conn,
    proven: &Proven,
    address: Option<&EmailAddress>,
    now: Instant,
) -> Result<(), AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    links::void_all(db, me, now)?;
    match address {
        Some(address) => links::to_confirm(db, me, address, now)?,
        None => persons::forget_email(db, me, now)?,
    }
    Ok(())
}

/// Ends every sign-in of mine, this one too.
///
/// # Errors
/// When nobody is signed in.
pub fn sign_out_everywhere(db: &mut Conn, viewer: &Viewer) -> Result<(), AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    Ok(sign_ins::end_all(db, &me)?)
}

/// The language of my pages and mails.
///
/// # Errors
/// When nobody is signed in.
pub fn set_language(db: &mut Conn, viewer: &Viewer, language: Locale) -> Result<(), AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    Ok(preferences::set_language(db, &me, language)?)
}
