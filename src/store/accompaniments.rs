//! Accompanying professionals: for what the group has invited whom, and until when. Made by a decision alone. The link is made
//! of the row's id and a keyed hash; the name is sealed with the key of whoever bears it. Each visit is a line of the
//! group's log, written before anything is shown.

use std::ops::Range;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::changes::Whose;
use super::conn::Conn;
use super::consents;
use super::error::StoreError;
use super::log::{self, Event};
use super::schema::{accompaniment, groups, membership, person};
use super::series::{self, Series};
use super::{memberships, sealed};
use crate::access::{
    AccompanimentFacts, AtAccompaniment, Decided, LookedUp, MayAccompany, MayAttend, MayComeAlong, Myself,
    Viewer,
};
use crate::domain::accompaniment::{Accompaniment, Ending, Scope, ending, is_another_visit};
use crate::domain::coded::Coded as _;
use crate::domain::consent::{self, Agreed};
use crate::domain::ids::{AccompanimentId, GroupId, MembershipId, PersonId};
use crate::domain::log::LogKind;
use crate::domain::text::MemberName;
use crate::domain::time::{Instant, Zone};
use crate::vault::{Cell, Purpose};

pub(in crate::store) const NAME: &str = "accompaniment.name";

/// One of my group's, as every member sees it.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: AccompanimentId,
    pub what: Accompaniment,
    /// `None` as long as nobody has accepted.
    pub name: Option<String>,
    pub end_asked_by: Option<MembershipId>,
}

/// What the group says of itself.
#[derive(Debug)]
pub struct Said {
    pub name: String,
    pub about: String,
}

/// One of those that I accompany.
#[derive(Debug)]
pub struct Mine {
    /// Of the link.
    pub token: String,
    pub group_name: String,
    pub what: Accompaniment,
    pub zone: Zone,
}

/// Invites, as the group has decided at `at`.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    what: Accompaniment,
    at: Instant,
) -> Result<(), StoreError> {
    let id = AccompanimentId::from_random(db.entropy.bytes());
    diesel::insert_into(accompaniment::table)
        .values((
            accompaniment::id.eq(id),
            accompaniment::group_id.eq(may.group()),
            accompaniment::scope.eq(what.scope),
            accompaniment::until_on.eq(what.until),
        ))
        .execute(&mut db.db)?;
    let event = Event::of(LogKind::AccompanimentBegan, what.scope.code(), what.until);
    log::insert(db, may.group(), None, event, at)
}

/// Who accompanies my group on a day.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of_group(db: &mut Conn, may: &MayAttend, today: NaiveDate) -> Result<Vec<Known>, StoreError> {
    type Row = (
        AccompanimentId,
        Scope,
        NaiveDate,
        Option<MembershipId>,
        Option<(PersonId, Vec<u8>)>,
        Option<Vec<u8>>,
    );
    let rows: Vec<Row> = accompaniment::table
        .left_join(person::table)
        .filter(accompaniment::group_id.eq(may.group()).and(accompaniment::until_on.ge(today)))
        .order((accompaniment::until_on, accompaniment::id))
        .select((
            accompaniment::id,
            accompaniment::scope,
            accompaniment::until_on,
            accompaniment::end_asked_id,
            (person::id, person::data_key).nullable(),
            accompaniment::name,
        ))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, scope, until, end_asked_by, whose, name)| {
            let name = match whose.zip(name) {
                Some(((person, wrapped), cell)) => {
                    let key = sealed::unwrap(&db.keys, person, &wrapped)?;
                    Some(key.open(Cell { column: NAME, row: id.to_bytes() }, &cell)?)
                }
                None => None,
            };
            Ok(Known { id, what: Accompaniment { scope, until }, name, end_asked_by })
        })
        .collect()
}

/// The link of one that nobody has accepted, for any member to pass on: the group has decided, not they.
///
/// # Errors
/// When the database does not answer.
pub fn link(db: &mut Conn, may: &MayAttend, id: AccompanimentId) -> Result<Option<String>, StoreError> {
    let free =
        accompaniment::table.filter(accompaniment::id.eq(id).and(accompaniment::group_id.eq(may.group())));
    let free = free.filter(accompaniment::person_id.is_null());
    let is_free = free.count().get_result::<i64>(&mut db.db)? == 1;
    Ok(is_free.then(|| db.keys.link_token(Purpose::Accompaniment, id.to_bytes())))
}

/// A member wishes that it ends. `None` when my group has no such.
///
/// # Errors
/// When the database does not answer.
pub fn end(
    db: &mut Conn,
    may: &MayAttend,
    holds_mandate: bool,
    id: AccompanimentId,
    now: Instant,
) -> Result<Option<Ending>, StoreError> {
    let there =
        accompaniment::table.filter(accompaniment::id.eq(id).and(accompaniment::group_id.eq(may.group())));
    let asked: Option<Option<MembershipId>> =
        there.select(accompaniment::end_asked_id).first(&mut db.db).optional()?;
    let Some(asked) = asked else {
        return Ok(None);
    };
    let another = asked.is_some_and(|other| other != may.membership());
    let members = u32::try_from(memberships::count(db, may.group())?).unwrap_or(u32::MAX);
    let ending = ending(holds_mandate, another, members);
    match ending {
        Ending::Now => {
            diesel::delete(accompaniment::table.find(id)).execute(&mut db.db)?;
            log::write(db, may, Event::of(LogKind::AccompanimentEnded, "", ""), now)?;
        }
        Ending::WithOneMore => {
            diesel::update(accompaniment::table.find(id))
                .set(accompaniment::end_asked_id.eq(may.membership()))
                .execute(&mut db.db)?;
        }
    }
    Ok(Some(ending))
}

/// What a link leads to, for this viewer. `None` when we did not make it, or it has been ended.
///
/// # Errors
/// When the database does not answer.
pub fn find(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<Option<AtAccompaniment>, StoreError> {
    let Some(id) = db.keys.link_id(Purpose::Accompaniment, token).map(AccompanimentId::from_random) else {
        return Ok(None);
    };
    let row: Option<(GroupId, Zone, Scope, NaiveDate, Option<PersonId>)> = accompaniment::table
        .inner_join(groups::table)
        .filter(accompaniment::id.eq(id))
        .select((
            groups::id,
            groups::zone,
            accompaniment::scope,
            accompaniment::until_on,
            accompaniment::person_id,
        ))
        .first(&mut db.db)
        .optional()?;
    let Some((group, zone, scope, until, person)) = row else {
        return Ok(None);
    };
    let is_member = match viewer.person() {
        Some(person) => {
            let here = membership::table.filter(membership::person_id.eq(person));
            here.filter(membership::group_id.eq(group)).count().get_result::<i64>(&mut db.db)? > 0
        }
        None => false,
    };
    let (what, today) = (Accompaniment { scope, until }, zone.wall(now).date());
    Ok(Some(LookedUp::so(AccompanimentFacts { id, group, person, what, today, is_member })))
}

/// Accepts. `false` when somebody else was quicker.
///
/// # Errors
/// When the database does not answer.
pub fn accept(
    db: &mut Conn,
    may: &MayComeAlong,
    name: &MemberName,
    now: Instant,
) -> Result<bool, StoreError> {
    let key = sealed::data_key(db, may.person())?;
    let sealed = key.seal(Cell { column: NAME, row: may.id().to_bytes() }, name.as_str(), &db.entropy);
    let free =
        accompaniment::table.filter(accompaniment::id.eq(may.id()).and(accompaniment::person_id.is_null()));
    let is_mine = diesel::update(free)
        .set((accompaniment::person_id.eq(may.person()), accompaniment::name.eq(sealed)))
        .execute(&mut db.db)?
        == 1;
    if is_mine {
        log::insert(db, may.group(), None, Event::of(LogKind::AccompanimentCame, "", ""), now)?;
        consents::note_in(db, (may.person(), may.group()), consent::Said::of(Agreed::Accompany, true), now)?;
    }
    Ok(is_mine)
}

/// Writes down that I look: each visit is a line, also when all that I see is what I saw before.
///
/// # Errors
/// When the database does not answer.
pub fn visited(db: &mut Conn, may: &MayAccompany, now: Instant) -> Result<(), StoreError> {
    let here = accompaniment::table.find(may.as_asked().id());
    let last: Option<Instant> = here.select(accompaniment::seen_at).first(&mut db.db)?;
    if is_another_visit(last, now) {
        diesel::update(here).set(accompaniment::seen_at.eq(now)).execute(&mut db.db)?;
        let event = Event::of(LogKind::AccompanimentSeen, "", "");
        log::insert(db, may.as_asked().group(), None, event, now)?;
    }
    Ok(())
}

/// Ends it myself.
///
/// # Errors
/// When the database does not answer.
pub fn leave(db: &mut Conn, may: &MayAccompany, now: Instant) -> Result<(), StoreError> {
    let asked = may.as_asked();
    diesel::delete(accompaniment::table.find(asked.id())).execute(&mut db.db)?;
    consents::note_in(db, (asked.person(), asked.group()), consent::Said::of(Agreed::Accompany, false), now)?;
    log::insert(db, asked.group(), None, Event::of(LogKind::AccompanimentEnded, "", ""), now)
}

/// What the group says of itself.
///
/// # Errors
/// When the database does not answer.
pub fn group(db: &mut Conn, may: &MayComeAlong) -> Result<Said, StoreError> {
    let row = groups::table.find(may.group()).select((groups::name, groups::about));
    let (name, about) = row.first(&mut db.db)?;
    Ok(Said { name, about })
}

/// The series of the group, when what I am invited for shows dates.
///
/// # Errors
/// When the database does not answer.
pub fn dates(
    db: &mut Conn,
    may: &MayAccompany,
    window: &Range<Instant>,
    now: Instant,
) -> Result<Vec<Series>, StoreError> {
    if may.as_asked().what().scope.shows().dates {
        series::load(db, Whose::Group(may.as_asked().group()), window, now)
    } else {
        Ok(Vec::new())
    }
}

/// By which name the group knows me.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn my_name(db: &mut Conn, may: &MayAccompany) -> Result<String, StoreError> {
    let (id, person) = (may.as_asked().id(), may.as_asked().person());
    let cell: Option<Vec<u8>> =
        accompaniment::table.find(id).select(accompaniment::name).first(&mut db.db)?;
    let name = sealed::open(db, person, Cell { column: NAME, row: id.to_bytes() }, cell)?;
    Ok(name.unwrap_or_default())
}

/// Which groups I accompany. Whether each still is, [`Accompaniment::is_live`] says.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, me: &Myself) -> Result<Vec<Mine>, StoreError> {
    let rows: Vec<(AccompanimentId, String, Zone, Scope, NaiveDate)> = accompaniment::table
        .inner_join(groups::table)
        .filter(accompaniment::person_id.eq(me.person()))
        .order((accompaniment::until_on, accompaniment::id))
        .select((
            accompaniment::id,
            groups::name,
            groups::zone,
            accompaniment::scope,
            accompaniment::until_on,
        ))
        .load(&mut db.db)?;
    Ok(rows
        .into_iter()
        .map(|(id, group_name, zone, scope, until)| Mine {
            token: db.keys.link_token(Purpose::Accompaniment, id.to_bytes()),
            group_name,
            what: Accompaniment { scope, until },
            zone,
        })
        .collect())
}
