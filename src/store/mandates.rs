//! Mandates: what a group gave a member for a time, and that the others are told. Whether one is live, and who may take
//! the next, is the domain's to say: [`Mandate::is_live`], [`Leading`](crate::domain::mandate::Leading).

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use diesel::prelude::*;

use super::agreements;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::outbox::{self, Message};
use super::proposals;
use super::schema::{groups, mandate, membership};
use crate::access::{Decided, MayAttend, MayCoordinate, MayFacilitate, MayLead};
use crate::domain::coded::Coded as _;
use crate::domain::decision::Change;
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MandateId, MembershipId};
use crate::domain::log::LogKind;
use crate::domain::mandate::Mandate;
use crate::domain::message::MessageKind;
use crate::domain::time::{Instant, Wall, Zone};

/// So long it is worth saying that somebody has taken a mandate.
const WORTH_SAYING: TimeDelta = TimeDelta::days(30);

type Row = (GroupId, MembershipId, Instant, Instant, Option<Instant>, bool, bool);

/// Gives a member a mandate.
///
/// # Errors
/// When the database does not answer.
pub fn give(db: &mut Conn, may: MayLead, mandate: Mandate) -> Result<MayFacilitate, StoreError> {
    insert(db, &may, mandate)?;
    began(db, &may, mandate)?;
    Ok(may.given())
}

/// Gives a member a mandate that they took, and tells every other member until when.
///
/// # Errors
/// When the database does not answer.
pub fn take(db: &mut Conn, may: MayLead, mandate: Mandate, now: Instant) -> Result<(), StoreError> {
    let id = insert(db, &may, mandate)?;
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

/// Whose mandate was the last to end, or will be.
pub(in crate::store) fn last_holder(mandates: &[(MembershipId, Mandate)]) -> Option<MembershipId> {
    mandates.iter().max_by_key(|(_, mandate)| mandate.end()).map(|(holder, _)| *holder)
}

fn insert(db: &mut Conn, may: &MayLead, mandate: Mandate) -> Result<MandateId, StoreError> {
    insert_for(db, may.membership(), mandate)
}

fn insert_for(db: &mut Conn, member: MembershipId, mandate: Mandate) -> Result<MandateId, StoreError> {
    let id = MandateId::from_random(db.entropy.bytes());
    diesel::insert_into(mandate::table)
        .values((
            mandate::id.eq(id),
            mandate::membership_id.eq(member),
            mandate::from_at.eq(mandate.from),
            mandate::until_at.eq(mandate.until),
            mandate::is_interim.eq(mandate.is_interim),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// Every mandate that a group has given, live or not, with its holder; also what it has decided and nobody has written down
/// yet.
pub(in crate::store) fn of_group(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Vec<(MembershipId, Mandate)>, StoreError> {
    let mut all = written(db, group)?;
    for it in proposals::decided(db, group, now)? {
        let at = it.terms.deadline;
        match it.change {
            Some(Change::Mandate(member)) => {
                for (_, mandate) in all.iter_mut().filter(|(_, it)| it.is_interim && it.is_live(at)) {
                    mandate.ended = Some(at);
                }
                let term = agreements::of_group(db, group, at)?.term();
                all.push((member, Mandate::from_now(at, term)));
            }
            Some(Change::TakeBack(member)) => {
                for (_, mandate) in all.iter_mut().filter(|(of, it)| *of == member && it.is_live(at)) {
                    (mandate.ended, mandate.is_taken_back) = (Some(at), true);
                }
            }
            Some(
                Change::Rule(_)
                | Change::Tie(_)
                | Change::Accompany(_)
                | Change::Exclude(..)
                | Change::Appeal(_),
            )
            | None => {}
        }
    }
    Ok(all)
}

/// Gives a mandate, as the group has decided at `at`. What somebody took until then ends.
pub(in crate::store) fn given(
    db: &mut Conn,
    may: &Decided,
    member: MembershipId,
    at: Instant,
) -> Result<(), StoreError> {
    let group = may.group();
    let zone: Zone = groups::table.find(group).select(groups::zone).first(&mut db.db)?;
    let mandate = Mandate::from_now(at, agreements::of_group(db, group, at)?.term());
    let of_group = membership::table.filter(membership::group_id.eq(group)).select(membership::id);
    let interim = mandate::table
        .filter(mandate::membership_id.eq_any(of_group).and(mandate::is_interim.eq(true)))
        .filter(mandate::ended_at.is_null().and(mandate::from_at.le(at)).and(mandate::until_at.gt(at)));
    diesel::update(interim).set(mandate::ended_at.eq(at)).execute(&mut db.db)?;
    insert_for(db, member, mandate)?;
    let until = zone.wall(mandate.until).date();
    let event = Event { about: Some(member), ..Event::of(LogKind::MandateBegan, "", until) };
    log::insert(db, group, None, event, at)
}

/// Takes a member's mandates back, as the group has decided at `at`.
pub(in crate::store) fn taken_back(
    db: &mut Conn,
    may: &Decided,
    member: MembershipId,
    at: Instant,
) -> Result<(), StoreError> {
    let live = mandate::table.filter(mandate::membership_id.eq(member));
    let live = live.filter(mandate::ended_at.is_null().and(mandate::from_at.le(at)));
    let ended = diesel::update(live.filter(mandate::until_at.gt(at)))
        .set((mandate::ended_at.eq(at), mandate::is_taken_back.eq(true)))
        .execute(&mut db.db)?;
    if ended == 0 {
        return Ok(());
    }
    let event = Event { about: Some(member), ..Event::of(LogKind::MandateTakenBack, "", "") };
    log::insert(db, may.group(), None, event, at)
}

/// Who holds a live mandate of my group, and until when.
///
/// # Errors
/// When the database does not answer.
pub fn holders(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<Vec<(MembershipId, Instant)>, StoreError> {
    let live = of_group(db, may.group(), now)?.into_iter().filter(|(_, mandate)| mandate.is_live(now));
    let mut until: BTreeMap<MembershipId, Instant> = BTreeMap::new();
    for (member, mandate) in live {
        let end = mandate.end();
        until.entry(member).and_modify(|known| *known = end.max(*known)).or_insert(end);
    }
    Ok(until.into_iter().collect())
}

/// How many members of my group have held a mandate at any time since.
///
/// # Errors
/// When the database does not answer.
pub fn led_since(db: &mut Conn, may: &MayAttend, since: Instant, now: Instant) -> Result<usize, StoreError> {
    let all = of_group(db, may.group(), now)?.into_iter();
    let within = all.filter(|(_, mandate)| mandate.from <= now && mandate.end() > since);
    Ok(within.map(|(member, _)| member).collect::<BTreeSet<_>>().len())
}

fn written(db: &mut Conn, group: GroupId) -> Result<Vec<(MembershipId, Mandate)>, StoreError> {
    let rows: Vec<Row> = mandate::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(group))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|row| (row.1, as_mandate(&row))).collect())
}

/// The groups of a programme in which somebody holds a live mandate.
pub(in crate::store) fn led(
    db: &mut Conn,
    may: &MayCoordinate,
    now: Instant,
) -> Result<BTreeSet<GroupId>, StoreError> {
    let theirs = groups::table.filter(groups::programme_id.eq(may.programme())).select(groups::id);
    let rows: Vec<Row> = mandate::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq_any(theirs))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows.into_iter().filter(|row| as_mandate(row).is_live(now)).map(|(group, ..)| group).collect())
}

fn as_mandate(row: &Row) -> Mandate {
    let (_, _, from, until, ended, is_interim, is_taken_back) = *row;
    Mandate { from, until, ended, is_interim, is_taken_back }
}

const COLUMNS: (
    membership::group_id,
    membership::id,
    mandate::from_at,
    mandate::until_at,
    mandate::ended_at,
    mandate::is_interim,
    mandate::is_taken_back,
) = (
    membership::group_id,
    membership::id,
    mandate::from_at,
    mandate::until_at,
    mandate::ended_at,
    mandate::is_interim,
    mandate::is_taken_back,
);
