//! What calendars elsewhere are told of: series as wholes, with everything that was done to them, however long ago; and
//! the secret address of somebody's own. The address itself stands nowhere: it is made from the row.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes::{self, Whose, only};
use super::conn::Conn;
use super::consents;
use super::error::StoreError;
use super::schema::{calendar_feed, groups, person, series as s};
use super::sealed;
use super::series::{self, Series};
use crate::access::{MayFind, MayFollow, Myself};
use crate::domain::consent::{Agreed, Said};
use crate::domain::group::FeedTitle;
use crate::domain::ids::{FeedId, PersonId, SeriesId};
use crate::domain::locale::Locale;
use crate::domain::text::ShortText;
use crate::domain::time::Instant;
use crate::vault::{Cell, Purpose};

pub(in crate::store) const WORDS: &str = "calendar_feed.words";

/// A series, and what calendars have to know of its group.
#[derive(Debug)]
pub struct Kept {
    pub series: Series,
    pub group_name: String,
    /// Grows with every change of the group's dates, and with nothing else.
    pub revision: i64,
    pub changed: Instant,
}

/// A series under what it is called in somebody's own calendar, where its changes are counted from another beginning: who
/// reads both that calendar and the group's own does not find one in the other by its name or its numbers.
#[derive(Debug)]
pub struct Aliased {
    pub uid: String,
    pub revision: i64,
    pub series: Series,
    pub group_name: String,
}

/// How somebody wishes to have their calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    pub title: FeedTitle,
    /// For [`FeedTitle::Own`].
    pub words: Option<ShortText>,
    pub says_where: bool,
}

/// Somebody's calendar, for a program that reads it.
#[derive(Debug)]
pub struct Followed {
    pub wishes: Wishes,
    pub language: Locale,
    /// When it was last wished otherwise.
    pub changed: Instant,
    pub kept: Vec<Aliased>,
}

/// Everything that was ever done to a series.
fn ever() -> Range<Instant> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
    Instant::from_naive_utc(first)..changes::last()
}

/// The series of a group that can be found.
///
/// # Errors
/// When the database does not answer.
pub fn of_group(db: &mut Conn, may: &MayFind, now: Instant) -> Result<Vec<Kept>, StoreError> {
    load(db, Whose::Group(may.group()), now)
}

/// The series of every listed group. Public by definition, so no proof is asked for.
///
/// # Errors
/// When the database does not answer.
pub fn of_listed(db: &mut Conn, now: Instant) -> Result<Vec<Kept>, StoreError> {
    load(db, Whose::Listed, now)
}

/// The series of all groups in which I am.
///
/// # Errors
/// When the database does not answer.
pub fn of_mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Kept>, StoreError> {
    load(db, Whose::Member(me.person()), now)
}

fn load(db: &mut Conn, whose: Whose, now: Instant) -> Result<Vec<Kept>, StoreError> {
    let facts = s::table
        .inner_join(groups::table)
        .select((s::id, s::made_at, groups::name, groups::dates_revision, groups::changed_at))
        .into_boxed();
    let facts: Vec<(SeriesId, Instant, String, i64, Instant)> = only!(facts, whose).load(&mut db.db)?;
    let mut facts: BTreeMap<SeriesId, (Instant, String, i64, Instant)> = facts
        .into_iter()
        .map(|(id, made, name, revision, changed)| (id, (made, name, revision, changed)))
        .collect();
    let all = series::load(db, whose, &ever(), now)?;
    Ok(all
        .into_iter()
        .filter_map(|series| {
            let (made, group_name, revision, changed) = facts.remove(&series.id)?;
            Some(Kept { series, group_name, revision, changed: made.max(changed) })
        })
        .collect())
}

/// What a program reads by a secret address: of the groups in which that person is now.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn followed(db: &mut Conn, may: &MayFollow, now: Instant) -> Result<Followed, StoreError> {
    let language = person::table.find(may.person()).select(person::language).first(&mut db.db)?;
    let row: Row = calendar_feed::table.find(may.feed()).select(Row::as_select()).first(&mut db.db)?;
    let changed = row.changed_at;
    let kept =
        load(db, Whose::Member(may.person()), now)?.into_iter().map(|it| aliased(db, may, it)).collect();
    Ok(Followed { wishes: row.wishes(db)?, language, changed, kept })
}

fn aliased(db: &Conn, may: &MayFollow, it: Kept) -> Aliased {
    let (holder, row) = (may.feed().to_bytes(), it.series.id.to_bytes());
    Aliased {
        uid: db.keys.alias(holder, row),
        revision: it.revision + i64::from(db.keys.alias_count(holder, row)),
        series: it.series,
        group_name: it.group_name,
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = calendar_feed)]
struct Row {
    id: FeedId,
    person_id: PersonId,
    title: FeedTitle,
    words: Option<Vec<u8>>,
    says_where: bool,
    changed_at: Instant,
}

impl Row {
    fn wishes(self, db: &mut Conn) -> Result<Wishes, StoreError> {
        let cell = Cell { column: WORDS, row: self.id.to_bytes() };
        let words = sealed::open(db, self.person_id, cell, self.words)?;
        let words = words.and_then(|words| ShortText::parse(&words).ok());
        Ok(Wishes { title: self.title, words, says_where: self.says_where })
    }
}

/// My secret address, as the token that makes it, and how I wish to have my calendar.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn mine(db: &mut Conn, me: &Myself) -> Result<Option<(String, Wishes)>, StoreError> {
    let row: Option<Row> = calendar_feed::table
        .filter(calendar_feed::person_id.eq(me.person()))
        .select(Row::as_select())
        .first(&mut db.db)
        .optional()?;
    row.map(|row| {
        let token = db.keys.link_token(Purpose::Calendar, row.id.to_bytes());
        Ok((token, row.wishes(db)?))
    })
    .transpose()
}

/// Makes my secret address. One that I had is nothing any more.
///
/// # Errors
/// When the database does not answer.
pub fn make(db: &mut Conn, me: &Myself, wishes: &Wishes, now: Instant) -> Result<(), StoreError> {
    revoke(db, me, now)?;
    consents::note(db, me.person(), &Said::of(Agreed::Calendar, true), now)?;
    let id = FeedId::from_random(db.entropy.bytes());
    let words = sealed_words(db, me, id, wishes)?;
    diesel::insert_into(calendar_feed::table)
        .values((
            calendar_feed::id.eq(id),
            calendar_feed::person_id.eq(me.person()),
            calendar_feed::title.eq(wishes.title),
            calendar_feed::words.eq(words),
            calendar_feed::says_where.eq(wishes.says_where),
            calendar_feed::made_at.eq(now),
            calendar_feed::changed_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Has my calendar otherwise, at the same address.
///
/// # Errors
/// When the database does not answer.
pub fn wish(db: &mut Conn, me: &Myself, wishes: &Wishes, now: Instant) -> Result<(), StoreError> {
    let mine = calendar_feed::table.filter(calendar_feed::person_id.eq(me.person()));
    let id: Option<FeedId> = mine.select(calendar_feed::id).first(&mut db.db).optional()?;
    let Some(id) = id else { return make(db, me, wishes, now) };
    let words = sealed_words(db, me, id, wishes)?;
    diesel::update(calendar_feed::table.find(id))
        .set((
            calendar_feed::title.eq(wishes.title),
            calendar_feed::words.eq(words),
            calendar_feed::says_where.eq(wishes.says_where),
            calendar_feed::changed_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

fn sealed_words(
    db: &mut Conn,
    me: &Myself,
    id: FeedId,
    wishes: &Wishes,
) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(words) = &wishes.words else { return Ok(None) };
    let key = sealed::data_key(db, me.person())?;
    Ok(Some(key.seal(Cell { column: WORDS, row: id.to_bytes() }, words.as_str(), &db.entropy)))
}

/// From now on my secret address is nothing.
///
/// # Errors
/// When the database does not answer.
pub fn revoke(db: &mut Conn, me: &Myself, now: Instant) -> Result<(), StoreError> {
    let mine = calendar_feed::table.filter(calendar_feed::person_id.eq(me.person()));
    if diesel::delete(mine).execute(&mut db.db)? > 0 {
        consents::note(db, me.person(), &Said::of(Agreed::Calendar, false), now)?;
    }
    Ok(())
}
