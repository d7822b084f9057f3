//! The agreement of a group, version by version, and which of them a member has accepted. A version that is decided and not
//! written down yet is there all the same: see [`Version::next`]. That a member has not accepted one, no function here says
//! to anybody else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::agreements;
use super::conn::Conn;
use super::error::StoreError;
use super::proposals::{self, Proposal};
use super::schema::{acceptance, agreement_version, groups};
use crate::access::{Decided, MayAttend, MayCoordinate, MayFind};
use crate::domain::agreement::{Amendment, Rules, Version};
use crate::domain::decision::Change;
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::time::{Instant, Zone};

/// A version, and how it came to be.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub version: Version,
    /// Whether it is the text that has changed, rather than a rule.
    pub is_text: bool,
    pub why: String,
    pub since: Instant,
    pub review_on: NaiveDate,
    /// `None` when the proposal is not kept any more.
    pub decision: Option<ProposalId>,
}

/// All versions of my group that were decided, the oldest first. Before them there is [`Version::first`].
///
/// # Errors
/// When the database does not answer.
pub fn all(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Agreed>, StoreError> {
    of_group(db, may.group(), now)
}

fn of_group(db: &mut Conn, group: GroupId, now: Instant) -> Result<Vec<Agreed>, StoreError> {
    let mut all = written(db, group)?;
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    for it in proposals::decided(db, group, now)? {
        let last = last(db, group, &all)?;
        all.extend(by(&it, &last, zone));
    }
    Ok(all)
}

/// The rules of some groups with each version that is written down, the oldest first, and since when they hold.
pub(in crate::store) fn over_time(
    db: &mut Conn,
    groups: &BTreeSet<GroupId>,
) -> Result<BTreeMap<GroupId, Vec<(Instant, Rules)>>, StoreError> {
    let rows: Vec<(GroupId, Instant, String)> = agreement_version::table
        .filter(agreement_version::group_id.eq_any(groups))
        .order((agreement_version::group_id, agreement_version::number))
        .select((agreement_version::group_id, agreement_version::since_at, agreement_version::rules))
        .load(&mut db.db)?;
    let mut all: BTreeMap<GroupId, Vec<(Instant, Rules)>> = BTreeMap::new();
    for (group, since, rules) in rows {
        all.entry(group).or_default().push((since, Rules::read(&rules)));
    }
    Ok(all)
}

fn written(db: &mut Conn, group: GroupId) -> Result<Vec<Agreed>, StoreError> {
    type Row = (i32, String, String, bool, String, Instant, NaiveDate, Option<ProposalId>);
    let rows: Vec<Row> = agreement_version::table
        .filter(agreement_version::group_id.eq(group))
        .order(agreement_version::number)
        .select((
            agreement_version::number,
            agreement_version::text,
            agreement_version::rules,
            agreement_version::is_text,
            agreement_version::why,
            agreement_version::since_at,
            agreement_version::review_on,
            agreement_version::proposal_id,
        ))
        .load(&mut db.db)?;
    let agreed = rows.into_iter().map(|(number, text, rules, is_text, why, since, review_on, decision)| {
        let version = Version { number, text, rules: Rules::read(&rules) };
        Agreed { version, is_text, why, since, review_on, decision }
    });
    Ok(agreed.collect())
}

/// How my group began, before it decided anything.
///
/// # Errors
/// When the database does not answer.
pub fn first(db: &mut Conn, may: &MayAttend) -> Result<Version, StoreError> {
    last(db, may.group(), &[])
}

fn last(db: &mut Conn, group: GroupId, all: &[Agreed]) -> Result<Version, StoreError> {
    match all.last() {
        Some(it) => Ok(it.version.clone()),
        None => Ok(Version::first(agreements::founded(db, group)?)),
    }
}

/// What the agreement of my group says besides its rules.
///
/// # Errors
/// When the database does not answer.
pub fn text(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<String, StoreError> {
    Ok(all(db, may, now)?.pop().map(|it| it.version.text).unwrap_or_default())
}

/// The groups of a programme that have decided anything about their agreement, and say so in public.
pub(in crate::store) fn said_publicly(
    db: &mut Conn,
    may: &MayCoordinate,
) -> Result<BTreeSet<GroupId>, StoreError> {
    let all: Vec<GroupId> = agreement_version::table
        .inner_join(groups::table)
        .filter(groups::shows_agreement.eq(true).and(groups::programme_id.eq(may.programme())))
        .select(agreement_version::group_id)
        .distinct()
        .load(&mut db.db)?;
    Ok(all.into_iter().collect())
}

/// Whether a group that can be found has an agreement, and says so.
///
/// # Errors
/// When the database does not answer.
pub fn is_said(db: &mut Conn, may: &MayFind) -> Result<bool, StoreError> {
    let said = agreement_version::table
        .inner_join(groups::table)
        .filter(agreement_version::group_id.eq(may.group()).and(groups::shows_agreement.eq(true)));
    Ok(diesel::select(diesel::dsl::exists(said)).get_result(&mut db.db)?)
}

/// What an adopted proposal makes of the last version; nothing when it changes neither a rule nor the text.
fn by(it: &Proposal, last: &Version, zone: Zone) -> Option<Agreed> {
    Some(amends(it, it.change.as_ref()?.amendment()?, last, zone))
}

fn amends(it: &Proposal, amendment: Amendment<'_>, last: &Version, zone: Zone) -> Agreed {
    Agreed {
        version: last.next(amendment),
        is_text: matches!(amendment, Amendment::Text(_)),
        why: it.why.clone(),
        since: it.terms.deadline,
        review_on: it.review.on(zone.wall(it.terms.deadline).date()),
        decision: Some(it.id),
    }
}

/// Writes down the version that a group has made by adopting a proposal: its number.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    it: &Proposal,
) -> Result<Option<i32>, StoreError> {
    let amendment = it.change.as_ref().and_then(Change::amendment);
    amendment.map(|amendment| amended(db, may, it, amendment)).transpose()
}

/// The same of what follows from a proposal that is about something else.
pub(in crate::store) fn amended(
    db: &mut Conn,
    may: &Decided,
    it: &Proposal,
    amendment: Amendment<'_>,
) -> Result<i32, StoreError> {
    let group = may.group();
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    let before = written(db, group)?;
    let new = amends(it, amendment, &last(db, group, &before)?, zone);
    insert(db, group, &new)?;
    Ok(new.version.number)
}

/// Writes a version that is not there yet.
pub(in crate::store) fn insert(db: &mut Conn, group: GroupId, new: &Agreed) -> Result<(), StoreError> {
    diesel::insert_into(agreement_version::table)
        .values((
            agreement_version::group_id.eq(group),
            agreement_version::number.eq(new.version.number),
            agreement_version::text.eq(&new.version.text),
            agreement_version::rules.eq(new.version.rules.stored()),
            agreement_version::is_text.eq(new.is_text),
            agreement_version::why.eq(&new.why),
            agreement_version::since_at.eq(new.since),
            agreement_version::review_on.eq(new.review_on),
            agreement_version::proposal_id.eq(new.decision),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// The last version that I have accepted.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, may: &MayAttend) -> Result<Option<i32>, StoreError> {
    Ok(acceptance::table
        .filter(acceptance::membership_id.eq(may.membership()))
        .select(diesel::dsl::max(acceptance::number))
        .first(&mut db.db)?)
}

/// Accepts a version. What is accepted stays so.
///
/// # Errors
/// When the database does not answer.
pub fn accept(db: &mut Conn, may: &MayAttend, number: i32, now: Instant) -> Result<(), StoreError> {
    let there: i64 = acceptance::table.find((may.membership(), number)).count().get_result(&mut db.db)?;
    if there == 0 {
        diesel::insert_into(acceptance::table)
            .values((
                acceptance::membership_id.eq(may.membership()),
                acceptance::number.eq(number),
                acceptance::accepted_at.eq(now),
            ))
            .execute(&mut db.db)?;
    }
    Ok(())
}
