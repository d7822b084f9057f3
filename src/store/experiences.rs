//! What members have found that helps. No row leads from a note to whoever wrote it: its mark is known by the author's own
//! key and by no other. A note that goes with its author is sealed by that key, one that stays by the group's; so with
//! whoever is gone, the words are gone too, however they went.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::carrying::Done;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::schema::{experience, groups, membership};
use super::sight::Sight;
use super::{lives, memberships, proposals, sealed};
use crate::access::{Decided, Founded, MayAttend, MayFind, MayRevise};
use crate::domain::belongings;
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Change, Opening};
use crate::domain::experience::OpenTo;
use crate::domain::group::GroupState;
use crate::domain::ids::{ExperienceId, GroupId, MembershipId, PersonId, ProgrammeId};
use crate::domain::log::LogKind;
use crate::domain::text::Experience;
use crate::domain::time::Instant;
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
    /// Whether its author lets others read it, if the group decides so.
    pub may_open: bool,
    /// How far the group has opened it.
    pub opened_to: OpenTo,
    /// Of its words: grows when its author says it otherwise.
    pub version: i32,
}

/// A note that another group has opened, or that is opened to everybody; without a name, whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub words: String,
    pub month: NaiveDate,
}

/// What somebody wishes to share, and how.
#[derive(Debug, Clone)]
pub struct Draft {
    pub words: Experience,
    /// Whether it is the group's to keep when its author leaves.
    pub stays: bool,
    pub is_signed: bool,
    /// Whether others may read it, if the group decides so.
    pub may_open: bool,
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
    may_open: bool,
    opened_to: OpenTo,
    version: i32,
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
pub fn of_group(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Note>, StoreError> {
    let rows = rows(db, may.group(), now)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let sight = Sight::of(db, may, now)?;
    let keys = memberships::keys(db, may)?;
    let me = keys.get(&may.membership());
    let mut notes = Vec::with_capacity(rows.len());
    for row in rows {
        let is_mine = me.is_some_and(|key| key.mark(author(row.id)) == row.author_mark);
        if let Some(words) = opened(&db.keys, &keys, &row)? {
            let by = row.signed_by.and_then(|by| sight.known(by)).map(ToOwned::to_owned);
            let Row { id, month, stays, may_open, opened_to, version, .. } = row;
            notes.push(Note { id, words, month, by, is_mine, stays, may_open, opened_to, version });
        }
    }
    Ok(notes)
}

/// The rows of a group, each opened as far as it is now: what was decided and nobody has written down counts, and nothing is
/// open that its author does not let be.
fn rows(db: &mut Conn, group: GroupId, now: Instant) -> Result<Vec<Row>, StoreError> {
    let mut rows: Vec<Row> = experience::table
        .filter(experience::group_id.eq(group))
        .order(experience::id)
        .select(Row::as_select())
        .load(&mut db.db)?;
    for it in proposals::decided(db, group, now)? {
        if let Some(Change::Open(Opening { note, to, version })) = it.change {
            for row in rows.iter_mut().filter(|row| row.id == note && row.version == version) {
                row.opened_to = to;
            }
        }
    }
    for row in rows.iter_mut().filter(|row| !row.may_open) {
        row.opened_to = OpenTo::Group;
    }
    Ok(rows)
}

/// What is opened to everybody, of a group that can be found.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn public(db: &mut Conn, may: &MayFind, now: Instant) -> Result<Vec<Told>, StoreError> {
    opened_by(db, may.group(), &[OpenTo::Everybody], now)
}

/// What the other groups of my group's programme have opened to their sister groups.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of_sisters(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Told>, StoreError> {
    let programme: Option<ProgrammeId> =
        groups::table.find(may.group()).select(groups::programme_id).first(&mut db.db)?;
    let Some(programme) = programme else {
        return Ok(Vec::new());
    };
    let sisters: Vec<GroupId> = experience::table
        .inner_join(groups::table)
        .filter(groups::programme_id.eq(programme).and(groups::id.ne(may.group())))
        .filter(experience::may_open.eq(true))
        .select(groups::id)
        .distinct()
        .load(&mut db.db)?;
    let mut told = Vec::new();
    for group in sisters {
        if lives::of_group(db, group, now)?.0 != GroupState::Closed {
            told.extend(opened_by(db, group, &[OpenTo::Sisters, OpenTo::Everybody], now)?);
        }
    }
    // Not group by group: which notes are of one group is nobody's to see.
    told.sort_by(|one, other| (other.month, &one.words).cmp(&(one.month, &other.words)));
    Ok(told)
}

fn opened_by(db: &mut Conn, group: GroupId, to: &[OpenTo], now: Instant) -> Result<Vec<Told>, StoreError> {
    let mut rows = rows(db, group, now)?;
    rows.retain(|row| to.contains(&row.opened_to));
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keys = memberships::keys_of(db, group)?;
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let words = opened(&db.keys, &keys, &row)?;
        told.extend(words.map(|words| Told { words, month: row.month }));
    }
    Ok(told)
}

/// Opens a note as the group has decided at `at`, or shuts it: when it is there, and says what it said.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    it: Opening,
    at: Instant,
) -> Result<Done, StoreError> {
    let there = experience::table
        .filter(experience::id.eq(it.note).and(experience::group_id.eq(may.group())))
        .filter(experience::version.eq(it.version));
    let before: Option<OpenTo> = there.select(experience::opened_to).first(&mut db.db).optional()?;
    let Some(before) = before else {
        return Ok(Done::DoesNotFit);
    };
    diesel::update(experience::table.find(it.note))
        .set(experience::opened_to.eq(it.to))
        .execute(&mut db.db)?;
    shuffle(db, may.group())?;
    log::insert(db, may.group(), None, Event::of(LogKind::NoteOpened, before.code(), it.to.code()), at)?;
    Ok(Done::Yes)
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
            experience::may_open.eq(new.may_open),
            experience::opened_to.eq(OpenTo::Group),
            experience::version.eq(1),
        ))
        .execute(&mut db.db)?;
    shuffle(db, may.group())
}

/// One that a group has brought: it is nobody's any more, and the group's to keep.
pub(in crate::store) fn give(db: &mut Conn, to: &Founded, note: &belongings::Note) -> Result<(), StoreError> {
    let id = ExperienceId::from_random(db.entropy.bytes());
    let nobody: [u8; 32] = db.entropy.bytes();
    let sealed = db.keys.seal(words(id), note.words.as_str(), &db.entropy);
    diesel::insert_into(experience::table)
        .values((
            experience::id.eq(id),
            experience::group_id.eq(to.group),
            experience::author_mark.eq(nobody.to_vec()),
            experience::words.eq(sealed),
            experience::month.eq(note.month),
            experience::stays.eq(true),
            experience::may_open.eq(note.may_open),
            experience::opened_to.eq(note.opened_to),
            experience::version.eq(1),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Says it otherwise; the month stays that in which it was first said. What the group has opened it has opened as it was: other
/// words are the group's alone again.
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
            experience::may_open.eq(new.may_open),
            experience::opened_to.eq(OpenTo::Group),
            experience::version.eq(experience::version + 1),
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

/// What somebody wrote in a group, by their own key: the words, the month, and whether it is the group's to keep.
pub(in crate::store) fn of_author(
    db: &mut Conn,
    group: GroupId,
    key: &DataKey,
) -> Result<Vec<(String, NaiveDate, bool)>, StoreError> {
    let all: Vec<Row> = experience::table
        .filter(experience::group_id.eq(group))
        .order(experience::id)
        .select(Row::as_select())
        .load(&mut db.db)?;
    let theirs = all.into_iter().filter(|row| key.mark(author(row.id)) == row.author_mark);
    theirs
        .map(|row| {
            let words = if row.stays {
                db.keys.open(words(row.id), &row.words)?
            } else {
                key.open(words(row.id), &row.words)?
            };
            Ok((words, row.month, row.stays))
        })
        .collect()
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
