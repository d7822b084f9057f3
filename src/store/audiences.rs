//! What a member has chosen to be seen by whom, and what is seen by it: pages, lists, and the picture that each has of their
//! own card. Who sees what, [`Sight`] says.

use std::collections::BTreeMap;
use std::ops::Range;

use diesel::prelude::*;

use super::changes::near;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{answer, audience_choice, meeting, membership, role, series, turn_record};
use super::sight::{self, Sight};
use super::{consents, exclusions, memberships, sealed};
use crate::access::MayAttend;
use crate::domain::audience::{Audience, Choices, Field, Onlooker};
use crate::domain::consent::{Agreed, Said};
use crate::domain::ids::{MembershipId, PersonId};
use crate::domain::rota::RoleKind;
use crate::domain::rsvp::Answer;
use crate::domain::series::MeetingKey;
use crate::domain::text::ShortText;
use crate::domain::time::{Instant, Wall};
use crate::vault::{Cell, DataKey};

pub(in crate::store) const LINE: &str = "membership.line";
pub(in crate::store) const REACH: &str = "membership.reach";

/// A member, as somebody sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub id: MembershipId,
    pub name: String,
    pub facilitates: bool,
    pub is_me: bool,
    pub line: Option<String>,
    /// Whether the onlooker can reach them.
    pub can_be_reached: bool,
    /// What they have taken on, and how often; nothing when it is not shown.
    pub led: Vec<(RoleKind, String, i32)>,
}

/// What I have chosen in my group, the line about me, and how I am reached.
#[derive(Debug, Clone)]
pub struct Own {
    pub choices: Choices,
    pub line: String,
    pub reach: String,
    /// Whom I have named as the one who may know.
    pub reach_one: Option<MembershipId>,
}

/// What I choose.
#[derive(Debug)]
pub struct Chosen {
    pub choices: Choices,
    pub line: Option<ShortText>,
    pub reach: Option<ShortText>,
    pub reach_one: Option<MembershipId>,
}

/// My own choices.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn own(db: &mut Conn, may: &MayAttend) -> Result<Own, StoreError> {
    let me = may.membership();
    let choices = sight::choices(db, may)?.remove(&me).unwrap_or_default();
    let (line, reach, reach_one): (Option<Vec<u8>>, Option<Vec<u8>>, Option<MembershipId>) =
        membership::table
            .find(me)
            .select((membership::line, membership::reach, membership::reach_one_id))
            .first(&mut db.db)?;
    let line = sealed::open(db, may.person(), cell(LINE, me), line)?.unwrap_or_default();
    let reach = sealed::open(db, may.person(), cell(REACH, me), reach)?.unwrap_or_default();
    Ok(Own { choices, line, reach, reach_one })
}

/// Chooses. It holds for whatever is shown from then on.
///
/// # Errors
/// When the database does not answer.
pub fn choose(db: &mut Conn, may: &MayAttend, chosen: &Chosen, now: Instant) -> Result<(), StoreError> {
    let me = may.membership();
    let before = sight::choices(db, may)?.remove(&me).unwrap_or_default();
    for row in crate::domain::audience::TABLE {
        let audience = chosen.choices.chosen(row.field);
        if before.chosen(row.field) != audience {
            let said = Said::of(Agreed::Seen, audience != Audience::Nobody);
            consents::note_of(db, me, Said { seen: Some((row.field, audience)), ..said }, now)?;
        }
    }
    if before.is_hidden != chosen.choices.is_hidden {
        consents::note_of(db, me, Said::of(Agreed::Seen, before.is_hidden), now)?;
    }
    let key = sealed::data_key(db, may.person())?;
    let seal = |column, words: &Option<ShortText>| {
        words.as_ref().map(|words| key.seal(cell(column, me), words.as_str(), &db.entropy))
    };
    diesel::update(membership::table.find(me))
        .set((
            membership::line.eq(seal(LINE, &chosen.line)),
            membership::reach.eq(seal(REACH, &chosen.reach)),
            membership::reach_one_id.eq(chosen.reach_one),
            membership::is_hidden.eq(chosen.choices.is_hidden),
        ))
        .execute(&mut db.db)?;
    diesel::delete(audience_choice::table.filter(audience_choice::membership_id.eq(me)))
        .execute(&mut db.db)?;
    for row in crate::domain::audience::TABLE {
        diesel::insert_into(audience_choice::table)
            .values((
                audience_choice::membership_id.eq(me),
                audience_choice::field.eq(row.field),
                audience_choice::audience.eq(chosen.choices.chosen(row.field)),
            ))
            .execute(&mut db.db)?;
    }
    Ok(())
}

/// Hides me in my group, or shows me again as I have chosen.
///
/// # Errors
/// When the database does not answer.
pub fn hide(db: &mut Conn, may: &MayAttend, is_hidden: bool, now: Instant) -> Result<(), StoreError> {
    let me = may.membership();
    let other = membership::table.find(me).filter(membership::is_hidden.ne(is_hidden));
    let changed = diesel::update(other).set(membership::is_hidden.eq(is_hidden)).execute(&mut db.db)?;
    if changed > 0 {
        consents::note_of(db, me, Said::of(Agreed::Seen, !is_hidden), now)?;
    }
    Ok(())
}

/// Everybody who is here, as I see them.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn cards(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Card>, StoreError> {
    let sight = Sight::of(db, may, now)?;
    by_sight(db, may, &sight, now)
}

/// My own card as somebody sees it: by the same way on which it reaches them. `None` when they see none.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine_seen(
    db: &mut Conn,
    may: &MayAttend,
    by: Onlooker,
    now: Instant,
) -> Result<Option<Card>, StoreError> {
    let sight = Sight::as_if(db, may, by, now)?;
    Ok(by_sight(db, may, &sight, now)?.into_iter().find(|card| card.is_me))
}

fn by_sight(db: &mut Conn, may: &MayAttend, sight: &Sight, now: Instant) -> Result<Vec<Card>, StoreError> {
    let out = exclusions::suspended(db, now)?;
    let rows: Vec<(MembershipId, Option<Vec<u8>>)> = membership::table
        .filter(membership::group_id.eq(may.group()).and(membership::id.ne_all(out)))
        .select((membership::id, membership::line))
        .load(&mut db.db)?;
    let keys = memberships::keys(db, may)?;
    let mut led = led(db, may)?;
    let mut cards = Vec::with_capacity(rows.len());
    for (id, sealed) in rows {
        let (Some(name), Some(key)) = (sight.on_card(id), keys.get(&id)) else { continue };
        cards.push(Card {
            id,
            name: name.to_owned(),
            facilitates: sight.facilitates(id),
            is_me: id == may.membership(),
            line: if sight.shows(id, Field::Line) { opened(key, id, sealed)? } else { None },
            can_be_reached: sight.shows(id, Field::Reach),
            led: led.remove(&id).filter(|_| sight.shows(id, Field::Led)).unwrap_or_default(),
        });
    }
    // Not by when they came: who came to two groups one after the other would be known by that in both.
    cards.sort_by_key(|card| (!card.facilitates, card.name.to_lowercase(), card.id));
    Ok(cards)
}

/// How a member whom I may reach says that they are reached, in their own words; nothing where they have written none.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn reach(db: &mut Conn, may: &MayAttend, of: &Card) -> Result<Option<String>, StoreError> {
    if !of.can_be_reached {
        return Ok(None);
    }
    let (person, sealed): (PersonId, Option<Vec<u8>>) = membership::table
        .find(of.id)
        .filter(membership::group_id.eq(may.group()))
        .select((membership::person_id, membership::reach))
        .first(&mut db.db)?;
    sealed::open(db, person, cell(REACH, of.id), sealed)
}

/// Who comes to which meeting, of those who let me see it.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn coming(
    db: &mut Conn,
    may: &MayAttend,
    sight: &Sight,
    window: &Range<Instant>,
) -> Result<BTreeMap<MeetingKey, Vec<String>>, StoreError> {
    let rows: Vec<(crate::domain::ids::SeriesId, Wall, MembershipId)> = answer::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(series::group_id.eq(may.group()).and(near(window)))
        .filter(answer::state.eq(Answer::Coming))
        .select((meeting::series_id, meeting::original_local, answer::membership_id))
        .load(&mut db.db)?;
    let mut who: BTreeMap<MeetingKey, Vec<String>> = BTreeMap::new();
    for (series, original, id) in rows {
        if let Some(name) = sight.on_card(id).filter(|_| sight.shows(id, Field::Coming)) {
            who.entry(MeetingKey { series, original }).or_default().push(name.to_owned());
        }
    }
    // Not in the order in which they answered.
    who.values_mut().for_each(|names| names.sort());
    Ok(who)
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

fn cell(column: &'static str, of: MembershipId) -> Cell {
    Cell { column, row: of.to_bytes() }
}

fn opened(key: &DataKey, of: MembershipId, sealed: Option<Vec<u8>>) -> Result<Option<String>, StoreError> {
    Ok(sealed.map(|sealed| key.open(cell(LINE, of), &sealed)).transpose()?)
}
