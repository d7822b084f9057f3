//! The group's log: one line for whatever changed power, rules or dates, with what was before and what is now, readable by
//! every member. A line outlives the membership of whoever did it, and then says "former member". What is said about people
//! in other ways (answers, hellos, who came) is never written here.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::dsl::max;
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

/// So many lines are on a page.
const SHOWN: i64 = 100;

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
    let last = group_log::table.filter(group_log::group_id.eq(group)).select(max(group_log::turn));
    let last: Option<i64> = last.first(&mut db.db)?;
    diesel::insert_into(group_log::table)
        .values((
            group_log::turn.eq(last.unwrap_or_default() + 1),
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

/// A page of lines, the newest first.
#[derive(Debug)]
pub struct Lines {
    pub lines: Vec<Line>,
    /// How many to pass over for the next page.
    pub next: Option<u32>,
}

/// The lines after so many that are passed over.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn read(db: &mut Conn, may: &MayAttend, after: u32) -> Result<Lines, StoreError> {
    let names = memberships::names(db, may)?;
    page(db, may.group(), &names, after)
}

/// The same of a group that has closed.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn kept(db: &mut Conn, may: &MayRecall) -> Result<Lines, StoreError> {
    let names = memberships::named(db, may.group())?;
    page(db, may.group(), &names, 0)
}

fn page(
    db: &mut Conn,
    group: GroupId,
    names: &BTreeMap<MembershipId, String>,
    after: u32,
) -> Result<Lines, StoreError> {
    let mut rows: Vec<Row> = group_log::table
        .filter(group_log::group_id.eq(group))
        .order((group_log::at.desc(), group_log::turn.desc(), group_log::id))
        .offset(after.into())
        .limit(SHOWN + 1)
        .select((
            group_log::kind,
            group_log::at,
            group_log::membership_id,
            group_log::about_id,
            group_log::was,
            group_log::became,
        ))
        .load(&mut db.db)?;
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let has_more = rows.len() > shown;
    rows.truncate(shown);
    let name = |id: Option<MembershipId>| id.and_then(|id| names.get(&id).cloned());
    let lines: Vec<Line> = rows
        .into_iter()
        .map(|(kind, at, by, about, before, after)| Line {
            kind,
            at,
            by: name(by),
            about: name(about),
            before,
            after,
        })
        .collect();
    let next = u32::try_from(lines.len()).ok().and_then(|many| after.checked_add(many));
    Ok(Lines { lines, next: next.filter(|_| has_more) })
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
