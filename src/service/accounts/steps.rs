//! A second step of signing in: an app that shows codes, or a passkey. Both wait until the password was typed once more, and
//! where one is on, a password alone opens nothing that needs two proofs.

use chrono::NaiveDate;

use super::{AccountError, NewAccount, Welcome, enter, make};
use crate::access::{self, Claim, May as _, Myself, Proven, Viewer, Visible};
use crate::domain::ids::PasskeyId;
use crate::domain::text::ShortText;
use crate::domain::time::Instant;
use crate::store::sign_ins::Proof;
use crate::store::{Conn, app_codes, passkeys, persons, preferences, recovery_codes, sign_ins};
use crate::vault::{AppKey, Digest, Passkeys, RecoveryCode};

/// My second steps.
#[derive(Debug, Clone)]
pub struct Steps {
    /// Whether an app shows codes.
    pub has_app: bool,
    pub passkeys: Vec<Passkey>,
    pub has_password: bool,
    /// Whether I coordinate a programme, and so cannot do without.
    pub is_needed: bool,
}

/// One of my passkeys.
#[derive(Debug, Clone)]
pub struct Passkey {
    pub id: PasskeyId,
    pub name: String,
    pub since: NaiveDate,
}

/// A key for an app, which waits for its first code.
#[derive(Clone)]
pub struct NewApp {
    /// In base 32, to be typed.
    pub key: String,
    /// To be read from a QR code.
    pub address: String,
}

/// A question to the browser, and my password was right.
#[derive(Debug, Clone)]
pub struct Question {
    /// JSON, as `navigator.credentials` takes it.
    pub options: String,
}

/// What I have.
///
/// # Errors
/// When nobody is signed in.
pub fn show(db: &mut Conn, viewer: &Viewer) -> Result<Visible<Steps>, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    let zone = preferences::zone(db, &me)?;
    let has_app = app_codes::is_on(db, &me.claim())?;
    let passkeys = passkeys::mine(db, &me)?.into_iter();
    let passkeys = passkeys.map(|it| Passkey { id: it.id, name: it.name, since: zone.wall(it.since).date() });
    let is_needed = !crate::store::programmes::mine(db, &me)?.is_empty();
    let has_password = persons::has_password(db, &me)?;
    Ok(me.reveal(Steps { has_app, passkeys: passkeys.collect(), has_password, is_needed }))
}

/// Whether a code of an app, or a recovery code in its place, is right; it is used up by that. Where no app shows codes,
/// nothing is asked.
pub(super) fn second(
    db: &mut Conn,
    whose: &Claim,
    typed: &str,
    now: Instant,
) -> Result<Option<Proof>, AccountError> {
    if !app_codes::is_on(db, whose)? {
        return Ok(Some(Proof::One));
    }
    let is_right = match RecoveryCode::parse(typed) {
        Some(code) => recovery_codes::use_up_for(db, whose, &code)?,
        None => app_codes::use_up(db, whose, typed, now)?,
    };
    Ok(is_right.then_some(Proof::Two))
}

/// Makes a key for an app.
///
/// # Errors
/// When the password has been changed meanwhile, or an app shows codes already.
pub fn begin_app(db: &mut Conn, proven: &Proven, now: Instant) -> Result<Visible<NewApp>, AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let key = app_codes::begin(db, me, now)?.ok_or(AccountError::HasApp)?;
    Ok(proven.reveal(new_app(db, me, &key)?))
}

/// The key that waits for its first code.
///
/// # Errors
/// When nobody is signed in, or no key waits.
pub fn waiting_app(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<Visible<NewApp>, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    let key = app_codes::waiting(db, &me, now)?.ok_or(AccountError::LinkOver)?;
    let new = new_app(db, &me, &key)?;
    Ok(me.reveal(new))
}

fn new_app(db: &mut Conn, me: &Myself, key: &AppKey) -> Result<NewApp, AccountError> {
    let name = persons::sign_in_name(db, me)?;
    Ok(NewApp { key: key.text(), address: key.address(&name).unwrap_or_default() })
}

/// The first code: from now on it is asked for. Whether it was right; what is wrong is counted all the same.
///
/// # Errors
/// When nobody is signed in.
pub fn confirm_app(db: &mut Conn, viewer: &Viewer, typed: &str, now: Instant) -> Result<bool, AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    let is_right = app_codes::confirm(db, &me, typed, now)?;
    if let Some(this) = viewer.sign_in().filter(|_| is_right) {
        sign_ins::proven_by_two(db, &me, this)?;
    }
    Ok(is_right)
}

/// No app shows me codes any more. What needs two proofs is shut to every sign-in that I have.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn stop_app(db: &mut Conn, proven: &Proven) -> Result<(), AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    app_codes::stop(db, me)?;
    Ok(sign_ins::by_one_again(db, me)?)
}

/// Asks the browser for a new passkey. The question waits under a secret that the browser is given.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn ask_for_passkey(
    db: &mut Conn,
    proven: &Proven,
    site: &Passkeys,
    ceremony: &Digest,
    now: Instant,
) -> Result<Visible<Question>, AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let (known, name) = (passkeys::credentials(db, me)?, persons::sign_in_name(db, me)?);
    let asked = site.ask_for_new(passkeys::handle(db), &name, &known).map_err(|_| AccountError::NotProven)?;
    passkeys::wait(db, Some(me), ceremony, &asked.state, now)?;
    Ok(proven.reveal(Question { options: asked.options }))
}

/// Keeps the passkey that the browser has made.
///
/// # Errors
/// When the question is over, or the answer does not fit it.
pub fn keep_passkey(
    db: &mut Conn,
    viewer: &Viewer,
    site: &Passkeys,
    (ceremony, answer): (&Digest, &str),
    name: Option<&ShortText>,
    now: Instant,
) -> Result<(), AccountError> {
    let me = access::myself(viewer).ok_or(AccountError::NotSignedIn)?;
    let state = passkeys::take(db, Some(&me), ceremony, now)?.ok_or(AccountError::NoPasskey)?;
    let kept = site.new_one(answer, &state).map_err(|_| AccountError::NoPasskey)?;
    if !passkeys::keep(db, &me, &kept, name, now)? {
        return Err(AccountError::NoPasskey);
    }
    if let Some(this) = viewer.sign_in() {
        sign_ins::passkey_shown(db, &me, this, now)?;
    }
    Ok(())
}

/// Goes on without a password: whoever guesses or looks over a shoulder has nothing to type.
///
/// # Errors
/// When the password has been changed meanwhile, or there is no passkey that would open the account.
pub fn forget_password(db: &mut Conn, proven: &Proven) -> Result<(), AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    if passkeys::mine(db, me)?.is_empty() {
        return Err(AccountError::NoPasskey);
    }
    Ok(persons::forget_password(db, me)?)
}

/// One of my passkeys opens nothing any more.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn forget_passkey(db: &mut Conn, proven: &Proven, id: PasskeyId) -> Result<(), AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let mine = passkeys::mine(db, me)?;
    if !persons::has_password(db, me)? && mine.iter().all(|it| it.id == id) {
        return Err(AccountError::LastPasskey);
    }
    passkeys::forget(db, me, id)?;
    Ok(sign_ins::by_one_again(db, me)?)
}

/// Asks whoever is there for a passkey. Nothing is told of anybody.
///
/// # Errors
/// When the database does not answer.
pub fn ask(
    db: &mut Conn,
    site: &Passkeys,
    ceremony: &Digest,
    now: Instant,
) -> Result<Question, AccountError> {
    let asked = site.ask().map_err(|_| AccountError::NoPasskey)?;
    passkeys::wait(db, None, ceremony, &asked.state, now)?;
    Ok(Question { options: asked.options })
}

/// Asks for a passkey with which an account is to be made under that name.
///
/// # Errors
/// When the database does not answer.
pub fn ask_to_sign_up(
    db: &mut Conn,
    site: &Passkeys,
    name: &str,
    ceremony: &Digest,
    now: Instant,
) -> Result<Question, AccountError> {
    let asked = site.ask_for_new(passkeys::handle(db), name, &[]).map_err(|_| AccountError::NoPasskey)?;
    passkeys::wait(db, None, ceremony, &asked.state, now)?;
    Ok(Question { options: asked.options })
}

/// A passkey that a browser has just made: the question, the answer, and what it is called.
#[derive(Debug)]
pub struct Made<'a> {
    pub ceremony: &'a Digest,
    pub answer: &'a str,
    pub name: Option<&'a ShortText>,
}

/// Makes an account with a passkey and no password, and signs its browser in.
///
/// # Errors
/// When somebody is signed in, the name is taken, the question is over, or the answer does not fit it.
pub fn sign_up_by_passkey(
    db: &mut Conn,
    viewer: &Viewer,
    new: &NewAccount<'_>,
    site: &Passkeys,
    made: &Made<'_>,
    browser: &Digest,
    now: Instant,
) -> Result<Visible<Welcome>, AccountError> {
    let state = passkeys::take(db, None, made.ceremony, now)?.ok_or(AccountError::NoPasskey)?;
    let kept = site.new_one(made.answer, &state).map_err(|_| AccountError::NoPasskey)?;
    let (me, welcome) = make(db, viewer, new, now)?;
    if !passkeys::keep(db, &me, &kept, made.name, now)? {
        return Err(AccountError::NoPasskey);
    }
    let this = sign_ins::begin(db, &me, Proof::Two, browser, now)?;
    sign_ins::passkey_shown(db, &me, this, now)?;
    Ok(welcome)
}

/// Signs in whoever holds the passkey that has answered. In a browser in which they are signed in, it stands for a password
/// for some minutes.
///
/// # Errors
/// When the question is over, or the answer is not that of a passkey that somebody has here.
pub fn sign_in_by_passkey(
    db: &mut Conn,
    site: &Passkeys,
    (ceremony, answer): (&Digest, &str),
    viewer: &Viewer,
    browser: &Digest,
    now: Instant,
) -> Result<Entered, AccountError> {
    let state = passkeys::take(db, None, ceremony, now)?.ok_or(AccountError::NoPasskey)?;
    let id = Passkeys::id_of(answer).map_err(|_| AccountError::NoPasskey)?;
    let known = passkeys::find(db, &id)?.ok_or(AccountError::NoPasskey)?;
    let checked = site.check(answer, &state, &known.credential);
    let me = known.claim.by_passkey(checked.is_ok()).ok_or(AccountError::NoPasskey)?;
    passkeys::used(db, &me, known.id, &checked.unwrap_or(known.credential))?;
    let is_here = access::myself(viewer).is_some_and(|it| it.person() == me.person());
    if let Some(this) = viewer.sign_in().filter(|_| is_here) {
        sign_ins::passkey_shown(db, &me, this, now)?;
        return Ok(Entered::Again);
    }
    let this = enter(db, viewer, &me, Proof::Two, browser, now)?;
    sign_ins::passkey_shown(db, &me, this, now)?;
    Ok(Entered::New)
}

/// What came of a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// This browser has a new secret.
    New,
    /// It was signed in, and stays so.
    Again,
}
