//! What members have found that helps. No row leads from a note to whoever wrote it: its mark is known by the author's own
//! key and by no other. A note that goes with its author is sealed by that key, one that stays by the group's; so with
//! whoever is gone, the words are gone too, however they went.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{experience, membership};
use super::{memberships, sealed};
use crate::access::{MayAttend, MayRevise};
use crate::domain::ids::{ExperienceId, GroupId, MembershipId, PersonId};
use crate::domain::text::Experience;
use crate::vault::{Cell, DataKey, Keys};

/// A note, as one member reads it.
#[derive(Debug, Clone)]
pub struct Note {
    pub id: ExperienceId,
    pub words: String,
    /// Its first day.
    pub month: NaiveDate,
    /// The name under which its author wished it to stand.
    pub by: Option<String>,
    pub is_mine: bool,
    pub stays: bool,
}

/// What somebody wishes to share, and how.
#[derive(Debug, Clone)]
pub struct Draft {
    pub words: Experience,
    /// Whether it is the group's to keep when its author leaves.
    pub stays: bool,
    pub is_signed: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = experience)]
struct Row {
    id: ExperienceId,
    author_mark: Vec<u8>,
    words: Vec<u8>,
    month: NaiveDate,
    stays: bool,
    signed_by: Option<MembershipId>,
}

/// The cell in which the author's mark stands.
pub(in crate::store) fn author(note: ExperienceId) -> Cell {
    Cell { column: "experience.author_mark", row: note.to_bytes() }
}

fn words(note: ExperienceId) -> Cell {
    Cell { column: "experience.words", row: note.to_bytes() }
}

/// The notes of my group, in an order that tells nothing.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of_group(db: &mut Conn, may: &MayAttend) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<Row> = experience::table
        .filter(experience::group_id.eq(may.group()))
        .order(experience::id)
        .select(Row::as_select())
        .load(&mut db.db)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = memberships::names(db, may)?;
    let keys = memberships::keys(db, may)?;
    let me = keys.get(&may.membership());
    let mut notes = Vec::with_capacity(rows.len());
    for row in rows {
        let is_mine = me.is_some_and(|key| key.mark(author(row.id)) == row.author_mark);
        if let Some(words) = opened(&db.keys, &keys, &row)? {
            let by = row.signed_by.and_then(|by| names.get(&by).cloned());
            notes.push(Note { id: row.id, words, month: row.month, by, is_mine, stays: row.stays });
        }
    }
    Ok(notes)
}

/// The words; nothing when their author is gone.
fn opened(
    group: &Keys,
    members: &BTreeMap<MembershipId, DataKey>,
    row: &Row,
) -> Result<Option<String>, StoreError> {
    if row.stays {
        return Ok(Some(group.open(words(row.id), &row.words)?));
    }
    let key = members.values().find(|key| key.mark(author(row.id)) == row.author_mark);
    Ok(key.map(|key| key.open(words(row.id), &row.words)).transpose()?)
}

/// How many notes my group keeps.
///
/// # Errors
/// When the database does not answer.
pub fn count(db: &mut Conn, may: &MayAttend) -> Result<usize, StoreError> {
    let kept: i64 =
        experience::table.filter(experience::group_id.eq(may.group())).count().get_result(&mut db.db)?;
    Ok(usize::try_from(kept).unwrap_or(usize::MAX))
}

/// Writes one.
///
/// # Errors
/// When the database does not answer.
pub fn write(db: &mut Conn, may: &MayAttend, new: &Draft, month: NaiveDate) -> Result<(), StoreError> {
    let id = ExperienceId::from_random(db.entropy.bytes());
    let key = sealed::data_key(db, may.person())?;
    diesel::insert_into(experience::table)
        .values((
            experience::id.eq(id),
            experience::group_id.eq(may.group()),
            experience::author_mark.eq(key.mark(author(id))),
            experience::words.eq(closed(db, &key, id, new)),
            experience::month.eq(month),
            experience::stays.eq(new.stays),
            experience::signed_by.eq(new.is_signed.then_some(may.membership())),
        ))
        .execute(&mut db.db)?;
    shuffle(db, may.group())
}

/// Says it otherwise; the month stays that in which it was first said.
///
/// # Errors
/// When the database does not answer.
pub fn change(db: &mut Conn, may: &MayRevise, new: &Draft) -> Result<(), StoreError> {
    let member = may.as_member();
    let key = sealed::data_key(db, member.person())?;
    diesel::update(experience::table.find(may.note()))
        .set((
            experience::words.eq(closed(db, &key, may.note(), new)),
            experience::stays.eq(new.stays),
            experience::signed_by.eq(new.is_signed.then_some(member.membership())),
        ))
        .execute(&mut db.db)?;
    shuffle(db, member.group())
}

/// Withdraws it: the row is gone.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw(db: &mut Conn, may: &MayRevise) -> Result<(), StoreError> {
    diesel::delete(experience::table.find(may.note())).execute(&mut db.db)?;
    Ok(())
}

/// What this member wrote and did not leave to the group goes with them.
pub(in crate::store) fn go_with(db: &mut Conn, member: MembershipId) -> Result<(), StoreError> {
    let (person, group): (PersonId, GroupId) = membership::table
        .find(member)
        .select((membership::person_id, membership::group_id))
        .first(&mut db.db)?;
    let key = sealed::data_key(db, person)?;
    let that_go: Vec<(ExperienceId, Vec<u8>)> = experience::table
        .filter(experience::group_id.eq(group).and(experience::stays.eq(false)))
        .select((experience::id, experience::author_mark))
        .load(&mut db.db)?;
    for (id, _) in that_go.into_iter().filter(|(id, mark)| key.mark(author(*id)) == *mark) {
        diesel::delete(experience::table.find(id)).execute(&mut db.db)?;
    }
    Ok(())
}

fn closed(db: &Conn, author: &DataKey, id: ExperienceId, new: &Draft) -> Vec<u8> {
    let text = new.words.as_str();
    if new.stays {
        db.keys.seal(words(id), text, &db.entropy)
    } else {
        author.seal(words(id), text, &db.entropy)
    }
}

/// Every note of the group is written once more, in the order of their ids: neither the transaction that wrote a row last nor
/// its place in the table tells which of them is new.
fn shuffle(db: &mut Conn, group: GroupId) -> Result<(), StoreError> {
    let all: Vec<ExperienceId> = experience::table
        .filter(experience::group_id.eq(group))
        .order(experience::id)
        .select(experience::id)
        .load(&mut db.db)?;
    for id in all {
        diesel::update(experience::table.find(id))
            .set(experience::month.eq(experience::month))
            .execute(&mut db.db)?;
    }
    Ok(())
}
