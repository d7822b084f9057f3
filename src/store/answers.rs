//! What members said to a meeting, and who waits for a place. Whoever writes here holds the meeting's lock.

use std::ops::Range;

use diesel::prelude::*;

use super::changes;
use super::conn::Conn;
use super::error::StoreError;
use super::meetings::{self, Locked};
use super::schema::{answer, meeting, series};
use crate::access::{May, MayAnswer, MayAttend, MayFacilitate};
use crate::domain::ids::{AnswerId, MeetingId, MembershipId, SeriesId};
use crate::domain::message::MessageKind;
use crate::domain::rsvp::{self, Answer, Others};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Wall};

/// How a meeting stands, for its members: numbers, no names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub coming: u32,
    pub perhaps: u32,
    pub waiting: u32,
}

/// What others said, and what I did.
///
/// # Errors
/// When the database does not answer.
pub fn others(db: &mut Conn, may: &MayAnswer, at: &Locked) -> Result<(Others, Option<Answer>), StoreError> {
    let said: Option<Answer> = answer::table
        .filter(answer::meeting_id.eq(at.id).and(answer::membership_id.eq(may.membership())))
        .select(answer::state)
        .first(&mut db.db)
        .optional()?;
    let all = tally(db, at)?;
    let but_me = |all: u32, mine| if said == Some(mine) { all.saturating_sub(1) } else { all };
    let others = Others {
        places: at.series.places,
        coming: but_me(all.coming, Answer::Coming),
        waiting: but_me(all.waiting, Answer::Waiting),
    };
    Ok((others, said))
}

/// Writes my answer. Saying the same again changes nothing, so that whoever waits keeps their turn.
///
/// # Errors
/// When the database does not answer.
pub fn save(db: &mut Conn, may: &MayAnswer, at: &Locked, to: Answer, now: Instant) -> Result<(), StoreError> {
    let mine =
        answer::table.filter(answer::meeting_id.eq(at.id).and(answer::membership_id.eq(may.membership())));
    let before: Option<Answer> = mine.select(answer::state).first(&mut db.db).optional()?;
    if before == Some(to) {
        return Ok(());
    }
    if before.is_some() {
        diesel::update(
            answer::table
                .filter(answer::meeting_id.eq(at.id).and(answer::membership_id.eq(may.membership()))),
        )
        .set((answer::state.eq(to), answer::turn.eq(at.revision), answer::answered_at.eq(now)))
        .execute(&mut db.db)?;
        return Ok(());
    }
    diesel::insert_into(answer::table)
        .values((
            answer::id.eq(AnswerId::from_random(db.entropy.bytes())),
            answer::meeting_id.eq(at.id),
            answer::membership_id.eq(may.membership()),
            answer::state.eq(to),
            answer::turn.eq(at.revision),
            answer::answered_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Counts the answers to a locked meeting.
///
/// # Errors
/// When the database does not answer.
pub fn tally(db: &mut Conn, at: &Locked) -> Result<Tally, StoreError> {
    Ok(tallies(db, &[at.id])?.into_iter().next().map(|(_, tally)| tally).unwrap_or_default())
}

fn tallies(db: &mut Conn, of: &[MeetingId]) -> Result<Vec<(MeetingId, Tally)>, StoreError> {
    let rows: Vec<(MeetingId, Answer, i64)> = answer::table
        .filter(answer::meeting_id.eq_any(of))
        .group_by((answer::meeting_id, answer::state))
        .select((answer::meeting_id, answer::state, diesel::dsl::count_star()))
        .load(&mut db.db)?;
    let mut found: Vec<(MeetingId, Tally)> = of.iter().map(|id| (*id, Tally::default())).collect();
    for (id, state, count) in rows {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if let Some((_, tally)) = found.iter_mut().find(|(known, _)| *known == id) {
            match state {
                Answer::Coming => tally.coming = count,
                Answer::Perhaps => tally.perhaps = count,
                Answer::Waiting => tally.waiting = count,
                Answer::NotComing => {}
            }
        }
    }
    Ok(found)
}

/// Moves so many up from the waiting list, in the order in which they came, and tells them.
///
/// # Errors
/// When the database does not answer.
pub fn move_up(db: &mut Conn, at: &Locked, many: u32, now: Instant) -> Result<(), StoreError> {
    let lucky: Vec<(AnswerId, MembershipId)> = answer::table
        .filter(answer::meeting_id.eq(at.id).and(answer::state.eq(Answer::Waiting)))
        .order((answer::turn, answer::id))
        .limit(many.into())
        .select((answer::id, answer::membership_id))
        .load(&mut db.db)?;
    for (id, membership) in lucky {
        diesel::update(answer::table.find(id)).set(answer::state.eq(Answer::Coming)).execute(&mut db.db)?;
        meetings::tell(db, at, membership, MessageKind::MovedUp, None, now)?;
    }
    Ok(())
}

/// My answers and everybody's numbers for the meetings of my group in a window, as far as they are rows.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(
    db: &mut Conn,
    may: &MayAttend,
    window: &Range<Instant>,
) -> Result<Vec<(MeetingKey, Tally, Option<Answer>)>, StoreError> {
    let rows: Vec<(MeetingId, SeriesId, Wall)> = meeting::table
        .inner_join(series::table)
        .filter(series::group_id.eq(may.group()).and(changes::near(window)))
        .select((meeting::id, meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    let ids: Vec<MeetingId> = rows.iter().map(|(id, ..)| *id).collect();
    let mine: Vec<(MeetingId, Answer)> = answer::table
        .filter(answer::membership_id.eq(may.membership()).and(answer::meeting_id.eq_any(&ids)))
        .select((answer::meeting_id, answer::state))
        .load(&mut db.db)?;
    let tallies = tallies(db, &ids)?;
    Ok(rows
        .into_iter()
        .zip(tallies)
        .map(|((id, series, original), (_, tally))| {
            let answer = mine.iter().find(|(of, _)| *of == id).map(|(_, answer)| *answer);
            (MeetingKey { series, original }, tally, answer)
        })
        .collect())
}

/// The meetings to come for which somebody waits.
///
/// # Errors
/// When the database does not answer.
pub fn waited_for(db: &mut Conn, may: &MayFacilitate, now: Instant) -> Result<Vec<MeetingKey>, StoreError> {
    let rows: Vec<(SeriesId, Wall)> = meeting::table
        .inner_join(series::table)
        .inner_join(answer::table)
        .filter(series::group_id.eq(may.group()).and(answer::state.eq(Answer::Waiting)))
        .filter(changes::near(&changes::from_on(now)))
        .order((meeting::series_id, meeting::original_local))
        .select((meeting::series_id, meeting::original_local))
        .distinct()
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(series, original)| MeetingKey { series, original }).collect())
}

/// The meetings to come on whose lists I stand, so that leaving can free my places.
///
/// # Errors
/// When the database does not answer.
pub fn mine_in(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<MeetingKey>, StoreError> {
    let rows: Vec<(SeriesId, Wall)> = meeting::table
        .inner_join(answer::table)
        .filter(answer::membership_id.eq(may.membership()))
        .filter(answer::state.eq(Answer::Coming).and(changes::near(&changes::from_on(now))))
        .order((meeting::series_id, meeting::original_local))
        .select((meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(series, original)| MeetingKey { series, original }).collect())
}

/// Takes back every answer of a member whom the group, or two of it, have taken out for a time; those who wait get the places.
pub(in crate::store) fn free_all(
    db: &mut Conn,
    may: &impl May,
    of: MembershipId,
    now: Instant,
) -> Result<(), StoreError> {
    let rows: Vec<(SeriesId, Wall)> = meeting::table
        .inner_join(answer::table)
        .filter(answer::membership_id.eq(of))
        .order((meeting::series_id, meeting::original_local))
        .select((meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    for (series, original) in rows {
        let Some(locked) = meetings::lock_for_others(db, may, MeetingKey { series, original }, now)? else {
            continue;
        };
        let theirs = answer::table.filter(answer::meeting_id.eq(locked.id).and(answer::membership_id.eq(of)));
        diesel::delete(theirs).execute(&mut db.db)?;
        let tally = tally(db, &locked)?;
        let up = rsvp::moves_up(locked.series.places, tally.coming, tally.waiting);
        if up > 0 {
            move_up(db, &locked, up, now)?;
        }
    }
    Ok(())
}
