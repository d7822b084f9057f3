//! The group's log: one line for whatever changed power, rules or dates, with what was before and what is now, readable by
//! every member. A line outlives the membership of whoever did it, and then says "former member". What is said about people
//! in other ways (answers, hellos, who came) is never written here.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::memberships;
use super::schema::{agreement_rule, group_log, groups};
use crate::access::{MayAttend, MayRecall};
use crate::domain::agreement::Rule;
use crate::domain::ids::{GroupId, LogId, MembershipId};
use crate::domain::log::LogKind;
use crate::domain::time::Instant;

/// So many lines are shown.
const SHOWN: i64 = 200;

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    pub kind: LogKind,
    /// The member whom it is about, when it is about one.
    pub about: Option<MembershipId>,
    pub before: String,
    pub after: String,
}

impl Event {
    /// One that is about nobody.
    #[must_use]
    pub fn of(kind: LogKind, before: impl ToString, after: impl ToString) -> Self {
        Self { kind, about: None, before: before.to_string(), after: after.to_string() }
    }
}

/// A line, for members.
#[derive(Debug, Clone)]
pub struct Line {
    pub kind: LogKind,
    pub at: Instant,
    /// Under the name in this group; `None` when the member has gone.
    pub by: Option<String>,
    pub about: Option<String>,
    pub before: String,
    pub after: String,
}

/// Writes down what a member did.
///
/// # Errors
/// When the database does not answer.
pub fn write(db: &mut Conn, may: &MayAttend, event: Event, now: Instant) -> Result<(), StoreError> {
    insert(db, may.group(), Some(may.membership()), event, now)
}

/// Writes down what happened; by whom, when it was somebody.
pub(in crate::store) fn insert(
    db: &mut Conn,
    group: GroupId,
    by: Option<MembershipId>,
    event: Event,
    now: Instant,
) -> Result<(), StoreError> {
    diesel::insert_into(group_log::table)
        .values((
            group_log::id.eq(LogId::from_random(db.entropy.bytes())),
            group_log::group_id.eq(group),
            group_log::kind.eq(event.kind),
            group_log::at.eq(now),
            group_log::membership_id.eq(by),
            group_log::about_id.eq(event.about),
            group_log::was.eq(event.before),
            group_log::became.eq(event.after),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

type Row = (LogKind, Instant, Option<MembershipId>, Option<MembershipId>, String, String);

/// The last lines, the newest first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn read(db: &mut Conn, may: &MayAttend) -> Result<Vec<Line>, StoreError> {
    lines(db, may.group())
}

/// The same of a group that has closed.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn kept(db: &mut Conn, may: &MayRecall) -> Result<Vec<Line>, StoreError> {
    lines(db, may.group())
}

fn lines(db: &mut Conn, group: GroupId) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<Row> = group_log::table
        .filter(group_log::group_id.eq(group))
        .order((group_log::at.desc(), group_log::id))
        .limit(SHOWN)
        .select((
            group_log::kind,
            group_log::at,
            group_log::membership_id,
            group_log::about_id,
            group_log::was,
            group_log::became,
        ))
        .load(&mut db.db)?;
    let names: BTreeMap<MembershipId, String> = memberships::named(db, group)?;
    let name = |id: Option<MembershipId>| id.and_then(|id| names.get(&id).cloned());
    Ok(rows
        .into_iter()
        .map(|(kind, at, by, about, before, after)| Line {
            kind,
            at,
            by: name(by),
            about: name(about),
            before,
            after,
        })
        .collect())
}

/// Deletes what is older than each group keeps. The term of the table is that of groups that have not agreed on another.
pub(in crate::store) fn forget(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let agreed: Vec<(GroupId, i32)> = agreement_rule::table
        .filter(agreement_rule::rule.eq(Rule::LogMonths))
        .select((agreement_rule::group_id, agreement_rule::value))
        .load(&mut db.db)?;
    let others = groups::table
        .filter(groups::id.ne_all(agreed.iter().map(|(group, _)| *group).collect::<Vec<_>>()))
        .select(groups::id);
    let old = group_log::table.filter(group_log::at.le(before).and(group_log::group_id.eq_any(others)));
    let mut gone = diesel::delete(old).execute(&mut db.db)?;
    let beginning = Rule::LogMonths.bounds().start;
    for (group, months) in agreed {
        let since = before.minus(TimeDelta::days(i64::from(months - beginning) * 365 / 12));
        let old = group_log::table.filter(group_log::group_id.eq(group).and(group_log::at.le(since)));
        gone += diesel::delete(old).execute(&mut db.db)?;
    }
    Ok(gone)
}
