//! What those who decide say to a proposal: in consent by name, round by round; in a vote as a number that no row leads back
//! from. Whoever writes here has locked the proposal.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{ballots, elector, voice};
use super::{memberships, sealed};
use crate::access::{MayDecide, MayDiscuss};
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Choice, Voice};
use crate::domain::ids::{MembershipId, VoiceId};
use crate::domain::time::Instant;
use crate::vault::Cell;

pub(in crate::store) const WORDS: &str = "voice.words";

/// Something that was said.
#[derive(Debug, Clone)]
pub struct Said {
    /// `None` when the member has gone.
    pub by: Option<MembershipId>,
    pub round: i32,
    pub voice: Voice,
    pub words: String,
    pub is_taken_back: bool,
}

/// Says it. Whoever says that it is good enough takes back what they had against it.
///
/// # Errors
/// When the database does not answer.
pub fn say(
    db: &mut Conn,
    may: &MayDecide,
    round: i32,
    said: Voice,
    words: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let before = voice::table.filter(voice::elector_id.eq(may.elector()).and(voice::round.eq(round)));
    diesel::delete(before).execute(&mut db.db)?;
    let id = VoiceId::from_random(db.entropy.bytes());
    let words = if words.is_empty() {
        None
    } else {
        let key = sealed::data_key(db, may.as_reader().as_member().person())?;
        Some(key.seal(Cell { column: WORDS, row: id.to_bytes() }, words, &db.entropy))
    };
    diesel::insert_into(voice::table)
        .values((
            voice::id.eq(id),
            voice::proposal_id.eq(may.proposal()),
            voice::elector_id.eq(may.elector()),
            voice::round.eq(round),
            voice::kind.eq(said),
            voice::words.eq(words),
            voice::said_at.eq(now),
        ))
        .execute(&mut db.db)?;
    match said {
        Voice::Consent | Voice::Wish => take_back(db, may, now)?,
        Voice::Question | Voice::Objection | Voice::Pass => {}
    }
    took_part(db, may)?;
    Ok(())
}

/// Whether I have an objection in this round that I have not taken back.
///
/// # Errors
/// When the database does not answer.
pub fn i_object(db: &mut Conn, may: &MayDecide, round: i32) -> Result<bool, StoreError> {
    let open = voice::table
        .filter(voice::elector_id.eq(may.elector()).and(voice::round.eq(round)))
        .filter(voice::kind.eq(Voice::Objection).and(voice::taken_back_at.is_null()));
    Ok(open.count().get_result::<i64>(&mut db.db)? > 0)
}

/// Takes my objections back; what was said stays to be read.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(db: &mut Conn, may: &MayDecide, now: Instant) -> Result<(), StoreError> {
    let mine = voice::table
        .filter(voice::elector_id.eq(may.elector()).and(voice::kind.eq(Voice::Objection)))
        .filter(voice::taken_back_at.is_null());
    diesel::update(mine).set(voice::taken_back_at.eq(now)).execute(&mut db.db)?;
    Ok(())
}

/// Votes, once and for good. `false` when this elector has voted before.
///
/// All rows of the proposal are written, so that neither their order nor the transaction that wrote them last tells which
/// one was raised.
///
/// # Errors
/// When the database does not answer.
pub fn vote(db: &mut Conn, may: &MayDecide, chosen: Choice) -> Result<bool, StoreError> {
    if !took_part(db, may)? {
        return Ok(false);
    }
    // And all its electors, so that the transaction that wrote each last tells no order either.
    diesel::update(elector::table.filter(elector::proposal_id.eq(may.proposal())))
        .set(elector::took_part.eq(elector::took_part))
        .execute(&mut db.db)?;
    for choice in Choice::ALL {
        diesel::update(ballots::table.find((may.proposal(), choice)))
            .set(ballots::count.eq(ballots::count + i32::from(*choice == chosen)))
            .execute(&mut db.db)?;
    }
    Ok(true)
}

/// Whether I have taken part in this round.
///
/// # Errors
/// When the database does not answer.
pub fn i_took_part(db: &mut Conn, may: &MayDecide) -> Result<bool, StoreError> {
    Ok(elector::table.find(may.elector()).select(elector::took_part).first(&mut db.db)?)
}

/// Everything that was said, in the order of rounds; within one in no order that tells when.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of(db: &mut Conn, may: &MayDiscuss) -> Result<Vec<Said>, StoreError> {
    type Row = (VoiceId, Option<MembershipId>, i32, Voice, Option<Vec<u8>>, Option<Instant>);
    let rows: Vec<Row> = voice::table
        .inner_join(elector::table)
        .filter(voice::proposal_id.eq(may.proposal()))
        .order((voice::round, voice::elector_id))
        .select((
            voice::id,
            elector::membership_id,
            voice::round,
            voice::kind,
            voice::words,
            voice::taken_back_at,
        ))
        .load(&mut db.db)?;
    let keys = memberships::keys(db, may.as_member())?;
    rows.into_iter()
        .map(|(id, by, round, voice, words, taken_back)| {
            let cell = Cell { column: WORDS, row: id.to_bytes() };
            // With whoever left, the key to their words has gone.
            let words = match (by.and_then(|by| keys.get(&by)), words) {
                (Some(key), Some(words)) => key.open(cell, &words)?,
                _ => String::new(),
            };
            Ok(Said { by, round, voice, words, is_taken_back: taken_back.is_some() })
        })
        .collect()
}

/// Marks that I have taken part; `false` when I had before.
fn took_part(db: &mut Conn, may: &MayDecide) -> Result<bool, StoreError> {
    let not_yet = elector::table.filter(elector::id.eq(may.elector()).and(elector::took_part.eq(false)));
    Ok(diesel::update(not_yet).set(elector::took_part.eq(true)).execute(&mut db.db)? == 1)
}

/// Takes the words away of what a member has said, who wants to be forgotten. An objection without its reason stands in
/// nobody's way.
pub(in crate::store) fn fall_silent(
    db: &mut Conn,
    member: MembershipId,
    now: Instant,
) -> Result<(), StoreError> {
    let theirs = elector::table.filter(elector::membership_id.eq(member)).select(elector::id);
    let said = voice::table.filter(voice::elector_id.eq_any(theirs));
    diesel::update(said).set(voice::words.eq(None::<Vec<u8>>)).execute(&mut db.db)?;
    let objections = said.filter(voice::kind.eq(Voice::Objection).and(voice::taken_back_at.is_null()));
    diesel::update(objections).set(voice::taken_back_at.eq(now)).execute(&mut db.db)?;
    Ok(())
}
