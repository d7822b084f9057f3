//! What a group has agreed on. A rule without a row is as every group begins: see [`Rules`]. What was decided and is not
//! written down yet holds all the same, from its deadline on: whoever reads the rules reads them as they are at that
//! instant, and [`carrying`](super::carrying) writes them down at its leisure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes::{Whose, only};
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::proposals::{self, Proposal};
use super::schema::{agreement_rule, groups, series};
use super::versions;
use crate::access::{Decided, MayAppeal, MayAttend, MayRecall};
use crate::domain::agreement::{Amendment, Rule, Rules};
use crate::domain::decision::{Change, Ruling, Subject};
use crate::domain::group::{Openness, SeriesKind};
use crate::domain::ids::{GroupId, SeriesId};
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
    let agreed = all(db, group, now)?;
    Ok(founded(db, group)?.and(agreed.into_iter().map(|agreed| (agreed.rule, agreed.value))))
}

/// The rules by which a group began.
pub(in crate::store) fn founded(db: &mut Conn, group: GroupId) -> Result<Rules, StoreError> {
    Ok(Rules::founded(groups::table.find(group).select(groups::joining).first(&mut db.db)?))
}

/// Who may come to regular meetings, series by series, where their group has decided it; also where nobody has written it
/// down yet.
pub(in crate::store) fn openness(
    db: &mut Conn,
    whose: Whose,
    now: Instant,
) -> Result<BTreeMap<SeriesId, Openness>, StoreError> {
    let written = agreement_rule::table
        .inner_join(groups::table)
        .filter(agreement_rule::rule.eq(Rule::Openness))
        .select((groups::id, agreement_rule::value))
        .into_boxed();
    let written: Vec<(GroupId, i32)> = only!(written, whose).load(&mut db.db)?;
    let mut of: BTreeMap<GroupId, Option<Openness>> =
        written.into_iter().map(|(group, value)| (group, Openness::ruled(value))).collect();
    for group in proposals::groups_deciding(db, &[Subject::Rule], now)? {
        of.insert(group, of_group(db, group, now)?.openness());
    }
    let of: BTreeMap<GroupId, Openness> =
        of.into_iter().filter_map(|(group, openness)| Some((group, openness?))).collect();
    if of.is_empty() {
        return Ok(BTreeMap::new());
    }
    let regular: Vec<(SeriesId, GroupId)> = series::table
        .filter(series::group_id.eq_any(of.keys()).and(series::kind.eq(SeriesKind::Meeting)))
        .select((series::id, series::group_id))
        .load(&mut db.db)?;
    Ok(regular.into_iter().filter_map(|(series, group)| Some((series, *of.get(&group)?))).collect())
}

/// The same of one series.
pub(in crate::store) fn openness_of(
    db: &mut Conn,
    group: GroupId,
    of: SeriesId,
    now: Instant,
) -> Result<Option<Openness>, StoreError> {
    let Some(openness) = of_group(db, group, now)?.openness() else {
        return Ok(None);
    };
    let kind: SeriesKind = series::table.find(of).select(series::kind).first(&mut db.db)?;
    Ok((kind == SeriesKind::Meeting).then_some(openness))
}

/// What my group has agreed on, with the reasons, as it holds now.
///
/// # Errors
/// When the database does not answer.
pub fn agreed(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Agreed>, StoreError> {
    all(db, may.group(), now)
}

/// What a group that has closed had agreed on.
///
/// # Errors
/// When the database does not answer.
pub fn kept(db: &mut Conn, may: &MayRecall, now: Instant) -> Result<Rules, StoreError> {
    of_group(db, may.group(), now)
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
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    for it in proposals::decided(db, group, now)? {
        if let Some(ruling) = it.change.as_ref().and_then(Change::ruling) {
            all.retain(|old| old.rule != ruling.rule);
            all.push(agreed_by(&it, ruling, zone));
        }
    }
    Ok(all)
}

/// What a group agreed on by adopting a proposal.
fn agreed_by(it: &Proposal, ruling: Ruling, zone: Zone) -> Agreed {
    let review_on = it.review.on(zone.wall(it.terms.deadline).date());
    let Ruling { rule, to: value } = ruling;
    Agreed { rule, value, why: it.why.clone(), since: it.terms.deadline, review_on: Some(review_on) }
}

/// Writes down what a group has agreed on by adopting a proposal.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    it: &Proposal,
    ruling: Ruling,
) -> Result<(), StoreError> {
    let zone: Zone = groups::table.find(may.group()).select(groups::zone).first(&mut db.db)?;
    let new = agreed_by(it, ruling, zone);
    let place = agreement_rule::table.find((may.group(), new.rule));
    let old: Option<i32> = place.select(agreement_rule::value).first(&mut db.db).optional()?;
    diesel::delete(place).execute(&mut db.db)?;
    insert(db, may.group(), &new)?;
    let before = match old {
        Some(old) => old,
        None => founded(db, may.group())?.of(new.rule),
    };
    let event = Event::of(LogKind::RuleChanged, new.rule.stored(before), new.rule.stored(new.value));
    if new.rule == Rule::Openness {
        super::series::touch(db, may.group(), new.since)?;
    }
    log::insert(db, may.group(), None, event, new.since)
}

/// Where a group passes on what it counts, it does not any more: it has decided to go with another programme, or with none.
pub(in crate::store) fn end_sharing(db: &mut Conn, may: &Decided, it: &Proposal) -> Result<(), StoreError> {
    let ruling = Ruling { rule: Rule::Sharing, to: 0 };
    if of_group(db, may.group(), it.terms.deadline)?.of(ruling.rule) == ruling.to {
        return Ok(());
    }
    as_decided(db, may, it, ruling)?;
    versions::amended(db, may, it, Amendment::Rule(ruling.rule, ruling.to))?;
    Ok(())
}

/// Writes a rule that has no row.
pub(in crate::store) fn insert(db: &mut Conn, group: GroupId, new: &Agreed) -> Result<(), StoreError> {
    diesel::insert_into(agreement_rule::table)
        .values((
            agreement_rule::group_id.eq(group),
            agreement_rule::rule.eq(new.rule),
            agreement_rule::value.eq(new.value),
            agreement_rule::why.eq(&new.why),
            agreement_rule::since_at.eq(new.since),
            agreement_rule::review_on.eq(new.review_on),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// The rules on which an appeal is decided.
///
/// # Errors
/// When the database does not answer.
pub fn rules_of_appeal(db: &mut Conn, may: &MayAppeal, now: Instant) -> Result<Rules, StoreError> {
    of_group(db, may.group(), now)
}
