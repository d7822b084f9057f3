//! What a group has agreed on. A rule without a row is as every group begins: see [`Rules`]. What was decided and is not
//! written down yet holds all the same, from its deadline on: whoever reads the rules reads them as they are at that
//! instant, and [`carry_out`] writes them down at its leisure.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::schema::{agreement_rule, groups};
use super::{mandates, proposals};
use crate::access::{Decided, MayAttend, MayRun, decided};
use crate::domain::agreement::{Rule, Rules};
use crate::domain::decision::{Change, Outcome, Ruling};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::time::{Instant, Zone};

/// A rule that the group has agreed on, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub rule: Rule,
    pub value: i32,
    pub why: String,
    pub since: Instant,
    pub review_on: Option<NaiveDate>,
}

/// The rules of my group, as they hold now.
///
/// # Errors
/// When the database does not answer.
pub fn rules(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Rules, StoreError> {
    of_group(db, may.group(), now)
}

/// The rules of a group, as they hold now.
pub(in crate::store) fn of_group(db: &mut Conn, group: GroupId, now: Instant) -> Result<Rules, StoreError> {
    Ok(Rules::agreed(all(db, group, now)?.into_iter().map(|agreed| (agreed.rule, agreed.value))))
}

/// What my group has agreed on, with the reasons, as it holds now.
///
/// # Errors
/// When the database does not answer.
pub fn agreed(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Agreed>, StoreError> {
    all(db, may.group(), now)
}

fn all(db: &mut Conn, group: GroupId, now: Instant) -> Result<Vec<Agreed>, StoreError> {
    type Row = (Rule, i32, String, Instant, Option<NaiveDate>);
    let rows: Vec<Row> = agreement_rule::table
        .filter(agreement_rule::group_id.eq(group))
        .select((
            agreement_rule::rule,
            agreement_rule::value,
            agreement_rule::why,
            agreement_rule::since_at,
            agreement_rule::review_on,
        ))
        .load(&mut db.db)?;
    let mut all: Vec<Agreed> = rows
        .into_iter()
        .map(|(rule, value, why, since, review_on)| Agreed { rule, value, why, since, review_on })
        .collect();
    for (_, new) in decided_since(db, group, now)? {
        all.retain(|old| old.rule != new.rule);
        all.push(new);
    }
    Ok(all)
}

/// What is decided and not written down.
fn decided_since(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Vec<(proposals::Proposal, Agreed)>, StoreError> {
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    let adopted = proposals::not_carried_out(db, group, now)?
        .into_iter()
        .filter(|it| it.outcome(now) == Outcome::Adopted)
        .filter_map(|it| {
            let Ruling { rule, to } = it.change.and_then(Change::ruling)?;
            let review_on = it.review.on(zone.wall(it.terms.deadline).date());
            let (why, since) = (it.why.clone(), it.terms.deadline);
            Some((it, Agreed { rule, value: to, why, since, review_on: Some(review_on) }))
        });
    Ok(adopted.collect())
}

/// Writes down what a group has decided, once, with a line of the log for each change.
///
/// # Errors
/// When the database does not answer.
pub fn carry_out(db: &mut Conn, _: &MayRun, group: GroupId, now: Instant) -> Result<(), StoreError> {
    let settled = now.minus(proposals::SETTLED);
    let changes = decided_since(db, group, settled)?;
    for it in proposals::not_carried_out(db, group, settled)? {
        let Some(adopted) = proposals::carried_out(db, group, &it, now)? else {
            continue;
        };
        let may = decided(&adopted);
        if let Some((_, new)) = changes.iter().find(|(of, _)| of.id == it.id) {
            write(db, &may, new)?;
        }
        if let Some(change) = it.change {
            mandates::as_decided(db, &may, change, it.terms.deadline)?;
        }
    }
    Ok(())
}

fn write(db: &mut Conn, may: &Decided, new: &Agreed) -> Result<(), StoreError> {
    let place = agreement_rule::table.find((may.group(), new.rule));
    let old: Option<i32> = place.select(agreement_rule::value).first(&mut db.db).optional()?;
    diesel::delete(place).execute(&mut db.db)?;
    diesel::insert_into(agreement_rule::table)
        .values((
            agreement_rule::group_id.eq(may.group()),
            agreement_rule::rule.eq(new.rule),
            agreement_rule::value.eq(new.value),
            agreement_rule::why.eq(&new.why),
            agreement_rule::since_at.eq(new.since),
            agreement_rule::review_on.eq(new.review_on),
        ))
        .execute(&mut db.db)?;
    let before = old.unwrap_or(new.rule.bounds().start);
    let event = Event::of(LogKind::RuleChanged, new.rule.stored(before), new.rule.stored(new.value));
    log::insert(db, may.group(), None, event, new.since)
}
