//! Guest facilitators: who was asked to lead one date, and who has accepted, under a name that is sealed with their own key.
//! The link is made of the row's id and a keyed hash, so nothing secret is stored. The row goes with the meeting's term.

use std::ops::Range;

use diesel::prelude::*;

use super::changes::near;
use super::conn::Conn;
use super::consents;
use super::error::StoreError;
use super::log::{self, Event};
use super::meetings::Locked;
use super::schema::{groups, guest, meeting, membership, person, series};
use super::sealed;
use super::series::{self as store_series, Series};
use crate::access::{
    AtGuest, GuestFacts, LookedUp, MayAskGuest, MayAttend, MayComeAsGuest, MayGuide, Myself, Viewer,
};
use crate::domain::consent::{self, Agreed};
use crate::domain::guest::Visit;
use crate::domain::ids::{GroupId, GuestId, MeetingId, PersonId, SeriesId};
use crate::domain::log::LogKind;
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::text::MemberName;
use crate::domain::time::{Instant, Wall};
use crate::vault::{Cell, Purpose};

pub(in crate::store) const NAME: &str = "guest.name";

/// Somebody who was asked to one date, as members see them.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: GuestId,
    pub meeting: MeetingKey,
    /// `None` as long as nobody has accepted.
    pub name: Option<String>,
}

/// A date that I lead as a guest.
#[derive(Debug)]
pub struct Mine {
    /// Of the link.
    pub token: String,
    pub group_name: String,
    pub series: Series,
    pub meeting: Meeting,
}

/// How a date stands, for its guests.
#[must_use]
pub fn visit(series: &Series, meeting: &Meeting) -> Visit {
    let ends = meeting.ends(series.terms(meeting).minutes);
    Visit { starts: meeting.starts, ends, takes_place: meeting.status.takes_place() }
}

/// How many are asked to the date.
///
/// # Errors
/// When the database does not answer.
pub fn count(db: &mut Conn, _: &MayAskGuest, at: &Locked) -> Result<u32, StoreError> {
    let count: i64 = guest::table.filter(guest::meeting_id.eq(at.id)).count().get_result(&mut db.db)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// One more is asked: the token of the link.
///
/// # Errors
/// When the database does not answer.
pub fn ask(db: &mut Conn, may: &MayAskGuest, at: &Locked, now: Instant) -> Result<String, StoreError> {
    let id = GuestId::from_random(db.entropy.bytes());
    diesel::insert_into(guest::table)
        .values((guest::id.eq(id), guest::meeting_id.eq(at.id)))
        .execute(&mut db.db)?;
    let event = Event::of(LogKind::GuestAsked, "", at.meeting.wall.compact());
    log::write(db, may.as_member(), event, now)?;
    Ok(db.keys.link_token(Purpose::Guest, id.to_bytes()))
}

/// Takes it back, whether it was accepted or not. Whether it was there.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(db: &mut Conn, may: &MayAskGuest, id: GuestId, now: Instant) -> Result<bool, StoreError> {
    let Some((of, wall)) = date(db, may.meeting(), now)? else {
        return Ok(false);
    };
    let there = guest::table.filter(guest::id.eq(id).and(guest::meeting_id.eq(of)));
    let is_gone = diesel::delete(there).execute(&mut db.db)? == 1;
    if is_gone {
        log::write(db, may.as_member(), Event::of(LogKind::GuestOff, "", wall.compact()), now)?;
    }
    Ok(is_gone)
}

fn date(db: &mut Conn, key: MeetingKey, now: Instant) -> Result<Option<(MeetingId, Wall)>, StoreError> {
    let row: Option<MeetingId> = meeting::table
        .filter(meeting::series_id.eq(key.series).and(meeting::original_local.eq(key.original)))
        .select(meeting::id)
        .first(&mut db.db)
        .optional()?;
    let wall = store_series::with_date(db, key, now)?.map(|(_, meeting)| meeting.wall);
    Ok(row.zip(wall))
}

/// What a link leads to, for this viewer. `None` when we did not make it, it was taken back, or the date is gone.
///
/// # Errors
/// When the database does not answer.
pub fn find(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<Option<AtGuest>, StoreError> {
    let Some(id) = db.keys.link_id(Purpose::Guest, token).map(GuestId::from_random) else {
        return Ok(None);
    };
    let row: Option<(Option<PersonId>, GroupId, SeriesId, Wall)> = guest::table
        .inner_join(meeting::table.inner_join(series::table))
        .filter(guest::id.eq(id))
        .select((guest::person_id, series::group_id, meeting::series_id, meeting::original_local))
        .first(&mut db.db)
        .optional()?;
    let Some((person, group, series, original)) = row else {
        return Ok(None);
    };
    let key = MeetingKey { series, original };
    let Some((series, at)) = store_series::with_date(db, key, now)? else {
        return Ok(None);
    };
    let is_member = match viewer.person() {
        Some(person) => {
            let here = membership::table.filter(membership::person_id.eq(person));
            here.filter(membership::group_id.eq(group)).count().get_result::<i64>(&mut db.db)? > 0
        }
        None => false,
    };
    let visit = visit(&series, &at);
    Ok(Some(LookedUp::so(GuestFacts { guest: id, person, group, meeting: key, visit, is_member })))
}

/// Accepts. `false` when somebody else was quicker.
///
/// # Errors
/// When the database does not answer.
pub fn accept(
    db: &mut Conn,
    may: &MayComeAsGuest,
    name: &MemberName,
    now: Instant,
) -> Result<bool, StoreError> {
    let key = sealed::data_key(db, may.person())?;
    let sealed = key.seal(Cell { column: NAME, row: may.guest().to_bytes() }, name.as_str(), &db.entropy);
    let free = guest::table.filter(guest::id.eq(may.guest()).and(guest::person_id.is_null()));
    let is_mine = diesel::update(free)
        .set((guest::person_id.eq(may.person()), guest::name.eq(sealed)))
        .execute(&mut db.db)?
        == 1;
    if is_mine {
        write(db, may, LogKind::GuestComes, now)?;
        consents::note_in(db, (may.person(), may.group()), consent::Said::of(Agreed::Guest, true), now)?;
    }
    Ok(is_mine)
}

/// Cannot come after all.
///
/// # Errors
/// When the database does not answer.
pub fn decline(db: &mut Conn, may: &MayGuide, now: Instant) -> Result<(), StoreError> {
    write(db, may.as_asked(), LogKind::GuestOff, now)?;
    let asked = may.as_asked();
    diesel::delete(guest::table.find(asked.guest())).execute(&mut db.db)?;
    consents::note_in(db, (asked.person(), asked.group()), consent::Said::of(Agreed::Guest, false), now)
}

/// A line of which nobody is said to have written it: no member has.
fn write(db: &mut Conn, may: &MayComeAsGuest, kind: LogKind, now: Instant) -> Result<(), StoreError> {
    let wall = store_series::with_date(db, may.meeting(), now)?.map(|(_, meeting)| meeting.wall.compact());
    log::insert(db, may.group(), None, Event::of(kind, "", wall.unwrap_or_default()), now)
}

/// The date as it stands by now, with the name of its group.
///
/// # Errors
/// When the database does not answer.
pub fn meeting(
    db: &mut Conn,
    may: &MayComeAsGuest,
    now: Instant,
) -> Result<Option<(String, Series, Meeting)>, StoreError> {
    let name: String = groups::table.find(may.group()).select(groups::name).first(&mut db.db)?;
    Ok(store_series::with_date(db, may.meeting(), now)?.map(|(series, meeting)| (name, series, meeting)))
}

/// By which name the group knows me.
///
/// # Errors
/// When the database does not answer, or the cell does not open.
pub fn my_name(db: &mut Conn, may: &MayGuide) -> Result<String, StoreError> {
    let (id, person) = (may.as_asked().guest(), may.as_asked().person());
    let cell: Option<Vec<u8>> = guest::table.find(id).select(guest::name).first(&mut db.db)?;
    let name = sealed::open(db, person, Cell { column: NAME, row: id.to_bytes() }, cell)?;
    Ok(name.unwrap_or_default())
}

/// Who is asked to the meetings of my group in a window.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of_group(db: &mut Conn, may: &MayAttend, window: &Range<Instant>) -> Result<Vec<Asked>, StoreError> {
    type Row = (GuestId, SeriesId, Wall, Option<(PersonId, Vec<u8>)>, Option<Vec<u8>>);
    let rows: Vec<Row> = guest::table
        .inner_join(meeting::table.inner_join(series::table))
        .left_join(person::table)
        .filter(series::group_id.eq(may.group()).and(near(window)))
        .order((meeting::original_local, guest::id))
        .select((
            guest::id,
            meeting::series_id,
            meeting::original_local,
            (person::id, person::data_key).nullable(),
            guest::name,
        ))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, series, original, whose, name)| {
            let name = match whose.zip(name) {
                Some(((person, wrapped), cell)) => {
                    let key = sealed::unwrap(&db.keys, person, &wrapped)?;
                    Some(key.open(Cell { column: NAME, row: id.to_bytes() }, &cell)?)
                }
                None => None,
            };
            Ok(Asked { id, meeting: MeetingKey { series, original }, name })
        })
        .collect()
}

/// Which dates I lead as a guest, the next first. Whether each can still be looked at, [`Visit::is_live`] says.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Mine>, StoreError> {
    let rows: Vec<(GuestId, String, SeriesId, Wall)> = guest::table
        .inner_join(meeting::table.inner_join(series::table.inner_join(groups::table)))
        .filter(guest::person_id.eq(me.person()))
        .order((meeting::original_local, guest::id))
        .select((guest::id, groups::name, meeting::series_id, meeting::original_local))
        .load(&mut db.db)?;
    let mut mine = Vec::new();
    for (id, group_name, series, original) in rows {
        let token = db.keys.link_token(Purpose::Guest, id.to_bytes());
        if let Some((series, meeting)) = store_series::with_date(db, MeetingKey { series, original }, now)? {
            mine.push(Mine { token, group_name, series, meeting });
        }
    }
    Ok(mine)
}
