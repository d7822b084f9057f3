//! Accounts: making one, proving that it is yours, getting back in. Whether an account or an address exists is never
//! told: what is not known costs the same and reads the same.

use crate::access::{self, Claim, May as _, Myself, Newcomer, Proven, Viewer, Visible};
use crate::domain::group::LinkPurpose;
use crate::domain::ids::SignInId;
use crate::domain::text::EmailAddress;
use crate::domain::time::Instant;
use crate::store::persons::NewPerson;
use crate::store::sign_ins::Proof;
use crate::store::{Conn, StoreError, app_codes, consents, links, persons, recovery_codes, sign_ins};
use crate::vault::{Digest, RecoveryCode};

pub mod bringing;
pub mod mine;
pub mod steps;
pub mod takeout;
pub mod vanishing;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("somebody is signed in already")]
    SignedInAlready,
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The offered name was taken meanwhile, most likely by a second click.
    #[error("the name is taken")]
    NameTaken,
    /// Name, password or code: one of them is not right, and nobody learns which.
    #[error("not the right name and secret")]
    NotProven,
    #[error("the link is used up or over")]
    LinkOver,
    /// Somebody else has confirmed this address; the reader holds its mailbox, and so may know.
    #[error("the address belongs to another account")]
    AddressTaken,
    /// An app shows codes already; that one is stopped first.
    #[error("there is an app already")]
    HasApp,
    /// The question to a passkey is over, or the answer is not one to it.
    #[error("no passkey of ours")]
    NoPasskey,
    /// There is no password, and no other passkey.
    #[error("the last passkey of an account without a password")]
    LastPasskey,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new account, shown once.
#[derive(Debug, Clone)]
pub struct Welcome {
    pub sign_in_name: String,
    pub codes: Vec<String>,
    /// Whether a mail is on its way.
    pub mail_sent: bool,
}

/// What an account is made with.
#[derive(Debug)]
pub struct NewAccount<'a> {
    pub person: &'a NewPerson,
    pub address: Option<&'a EmailAddress>,
}

/// Makes an account and signs its browser in.
///
/// # Errors
/// When somebody is signed in, or the name is taken.
pub fn sign_up(
    db: &mut Conn,
    viewer: &Viewer,
    new: &NewAccount<'_>,
    browser: &Digest,
    now: Instant,
) -> Result<Visible<Welcome>, AccountError> {
    let (me, welcome) = make(db, viewer, new, now)?;
    sign_ins::begin(db, &me, Proof::One, browser, now)?;
    Ok(welcome)
}

fn make(
    db: &mut Conn,
    viewer: &Viewer,
    new: &NewAccount<'_>,
    now: Instant,
) -> Result<(Myself, Visible<Welcome>), AccountError> {
    let may = access::newcomer(viewer).ok_or(AccountError::SignedInAlready)?;
    let me = create(db, &may, new.person, now)?;
    consents::begin(db, &me, now)?;
    if let Some(address) = new.address {
        links::to_confirm(db, &me, address, now)?;
    }
    let codes = recovery_codes::renew(db, &me)?;
    let welcome = me.reveal(Welcome {
        sign_in_name: new.person.sign_in_name.clone(),
        codes: codes.iter().map(RecoveryCode::shown).collect(),
        mail_sent: new.address.is_some(),
    });
    Ok((me, welcome))
}

fn create(db: &mut Conn, may: &Newcomer, new: &NewPerson, now: Instant) -> Result<Myself, AccountError> {
    persons::create(db, may, new, now)?.ok_or(AccountError::NameTaken)
}

/// Makes an account without a password, for the operator: its one-time link's token.
///
/// # Errors
/// When the name is taken.
pub fn create_by_operator(
    db: &mut Conn,
    viewer: &Viewer,
    new: &NewPerson,
    coordinator_of: Option<&str>,
    now: Instant,
) -> Result<String, AccountError> {
    let run = access::may_run(viewer).ok_or(AccountError::NotProven)?;
    let may = access::newcomer(viewer).ok_or(AccountError::SignedInAlready)?;
    let me = create(db, &may, new, now)?;
    if let Some(programme) = coordinator_of {
        crate::store::programmes::add_coordinator(db, &run, programme, &me, now)?
            .then_some(())
            .ok_or(AccountError::LinkOver)?;
    }
    Ok(links::to_choose_password(db, &run, &me, now)?)
}

/// Whose name or confirmed address somebody typed. The same work whether or not there is anybody.
///
/// # Errors
/// When the database does not answer.
pub fn claim(db: &mut Conn, typed: &str) -> Result<Option<Claim>, AccountError> {
    Ok(persons::claim(db, typed)?)
}

/// Begins a sign-in in this browser, and ends the one it had. `false` when an app shows codes and the typed one is not right:
/// that is counted, and nobody is signed in.
///
/// # Errors
/// When the password has been changed meanwhile.
pub fn sign_in(
    db: &mut Conn,
    proven: &Proven,
    code: &str,
    viewer: &Viewer,
    browser: &Digest,
    now: Instant,
) -> Result<bool, AccountError> {
    let me = persons::still_right(db, proven)?.ok_or(AccountError::NotProven)?;
    let Some(proof) = steps::second(db, &me.claim(), code, now)? else { return Ok(false) };
    enter(db, viewer, me, proof, browser, now)?;
    Ok(true)
}

fn enter(
    db: &mut Conn,
    viewer: &Viewer,
    me: &Myself,
    proof: Proof,
    browser: &Digest,
    now: Instant,
) -> Result<SignInId, AccountError> {
    if let (Some(old), Some(earlier)) = (viewer.sign_in(), access::myself(viewer)) {
        sign_ins::end(db, &earlier, old)?;
    }
    Ok(sign_ins::begin(db, me, proof, browser, now)?)
}

/// Writes down that this browser was used, so that it is not taken for one that nobody uses any more.
///
/// # Errors
/// When the database does not answer.
pub fn seen(db: &mut Conn, viewer: &Viewer, now: Instant) -> Result<(), AccountError> {
    if let (Some(me), Some(this)) = (access::myself(viewer), viewer.sign_in()) {
        sign_ins::touch(db, &me, this, now)?;
    }
    Ok(())
}

/// Ends this browser's sign-in.
///
/// # Errors
/// When the database does not answer.
pub fn sign_out(db: &mut Conn, viewer: &Viewer) -> Result<(), AccountError> {
    if let (Some(me), Some(this)) = (access::myself(viewer), viewer.sign_in()) {
        sign_ins::end(db, &me, this)?;
    }
    Ok(())
}

/// Queues a mail to whoever has confirmed this address; does nothing when nobody has.
///
/// # Errors
/// When the database does not answer.
pub fn ask_for_recovery(db: &mut Conn, address: &EmailAddress, now: Instant) -> Result<(), AccountError> {
    if let Some(claim) = persons::claim_by_email(db, address)? {
        links::to_recover(db, &claim, now)?;
    }
    Ok(())
}

/// What a link is for, if it is still good; and whether it wants a code besides: a mailbox alone does not open an account that
/// has a second step.
///
/// # Errors
/// When it is used up or over.
pub fn link(db: &mut Conn, token: &str, now: Instant) -> Result<(LinkPurpose, bool), AccountError> {
    let link = links::find(db, token, now)?.ok_or(AccountError::LinkOver)?;
    Ok((link.purpose, app_codes::is_on(db, &link.claim())?))
}

/// Confirms the address of a link.
///
/// # Errors
/// When the link is over, is for something else, or the address belongs to another account.
pub fn confirm(db: &mut Conn, token: &str, now: Instant) -> Result<(), AccountError> {
    let link = links::find(db, token, now)?
        .filter(|link| link.purpose == LinkPurpose::ConfirmEmail)
        .ok_or(AccountError::LinkOver)?;
    let (me, address) = links::use_up(db, link, now)?.ok_or(AccountError::LinkOver)?;
    let address = address.ok_or(AccountError::LinkOver)?;
    persons::set_email(db, &me, &address, now)?.then_some(()).ok_or(AccountError::AddressTaken)
}

/// Chooses a password by a link, and signs this browser in; every other sign-in ends. `false` when an app shows codes and the
/// typed one is not right: that is counted, and the link is as good as before.
///
/// # Errors
/// When the link is over or is for something else.
pub fn choose_password(
    db: &mut Conn,
    token: &str,
    (hash, code): (&str, &str),
    browser: &Digest,
    now: Instant,
) -> Result<bool, AccountError> {
    let link = links::find(db, token, now)?
        .filter(|link| matches!(link.purpose, LinkPurpose::ChoosePassword | LinkPurpose::Recover))
        .ok_or(AccountError::LinkOver)?;
    let Some(proof) = steps::second(db, &link.claim(), code, now)? else { return Ok(false) };
    let (me, _) = links::use_up(db, link, now)?.ok_or(AccountError::LinkOver)?;
    // Whoever has an account of the operator's making says so now for the first time.
    consents::begin(db, &me, now)?;
    begin_anew(db, &me, hash, proof, browser, now)?;
    Ok(true)
}

/// Chooses a password by a recovery code, and signs this browser in; every other sign-in ends.
///
/// # Errors
/// When name and code do not belong together.
pub fn recover_by_code(
    db: &mut Conn,
    name: &str,
    code: &RecoveryCode,
    hash: &str,
    browser: &Digest,
    now: Instant,
) -> Result<(), AccountError> {
    let claim = persons::claim(db, name)?;
    let me = recovery_codes::use_up(db, claim, code)?.ok_or(AccountError::NotProven)?;
    begin_anew(db, &me, hash, Proof::One, browser, now)
}

fn begin_anew(
    db: &mut Conn,
    me: &Myself,
    hash: &str,
    proof: Proof,
    browser: &Digest,
    now: Instant,
) -> Result<(), AccountError> {
    persons::set_password(db, me, hash)?;
    links::void_all(db, me, now)?;
    sign_ins::end_all(db, me)?;
    sign_ins::begin(db, me, proof, browser, now)?;
    Ok(())
}
