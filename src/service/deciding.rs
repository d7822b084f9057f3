//! Members discuss and decide what was proposed; nobody else does. A proposal is decided by whoever was to take part when it
//! was opened, on the terms of that day; what it became follows from what was said, whoever looks and whenever.

use super::previewing::{Preview, preview};
use super::proposing::Refusal;
use crate::access::{self, May as _, MayDecide, MayDiscuss, Viewer, Visible};
use crate::domain::agreement::Method;
use crate::domain::decision::{Change, Choice, Outcome, Review, Subject, Terms, Voice};
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::exclusions::{self, Why};
use crate::store::proposals::{self, Proposal};
use crate::store::{Conn, StoreError, groups, memberships, standing, voices};

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
    /// The viewer's own objection is open.
    #[error("objecting")]
    Objecting,
    /// That member holds no mandate, so none can be taken back.
    #[error("no mandate")]
    NoMandate,
    /// It cannot be proposed so.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The text has changed since the viewer read it.
    #[error("another round")]
    Changed,
    /// There is a newer version of the agreement, which the viewer has not read.
    #[error("a newer version")]
    NewerVersion,
    #[error(transparent)]
    Store(#[from] StoreError),
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

/// What is proposed, and on what terms. How anybody voted is not in it.
#[derive(Debug, Clone)]
pub struct Proposed {
    pub id: ProposalId,
    pub title: String,
    pub why: String,
    pub change: Option<Change>,
    pub subject: Subject,
    pub review: Review,
    pub terms: Terms,
    pub round: i32,
    pub is_mine: bool,
    pub did_not_fit: bool,
    /// How many have said something, or voted.
    pub took_part: u32,
}

impl From<Proposal> for Proposed {
    fn from(it: Proposal) -> Self {
        let Proposal {
            id,
            title,
            why,
            change,
            subject,
            review,
            terms,
            round,
            is_mine,
            did_not_fit,
            heard,
            ..
        } = it;
        let took_part = heard.took_part;
        Self { id, title, why, change, subject, review, terms, round, is_mine, did_not_fit, took_part }
    }
}

/// A proposal, for one member.
#[derive(Debug, Clone)]
pub struct Debate {
    pub group: GroupId,
    pub proposal: Proposed,
    pub zone: Zone,
    pub deadline: Wall,
    pub outcome: Outcome,
    /// How many said yes, and how many no, once that is told.
    pub votes: Option<(u32, u32)>,
    /// What it would change, as long as it is open; afterwards, what it was to change.
    pub preview: Preview,
    /// Why it is asked, where that is for those who decide and the one concerned alone.
    pub why: Option<Why>,
    /// Whether it is about the viewer.
    pub concerns_me: bool,
    pub is_elector: bool,
    pub took_part: bool,
    pub said: Vec<Said>,
    /// Whether an objection of the viewer's is open.
    pub i_object: bool,
}

/// One proposal with everything that was said to it. How many said yes or no is told when a vote has come to its end.
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
    let proposal = proposals::one(db, &may)?;
    let outcome = proposal.outcome(now);
    let is_told = outcome.tells_votes() && proposal.terms.method != Method::Consent;
    let votes = is_told.then_some((proposal.heard.yes, proposal.heard.no));
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
    let at = standing::at_proposal(db, viewer, group, id, now)?.ok_or(DecidingError::NotFound)?;
    let concerns_me = at.concerns_me && proposal.subject.kind().is_sealed;
    let why = match access::may_read_why(viewer, &at) {
        Some(may) if proposal.subject.kind().is_sealed => exclusions::why(db, &may)?,
        Some(_) | None => None,
    };
    let debate = Debate {
        group,
        zone,
        deadline: zone.wall(proposal.terms.deadline),
        outcome,
        votes,
        why,
        concerns_me,
        preview: preview(db, may.as_member(), proposal.change.as_ref(), proposal.terms.deadline, now)?,
        is_elector: elector.is_some(),
        took_part: match &elector {
            Some(elector) => voices::i_took_part(db, elector)?,
            None => false,
        },
        i_object: said.iter().any(|it| it.is_mine && it.voice == Voice::Objection && !it.is_taken_back),
        said,
        proposal: proposal.into(),
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
    // What somebody has against it is not lost by asking something.
    if matches!(voice, Voice::Question | Voice::Pass) && voices::i_object(db, &may, round)? {
        return Err(DecidingError::Objecting);
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

/// Locks the proposal, and reads it as it is then: still open.
pub(in crate::service) fn open(
    db: &mut Conn,
    may: &MayDiscuss,
    now: Instant,
) -> Result<Proposal, DecidingError> {
    proposals::lock(db, may)?;
    let proposal = proposals::one(db, may)?;
    if proposal.outcome(now) == Outcome::Open { Ok(proposal) } else { Err(DecidingError::Over) }
}
