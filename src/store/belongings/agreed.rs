//! What a group has agreed on, version by version, and what its log says of itself.

use diesel::prelude::*;

use crate::access::{Founded, MayFacilitate};
use crate::domain::agreement::Version;
use crate::domain::belongings::{AgreedRule, AgreedVersion, Belongings, Line, LogLine, Prose};
use crate::domain::ids::ProposalId;
use crate::domain::log::LogKind;
use crate::domain::time::Instant;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::log::{self, Event};
use crate::store::schema::group_log;
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
    for it in &it.rules {
        let AgreedRule { rule, value, why, since, review_on } = it.clone();
        let why = why.as_str().to_owned();
        agreements::insert(db, to.group, &agreements::Agreed { rule, value, why, since, review_on })?;
    }
    for it in &it.versions {
        let text = it.text.as_str().to_owned();
        let agreed = agreement::Agreed {
            version: Version { number: it.number, text, rules: it.rules.clone() },
            is_text: it.is_text,
            why: it.why.as_str().to_owned(),
            since: it.since,
            review_on: it.review_on,
            decision: it.decision.and_then(|at| decisions.get(at)).copied(),
        };
        agreement::insert(db, to.group, &agreed)?;
    }
    for line in &it.log {
        let event = Event::of(line.kind, line.before.as_str(), line.after.as_str());
        log::insert(db, to.group, None, event, line.at)?;
    }
    Ok(())
}
