//! A member steps back for a time, or two who hold mandates order it because violence, threats or outing are reported. What has
//! happened is not asked and not written down; whom it concerns is told in the same transaction.

use chrono::NaiveDate;

use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::ids::{GroupId, MembershipId, StepBackId};
use crate::domain::step_back::{Refusal, StepBack};
use crate::domain::time::Instant;
use crate::service::member::{locked_member, member};
use crate::service::rota::{self, RotaError};
use crate::store::step_backs::{self, Known};
use crate::store::{Conn, StoreError, concerning, groups, mandates, memberships, sight};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum StepBackError {
    /// There is no such thing, or it is none of the viewer's.
    #[error("not found")]
    NotFound,
    /// The weeks are none that can be chosen, or the member is none of the group.
    #[error("not among the choices")]
    NoChoice,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Turns(#[from] RotaError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One that holds, or waits for the second word; for those who hold mandates and are not involved.
#[derive(Debug, Clone)]
pub struct Ordered {
    pub id: StepBackId,
    pub name: String,
    pub until: NaiveDate,
    pub is_confirmed: bool,
    /// Whether the viewer can say the second word.
    pub can_confirm: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    pub group: GroupId,
    /// The viewer's own: until when, and whether others have ordered it.
    pub mine: Option<(NaiveDate, bool)>,
    pub facilitates: bool,
    /// The other members, for those who hold mandates.
    pub others: Vec<(MembershipId, String)>,
    pub ordered: Vec<Ordered>,
}

/// Who steps back, as far as it concerns the viewer.
///
/// # Errors
/// When the viewer is not in the group.
pub fn page(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Page>, StepBackError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(StepBackError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let day = |it: &StepBack| zone.wall(it.until).date();
    let steps_back = at.inside.as_ref().and_then(|inside| inside.steps_back);
    let facilitates = access::may_facilitate(viewer, &at, now).is_some();
    let mut page = Page {
        group,
        mine: steps_back.map(|it| (day(&it), it.is_ordered)),
        facilitates,
        others: Vec::new(),
        ordered: Vec::new(),
    };
    if facilitates {
        let names = memberships::names(db, &may)?;
        let me = may.membership();
        page.ordered = step_backs::of_group(db, &may, now)?
            .into_iter()
            .filter(|known| known.it.is_ordered && known.member != me && known.order.reporter != Some(me))
            .filter_map(|known| {
                Some(Ordered {
                    id: known.id,
                    name: names.get(&known.member)?.clone(),
                    until: day(&known.it),
                    is_confirmed: known.it.is_live(now),
                    can_confirm: known.it.waits(now) && known.order.by.is_some_and(|by| by != me),
                })
            })
            .collect();
        page.others = sight::nameable(db, &may, now)?.into_iter().collect();
    }
    Ok(may.reveal(page))
}

/// Steps back, for some weeks.
///
/// # Errors
/// When the viewer is not in the group, or the weeks cannot be chosen.
pub fn begin(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    weeks: u32,
    now: Instant,
) -> Result<(), StepBackError> {
    let (at, may) = locked_member(db, viewer, group, now)?.ok_or(StepBackError::NotFound)?;
    let it = StepBack::own(weeks, now).ok_or(StepBackError::NoChoice)?;
    if at.inside.as_ref().is_some_and(|inside| inside.steps_back.is_some()) {
        return Err(Refusal::Already.into());
    }
    rota::free_turns(db, viewer, &may, now)?;
    Ok(step_backs::begin(db, &may, it, now)?)
}

/// Is back, before the time. What others have ordered does not end so.
///
/// # Errors
/// When the viewer is not in the group.
pub fn end(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), StepBackError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(StepBackError::NotFound)?;
    Ok(step_backs::end_mine(db, &may)?)
}

/// The first word that another steps back at once.
///
/// # Errors
/// When the viewer holds no mandate or is involved, or nobody could say the second word.
pub fn order(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (about, reporter): (MembershipId, Option<MembershipId>),
    now: Instant,
) -> Result<(), StepBackError> {
    let (at, member) = locked_member(db, viewer, group, now)?.ok_or(StepBackError::NotFound)?;
    if access::may_facilitate(viewer, &at, now).is_none() {
        return Err(StepBackError::NotFound);
    }
    let names = memberships::names(db, &member)?;
    if !names.contains_key(&about) || reporter.is_some_and(|it| !names.contains_key(&it)) {
        return Err(StepBackError::NoChoice);
    }
    let holders: Vec<MembershipId> =
        mandates::of_member(db, &member, now)?.holders(now).into_keys().collect();
    let may = access::may_order_step_back(viewer, &at, (about, reporter), &holders, now)
        .ok_or(StepBackError::NotFound)??;
    if step_backs::of_group(db, &member, now)?.iter().any(|it| it.member == about && it.it.is_ordered) {
        return Err(Refusal::Already.into());
    }
    Ok(step_backs::order(db, &may, StepBack::ordered(now))?)
}

/// The second word: from now on it holds, and whom it concerns is told.
///
/// # Errors
/// When the viewer holds no mandate or is involved, or said the first word.
pub fn confirm(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: StepBackId,
    now: Instant,
) -> Result<(), StepBackError> {
    let (at, member) = locked_member(db, viewer, group, now)?.ok_or(StepBackError::NotFound)?;
    let known = known(db, &member, id, now)?;
    let may =
        access::may_confirm_step_back(viewer, &at, known.order, now).ok_or(StepBackError::NotFound)??;
    if !known.it.waits(now) {
        return Err(Refusal::Already.into());
    }
    step_backs::confirm(db, &may, &known, now)?;
    Ok(concerning::tell(db, may.as_member(), known.member, &format!("step_back {id}"), now)?)
}

/// Takes it back, or lifts it: ending needs one word.
///
/// # Errors
/// When the viewer holds no mandate, or it is about them.
pub fn lift(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: StepBackId,
    now: Instant,
) -> Result<(), StepBackError> {
    let (at, member) = locked_member(db, viewer, group, now)?.ok_or(StepBackError::NotFound)?;
    let known = known(db, &member, id, now)?;
    let may = access::may_lift_step_back(viewer, &at, known.order, now).ok_or(StepBackError::NotFound)?;
    Ok(step_backs::lift(db, &may, &known, now)?)
}

fn known(db: &mut Conn, may: &MayAttend, id: StepBackId, now: Instant) -> Result<Known, StepBackError> {
    let mut all = step_backs::of_group(db, may, now)?.into_iter();
    all.find(|it| it.id == id && it.it.is_ordered).ok_or(StepBackError::NotFound)
}
