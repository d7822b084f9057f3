//! Mandates: what a group gave a member for a time, and that the others are told. Whether one is live, who may take the
//! next, and how one follows another, is the domain's to say: [`Mandates`], [`Leading`](crate::domain::mandate::Leading).

use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;

use super::agreements;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::outbox::{self, Message};
use super::schema::{groups, mandate, membership};
use super::{proposals, roles, step_backs};
use crate::access::{Decided, MayAttend, MayFacilitate, MayLead};
use crate::domain::agreement::{Rule, Rules};
use crate::domain::coded::Coded as _;
use crate::domain::decision::Change;
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MandateId, MembershipId, ProgrammeId};
use crate::domain::log::LogKind;
use crate::domain::mandate::{Held, Mandate, Mandates};
use crate::domain::message::MessageKind;
use crate::domain::time::{Instant, Wall, Zone};

/// So long it is worth saying that somebody has taken a mandate.
const WORTH_SAYING: TimeDelta = TimeDelta::days(30);

#[derive(Queryable, Selectable)]
#[diesel(table_name = mandate)]
struct Row {
    id: MandateId,
    membership_id: MembershipId,
    from_at: Instant,
    until_at: Instant,
    ended_at: Option<Instant>,
    is_interim: bool,
    is_taken_back: bool,
    is_followed: bool,
    is_deputy: bool,
}

impl Row {
    fn held(&self) -> Held {
        let mandate = Mandate {
            from: self.from_at,
            until: self.until_at,
            ended: self.ended_at,
            is_interim: self.is_interim,
            is_taken_back: self.is_taken_back,
            is_followed: self.is_followed,
            is_deputy: self.is_deputy,
        };
        Held { by: self.membership_id, mandate }
    }
}

/// Gives a member a mandate.
///
/// # Errors
/// When the database does not answer.
pub fn give(db: &mut Conn, may: MayLead, mandate: Mandate) -> Result<MayFacilitate, StoreError> {
    insert(db, may.membership(), mandate)?;
    began(db, &may, mandate)?;
    Ok(may.given())
}

/// Gives a member a mandate that they took, and tells every other member until when.
///
/// # Errors
/// When the database does not answer.
pub fn take(db: &mut Conn, may: MayLead, mandate: Mandate, now: Instant) -> Result<(), StoreError> {
    let id = insert(db, may.membership(), mandate)?;
    began(db, &may, mandate)?;
    let others: Vec<(MembershipId, Channel)> = membership::table
        .filter(membership::group_id.eq(may.group()).and(membership::id.ne(may.membership())))
        .select((membership::id, membership::channel))
        .load(&mut db.db)?;
    for (member, channel) in others {
        let kind = MessageKind::MandateTaken;
        let message = Message {
            channel,
            membership: Some(member),
            group: Some(may.group()),
            mandate: Some(id),
            ..Message::now(format!("{} {id} {member}", kind.code()), kind, now, now.plus(WORTH_SAYING))
        };
        outbox::enqueue(db, &message, now)?;
    }
    Ok(())
}

fn began(db: &mut Conn, may: &MayLead, mandate: Mandate) -> Result<(), StoreError> {
    let zone: Zone = groups::table.find(may.group()).select(groups::zone).first(&mut db.db)?;
    let until = zone.wall(mandate.until).date();
    let event = Event { about: Some(may.membership()), ..Event::of(LogKind::MandateBegan, "", until) };
    log::insert(db, may.group(), Some(may.membership()), event, mandate.from)
}

/// Until when a mandate lasts, by the group's clock. `None` when it was given back.
pub(in crate::store) fn until(db: &mut Conn, id: MandateId) -> Result<Option<(Wall, Zone)>, StoreError> {
    let found: Option<(Instant, Zone)> = mandate::table
        .inner_join(membership::table.inner_join(groups::table))
        .filter(mandate::id.eq(id).and(mandate::ended_at.is_null()))
        .select((mandate::until_at, groups::zone))
        .first(&mut db.db)
        .optional()?;
    Ok(found.map(|(until, zone)| (zone.wall(until), zone)))
}

fn insert(db: &mut Conn, member: MembershipId, mandate: Mandate) -> Result<MandateId, StoreError> {
    let id = MandateId::from_random(db.entropy.bytes());
    diesel::insert_into(mandate::table)
        .values((
            mandate::id.eq(id),
            mandate::membership_id.eq(member),
            mandate::from_at.eq(mandate.from),
            mandate::until_at.eq(mandate.until),
            mandate::is_interim.eq(mandate.is_interim),
            mandate::is_deputy.eq(mandate.is_deputy),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

fn rewrite(db: &mut Conn, id: MandateId, mandate: Mandate) -> Result<(), StoreError> {
    diesel::update(mandate::table.find(id))
        .set((
            mandate::until_at.eq(mandate.until),
            mandate::ended_at.eq(mandate.ended),
            mandate::is_taken_back.eq(mandate.is_taken_back),
            mandate::is_followed.eq(mandate.is_followed),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Every mandate that a group has given, live or not; also what it has decided and nobody has written down yet.
pub(in crate::store) fn of_group(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Mandates, StoreError> {
    let rules = agreements::of_group(db, group, now)?;
    // What somebody holds who steps back rests meanwhile.
    let resting = step_backs::resting(db, group, now)?;
    let mut rows = written(db, group)?;
    rows.retain(|row| !resting.contains(&row.membership_id));
    let mut all = Mandates::new(rows.iter().map(Row::held).collect(), &rules);
    for it in proposals::decided(db, group, now)? {
        if let Some(change) = &it.change {
            let at = it.terms.deadline;
            let rules = agreements::of_group(db, group, at)?;
            all = after(all, change, at, &rules);
        }
    }
    Ok(all.by(&rules).without(roles::on_break(db, group)?))
}

/// What becomes of them by a decision, by the rules of its moment.
fn after(all: Mandates, change: &Change, at: Instant, rules: &Rules) -> Mandates {
    let mut all = all.by(rules);
    match change {
        Change::Mandate(member) => all.give(*member, at, rules.term()),
        Change::Deputy(member) => all.name_deputy(*member, at, rules.term()),
        Change::TakeBack(member) => all.take_back(*member, at),
        Change::Rule(it) if it.rule == Rule::Term => all.shorten(at, rules.term()),
        Change::Rule(_)
        | Change::Tie(_)
        | Change::Open(_)
        | Change::Welcome(_)
        | Change::Accompany(_)
        | Change::Exclude(..)
        | Change::Appeal(_)
        | Change::Text(_)
        | Change::Dates(_)
        | Change::Rest(_)
        | Change::Close(_) => {}
    }
    all
}

/// Writes down what becomes of the mandates of a group by what it has decided at `at`, with a line of the log for each.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    change: &Change,
    at: Instant,
) -> Result<(), StoreError> {
    let group = may.group();
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    let day = |at: Instant| zone.wall(at).date();
    let rules = agreements::of_group(db, group, at)?;
    let rows = written(db, group)?;
    let before: Vec<Held> = rows.iter().map(Row::held).collect();
    let after = after(Mandates::new(before, &rules), change, at, &rules);
    for (row, new) in rows.iter().zip(after.all()) {
        let (old, new) = (row.held().mandate, new.mandate);
        if old == new {
            continue;
        }
        rewrite(db, row.id, new)?;
        let event = if new.is_taken_back {
            Event::of(LogKind::MandateTakenBack, "", "")
        } else {
            let is_by_rule = matches!(change, Change::Rule(_));
            let kind = if is_by_rule { LogKind::MandateShortened } else { LogKind::MandateFollowed };
            Event::of(kind, day(old.end()), day(new.end()))
        };
        log::insert(db, group, None, Event { about: Some(row.membership_id), ..event }, at)?;
    }
    for new in after.all().iter().skip(rows.len()) {
        insert(db, new.by, new.mandate)?;
        let kind = if new.mandate.is_deputy { LogKind::DeputyNamed } else { LogKind::MandateBegan };
        let event = Event { about: Some(new.by), ..Event::of(kind, "", day(new.mandate.until)) };
        log::insert(db, group, None, event, at)?;
    }
    Ok(())
}

/// All mandates of my group.
///
/// # Errors
/// When the database does not answer.
pub fn of_member(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Mandates, StoreError> {
    of_group(db, may.group(), now)
}

/// How many members of my group have held a mandate at any time since.
///
/// # Errors
/// When the database does not answer.
pub fn led_since(db: &mut Conn, may: &MayAttend, since: Instant, now: Instant) -> Result<usize, StoreError> {
    let all = of_group(db, may.group(), now)?;
    let leads = |it: &Mandate| !it.is_deputy && it.from <= now && it.end() > since;
    let within = all.all().iter().filter(|it| leads(&it.mandate));
    Ok(within.map(|it| it.by).collect::<BTreeSet<_>>().len())
}

fn written(db: &mut Conn, group: GroupId) -> Result<Vec<Row>, StoreError> {
    Ok(mandate::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(group))
        .order((mandate::from_at, mandate::id))
        .select(Row::as_select())
        .load(&mut db.db)?)
}

/// The groups of a programme in which somebody holds a live mandate.
pub(in crate::store) fn led(
    db: &mut Conn,
    of: ProgrammeId,
    now: Instant,
) -> Result<BTreeSet<GroupId>, StoreError> {
    let theirs = groups::table.filter(groups::programme_id.eq(of)).select(groups::id);
    let rows: Vec<(GroupId, Row)> = mandate::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq_any(theirs))
        .select((membership::group_id, Row::as_select()))
        .load(&mut db.db)?;
    let live = rows.into_iter().filter(|(_, row)| row.held().mandate.is_live(now) && !row.is_deputy);
    Ok(live.map(|(group, _)| group).collect())
}
