//! The versions of a group's agreement, for its members: what each says, what was different before, who decided it and why.
//! A member accepts a version, and is asked again by the next. Nobody is shut out who has not, and nobody sees who has.

use chrono::NaiveDate;

use super::deciding::DecidingError;
use crate::access::{May as _, MayAttend, Viewer, Visible};
use crate::domain::agreement::{Difference, Rule, TABLE, Version};
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::store::versions::{self, Agreed};
use crate::store::{Conn, StoreError, groups};

/// How a version came to be.
#[derive(Debug, Clone)]
pub struct Origin {
    pub since: NaiveDate,
    pub why: String,
    pub review: NaiveDate,
    pub decision: Option<ProposalId>,
}

/// One version.
#[derive(Debug, Clone)]
pub struct Shown {
    pub group: GroupId,
    pub number: i32,
    pub newest: i32,
    pub text: String,
    pub rules: Vec<(Rule, i32)>,
    /// Nothing for the first, which nobody has decided.
    pub origin: Option<Origin>,
    /// The version beside which it is put.
    pub beside: Option<i32>,
    pub difference: Difference,
    /// Whether the viewer has accepted it.
    pub is_accepted: bool,
}

/// What a member is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToAccept {
    pub number: i32,
    /// The version that they have accepted before.
    pub accepted: Option<i32>,
}

/// One version of the agreement, beside an earlier one: the one before it, where nothing else is asked for.
///
/// # Errors
/// When the viewer is not in the group, or it has no such version.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (number, beside): (i32, Option<i32>),
    now: Instant,
) -> Result<Visible<Shown>, DecidingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let (all, first) = (versions::all(db, &may, now)?, versions::first(db, &may)?);
    let (version, agreed) = find(&all, &first, number).ok_or(DecidingError::NotFound)?;
    let earlier = beside.unwrap_or(number - 1);
    let before = find(&all, &first, earlier).filter(|_| earlier < number);
    let origin = agreed.map(|it| Origin {
        since: zone.wall(it.since).date(),
        why: it.why.clone(),
        review: it.review_on,
        decision: it.decision,
    });
    let accepted = versions::mine(db, &may)?;
    Ok(may.reveal(Shown {
        group,
        number,
        newest: newest(&all),
        rules: TABLE.iter().map(|bounds| (bounds.rule, version.rules.of(bounds.rule))).collect(),
        beside: before.as_ref().map(|(before, _)| before.number),
        difference: before.map(|(before, _)| version.since(&before)).unwrap_or_default(),
        origin,
        text: version.text,
        is_accepted: accepted.is_some_and(|accepted| accepted >= number),
    }))
}

fn find<'a>(all: &'a [Agreed], first: &Version, number: i32) -> Option<(Version, Option<&'a Agreed>)> {
    match all.iter().find(|it| it.version.number == number) {
        Some(it) => Some((it.version.clone(), Some(it))),
        None => (number == 1).then(|| (first.clone(), None)),
    }
}

fn newest(all: &[Agreed]) -> i32 {
    all.last().map_or(1, |it| it.version.number)
}

/// What a member is asked to accept: the newest version, as long as they have not, and where the group has decided anything
/// at all.
pub(in crate::service) fn to_accept(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<Option<ToAccept>, StoreError> {
    let number = newest(&versions::all(db, may, now)?);
    let accepted = versions::mine(db, may)?;
    let is_to_ask = number > 1 && accepted.is_none_or(|accepted| accepted < number);
    Ok(is_to_ask.then_some(ToAccept { number, accepted }))
}

/// Accepts the newest version.
///
/// # Errors
/// When the viewer is not in the group, it has no such version, or there is a newer one that they have not read.
pub fn accept(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    number: i32,
    now: Instant,
) -> Result<(), DecidingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    let all = versions::all(db, &may, now)?;
    find(&all, &versions::first(db, &may)?, number).ok_or(DecidingError::NotFound)?;
    if number != newest(&all) {
        return Err(DecidingError::NewerVersion);
    }
    Ok(versions::accept(db, &may, number, now)?)
}
