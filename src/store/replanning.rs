//! Changes to the dates of a group, each as a whole: [`begin`] locks the group and writes down how its dates stand,
//! then the change is made, and [`finish`] finds out which meetings have another time now, so that their reminders are
//! planned anew. Who is told, and of what, is the caller's affair ([`super::telling`]).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes::{self, Whose};
use super::conn::Conn;
use super::error::StoreError;
use super::meetings;
use super::schema::{groups, meeting, pause, series as s};
use super::series::{self, Series};
use super::{dates_before, dialect, plans, roles};
use crate::access::{MayFacilitate, MayReplan};
use crate::domain::group::MeetingState;
use crate::domain::ids::{DatesId, GroupId, MeetingId, PauseId, SeriesId};
use crate::domain::series::NewSeries;
use crate::domain::series::{Altered, MeetingKey, Pause, Renewal};
use crate::domain::text::ShortText;
use crate::domain::time::{Instant, Wall, Zone};

/// A change that has begun.
#[derive(Debug)]
#[must_use = "`finish` it, or reminders go out for times that are no more"]
pub struct Begun {
    before: BTreeMap<MeetingId, (Instant, bool)>,
}

/// Begins a change: from here on this transaction is the only one that changes dates of the group.
///
/// # Errors
/// When the database does not answer.
pub fn begin(db: &mut Conn, may: &impl MayReplan, now: Instant) -> Result<Begun, StoreError> {
    remember(db, may, now)?;
    Ok(Begun { before: standing(db, may.group(), now)? })
}

/// Locks the dates of the group: what is read, is read afterwards.
///
/// # Errors
/// When the database does not answer.
pub fn hold(db: &mut Conn, may: &impl MayReplan, now: Instant) -> Result<(), StoreError> {
    series::touch(db, may.group(), now)?;
    dialect::hold_series(db, may.group())
}

/// Locks the group and writes down how its dates stand, for a change of a single date.
///
/// # Errors
/// When the database does not answer.
pub fn remember(db: &mut Conn, may: &impl MayReplan, now: Instant) -> Result<(), StoreError> {
    hold(db, may, now)?;
    dates_before::remember(db, may.group(), now)
}

/// Takes back the last change, by whoever [`hold`]s the dates. The meetings that have another time for it.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(
    db: &mut Conn,
    may: &MayFacilitate,
    change: DatesId,
    now: Instant,
) -> Result<Vec<MeetingId>, StoreError> {
    let begun = Begun { before: standing(db, may.group(), now)? };
    dates_before::take_back(db, may.group(), change, now)?;
    finish(db, may, begun, now)
}

/// Ends a change: a meeting that begins at another time now, or does not take place any more, or does again, has a new
/// version of its time. Which these are.
///
/// # Errors
/// When the database does not answer.
pub fn finish(
    db: &mut Conn,
    may: &impl MayReplan,
    begun: Begun,
    now: Instant,
) -> Result<Vec<MeetingId>, StoreError> {
    let mut after = standing(db, may.group(), now)?;
    after.retain(|id, is_now| begun.before.get(id) != Some(is_now));
    for id in after.keys() {
        diesel::update(meeting::table.find(id))
            .set((meeting::changed_at.eq(now), meeting::time_version.eq(meeting::time_version + 1)))
            .execute(&mut db.db)?;
    }
    Ok(after.into_keys().collect())
}

/// When each meeting to come that has a row begins, and whether it takes place.
fn standing(
    db: &mut Conn,
    group: GroupId,
    now: Instant,
) -> Result<BTreeMap<MeetingId, (Instant, bool)>, StoreError> {
    let window = changes::from_on(now);
    let all = series::load(db, Whose::Group(group), &window, now)?;
    let all: BTreeMap<SeriesId, Series> = all.into_iter().map(|series| (series.id, series)).collect();
    let rows: Vec<(MeetingId, SeriesId, Wall)> = meeting::table
        .inner_join(s::table)
        .filter(s::group_id.eq(group).and(changes::near(&window)))
        .select((meeting::id, meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    let stands = |(id, of, original)| {
        let series = all.get(&of)?;
        let it = series.schedule.find(original, &series.changes)?;
        Some((id, (it.starts, it.status.takes_place())))
    };
    Ok(rows.into_iter().filter_map(stands).collect())
}

/// From a date on, a series is agreed on anew, or ends. What hangs on the later dates goes with them to what they become;
/// what becomes nothing stays where it was, as a date that is off. `of_walls` says what becomes of times that were
/// given by hand.
///
/// # Errors
/// When the database does not answer.
pub fn renew(
    db: &mut Conn,
    may: &impl MayReplan,
    of: &Series,
    renewal: &Renewal,
    new: Option<&NewSeries>,
    of_walls: impl Fn(Wall) -> Wall,
    now: Instant,
) -> Result<Option<SeriesId>, StoreError> {
    let made = new.map(|new| series::insert(db, may.group(), new, now)).transpose()?;
    if let Some(made) = made {
        plans::copy_usual(db, of.id, made)?;
        diesel::update(s::table.find(made)).set(s::follows_id.eq(of.id)).execute(&mut db.db)?;
        roles::pass_on(db, of.id, made)?;
    }
    let cut = renewal.cut();
    diesel::update(s::table.filter(s::id.eq(of.id).and(s::group_id.eq(may.group()))))
        .set((
            s::rule.eq(cut.rule.to_string()),
            s::last_on.eq(cut.ends_on()),
            s::revision.eq(s::revision + 1),
        ))
        .execute(&mut db.db)?;
    let from = Wall::from_naive(renewal.from.and_time(chrono::NaiveTime::MIN));
    // What is off and no rule has any more stays as it is.
    let is_over = meeting::is_extra.eq(true).and(meeting::state.eq(MeetingState::Cancelled));
    let mut later: Vec<(MeetingId, Wall, Option<Wall>, bool)> = meeting::table
        .filter(meeting::series_id.eq(of.id).and(meeting::original_local.ge(from)))
        .filter(diesel::dsl::not(is_over))
        .select((meeting::id, meeting::original_local, meeting::moved_to, meeting::is_extra))
        .load(&mut db.db)?;
    // What was added by hand is no date of the old rule, and stays at its time; where the new rule has that time, it is a
    // date of the new rule, and whatever else becomes that date joins it.
    let by_hand = |original: Wall, is_extra: bool| is_extra && !renewal.old.has(original);
    later.sort_by_key(|(_, original, _, is_extra)| (!by_hand(*original, *is_extra), *original));
    for (row, original, moved_to, is_extra) in later {
        let is_by_hand = by_hand(original, is_extra);
        let becomes = if is_by_hand { Some(of_walls(original)) } else { renewal.becomes(original) };
        match (made, becomes) {
            (Some(series), Some(original)) => {
                let is_of_rule = renewal.new.is_some_and(|new| new.has(original));
                // A date of the rule that was put on by hand, in the middle of a pause, is meant to stand.
                let is_extra = !is_of_rule || (is_extra && !is_by_hand);
                let moved_to = moved_to.map(&of_walls).filter(|moved| *moved != original);
                rekey(db, may.group(), row, MeetingKey { series, original }, moved_to, is_extra)?;
            }
            (None, _) | (_, None) => dates_before::off(db, row)?,
        }
    }
    Ok(made)
}

/// What hangs on a row is that of another date from now on. Where that date has a row already, what hangs on this one goes
/// there, and this one is the row of no date at all.
fn rekey(
    db: &mut Conn,
    group: GroupId,
    row: MeetingId,
    to: MeetingKey,
    moved_to: Option<Wall>,
    is_extra: bool,
) -> Result<(), StoreError> {
    let there = meetings::find(db, to)?;
    if let Some(there) = there {
        dates_before::join(db, group, row, there.id)?;
        diesel::update(meeting::table.find(row)).set(meeting::is_extra.eq(false)).execute(&mut db.db)?;
        return Ok(());
    }
    diesel::update(meeting::table.find(row))
        .set((
            meeting::series_id.eq(to.series),
            meeting::original_local.eq(to.original),
            meeting::moved_to.eq(moved_to),
            meeting::is_extra.eq(is_extra),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// What is said of a series changes for all its dates; the dates stay.
///
/// # Errors
/// When the database does not answer.
pub fn describe(db: &mut Conn, may: &MayFacilitate, of: &Series, new: &NewSeries) -> Result<(), StoreError> {
    series::rewrite(db, may.group(), of.id, new)
}

/// Adds a date by hand, or puts one that was off on again: at this time and on the usual terms, whatever was done to it
/// before. It is a date of its own where the rule does not give it, or a pause takes it.
///
/// # Errors
/// When the database does not answer.
pub fn add(
    db: &mut Conn,
    _: &MayFacilitate,
    of: &Series,
    at: Wall,
    now: Instant,
) -> Result<MeetingId, StoreError> {
    let key = MeetingKey { series: of.id, original: at };
    let row = meetings::row(db, key)?.id;
    dates_before::as_agreed(db, row)?;
    let is_given = series::with_date(db, key, now)?.is_some_and(|(_, it)| it.status.takes_place());
    diesel::update(meeting::table.find(row)).set(meeting::is_extra.eq(!is_given)).execute(&mut db.db)?;
    Ok(row)
}

/// One date on other terms.
///
/// # Errors
/// When the database does not answer.
pub fn alter(db: &mut Conn, at: &meetings::Locked, to: &Altered) -> Result<(), StoreError> {
    diesel::update(meeting::table.find(at.id))
        .set((
            meeting::minutes.eq(to.minutes.and_then(|minutes| i32::try_from(minutes).ok())),
            meeting::format.eq(to.format),
            meeting::openness.eq(to.openness),
            meeting::address.eq(&to.address),
            meeting::how_to_get_in.eq(&to.how_to_get_in),
            meeting::online_url.eq(&to.online_url),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// From that day to that day, no meetings.
///
/// # Errors
/// When the database does not answer.
pub fn pause(
    db: &mut Conn,
    may: &impl MayReplan,
    from: NaiveDate,
    to: NaiveDate,
    words: Option<&ShortText>,
    now: Instant,
) -> Result<PauseId, StoreError> {
    let id = PauseId::from_random(db.entropy.bytes());
    diesel::insert_into(pause::table)
        .values((
            pause::id.eq(id),
            pause::group_id.eq(may.group()),
            pause::from_date.eq(from),
            pause::to_date.eq(to),
            pause::words.eq(words.map_or("", ShortText::as_str)),
            pause::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// No pause after all. Whether there was one.
///
/// # Errors
/// When the database does not answer.
pub fn end_pause(db: &mut Conn, may: &MayFacilitate, id: PauseId) -> Result<bool, StoreError> {
    // What the group has decided, it ends itself.
    let one = pause::table.filter(pause::id.eq(id).and(pause::group_id.eq(may.group())));
    let gone = diesel::delete(one.filter(pause::is_rest.eq(false))).execute(&mut db.db)?;
    Ok(gone > 0)
}

/// The pauses that are not over on a day, and that a facilitator can end.
///
/// # Errors
/// When the database does not answer.
pub fn pauses(
    db: &mut Conn,
    may: &MayFacilitate,
    today: NaiveDate,
) -> Result<Vec<(PauseId, Pause)>, StoreError> {
    let rows: Vec<(PauseId, NaiveDate, NaiveDate, String)> = pause::table
        .filter(pause::group_id.eq(may.group()).and(pause::to_date.ge(today)))
        .filter(pause::is_rest.eq(false))
        .order((pause::from_date, pause::id))
        .select((pause::id, pause::from_date, pause::to_date, pause::words))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(id, from, to, words)| (id, Pause { from, to, words })).collect())
}

/// The group lives in another zone; with its series, whose wall times stay, or without them.
///
/// # Errors
/// When the database does not answer.
pub fn zone(db: &mut Conn, may: &MayFacilitate, to: Zone, with_series: bool) -> Result<(), StoreError> {
    diesel::update(groups::table.find(may.group())).set(groups::zone.eq(to)).execute(&mut db.db)?;
    if !with_series {
        return Ok(());
    }
    diesel::update(s::table.filter(s::group_id.eq(may.group())))
        .set((s::zone.eq(to), s::revision.eq(s::revision + 1)))
        .execute(&mut db.db)?;
    Ok(())
}
