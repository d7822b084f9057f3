//! What a group has agreed on, version by version, and what its log says of itself.

use diesel::prelude::*;

use crate::access::{Founded, MayFacilitate};
use crate::domain::belongings::{AgreedRule, AgreedVersion, Belongings, Line, LogLine, Prose};
use crate::domain::ids::{LogId, ProposalId};
use crate::domain::log::LogKind;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::{agreement_rule, agreement_version, group_log};
use crate::store::{agreements, versions as agreement};

pub(super) fn rules(db: &mut Conn, may: &MayFacilitate, now: Instant) -> Result<Vec<AgreedRule>, StoreError> {
    let mut all = agreements::agreed(db, may.as_member(), now)?;
    all.sort_by_key(|it| it.rule);
    all.into_iter()
        .map(|it| {
            Ok(AgreedRule {
                rule: it.rule,
                value: it.value,
                why: prose(&it.why)?,
                since: it.since,
                review_on: it.review_on,
            })
        })
        .collect()
}

fn prose(stored: &str) -> Result<Prose, StoreError> {
    Prose::read(stored).ok_or(StoreError::Unknown("agreement"))
}

pub(super) fn versions(
    db: &mut Conn,
    may: &MayFacilitate,
    decisions: &[ProposalId],
    now: Instant,
) -> Result<Vec<AgreedVersion>, StoreError> {
    let all = agreement::all(db, may.as_member(), now)?.into_iter();
    all.map(|it| {
        Ok(AgreedVersion {
            number: it.version.number,
            text: prose(&it.version.text)?,
            rules: it.version.rules,
            is_text: it.is_text,
            why: prose(&it.why)?,
            since: it.since,
            review_on: it.review_on,
            decision: decisions.iter().position(|id| Some(*id) == it.decision),
        })
    })
    .collect()
}

pub(super) fn log(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<LogLine>, StoreError> {
    let rows: Vec<(LogKind, Instant, String, String)> = group_log::table
        .filter(group_log::group_id.eq(may.group()).and(group_log::about_id.is_null()))
        .order((group_log::at, group_log::turn))
        .select((group_log::kind, group_log::at, group_log::was, group_log::became))
        .load(&mut db.db)?;
    let line = |text: &str| Line::read(text).ok_or(StoreError::Unknown("group_log"));
    rows.into_iter()
        .filter(|(kind, ..)| kind.is_the_groups())
        .map(|(kind, at, was, became)| Ok(LogLine { at, kind, before: line(&was)?, after: line(&became)? }))
        .collect()
}

pub(super) fn give(
    db: &mut Conn,
    to: &Founded,
    it: &Belongings,
    decisions: &[ProposalId],
) -> Result<(), StoreError> {
    for rule in &it.rules {
        diesel::insert_into(agreement_rule::table)
            .values((
                agreement_rule::group_id.eq(to.group),
                agreement_rule::rule.eq(rule.rule),
                agreement_rule::value.eq(rule.value),
                agreement_rule::why.eq(rule.why.as_str()),
                agreement_rule::since_at.eq(rule.since),
                agreement_rule::review_on.eq(rule.review_on),
            ))
            .execute(&mut db.db)?;
    }
    for version in &it.versions {
        let decision = version.decision.and_then(|at| decisions.get(at));
        diesel::insert_into(agreement_version::table)
            .values((
                agreement_version::group_id.eq(to.group),
                agreement_version::number.eq(version.number),
                agreement_version::text.eq(version.text.as_str()),
                agreement_version::rules.eq(version.rules.stored()),
                agreement_version::is_text.eq(version.is_text),
                agreement_version::why.eq(version.why.as_str()),
                agreement_version::since_at.eq(version.since),
                agreement_version::review_on.eq(version.review_on),
                agreement_version::proposal_id.eq(decision),
            ))
            .execute(&mut db.db)?;
    }
    for (turn, line) in (1_i64..).zip(&it.log) {
        diesel::insert_into(group_log::table)
            .values((
                group_log::id.eq(LogId::from_random(db.entropy.bytes())),
                group_log::turn.eq(turn),
                group_log::group_id.eq(to.group),
                group_log::kind.eq(line.kind),
                group_log::at.eq(line.at),
                group_log::was.eq(line.before.as_str()),
                group_log::became.eq(line.after.as_str()),
            ))
            .execute(&mut db.db)?;
    }
    Ok(())
}
