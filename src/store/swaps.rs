//! One member asks another to take a turn, for one of theirs or for nothing. It is settled by whoever is asked; whoever
//! writes here has locked the group.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{role, swap, turn};
use crate::access::{MayAttend, MayServe, MaySwap};
use crate::domain::ids::{MembershipId, SwapId, TurnId};

/// A question that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    pub id: SwapId,
    /// The turn that somebody would take.
    pub turn: TurnId,
    pub to: MembershipId,
    /// The turn that would be given for it.
    pub other: Option<TurnId>,
}

/// Asks; instead of what was asked before about the same turn. `mine` is the viewer's.
///
/// # Errors
/// When the database does not answer.
pub fn ask(
    db: &mut Conn,
    _: &MayServe,
    mine: TurnId,
    to: MembershipId,
    other: Option<TurnId>,
) -> Result<SwapId, StoreError> {
    diesel::delete(swap::table.filter(swap::turn_id.eq(mine))).execute(&mut db.db)?;
    let id = SwapId::from_random(db.entropy.bytes());
    diesel::insert_into(swap::table)
        .values((
            swap::id.eq(id),
            swap::turn_id.eq(mine),
            swap::membership_id.eq(to),
            swap::other_id.eq(other),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// The question.
///
/// # Errors
/// When the database does not answer.
pub fn one(db: &mut Conn, may: &MaySwap) -> Result<Question, StoreError> {
    let (id, turn, to, other) = swap::table
        .find(may.swap())
        .select((swap::id, swap::turn_id, swap::membership_id, swap::other_id))
        .first(&mut db.db)?;
    Ok(Question { id, turn, to, other })
}

/// What waits for my answer.
///
/// # Errors
/// When the database does not answer.
pub fn to_me(db: &mut Conn, may: &MayAttend) -> Result<Vec<SwapId>, StoreError> {
    Ok(swap::table
        .inner_join(turn::table.inner_join(role::table))
        .filter(role::group_id.eq(may.group()).and(swap::membership_id.eq(may.membership())))
        .order(swap::id)
        .select(swap::id)
        .load(&mut db.db)?)
}

/// It is not asked any more.
///
/// # Errors
/// When the database does not answer.
pub fn end(db: &mut Conn, may: &MaySwap) -> Result<(), StoreError> {
    diesel::delete(swap::table.find(may.swap())).execute(&mut db.db)?;
    Ok(())
}

/// The two change places: `from` is whoever asked.
///
/// # Errors
/// When the database does not answer.
pub fn carry_out(db: &mut Conn, may: &MaySwap, it: &Question, from: MembershipId) -> Result<(), StoreError> {
    end(db, may)?;
    let me = may.as_member().membership();
    let mut hand = |id: TurnId, to: MembershipId| {
        diesel::delete(swap::table.filter(swap::turn_id.eq(id).or(swap::other_id.eq(id))))
            .execute(&mut db.db)?;
        diesel::update(turn::table.find(id)).set(turn::membership_id.eq(to)).execute(&mut db.db)
    };
    hand(it.turn, me)?;
    if let Some(other) = it.other {
        hand(other, from)?;
    }
    Ok(())
}
