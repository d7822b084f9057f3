//! What a group has decided, as it takes it along, and as it brings it. Who proposed, who took part and what anybody said stays
//! behind: of a decision that was brought, electors are rows that lead to nobody, and objections are without words.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{Cells, number};
use crate::access::{Founded, MayAttend};
use crate::domain::agreement::Method;
use crate::domain::belongings::{Decision, Votes};
use crate::domain::decision::{Choice, Outcome, Ruling, Stored, Voice};
use crate::domain::ids::{ElectorId, ProposalId, VoiceId};
use crate::domain::text::{Markdown, ShortText};
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{ballots, elector, proposal, voice};

/// What my group has decided by now that is not about a person, the oldest first.
pub(in crate::store) fn taken(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<Vec<(ProposalId, Decision)>, StoreError> {
    let withdrawn: BTreeMap<ProposalId, Option<Instant>> = proposal::table
        .filter(proposal::group_id.eq(may.group()))
        .select((proposal::id, proposal::withdrawn_at))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let abstained: BTreeMap<ProposalId, i32> = ballots::table
        .inner_join(proposal::table)
        .filter(proposal::group_id.eq(may.group()).and(ballots::choice.eq(Choice::Abstain)))
        .select((proposal::id, ballots::count))
        .load(&mut db.db)?
        .into_iter()
        .collect();
    let mut all = super::of_group(db, may)?;
    all.sort_by(|one, other| (one.opened_at, &one.title).cmp(&(other.opened_at, &other.title)));
    let is_over = |it: &super::Proposal| it.outcome(now) != Outcome::Open;
    all.into_iter()
        .filter(|it| is_over(it) && !it.subject.kind().is_about_a_person)
        .map(|it| {
            let stored = it.change.as_ref().map_or(it.subject.into(), Stored::from);
            let abstain = abstained.get(&it.id).copied().unwrap_or_default();
            let votes = Votes {
                yes: it.heard.yes,
                no: it.heard.no,
                abstain: u32::try_from(abstain).map_err(|_| StoreError::Unknown("ballots.count"))?,
            };
            let is_told = it.terms.method != Method::Consent && it.outcome(now).tells_votes();
            let decision = Decision {
                title: ShortText::parse(&it.title).map_err(|_| StoreError::Unknown("proposal.title"))?,
                why: Markdown::parse(&it.why).map_err(|_| StoreError::Unknown("proposal.why"))?,
                what: it.subject,
                rule: stored.ruling.map(|it| it.rule),
                value: stored.ruling.map(|it| it.to),
                detail: stored.detail.filter(|_| Decision::tells(it.subject)),
                review_months: it.review.months(),
                method: it.terms.method,
                quorum_percent: it.terms.quorum_percent,
                silence_is_consent: it.terms.silence_is_consent,
                electors: it.terms.electors,
                took_part: it.heard.took_part,
                objections: it.heard.objections,
                votes: is_told.then_some(votes),
                round: u32::try_from(it.round).map_err(|_| StoreError::Unknown("proposal.round"))?,
                opened_at: it.opened_at,
                deadline: it.terms.deadline,
                withdrawn_at: withdrawn.get(&it.id).copied().flatten(),
                did_not_fit: it.did_not_fit,
            };
            Ok((it.id, decision))
        })
        .collect()
}

/// What a group had decided where it comes from: it has been carried out there.
pub(in crate::store) fn given(
    db: &mut Conn,
    founded: &Founded,
    it: &Decision,
) -> Result<ProposalId, StoreError> {
    let id = ProposalId::from_random(db.entropy.bytes());
    let ruling = it.rule.zip(it.value).and_then(|(rule, to)| Ruling::new(rule, to));
    let stored = Stored { ruling, detail: it.detail.clone(), ..it.what.into() };
    diesel::insert_into(proposal::table)
        .values((
            proposal::id.eq(id),
            proposal::group_id.eq(founded.group),
            proposal::title.eq(it.title.as_str()),
            proposal::why.eq(it.why.as_str()),
            Cells::from(stored),
            (
                proposal::review_months.eq(number(it.review_months)),
                proposal::method.eq(it.method),
                proposal::quorum_percent.eq(number(it.quorum_percent)),
                proposal::silence_is_consent.eq(it.silence_is_consent),
                proposal::electors.eq(number(it.electors)),
                proposal::round.eq(number(it.round)),
                proposal::opened_at.eq(it.opened_at),
                proposal::deadline.eq(it.deadline),
                proposal::withdrawn_at.eq(it.withdrawn_at),
                proposal::carried_out_at.eq(it.withdrawn_at.unwrap_or(it.deadline)),
                proposal::did_not_fit.eq(it.did_not_fit),
            ),
        ))
        .execute(&mut db.db)?;
    heard(db, id, it)?;
    Ok(id)
}

fn heard(db: &mut Conn, id: ProposalId, it: &Decision) -> Result<(), StoreError> {
    for at in 0..it.took_part.max(it.objections) {
        let someone = ElectorId::from_random(db.entropy.bytes());
        diesel::insert_into(elector::table)
            .values((
                elector::id.eq(someone),
                elector::proposal_id.eq(id),
                elector::took_part.eq(at < it.took_part),
            ))
            .execute(&mut db.db)?;
        if at < it.objections {
            diesel::insert_into(voice::table)
                .values((
                    voice::id.eq(VoiceId::from_random(db.entropy.bytes())),
                    voice::proposal_id.eq(id),
                    voice::elector_id.eq(someone),
                    voice::round.eq(number(it.round)),
                    voice::kind.eq(Voice::Objection),
                    voice::said_at.eq(it.opened_at),
                ))
                .execute(&mut db.db)?;
        }
    }
    super::ballots(db, id, |choice| {
        it.votes.map_or(0, |votes| match choice {
            Choice::Yes => votes.yes,
            Choice::No => votes.no,
            Choice::Abstain => votes.abstain,
        })
    })
}
