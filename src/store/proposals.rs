//! What members propose, on the terms on which it was opened, with how much was said to it so far. What has become of it
//! is not stored: [`Terms::outcome`] says so at any moment. Who said what stands in [`voices`](super::voices).

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{ballots, elector, proposal, voice};
use crate::access::{
    Adopted, AdoptedFacts, LookedUp, MayAmend, MayAppeal, MayAttend, MayDiscuss, MayRecall, MayRun,
};
use crate::domain::agreement::Rules;
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Change, Choice, Heard, Outcome, Review, Subject, Terms, Voice};
use crate::domain::ids::{ElectorId, GroupId, MembershipId, ProposalId};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::Instant;

mod asked;
mod row;
pub(in crate::store) mod taken;
mod told;

use row::{Cells, Row};
pub(in crate::store) use told::until;

/// So long after its deadline a proposal is carried out: what was said in time and waited for the database has been heard
/// by then. It holds from the deadline on all the same.
pub(in crate::store) const SETTLED: TimeDelta = TimeDelta::minutes(1);

/// What somebody wants to propose.
#[derive(Debug, Clone)]
pub struct NewProposal {
    pub title: ShortText,
    pub why: Markdown,
    /// Nothing for a decision that no rule stands for.
    pub change: Option<Change>,
    pub review: Review,
}

/// What somebody has proposed.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub id: ProposalId,
    pub title: String,
    pub why: String,
    pub change: Option<Change>,
    pub subject: Subject,
    pub review: Review,
    pub terms: Terms,
    pub round: i32,
    pub opened_at: Instant,
    pub is_mine: bool,
    pub heard: Heard,
    /// It was adopted, and what it was about had changed before it could be carried out.
    pub did_not_fit: bool,
}

impl Proposal {
    /// What has become of it.
    #[must_use]
    pub fn outcome(&self, now: Instant) -> Outcome {
        self.terms.outcome(self.heard, now)
    }
}

/// Opens a proposal on the rules of this moment. Who may take part is settled here, and never again.
///
/// # Errors
/// When the database does not answer.
pub fn open(
    db: &mut Conn,
    may: &MayAttend,
    new: &NewProposal,
    rules: &Rules,
    deadline: Instant,
    now: Instant,
) -> Result<ProposalId, StoreError> {
    let subject = new.change.as_ref().map_or(Subject::Words, Change::subject);
    // What is sealed does not stand here.
    let (title, why) =
        if subject.kind().is_sealed { ("", "") } else { (new.title.as_str(), new.why.as_str()) };
    let opening = Opening {
        group: may.group(),
        by: may.membership(),
        title,
        why,
        change: new.change.as_ref(),
        review: new.review,
        deadline,
    };
    insert(db, &opening, rules, now)
}

/// Opens the appeal of whoever is suspended: the same question once more, to all who are members by now.
///
/// # Errors
/// When the database does not answer.
pub(in crate::store) fn open_appeal(
    db: &mut Conn,
    may: &MayAppeal,
    rules: &Rules,
    deadline: Instant,
    now: Instant,
) -> Result<ProposalId, StoreError> {
    let opening = Opening {
        group: may.group(),
        by: may.membership(),
        title: "",
        why: "",
        change: Some(&Change::Appeal(may.membership())),
        review: Review::FIRST,
        deadline,
    };
    insert(db, &opening, rules, now)
}

/// What is opened, and by whom.
struct Opening<'a> {
    group: GroupId,
    by: MembershipId,
    title: &'a str,
    why: &'a str,
    change: Option<&'a Change>,
    review: Review,
    deadline: Instant,
}

fn insert(db: &mut Conn, it: &Opening<'_>, rules: &Rules, now: Instant) -> Result<ProposalId, StoreError> {
    let id = ProposalId::from_random(db.entropy.bytes());
    let subject = it.change.map_or(Subject::Words, Change::subject);
    let electors = asked::whom(db, it.group, it.change, rules, now)?;
    diesel::insert_into(proposal::table)
        .values((
            proposal::id.eq(id),
            proposal::group_id.eq(it.group),
            proposal::membership_id.eq(it.by),
            proposal::title.eq(it.title),
            proposal::why.eq(it.why),
            Cells::of(it.change),
            proposal::review_months.eq(number(it.review.months())),
            proposal::method.eq(subject.decided_by(rules.method())),
            proposal::quorum_percent.eq(number(rules.quorum_percent())),
            proposal::silence_is_consent.eq(rules.silence_is_consent()),
            proposal::electors.eq(i32::try_from(electors.len()).unwrap_or(i32::MAX)),
            proposal::round.eq(1),
            proposal::opened_at.eq(now),
            proposal::deadline.eq(it.deadline),
        ))
        .execute(&mut db.db)?;
    for member in electors {
        diesel::insert_into(elector::table)
            .values((
                elector::id.eq(ElectorId::from_random(db.entropy.bytes())),
                elector::proposal_id.eq(id),
                elector::membership_id.eq(member),
                elector::took_part.eq(false),
            ))
            .execute(&mut db.db)?;
    }
    told::tell(db, (it.group, it.by), id, it.change.and_then(Change::not_asked), it.deadline, now)?;
    ballots(db, id, |_| 0)?;
    Ok(id)
}

/// Writes how many have chosen what.
fn ballots(db: &mut Conn, id: ProposalId, count: impl Fn(Choice) -> u32) -> Result<(), StoreError> {
    for choice in Choice::ALL {
        diesel::insert_into(ballots::table)
            .values((
                ballots::proposal_id.eq(id),
                ballots::choice.eq(choice),
                ballots::count.eq(number(count(*choice))),
            ))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// How many proposals the member has opened since then, whatever became of them.
///
/// # Errors
/// When the database does not answer.
pub fn mine_since(db: &mut Conn, may: &MayAttend, since: Instant) -> Result<i64, StoreError> {
    Ok(proposal::table
        .filter(proposal::membership_id.eq(may.membership()).and(proposal::opened_at.gt(since)))
        .count()
        .get_result(&mut db.db)?)
}

/// One proposal, for whoever has a right to what follows from it.
pub(in crate::store) fn by_id(db: &mut Conn, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
    let rows = proposal::table.find(id).select(Row::as_select()).load(&mut db.db)?;
    Ok(with_heard(db, rows, None)?.pop())
}

fn number(of: u32) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}

/// All proposals of my group, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayAttend) -> Result<Vec<Proposal>, StoreError> {
    let rows = proposal::table
        .filter(proposal::group_id.eq(may.group()))
        .order((proposal::opened_at.desc(), proposal::id))
        .select(Row::as_select())
        .load(&mut db.db)?;
    with_heard(db, rows, Some(may.membership()))
}

/// How many proposals of my group are open.
///
/// # Errors
/// When the database does not answer.
pub fn count_open(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<usize, StoreError> {
    let open: i64 = proposal::table
        .filter(proposal::group_id.eq(may.group()))
        .filter(proposal::deadline.gt(now).and(proposal::withdrawn_at.is_null()))
        .count()
        .get_result(&mut db.db)?;
    Ok(usize::try_from(open).unwrap_or_default())
}

/// All that a group that has closed had proposed, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn kept(db: &mut Conn, may: &MayRecall) -> Result<Vec<Proposal>, StoreError> {
    let rows = proposal::table
        .filter(proposal::group_id.eq(may.group()))
        .order((proposal::opened_at.desc(), proposal::id))
        .select(Row::as_select())
        .load(&mut db.db)?;
    with_heard(db, rows, None)
}

/// One proposal.
///
/// # Errors
/// When the database does not answer.
pub fn one(db: &mut Conn, may: &MayDiscuss) -> Result<Proposal, StoreError> {
    let rows = proposal::table.find(may.proposal()).select(Row::as_select()).load(&mut db.db)?;
    let mut found = with_heard(db, rows, Some(may.as_member().membership()))?;
    found.pop().ok_or(StoreError::Unknown("proposal"))
}

/// Makes this transaction the only one that says anything to the proposal: what is read, is read afterwards.
///
/// # Errors
/// When the database does not answer.
pub fn lock(db: &mut Conn, may: &MayDiscuss) -> Result<(), StoreError> {
    diesel::update(proposal::table.find(may.proposal()))
        .set(proposal::round.eq(proposal::round))
        .execute(&mut db.db)?;
    Ok(())
}

/// Says it otherwise: a new round, in which everybody is asked once more, the same people as before. Objections stay until
/// those who made them take them back.
///
/// # Errors
/// When the database does not answer.
pub fn amend(
    db: &mut Conn,
    may: &MayAmend,
    new: &NewProposal,
    deadline: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    diesel::update(proposal::table.find(may.proposal()))
        .set((
            proposal::title.eq(new.title.as_str()),
            proposal::why.eq(new.why.as_str()),
            Cells::of(new.change.as_ref()),
            proposal::review_months.eq(number(new.review.months())),
            proposal::round.eq(proposal::round + 1),
            proposal::deadline.eq(deadline),
        ))
        .execute(&mut db.db)?;
    diesel::update(elector::table.filter(elector::proposal_id.eq(may.proposal())))
        .set(elector::took_part.eq(false))
        .execute(&mut db.db)?;
    told::amended(db, may, deadline, now)
}

/// Takes it back.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw(db: &mut Conn, may: &MayAmend, now: Instant) -> Result<(), StoreError> {
    diesel::update(proposal::table.find(may.proposal()))
        .set(proposal::withdrawn_at.eq(now))
        .execute(&mut db.db)?;
    told::withdrawn(db, may, now)
}

/// What a group has decided by now, in the order in which it was decided, and what nobody has carried out yet.
pub(in crate::store) fn not_carried_out(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Vec<Proposal>, StoreError> {
    let rows = proposal::table
        .filter(proposal::group_id.eq(group).and(proposal::deadline.le(now)))
        .filter(proposal::carried_out_at.is_null())
        .order((proposal::deadline, proposal::opened_at, proposal::id))
        .select(Row::as_select())
        .load(&mut db.db)?;
    with_heard(db, rows, None)
}

/// What a group has adopted and nobody has carried out, in the order in which it was decided: it holds all the same.
pub(in crate::store) fn decided(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Vec<Proposal>, StoreError> {
    let mut all = not_carried_out(db, group, now)?;
    all.retain(|it| it.outcome(now) == Outcome::Adopted);
    Ok(all)
}

/// The members about whom it was asked whether they are excluded, where nobody has carried it out.
pub(in crate::store) fn about_to_be_excluded(
    db: &mut Conn,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let all: Vec<Option<MembershipId>> = proposal::table
        .filter(proposal::what.eq(Subject::Exclude))
        .filter(proposal::deadline.le(now).and(proposal::carried_out_at.is_null()))
        .select(proposal::about_id)
        .load(&mut db.db)?;
    Ok(all.into_iter().flatten().collect())
}

/// The decision to exclude a member that nobody has carried out: it holds all the same.
pub(in crate::store) fn excludes(
    db: &mut Conn,
    member: MembershipId,
    now: Instant,
) -> Result<Option<Proposal>, StoreError> {
    let rows = proposal::table
        .filter(proposal::about_id.eq(member).and(proposal::what.eq(Subject::Exclude)))
        .filter(proposal::deadline.le(now).and(proposal::carried_out_at.is_null()))
        .order(proposal::deadline.desc())
        .select(Row::as_select())
        .load(&mut db.db)?;
    let all = with_heard(db, rows, None)?;
    Ok(all.into_iter().find(|it| it.outcome(now) == Outcome::Adopted))
}

/// The groups in which something is decided that nobody has carried out.
///
/// # Errors
/// When the database does not answer.
pub fn groups_to_act(db: &mut Conn, _: &MayRun, now: Instant) -> Result<Vec<GroupId>, StoreError> {
    Ok(proposal::table
        .filter(proposal::deadline.le(now.minus(SETTLED)).and(proposal::carried_out_at.is_null()))
        .select(proposal::group_id)
        .distinct()
        .load(&mut db.db)?)
}

/// The groups in which something of that kind may be decided, and nobody has carried it out.
pub(in crate::store) fn groups_deciding(
    db: &mut Conn,
    about: &[Subject],
    now: Instant,
) -> Result<Vec<GroupId>, StoreError> {
    Ok(proposal::table
        .filter(proposal::deadline.le(now).and(proposal::carried_out_at.is_null()))
        .filter(proposal::what.eq_any(about))
        .select(proposal::group_id)
        .distinct()
        .load(&mut db.db)?)
}

/// From here on it is carried out, and by this transaction: of two that try, one does. What was not adopted is only marked.
pub(in crate::store) fn carried_out(
    db: &mut Conn,
    group: GroupId,
    it: &Proposal,
    now: Instant,
) -> Result<Option<Adopted>, StoreError> {
    let to_do = proposal::table.filter(proposal::id.eq(it.id).and(proposal::carried_out_at.is_null()));
    let is_ours = diesel::update(to_do).set(proposal::carried_out_at.eq(now)).execute(&mut db.db)? == 1;
    let is_adopted = it.outcome(now) == Outcome::Adopted;
    if is_ours {
        told::ended(db, group, it, now)?;
    }
    Ok((is_ours && is_adopted).then_some(LookedUp::so(AdoptedFacts { group })))
}

/// It could not be carried out any more.
pub(in crate::store) fn did_not_fit(db: &mut Conn, it: &Proposal) -> Result<(), StoreError> {
    diesel::update(proposal::table.find(it.id)).set(proposal::did_not_fit.eq(true)).execute(&mut db.db)?;
    Ok(())
}

fn with_heard(db: &mut Conn, rows: Vec<Row>, me: Option<MembershipId>) -> Result<Vec<Proposal>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ProposalId> = rows.iter().map(|row| row.id).collect();
    let took_part: BTreeMap<ProposalId, i64> = elector::table
        .filter(elector::proposal_id.eq_any(&ids).and(elector::took_part.eq(true)))
        .group_by(elector::proposal_id)
        .select((elector::proposal_id, diesel::dsl::count_star()))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let objections: BTreeMap<ProposalId, i64> = voice::table
        .filter(voice::proposal_id.eq_any(&ids).and(voice::kind.eq(Voice::Objection)))
        .filter(voice::taken_back_at.is_null())
        .group_by(voice::proposal_id)
        .select((voice::proposal_id, diesel::dsl::count_star()))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let votes: Vec<(ProposalId, Choice, i32)> = ballots::table
        .filter(ballots::proposal_id.eq_any(&ids))
        .select((ballots::proposal_id, ballots::choice, ballots::count))
        .load(&mut db.db)?;
    let of = |counts: &BTreeMap<ProposalId, i64>, id: ProposalId| {
        u32::try_from(counts.get(&id).copied().unwrap_or_default()).unwrap_or(u32::MAX)
    };
    let voted = |id: ProposalId, choice: Choice| {
        let count = votes.iter().find(|(of, said, _)| *of == id && *said == choice);
        count.and_then(|(.., count)| u32::try_from(*count).ok()).unwrap_or_default()
    };
    rows.into_iter()
        .map(|row| {
            let positive = |it: i32| u32::try_from(it).map_err(|_| StoreError::Unknown("proposal"));
            Ok(Proposal {
                change: row.change(),
                subject: row.what,
                review: Review::in_months(positive(row.review_months)?)
                    .ok_or(StoreError::Unknown("proposal.review_months"))?,
                terms: Terms {
                    method: row.method,
                    quorum_percent: positive(row.quorum_percent)?,
                    silence_is_consent: row.silence_is_consent,
                    electors: positive(row.electors)?,
                    least_yes: row.what.kind().least_yes,
                    deadline: row.deadline,
                },
                heard: Heard {
                    took_part: of(&took_part, row.id),
                    objections: of(&objections, row.id),
                    yes: voted(row.id, Choice::Yes),
                    no: voted(row.id, Choice::No),
                    is_withdrawn: row.withdrawn_at.is_some(),
                },
                did_not_fit: row.did_not_fit,
                is_mine: me.is_some() && row.membership_id == me,
                id: row.id,
                title: row.title,
                why: row.why,
                round: row.round,
                opened_at: row.opened_at,
            })
        })
        .collect()
}
