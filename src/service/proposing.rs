//! A member proposes something to the group, says it otherwise, or takes it back. On what terms it is decided is settled
//! here, by the rules of that moment; the deciding is [`deciding`](super::deciding)'s.

use super::agreement::{Holder, holders};
use super::deciding::{DecidingError, member, open};
use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::agreement::{Method, Rules};
use crate::domain::decision::{Change, Review, Ruling};
use crate::domain::ids::{GroupId, MembershipId, ProposalId};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::store::proposals::{self, NewProposal};
use crate::store::{Conn, agreements, groups, mandates, standing};

/// What somebody wants to propose.
#[derive(Debug, Clone)]
pub struct Draft {
    pub title: ShortText,
    pub why: Markdown,
    pub review: Review,
    pub what: Wanted,
}

/// What it is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Words,
    Rule(Ruling),
    /// That the one who proposes it facilitates.
    MyMandate,
    /// That a member does not any more.
    TakeBack(MembershipId),
}

/// What a proposal to change a rule begins from.
#[derive(Debug, Clone)]
pub struct Ground {
    pub group: GroupId,
    pub zone: Zone,
    pub rules: Rules,
    pub holders: Vec<Holder>,
    /// Until when it would be open.
    pub deadline: Wall,
}

/// On what a proposal would be opened now.
///
/// # Errors
/// When the viewer is not in the group.
pub fn ground(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Ground>, DecidingError> {
    let may = member(db, viewer, group, now)?;
    let zone = groups::of_member(db, &may)?.zone;
    let rules = agreements::rules(db, &may, now)?;
    let deadline = zone.wall(deadline(&rules, zone, now));
    let holders = holders(db, &may, zone, now)?;
    Ok(may.reveal(Ground { group, zone, rules, holders, deadline }))
}

/// So many days ahead, at the same time of day by the group's clocks.
fn deadline(rules: &Rules, zone: Zone, now: Instant) -> Instant {
    resolve(Wall::from_naive(zone.wall(now).naive() + rules.notice()), zone).instant()
}

/// Opens a proposal.
///
/// # Errors
/// When the viewer is not in the group.
pub fn propose(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    draft: &Draft,
    now: Instant,
) -> Result<ProposalId, DecidingError> {
    let may = member(db, viewer, group, now)?;
    // Whoever comes or goes, comes before or after.
    groups::lock(db, &may)?;
    let zone = groups::of_member(db, &may)?.zone;
    let rules = agreements::rules(db, &may, now)?;
    let new = drafted(db, &may, draft, now)?;
    Ok(proposals::open(db, &may, &new, &rules, deadline(&rules, zone, now), now)?)
}

/// What is proposed, once it is known by whom and about whom.
fn drafted(
    db: &mut Conn,
    may: &MayAttend,
    draft: &Draft,
    now: Instant,
) -> Result<NewProposal, DecidingError> {
    let change = match draft.what {
        Wanted::Words => None,
        Wanted::Rule(ruling) => Some(Change::Rule(ruling)),
        Wanted::MyMandate => Some(Change::Mandate(may.membership())),
        Wanted::TakeBack(member) => {
            let holds = mandates::holders(db, may, now)?.iter().any(|(holder, _)| *holder == member);
            Some(Change::TakeBack(member)).filter(|_| holds)
        }
    };
    if change.is_none() && draft.what != Wanted::Words {
        return Err(DecidingError::NoMandate);
    }
    let (title, why, review) = (draft.title.clone(), draft.why.clone(), draft.review);
    Ok(NewProposal { title, why, change, review })
}

/// Says it otherwise. Only where people talk: what has been voted on stays what it was.
///
/// # Errors
/// When it is not the viewer's, or is decided, or is being voted on.
pub fn amend(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    draft: &Draft,
    now: Instant,
) -> Result<(), DecidingError> {
    let may = author(db, viewer, group, id, now)?;
    if open(db, may.as_reader(), now)?.terms.method != Method::Consent {
        return Err(DecidingError::OtherMethod);
    }
    let member = may.as_reader().as_member();
    let zone = groups::of_member(db, member)?.zone;
    let rules = agreements::rules(db, member, now)?;
    // About persons there is no consent, and so nothing to say otherwise.
    if matches!(draft.what, Wanted::MyMandate | Wanted::TakeBack(_)) {
        return Err(DecidingError::OtherMethod);
    }
    let new = drafted(db, member, draft, now)?;
    Ok(proposals::amend(db, &may, &new, deadline(&rules, zone, now))?)
}

/// Takes a proposal back.
///
/// # Errors
/// When it is not the viewer's, or is decided.
pub fn withdraw(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    now: Instant,
) -> Result<(), DecidingError> {
    let may = author(db, viewer, group, id, now)?;
    open(db, may.as_reader(), now)?;
    Ok(proposals::withdraw(db, &may, now)?)
}

fn author(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ProposalId,
    now: Instant,
) -> Result<access::MayAmend, DecidingError> {
    let at = standing::at_proposal(db, viewer, group, id, now)?.ok_or(DecidingError::NotFound)?;
    access::may_amend(viewer, &at).ok_or(DecidingError::NotFound)
}
