//! Who steps back for a time, by their own word or by that of two others. The rows go when it is over; no reason ever stands
//! in one.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::plans::dated;
use super::schema::{membership, step_back};
use super::{answers, turns};
use crate::access::{MayAttend, MayConfirm, MayOrder};
use crate::domain::ids::{GroupId, MembershipId, StepBackId};
use crate::domain::log::LogKind;
use crate::domain::step_back::{Order, StepBack};
use crate::domain::time::Instant;

/// One of a group's.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub id: StepBackId,
    pub member: MembershipId,
    pub it: StepBack,
    pub order: Order,
}

type Row =
    (StepBackId, MembershipId, Option<Instant>, Instant, bool, Option<MembershipId>, Option<MembershipId>);

const COLUMNS: (
    step_back::id,
    step_back::membership_id,
    step_back::from_at,
    step_back::until_at,
    step_back::is_ordered,
    step_back::ordered_by_id,
    step_back::reporter_id,
) = (
    step_back::id,
    step_back::membership_id,
    step_back::from_at,
    step_back::until_at,
    step_back::is_ordered,
    step_back::ordered_by_id,
    step_back::reporter_id,
);

fn known((id, member, from, until, is_ordered, by, reporter): Row) -> Known {
    let order = Order { by, about: member, reporter };
    Known { id, member, it: StepBack { from, until, is_ordered }, order }
}

/// The one of a member that holds, the longest where there are several.
pub(in crate::store) fn live(
    db: &mut Conn,
    of: MembershipId,
    now: Instant,
) -> Result<Option<StepBack>, StoreError> {
    let rows: Vec<Row> =
        step_back::table.filter(step_back::membership_id.eq(of)).select(COLUMNS).load(&mut db.db)?;
    let live = rows.into_iter().map(|row| known(row).it).filter(|it| it.is_live(now));
    Ok(live.max_by_key(|it| it.until))
}

/// Who of a group steps back now: what they hold rests meanwhile, so that others can take what nobody uses.
pub(in crate::store) fn resting(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<Vec<MembershipId>, StoreError> {
    let live = all(db, group, now)?.into_iter().filter(|known| known.it.is_live(now));
    Ok(live.map(|known| known.member).collect())
}

/// Those of my group that hold, or wait for the second word.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Known>, StoreError> {
    all(db, may.group(), now)
}

fn all(db: &mut Conn, group: GroupId, now: Instant) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<Row> = step_back::table
        .inner_join(membership::table.on(membership::id.eq(step_back::membership_id)))
        .filter(membership::group_id.eq(group).and(step_back::until_at.gt(now)))
        .order((step_back::until_at, step_back::id))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(known).collect())
}

/// I step back.
///
/// # Errors
/// When the database does not answer.
pub fn begin(db: &mut Conn, may: &MayAttend, it: StepBack, now: Instant) -> Result<(), StoreError> {
    insert(db, Order { by: None, about: may.membership(), reporter: None }, it)?;
    began(db, may, may.membership(), it, now)
}

/// I am back.
///
/// # Errors
/// When the database does not answer.
pub fn end_mine(db: &mut Conn, may: &MayAttend) -> Result<(), StoreError> {
    let mine = step_back::table.filter(step_back::membership_id.eq(may.membership()));
    diesel::delete(mine.filter(step_back::is_ordered.eq(false))).execute(&mut db.db)?;
    Ok(())
}

/// The first word.
///
/// # Errors
/// When the database does not answer.
pub fn order(db: &mut Conn, may: &MayOrder, it: StepBack) -> Result<(), StoreError> {
    insert(db, may.order(), it)
}

fn insert(db: &mut Conn, order: Order, it: StepBack) -> Result<(), StoreError> {
    diesel::insert_into(step_back::table)
        .values((
            step_back::id.eq(StepBackId::from_random(db.entropy.bytes())),
            step_back::membership_id.eq(order.about),
            step_back::from_at.eq(it.from),
            step_back::until_at.eq(it.until),
            step_back::is_ordered.eq(it.is_ordered),
            step_back::ordered_by_id.eq(order.by),
            step_back::reporter_id.eq(order.reporter),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// The second word.
///
/// # Errors
/// When the database does not answer.
pub fn confirm(db: &mut Conn, may: &MayConfirm, known: &Known, now: Instant) -> Result<(), StoreError> {
    let it = known.it.confirmed(now);
    write(db, known.id, it)?;
    answers::free_all(db, may, known.member, now)?;
    turns::open_all(db, known.member, now)?;
    began(db, may.as_member(), known.member, it, now)
}

/// Another mandate holder than the one who wrote it takes an order back, or it is lifted: it may always end, by one word.
///
/// # Errors
/// When the database does not answer.
pub fn lift(db: &mut Conn, may: &MayConfirm, known: &Known, now: Instant) -> Result<(), StoreError> {
    diesel::delete(step_back::table.find(known.id)).execute(&mut db.db)?;
    let event = Event { about: Some(known.member), ..Event::of(LogKind::StepBackEnded, "", "") };
    log::write(db, may.as_member(), event, now)
}

/// The group is asked about the member: what was ordered holds until it has decided.
pub(in crate::store) fn wait_for_the_group(
    db: &mut Conn,
    member: MembershipId,
    deadline: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    let rows: Vec<Row> =
        step_back::table.filter(step_back::membership_id.eq(member)).select(COLUMNS).load(&mut db.db)?;
    for row in rows.into_iter().map(known) {
        write(db, row.id, row.it.while_the_group_decides(deadline, now))?;
    }
    Ok(())
}

fn write(db: &mut Conn, id: StepBackId, it: StepBack) -> Result<(), StoreError> {
    diesel::update(step_back::table.find(id))
        .set((step_back::from_at.eq(it.from), step_back::until_at.eq(it.until)))
        .execute(&mut db.db)?;
    Ok(())
}

fn began(
    db: &mut Conn,
    by: &MayAttend,
    about: MembershipId,
    it: StepBack,
    now: Instant,
) -> Result<(), StoreError> {
    dated::free(db, about)?;
    let how = if it.is_ordered { "ordered" } else { "own" };
    let until = super::groups::of_member(db, by)?.zone.wall(it.until).date();
    let event = Event { about: Some(about), ..Event::of(LogKind::StepBackBegan, how, until) };
    log::write(db, by, event, now)
}
