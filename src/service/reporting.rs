//! Telling one person of one's choice what is not right: any member, or those who coordinate the programme. Nobody keeps who told
//! it; with the receipt the two can go on talking, without signing in.

use crate::access::{self, May as _, MayAnswerReport, MayAttend, Viewer, Visible};
use crate::domain::ids::{GroupId, MembershipId, ReportId};
use crate::domain::report::Narrows;
use crate::domain::text::Written;
use crate::domain::time::{Instant, Zone};
use crate::service::coordinating::{NotCoordinating, coordinator};
use crate::service::member::member;
use crate::store::reports::{self, Listed, New, Report, To};
use crate::store::{Conn, StoreError, groups, memberships, programmes, sight, standing, ties};
use crate::vault::RecoveryCode;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ReportingError {
    /// There is no such group, programme or report, or the viewer has no part in it.
    #[error("not found")]
    NotFound,
    /// Somebody who was named is not among those who can be.
    #[error("not among the choices")]
    NoChoice,
    /// No report has this receipt.
    #[error("no such receipt")]
    NoReceipt,
    #[error(transparent)]
    Not(#[from] NotCoordinating),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whom it can be told to, and about whom.
#[derive(Debug, Clone)]
pub struct Ground {
    pub group: GroupId,
    pub members: Vec<(MembershipId, String)>,
    /// The programme to which the group belongs.
    pub programme: Option<String>,
}

/// Whom somebody wants to tell.
#[derive(Debug, Clone, Copy)]
pub enum Whom {
    Member(MembershipId),
    Programme,
}

/// What was told to the viewer.
#[derive(Debug, Clone)]
pub struct Told {
    pub zone: Zone,
    pub all: Vec<Listed>,
}

/// A report, as whoever it was told to reads it.
#[derive(Debug, Clone)]
pub struct Heard {
    pub it: Report,
    /// Whom it is about, by name; for members alone.
    pub about: Option<String>,
}

/// What a member can choose from.
///
/// # Errors
/// When the viewer is not in the group.
pub fn ground(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Ground>, ReportingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(ReportingError::NotFound)?;
    let members = sight::nameable(db, &may, now)?.into_iter().collect();
    let bond = ties::of_member(db, &may, now)?;
    let programme = ties::name(db, &may, bond)?;
    Ok(may.reveal(Ground { group, members, programme }))
}

/// Tells it. What comes back is the receipt.
///
/// # Errors
/// When the viewer is not in the group, or names somebody who cannot be named, or the same for both.
pub fn tell(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (whom, about, narrows, words): (Whom, Option<MembershipId>, Narrows, Written),
    now: Instant,
) -> Result<RecoveryCode, ReportingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(ReportingError::NotFound)?;
    let known = sight::nameable(db, &may, now)?;
    let to = match whom {
        Whom::Member(id) if Some(id) != about && known.contains_key(&id) => To::Member(id),
        Whom::Member(_) => return Err(ReportingError::NoChoice),
        Whom::Programme => {
            let bond = ties::of_member(db, &may, now)?;
            To::Programme(bond.programme().ok_or(ReportingError::NoChoice)?)
        }
    };
    if about.is_some_and(|id| !known.contains_key(&id)) {
        return Err(ReportingError::NoChoice);
    }
    Ok(reports::tell(db, &may, &New { to, about, narrows, words }, now)?)
}

/// What was told to the viewer in a group.
pub(super) fn told(db: &mut Conn, may: &MayAttend) -> Result<Told, StoreError> {
    let zone = groups::of_member(db, may)?.zone;
    Ok(Told { zone, all: reports::to_me(db, may)? })
}

/// The right to answer, and the member who has it.
fn heard_by(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ReportId),
    now: Instant,
) -> Result<(MayAnswerReport, MayAttend), ReportingError> {
    let (_, attend) = member(db, viewer, group, now)?.ok_or(ReportingError::NotFound)?;
    let at = standing::at_report(db, id)?.ok_or(ReportingError::NotFound)?;
    let may = access::may_answer_report(&attend, &at).ok_or(ReportingError::NotFound)?;
    Ok((may, attend))
}

/// A report that was told to the viewer.
///
/// # Errors
/// When it was told to somebody else.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    at: (GroupId, ReportId),
    now: Instant,
) -> Result<Visible<Heard>, ReportingError> {
    let (may, attend) = heard_by(db, viewer, at, now)?;
    let it = reports::read(db, &may)?;
    let mut names = memberships::names(db, &attend)?;
    let about = it.about.and_then(|id| names.remove(&id));
    Ok(may.reveal(Heard { it, about }))
}

/// Says something to it, or with nothing to say closes it.
///
/// # Errors
/// When it was told to somebody else.
pub fn answer(
    db: &mut Conn,
    viewer: &Viewer,
    at: (GroupId, ReportId),
    words: Option<&Written>,
    now: Instant,
) -> Result<(), ReportingError> {
    let (may, _) = heard_by(db, viewer, at, now)?;
    said(db, &may, words, now)
}

fn said(
    db: &mut Conn,
    may: &MayAnswerReport,
    words: Option<&Written>,
    now: Instant,
) -> Result<(), ReportingError> {
    match words {
        Some(words) => Ok(reports::answer(db, may, words, now)?),
        None => Ok(reports::close(db, may, now)?),
    }
}

/// What was told to those who coordinate a programme.
///
/// # Errors
/// When the viewer does not.
pub fn of_programme(db: &mut Conn, viewer: &Viewer, slug: &str) -> Result<Visible<Told>, ReportingError> {
    let may = coordinator(db, viewer, slug)?;
    let all = reports::to_us(db, &may)?;
    let (_, zone, _) = programmes::describe(db, &may)?;
    Ok(may.reveal(Told { zone, all }))
}

fn heard_by_programme(
    db: &mut Conn,
    viewer: &Viewer,
    (slug, id): (&str, ReportId),
) -> Result<MayAnswerReport, ReportingError> {
    let may = coordinator(db, viewer, slug)?;
    let at = standing::at_report(db, id)?.ok_or(ReportingError::NotFound)?;
    access::may_answer_for_programme(&may, &at).ok_or(ReportingError::NotFound)
}

/// A report that was told to those who coordinate a programme. Whom it is about they read only in its words.
///
/// # Errors
/// When the viewer does not coordinate it, or it was told to somebody else.
pub fn show_to_programme(
    db: &mut Conn,
    viewer: &Viewer,
    at: (&str, ReportId),
) -> Result<Visible<Heard>, ReportingError> {
    let may = heard_by_programme(db, viewer, at)?;
    let it = reports::read(db, &may)?;
    Ok(may.reveal(Heard { it, about: None }))
}

/// The same as [`answer`], for those who coordinate a programme.
///
/// # Errors
/// When the viewer does not coordinate it, or it was told to somebody else.
pub fn answer_for_programme(
    db: &mut Conn,
    viewer: &Viewer,
    at: (&str, ReportId),
    words: Option<&Written>,
    now: Instant,
) -> Result<(), ReportingError> {
    let may = heard_by_programme(db, viewer, at)?;
    said(db, &may, words, now)
}

/// What whoever holds a receipt does.
#[derive(Debug)]
pub enum FollowUp {
    Look,
    Say(Written),
    /// The others are to be seen again as they chose.
    Widen,
}

/// Follows up by the receipt, signed in or not.
///
/// # Errors
/// When no report has it.
pub fn follow_up(
    db: &mut Conn,
    code: &RecoveryCode,
    what: &FollowUp,
    now: Instant,
) -> Result<Visible<Report>, ReportingError> {
    let receipt = standing::at_receipt(db, code)?.ok_or(ReportingError::NoReceipt)?;
    let may = access::may_follow_up(&receipt);
    match what {
        FollowUp::Look => {}
        FollowUp::Say(words) => reports::add(db, &may, words, now)?,
        FollowUp::Widen => reports::widen(db, &may)?,
    }
    let it = reports::read(db, &may)?;
    Ok(may.reveal(it))
}
