//! Members propose, discuss and decide; nobody else does. A proposal is decided by whoever was to take part when it was
//! opened, on the terms of that day; what it became follows from what was said, whoever looks and whenever.

use chrono::NaiveDate;

use crate::access::{self, May as _, MayAttend, MayDecide, MayDiscuss, Viewer, Visible};
use crate::domain::agreement::{Method, Rule, Rules, TABLE};
use crate::domain::decision::{Change, Choice, Outcome, Review, Ruling, Voice};
use crate::domain::ids::{GroupId, MembershipId, ProposalId};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::store::agreements::{self, Agreed};
use crate::store::proposals::{self, NewProposal, Proposal};
use crate::store::{Conn, StoreError, groups, mandates, memberships, standing, voices};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum DecidingError {
    /// There is no such group or proposal, or it is not the viewer's.
    #[error("not found")]
    NotFound,
    /// The deadline has passed, or it was withdrawn.
    #[error("decided")]
    Over,
    /// A vote is final.
    #[error("voted already")]
    Voted,
    /// The viewer came after the proposal was opened, or too shortly before.
    #[error("not an elector")]
    NotAnElector,
    /// By consent one speaks; by another method one votes.
    #[error("another method")]
    OtherMethod,
    /// That member holds no mandate, so none can be taken back.
    #[error("no mandate")]
    NoMandate,
    /// The text has changed since the viewer read it.
    #[error("another round")]
    Changed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A rule, as it holds.
#[derive(Debug, Clone)]
pub struct Ruled {
    pub rule: Rule,
    pub value: i32,
    /// Why, since when and until when it is looked at again; nothing for a rule that is as every group begins.
    pub agreed: Option<(String, NaiveDate, Option<NaiveDate>)>,
    /// Its review is due, and it stands all the same.
    pub is_overdue: bool,
}

/// A member who holds a mandate.
#[derive(Debug, Clone)]
pub struct Holder {
    pub member: MembershipId,
    pub name: String,
    pub until: NaiveDate,
}

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

/// A proposal in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub id: ProposalId,
    pub title: String,
    pub deadline: Wall,
    pub outcome: Outcome,
}

/// What a group has agreed on, and what it is deciding.
#[derive(Debug, Clone)]
pub struct Agreement {
    pub group: GroupId,
    pub zone: Zone,
    pub rules: Vec<Ruled>,
    pub holders: Vec<Holder>,
    pub proposals: Vec<Listed>,
}

/// The agreement, for members.
///
/// # Errors
/// When the viewer is not in the group.
pub fn agreement(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Agreement>, DecidingError> {
    let may = member(db, viewer, group, now)?;
    let zone = groups::of_member(db, &may)?.zone;
    let today = zone.wall(now).date();
    let agreed = agreements::agreed(db, &may, now)?;
    let rules = TABLE.iter().map(|bounds| ruled(bounds.rule, &agreed, zone, today)).collect();
    let proposals = proposals::of_group(db, &may)?.iter().map(|it| listed(it, zone, now)).collect();
    let holders = holders(db, &may, zone, now)?;
    Ok(may.reveal(Agreement { group, zone, rules, holders, proposals }))
}

fn holders(db: &mut Conn, may: &MayAttend, zone: Zone, now: Instant) -> Result<Vec<Holder>, StoreError> {
    let names = memberships::names(db, may)?;
    Ok(mandates::holders(db, may, now)?
        .into_iter()
        .filter_map(|(member, until)| {
            Some(Holder { member, name: names.get(&member)?.clone(), until: zone.wall(until).date() })
        })
        .collect())
}

fn ruled(rule: Rule, agreed: &[Agreed], zone: Zone, today: NaiveDate) -> Ruled {
    let Some(it) = agreed.iter().find(|it| it.rule == rule) else {
        return Ruled { rule, value: rule.bounds().start, agreed: None, is_overdue: false };
    };
    Ruled {
        rule,
        value: it.value,
        agreed: Some((it.why.clone(), zone.wall(it.since).date(), it.review_on)),
        is_overdue: it.review_on.is_some_and(|day| day <= today),
    }
}

fn listed(it: &Proposal, zone: Zone, now: Instant) -> Listed {
    Listed {
        id: it.id,
        title: it.title.clone(),
        deadline: zone.wall(it.terms.deadline),
        outcome: it.outcome(now),
    }
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

/// Something that was said, under the name in this group.
#[derive(Debug, Clone)]
pub struct Said {
    pub by: Option<String>,
    pub is_mine: bool,
    pub round: i32,
    pub voice: Voice,
    pub words: String,
    pub is_taken_back: bool,
}

/// A proposal, for one member.
#[derive(Debug, Clone)]
pub struct Debate {
    pub group: GroupId,
    pub proposal: Proposal,
    pub zone: Zone,
    pub deadline: Wall,
    pub outcome: Outcome,
    /// The value of the rule that it would change, as it is now.
    pub value_now: Option<i32>,
    /// The member whom it is about, by name.
    pub about: Option<String>,
    pub is_elector: bool,
    pub took_part: bool,
    pub said: Vec<Said>,
    /// Whether an objection of the viewer's is open.
    pub i_object: bool,
}

/// One proposal with everything that was said to it. How many said yes or no is told when it is decided.
///
/// # Errors
/// When the viewer is not in the group, or it has no such proposal.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ProposalId,
    now: Instant,
) -> Result<Visible<Debate>, DecidingError> {
    let (may, elector) = reader(db, viewer, group, id, now)?;
    let mut proposal = proposals::one(db, &may)?;
    let outcome = proposal.outcome(now);
    if outcome == Outcome::Open {
        (proposal.heard.yes, proposal.heard.no) = (0, 0);
    }
    let zone = groups::of_member(db, may.as_member())?.zone;
    let names = memberships::names(db, may.as_member())?;
    let me = may.as_member().membership();
    let said: Vec<Said> = voices::of(db, &may)?
        .into_iter()
        .map(|it| Said {
            by: it.by.and_then(|by| names.get(&by).cloned()),
            is_mine: it.by == Some(me),
            round: it.round,
            voice: it.voice,
            words: it.words,
            is_taken_back: it.is_taken_back,
        })
        .collect();
    let rules = agreements::rules(db, may.as_member(), now)?;
    let debate = Debate {
        group,
        zone,
        deadline: zone.wall(proposal.terms.deadline),
        outcome,
        value_now: proposal.change.and_then(Change::ruling).map(|ruling| rules.of(ruling.rule)),
        about: match proposal.change {
            Some(Change::Mandate(member) | Change::TakeBack(member)) => names.get(&member).cloned(),
            Some(Change::Rule(_)) | None => None,
        },
        is_elector: elector.is_some(),
        took_part: match &elector {
            Some(elector) => voices::i_took_part(db, elector)?,
            None => false,
        },
        i_object: said.iter().any(|it| it.is_mine && it.voice == Voice::Objection && !it.is_taken_back),
        said,
        proposal,
    };
    Ok(may.reveal(debate))
}

/// Says something to a proposal that is decided by consent, in the round that the viewer has read.
///
/// # Errors
/// When the viewer does not decide about it, it is decided, or its text has changed meanwhile.
pub fn say(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    round: i32,
    (voice, words): (Voice, &str),
    now: Instant,
) -> Result<(), DecidingError> {
    let (may, proposal) = elector(db, viewer, group, id, now)?;
    if proposal.terms.method != Method::Consent {
        return Err(DecidingError::OtherMethod);
    }
    if proposal.round != round {
        return Err(DecidingError::Changed);
    }
    Ok(voices::say(db, &may, round, voice, words, now)?)
}

/// Takes the viewer's objections back.
///
/// # Errors
/// When the viewer does not decide about it, or it is decided.
pub fn take_back(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    now: Instant,
) -> Result<(), DecidingError> {
    let (may, _) = elector(db, viewer, group, id, now)?;
    Ok(voices::take_back(db, &may, now)?)
}

/// Votes, secretly and for good, on the text that the viewer has read.
///
/// # Errors
/// When the viewer does not decide about it or has voted, it is decided, or its text has changed meanwhile.
pub fn vote(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    choice: Choice,
    now: Instant,
) -> Result<(), DecidingError> {
    let (may, proposal) = elector(db, viewer, group, id, now)?;
    if proposal.terms.method == Method::Consent {
        return Err(DecidingError::OtherMethod);
    }
    if voices::vote(db, &may, choice)? { Ok(()) } else { Err(DecidingError::Voted) }
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

fn member(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<MayAttend, DecidingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(DecidingError::NotFound)?;
    access::may_attend(viewer, &at).ok_or(DecidingError::NotFound)
}

fn reader(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ProposalId,
    now: Instant,
) -> Result<(MayDiscuss, Option<MayDecide>), DecidingError> {
    let at = standing::at_proposal(db, viewer, group, id, now)?.ok_or(DecidingError::NotFound)?;
    let may = access::may_discuss(viewer, &at).ok_or(DecidingError::NotFound)?;
    Ok((may, access::may_decide(viewer, &at)))
}

fn elector(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ProposalId,
    now: Instant,
) -> Result<(MayDecide, Proposal), DecidingError> {
    let (may, elector) = reader(db, viewer, group, id, now)?;
    let proposal = open(db, &may, now)?;
    Ok((elector.ok_or(DecidingError::NotAnElector)?, proposal))
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

/// Locks the proposal, and reads it as it is then: still open.
fn open(db: &mut Conn, may: &MayDiscuss, now: Instant) -> Result<Proposal, DecidingError> {
    proposals::lock(db, may)?;
    let proposal = proposals::one(db, may)?;
    if proposal.outcome(now) == Outcome::Open { Ok(proposal) } else { Err(DecidingError::Over) }
}
