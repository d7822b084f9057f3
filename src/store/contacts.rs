//! Members who write to each other through the site, after both said yes. What one writes is sealed by their own key; when
//! one of them ends it, or goes, it is gone for both.

use chrono::TimeDelta;
use diesel::dsl::max;
use diesel::prelude::*;

use super::concerning;
use super::conn::Conn;
use super::consents;
use super::error::StoreError;
use super::schema::{contact, contact_message, membership};
use super::sealed;
use crate::access::{MayAttend, MayCorrespond, MayWrite};
use crate::domain::consent::{self, Agreed};
use crate::domain::contact::{Contact, Side, State};
use crate::domain::ids::{ContactId, ContactMessageId, MembershipId, PersonId};
use crate::domain::text::Written;
use crate::domain::time::Instant;
use crate::vault::Cell;

/// So long a question waits, and a message can be read.
pub(in crate::store) const KEPT: TimeDelta = TimeDelta::days(30);
const WORDS: &str = "contact_message.words";

/// What one of the two wrote.
#[derive(Debug, Clone)]
pub struct Said {
    pub is_mine: bool,
    pub words: String,
    pub at: Instant,
}

type Row = (ContactId, MembershipId, MembershipId, State);

fn read((id, asked_by, asked, state): Row) -> (ContactId, Contact) {
    (id, Contact { asked_by, asked, state })
}

const COLUMNS: (contact::id, contact::asked_by_id, contact::asked_id, contact::state) =
    (contact::id, contact::asked_by_id, contact::asked_id, contact::state);

/// What there is between me and others, the newest first.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, may: &MayAttend) -> Result<Vec<(ContactId, Contact)>, StoreError> {
    let me = may.membership();
    let rows: Vec<Row> = contact::table
        .filter(contact::asked_by_id.eq(me).or(contact::asked_id.eq(me)))
        .order((contact::made_at.desc(), contact::id))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(read).filter(|(_, it)| it.side_of(me).is_some()).collect())
}

/// How many ask me and wait for an answer.
///
/// # Errors
/// When the database does not answer.
pub fn waiting(db: &mut Conn, may: &MayAttend) -> Result<usize, StoreError> {
    let me = may.membership();
    let asks = |it: &Contact| it.asked == me && it.state == State::Asked;
    Ok(mine(db, may)?.into_iter().filter(|(_, it)| asks(it)).count())
}

/// What an address names in a group.
pub(in crate::store) fn find(db: &mut Conn, id: ContactId) -> Result<Option<Contact>, StoreError> {
    let found: Option<Row> = contact::table.find(id).select(COLUMNS).first(&mut db.db).optional()?;
    Ok(found.map(|row| read(row).1))
}

/// Asks another member whether I may write to them. Where they have asked me, that is a yes.
///
/// # Errors
/// When the database does not answer.
pub fn ask(
    db: &mut Conn,
    may: &MayAttend,
    other: MembershipId,
    now: Instant,
) -> Result<ContactId, StoreError> {
    let me = may.membership();
    let between =
        |by: MembershipId, to: MembershipId| contact::asked_by_id.eq(by).and(contact::asked_id.eq(to));
    let found: Option<Row> = contact::table
        .filter(between(me, other).or(between(other, me)))
        .select(COLUMNS)
        .first(&mut db.db)
        .optional()?;
    let (id, it) = match found.map(read) {
        Some((id, it)) if it.asked == me => {
            let row = diesel::update(contact::table.find(id));
            row.set((contact::state.eq(State::Agreed), contact::made_at.eq(now))).execute(&mut db.db)?;
            (id, it)
        }
        Some((id, _)) => return Ok(id),
        None => {
            let id = ContactId::from_random(db.entropy.bytes());
            diesel::insert_into(contact::table)
                .values((
                    contact::id.eq(id),
                    contact::asked_by_id.eq(me),
                    contact::asked_id.eq(other),
                    contact::state.eq(State::Asked),
                    contact::made_at.eq(now),
                ))
                .execute(&mut db.db)?;
            (id, Contact { asked_by: me, asked: other, state: State::Asked })
        }
    };
    consents::note_of(db, me, consent::Said::of(Agreed::Contact, true), now)?;
    tell(db, id, if it.asked == me { it.asked_by } else { it.asked }, now)?;
    Ok(id)
}

/// Says yes or no to whoever asked. `false` where nobody waits for it.
///
/// # Errors
/// When the database does not answer.
pub fn answer(db: &mut Conn, may: &MayCorrespond, yes: bool, now: Instant) -> Result<bool, StoreError> {
    let waits = contact::table.find(may.contact()).filter(contact::state.eq(State::Asked));
    let state = if yes { State::Agreed } else { State::Declined };
    if may.side() != Side::Asked
        || diesel::update(waits).set(contact::state.eq(state)).execute(&mut db.db)? == 0
    {
        return Ok(false);
    }
    if yes {
        consents::note_of(db, may.as_member().membership(), consent::Said::of(Agreed::Contact, true), now)?;
        tell(db, may.contact(), may.other(), now)?;
    }
    Ok(true)
}

/// What the two wrote, the oldest first.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn words(db: &mut Conn, may: &MayCorrespond) -> Result<Vec<Said>, StoreError> {
    let rows: Vec<(ContactMessageId, bool, Vec<u8>, Instant)> = contact_message::table
        .filter(contact_message::contact_id.eq(may.contact()))
        .order((contact_message::number, contact_message::id))
        .select((
            contact_message::id,
            contact_message::by_asker,
            contact_message::words,
            contact_message::made_at,
        ))
        .load(&mut db.db)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let other: PersonId =
        membership::table.find(may.other()).select(membership::person_id).first(&mut db.db)?;
    let (mine, theirs) = (sealed::data_key(db, may.as_member().person())?, sealed::data_key(db, other)?);
    rows.into_iter()
        .map(|(id, by_asker, words, at)| {
            let is_mine = by_asker == (may.side() == Side::Asking);
            let key = if is_mine { &mine } else { &theirs };
            Ok(Said { is_mine, words: key.open(cell(id), &words)?, at })
        })
        .collect()
}

/// Writes to the other.
///
/// # Errors
/// When the database does not answer.
pub fn write(db: &mut Conn, may: &MayWrite, words: &Written, now: Instant) -> Result<(), StoreError> {
    let it = may.as_reader();
    let id = ContactMessageId::from_random(db.entropy.bytes());
    let before: Option<i32> = contact_message::table
        .filter(contact_message::contact_id.eq(it.contact()))
        .select(max(contact_message::number))
        .first(&mut db.db)?;
    let key = sealed::data_key(db, it.as_member().person())?;
    let sealed = key.seal(cell(id), words.as_str(), &db.entropy);
    diesel::insert_into(contact_message::table)
        .values((
            contact_message::id.eq(id),
            contact_message::contact_id.eq(it.contact()),
            contact_message::by_asker.eq(it.side() == Side::Asking),
            contact_message::number.eq(before.unwrap_or_default().saturating_add(1)),
            contact_message::words.eq(sealed),
            contact_message::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    tell(db, it.contact(), it.other(), now)
}

/// Ends it, for both.
///
/// # Errors
/// When the database does not answer.
pub fn end(db: &mut Conn, may: &MayCorrespond, now: Instant) -> Result<(), StoreError> {
    end_with(db, may.as_member(), may.other(), now)
}

/// Ends whatever there is between me and another. That I had said yes, and do not any more, is written down for me alone.
pub(in crate::store) fn end_with(
    db: &mut Conn,
    may: &MayAttend,
    other: MembershipId,
    now: Instant,
) -> Result<(), StoreError> {
    let me = may.membership();
    let both = [me, other];
    let between = contact::asked_by_id.eq_any(both).and(contact::asked_id.eq_any(both));
    let is_my_yes = contact::asked_by_id.eq(me).or(contact::state.eq(State::Agreed));
    let has_said_yes: i64 =
        contact::table.filter(between.clone().and(is_my_yes)).count().get_result(&mut db.db)?;
    diesel::delete(contact::table.filter(between)).execute(&mut db.db)?;
    if has_said_yes > 0 {
        consents::note_of(db, me, consent::Said::of(Agreed::Contact, false), now)?;
    }
    Ok(())
}

/// Questions that nobody answered with a yes.
pub(in crate::store) fn never_agreed(db: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    let old = contact::table.filter(contact::state.ne(State::Agreed).and(contact::made_at.le(before)));
    Ok(diesel::delete(old).execute(&mut db.db)?)
}

/// There is something to read: once an hour, for what was written meanwhile stands beside it.
fn tell(db: &mut Conn, id: ContactId, to: MembershipId, now: Instant) -> Result<(), StoreError> {
    let hour = now.utc().timestamp() / 3600;
    concerning::tell_to_read(db, to, &format!("{id} {hour}"), Some(id), now)
}

pub(in crate::store) fn cell(id: ContactMessageId) -> Cell {
    Cell { column: WORDS, row: id.to_bytes() }
}
