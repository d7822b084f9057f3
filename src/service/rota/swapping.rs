//! One member asks another to take a turn, and passes the link on; the other says yes or no on that page, and nobody else
//! finds anything there.

use super::RotaError;
use super::look::Rota;
use super::turning::{At, locked};
use crate::access::{self, May as _, MaySwap, Swapping, Viewer, Visible};
use crate::domain::audience::Named;
use crate::domain::ids::{GroupId, MembershipId, SwapId, TurnId};
use crate::domain::rota::{Fixed, Ground, Refusal, RoleKind, TurnState};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::member::locked_member;
use crate::store::swaps;
use crate::store::turns::{self, Turn};
use crate::store::{Conn, standing};

/// What somebody can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub to: MembershipId,
    pub name: String,
    /// The meeting at which the viewer would do the same for them.
    pub instead: Option<(MeetingKey, Wall)>,
}

/// A turn of the viewer's, and whom they can ask to take it.
#[derive(Debug, Clone)]
pub struct Question {
    pub group: GroupId,
    pub zone: Zone,
    pub when: Wall,
    pub kind: RoleKind,
    pub name: String,
    pub offers: Vec<Offer>,
}

/// A question that waits.
#[derive(Debug, Clone)]
pub struct Swap {
    pub group: GroupId,
    pub id: SwapId,
    pub side: Swapping,
    /// The other of the two.
    pub name: Named,
    pub zone: Zone,
    pub kind: RoleKind,
    pub role: String,
    pub when: Wall,
    pub instead: Option<Wall>,
}

/// Whom the viewer can ask to take a turn.
///
/// # Errors
/// When it is not the viewer's.
pub fn whom_to_ask(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: At,
    now: Instant,
) -> Result<Visible<Question>, RotaError> {
    let there = standing::at_role(db, viewer, group, at, now)?.ok_or(RotaError::NotFound)?;
    let may = access::may_serve(viewer, &there).ok_or(RotaError::NotFound)?;
    let rota = Rota::look(db, may.as_member(), now)?;
    let mine = rota.mine(at, may.membership(), now)?;
    let (zone, when) = rota.when(mine.meeting, now).ok_or(RotaError::Over)?;
    let (kind, name) = rota.role(mine);
    Ok(may.reveal(Question { group, zone, when, kind, name, offers: rota.offers(mine, now) }))
}

/// Asks; the link is the page of what this gives back.
///
/// # Errors
/// When the turn is not the viewer's, or nobody can be asked that.
pub fn ask(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: At,
    (to, instead): (MembershipId, Option<MeetingKey>),
    now: Instant,
) -> Result<SwapId, RotaError> {
    let may = locked(db, viewer, group, at, now)?;
    let rota = Rota::look(db, may.as_member(), now)?;
    let mine = *rota.mine(at, may.membership(), now)?;
    let is_possible = |it: &Offer| it.to == to && it.instead.map(|(key, _)| key) == instead;
    if !rota.offers(&mine, now).iter().any(is_possible) {
        return Err(RotaError::NotWilling);
    }
    let other = instead.and_then(|key| rota.turn(key, at.1)).map(|turn| turn.id);
    let id = swaps::ask(db, &may, mine.id, to, other)?;
    let starts = rota.meeting(at.0, now).ok_or(RotaError::Over)?.starts;
    turns::is_asked(db, may.as_member(), (mine.id, to), starts, now)?;
    Ok(id)
}

/// The question, for the two whom it concerns.
///
/// # Errors
/// When there is none, or the viewer is neither of them.
pub fn question(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: SwapId,
    now: Instant,
) -> Result<Visible<Swap>, RotaError> {
    let may = one_of_the_two(db, viewer, group, id, now)?;
    let rota = Rota::look(db, may.as_member(), now)?;
    let it = swaps::one(db, &may)?;
    let turn = rota.by_id(it.turn).ok_or(RotaError::Over)?;
    let (zone, when) = rota.when(turn.meeting, now).ok_or(RotaError::Over)?;
    let other = match may.side() {
        Swapping::Asking => Some(it.to),
        Swapping::Asked => turn.by,
    };
    let (kind, role) = rota.role(turn);
    let instead = it.other.and_then(|id| rota.when(rota.by_id(id)?.meeting, now)).map(|(_, when)| when);
    let name = other.and_then(|id| rota.names.get(&id).cloned()).unwrap_or(Named::Somebody);
    Ok(may.reveal(Swap { group, id, side: may.side(), name, zone, kind, role, when, instead }))
}

/// Whoever is asked says yes or no; whoever asked can only take it back, which is a no.
///
/// # Errors
/// When there is no such question for the viewer, or it would be too many turns in a row for one of the two.
pub fn answer(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: SwapId,
    says_yes: bool,
    now: Instant,
) -> Result<(), RotaError> {
    locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let may = one_of_the_two(db, viewer, group, id, now)?;
    let rota = Rota::look(db, may.as_member(), now)?;
    let it = swaps::one(db, &may)?;
    let turn = rota.by_id(it.turn).ok_or(RotaError::Over)?;
    let from = turn.by.ok_or(RotaError::NotFound)?;
    let starts = rota.meeting(turn.meeting, now).ok_or(RotaError::Over)?.starts;
    match (may.side(), says_yes) {
        (Swapping::Asking, _) => return Ok(swaps::end(db, &may)?),
        (Swapping::Asked, false) => swaps::end(db, &may)?,
        (Swapping::Asked, true) => {
            let other = it.other.map(|id| rota.by_id(id).ok_or(RotaError::Over)).transpose()?;
            rota.swapped(turn, other, (from, it.to), now)?;
            swaps::carry_out(db, &may, &it, from)?;
        }
    }
    Ok(turns::answered(db, may.as_member(), (it.turn, from), starts, now)?)
}

fn one_of_the_two(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: SwapId,
    now: Instant,
) -> Result<MaySwap, RotaError> {
    let at = standing::at_swap(db, viewer, group, id, now)?.ok_or(RotaError::NotFound)?;
    access::may_swap(viewer, &at).ok_or(RotaError::NotFound)
}

impl Rota {
    fn by_id(&self, id: TurnId) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.id == id)
    }

    /// A confirmed turn of a member's own, that is still to come.
    fn mine(&self, (key, role): At, me: MembershipId, now: Instant) -> Result<&Turn, RotaError> {
        self.slot(key, role, now).ok_or(RotaError::Over)?;
        let is_mine = |turn: &&Turn| turn.by == Some(me) && turn.state == TurnState::Confirmed;
        self.turn(key, role).filter(is_mine).ok_or(RotaError::NotYours)
    }

    fn role(&self, of: &Turn) -> (RoleKind, String) {
        let role = self.roles.iter().find(|role| role.id == of.role);
        role.map_or((RoleKind::Own, String::new()), |role| (role.kind, role.name.clone()))
    }

    /// Every other member who is not on a break can be asked, whether they have said that they are willing or not: they answer.
    fn offers(&self, mine: &Turn, now: Instant) -> Vec<Offer> {
        let me = mine.by;
        let mut offers = Vec::new();
        for to in me.into_iter().flat_map(|me| self.others(me)) {
            let Some(name) = self.names.get(&to).and_then(Named::known) else {
                continue;
            };
            let theirs = self.turns.iter().filter(|turn| turn.by == Some(to) && turn.role == mine.role);
            let for_nothing = std::iter::once(None);
            for other in for_nothing.chain(theirs.filter(|turn| turn.state == TurnState::Confirmed).map(Some))
            {
                let instead = match other.map(|turn| (turn.meeting, self.when(turn.meeting, now))) {
                    None => None,
                    Some((key, Some((_, when)))) => Some((key, when)),
                    Some((_, None)) => continue,
                };
                if me.is_some_and(|me| self.swapped(mine, other, (me, to), now).is_ok()) {
                    offers.push(Offer { to, name: name.to_owned(), instead });
                }
            }
        }
        offers
    }

    /// Whether both stay within the group's maximum of turns in a row.
    fn swapped(
        &self,
        turn: &Turn,
        other: Option<&Turn>,
        (from, to): (MembershipId, MembershipId),
        now: Instant,
    ) -> Result<(), RotaError> {
        let slot = |of: &Turn| self.slot(of.meeting, of.role, now).ok_or(RotaError::Over);
        let hands = [Some((turn, to)), other.map(|other| (other, from))];
        let mut after: Ground = self.ground.clone();
        for (of, by) in hands.into_iter().flatten() {
            // Whoever was asked may have handed theirs on meanwhile.
            let had_by = if by == to { from } else { to };
            if of.by != Some(had_by) || of.state != TurnState::Confirmed {
                return Err(Refusal::Held.into());
            }
            if let Some(it) = after.slots.get_mut(slot(of)?) {
                it.fixed = Fixed::Held(by);
            }
        }
        for (of, by) in hands.into_iter().flatten() {
            after.within_the_maximum(slot(of)?, by)?;
        }
        Ok(())
    }
}
