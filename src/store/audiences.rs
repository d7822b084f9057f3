//! What a member has chosen to be seen by whom, and what is seen by it. Whatever is shown of a member to somebody else goes
//! through [`Choices::shows`] here: pages, lists, and the picture that each has of their own card.

use std::collections::BTreeMap;
use std::ops::Range;

use diesel::prelude::*;

use super::changes::near;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{answer, audience_choice, meeting, membership, role, series, turn_record};
use super::{exclusions, mandates, memberships, sealed};
use crate::access::MayAttend;
use crate::domain::audience::{Audience, Choices, Field, Onlooker};
use crate::domain::ids::MembershipId;
use crate::domain::rota::RoleKind;
use crate::domain::rsvp::Answer;
use crate::domain::series::MeetingKey;
use crate::domain::text::ShortText;
use crate::domain::time::{Instant, Wall};
use crate::vault::{Cell, DataKey};

pub(in crate::store) const LINE: &str = "membership.line";

/// A member, as somebody sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub name: String,
    pub facilitates: bool,
    pub is_me: bool,
    pub line: Option<String>,
    /// What they have taken on, and how often; nothing when it is not shown.
    pub led: Vec<(RoleKind, String, i32)>,
}

/// What I have chosen in my group, and the line about me.
#[derive(Debug, Clone)]
pub struct Own {
    pub choices: Choices,
    pub line: String,
}

/// My own choices.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn own(db: &mut Conn, may: &MayAttend) -> Result<Own, StoreError> {
    let me = may.membership();
    let choices = choices(db, may)?.remove(&me).unwrap_or_default();
    let sealed: Option<Vec<u8>> = membership::table.find(me).select(membership::line).first(&mut db.db)?;
    let line = sealed::open(db, may.person(), cell(me), sealed)?;
    Ok(Own { choices, line: line.unwrap_or_default() })
}

/// Chooses. It holds for whatever is shown from then on.
///
/// # Errors
/// When the database does not answer.
pub fn choose(
    db: &mut Conn,
    may: &MayAttend,
    choices: &Choices,
    line: Option<&ShortText>,
) -> Result<(), StoreError> {
    let me = may.membership();
    let key = sealed::data_key(db, may.person())?;
    let sealed = line.map(|line| key.seal(cell(me), line.as_str(), &db.entropy));
    diesel::update(membership::table.find(me))
        .set((membership::line.eq(sealed), membership::is_hidden.eq(choices.is_hidden)))
        .execute(&mut db.db)?;
    diesel::delete(audience_choice::table.filter(audience_choice::membership_id.eq(me)))
        .execute(&mut db.db)?;
    for row in crate::domain::audience::TABLE {
        diesel::insert_into(audience_choice::table)
            .values((
                audience_choice::membership_id.eq(me),
                audience_choice::field.eq(row.field),
                audience_choice::audience.eq(choices.chosen(row.field)),
            ))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// Hides me in my group, or shows me again as I have chosen.
///
/// # Errors
/// When the database does not answer.
pub fn hide(db: &mut Conn, may: &MayAttend, is_hidden: bool) -> Result<(), StoreError> {
    diesel::update(membership::table.find(may.membership()))
        .set(membership::is_hidden.eq(is_hidden))
        .execute(&mut db.db)?;
    Ok(())
}

/// Everybody who is here, as an onlooker of the group sees them. A guest sees nobody.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn cards(
    db: &mut Conn,
    may: &MayAttend,
    onlooker: Onlooker,
    now: Instant,
) -> Result<Vec<Card>, StoreError> {
    if onlooker == Onlooker::Guest {
        return Ok(Vec::new());
    }
    let out = exclusions::suspended(db, now)?;
    let rows: Vec<(MembershipId, Option<Vec<u8>>)> = membership::table
        .filter(membership::group_id.eq(may.group()).and(membership::id.ne_all(out)))
        .order((membership::joined_at, membership::id))
        .select((membership::id, membership::line))
        .load(&mut db.db)?;
    let (names, keys) = (memberships::names(db, may)?, memberships::keys(db, may)?);
    let (choices, mut led) = (choices(db, may)?, led(db, may)?);
    let mandates = mandates::of_group(db, may.group(), now)?;
    let mut cards = Vec::with_capacity(rows.len());
    for (id, sealed) in rows {
        let (Some(name), Some(key)) = (names.get(&id), keys.get(&id)) else { continue };
        let shows = |field| choices.get(&id).cloned().unwrap_or_default().shows(field, onlooker);
        cards.push(Card {
            name: name.clone(),
            facilitates: mandates.acts_until(id, now).is_some(),
            is_me: id == may.membership(),
            line: if shows(Field::Line) { opened(key, id, sealed)? } else { None },
            led: led.remove(&id).filter(|_| shows(Field::Led)).unwrap_or_default(),
        });
    }
    cards.sort_by_key(|card| !card.facilitates);
    Ok(cards)
}

/// Who comes to which meeting, of those who show it to this onlooker.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn coming(
    db: &mut Conn,
    may: &MayAttend,
    onlooker: Onlooker,
    window: &Range<Instant>,
) -> Result<BTreeMap<MeetingKey, Vec<String>>, StoreError> {
    let rows: Vec<(crate::domain::ids::SeriesId, Wall, MembershipId)> = answer::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(series::group_id.eq(may.group()).and(near(window)))
        .filter(answer::state.eq(Answer::Coming))
        .select((meeting::series_id, meeting::original_local, answer::membership_id))
        .load(&mut db.db)?;
    let (choices, names) = (choices(db, may)?, memberships::names(db, may)?);
    let mut who: BTreeMap<MeetingKey, Vec<String>> = BTreeMap::new();
    for (series, original, id) in rows {
        let shows = choices.get(&id).is_some_and(|it| it.shows(Field::Coming, onlooker));
        if let Some(name) = names.get(&id).filter(|_| shows) {
            who.entry(MeetingKey { series, original }).or_default().push(name.clone());
        }
    }
    // Not in the order in which they answered.
    who.values_mut().for_each(|names| names.sort());
    Ok(who)
}

/// What everybody in my group has chosen, as far as they have said anything.
fn choices(db: &mut Conn, may: &MayAttend) -> Result<BTreeMap<MembershipId, Choices>, StoreError> {
    let here: Vec<(MembershipId, bool)> = membership::table
        .filter(membership::group_id.eq(may.group()))
        .select((membership::id, membership::is_hidden))
        .load(&mut db.db)?;
    let said: Vec<(MembershipId, Field, Audience)> = audience_choice::table
        .inner_join(membership::table)
        .filter(membership::group_id.eq(may.group()))
        .select((audience_choice::membership_id, audience_choice::field, audience_choice::audience))
        .load(&mut db.db)?;
    let mut all: BTreeMap<MembershipId, Choices> =
        here.into_iter().map(|(id, is_hidden)| (id, Choices::hidden(is_hidden))).collect();
    for (id, field, audience) in said {
        if let Some(choices) = all.remove(&id) {
            all.insert(id, choices.with(field, audience));
        }
    }
    Ok(all)
}

type Led = BTreeMap<MembershipId, Vec<(RoleKind, String, i32)>>;

fn led(db: &mut Conn, may: &MayAttend) -> Result<Led, StoreError> {
    let rows: Vec<(MembershipId, RoleKind, String, i32)> = turn_record::table
        .inner_join(role::table)
        .filter(role::group_id.eq(may.group()))
        .order(role::id)
        .select((turn_record::membership_id, role::kind, role::name, turn_record::count))
        .load(&mut db.db)?;
    let mut all = Led::new();
    for (id, kind, name, count) in rows {
        all.entry(id).or_default().push((kind, name, count));
    }
    Ok(all)
}

fn cell(of: MembershipId) -> Cell {
    Cell { column: LINE, row: of.to_bytes() }
}

fn opened(key: &DataKey, of: MembershipId, sealed: Option<Vec<u8>>) -> Result<Option<String>, StoreError> {
    Ok(sealed.map(|sealed| key.open(cell(of), &sealed)).transpose()?)
}
