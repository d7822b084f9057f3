//! "I could lead one on …": what members offer, for a date or in general. The words are sealed and go with the member; what
//! was offered for a date goes with the date.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::meetings::Locked;
use super::schema::{meeting, membership, offer};
use super::{memberships, sealed};
use crate::access::{MayAttend, MayTakePart};
use crate::domain::ids::{MeetingId, MembershipId, OfferId, SeriesId};
use crate::domain::series::MeetingKey;
use crate::domain::session::SessionKind;
use crate::domain::text::SessionName;
use crate::domain::time::Wall;
use crate::vault::Cell;

pub(in crate::store) const WORDS: &str = "offer.words";

/// What somebody could lead.
#[derive(Debug, Clone)]
pub struct Offered {
    pub id: OfferId,
    pub by: MembershipId,
    /// For which date; `None` when it is in general.
    pub meeting: Option<MeetingKey>,
    pub kind: SessionKind,
    pub words: SessionName,
}

/// I could lead one on this, some time.
///
/// # Errors
/// When the database does not answer.
pub fn make(
    db: &mut Conn,
    may: &MayAttend,
    kind: SessionKind,
    words: &SessionName,
) -> Result<(), StoreError> {
    insert(db, may, None, kind, words)
}

/// I could lead one on this, on the date that I have locked.
///
/// # Errors
/// When the database does not answer.
pub fn make_for(
    db: &mut Conn,
    may: &MayTakePart,
    at: &Locked,
    kind: SessionKind,
    words: &SessionName,
) -> Result<(), StoreError> {
    insert(db, may.as_member(), Some(at.id), kind, words)
}

fn insert(
    db: &mut Conn,
    may: &MayAttend,
    at: Option<MeetingId>,
    kind: SessionKind,
    words: &SessionName,
) -> Result<(), StoreError> {
    let id = OfferId::from_random(db.entropy.bytes());
    let key = sealed::data_key(db, may.person())?;
    let words = key.seal(Cell { column: WORDS, row: id.to_bytes() }, words.as_str(), &db.entropy);
    diesel::insert_into(offer::table)
        .values((
            offer::id.eq(id),
            offer::membership_id.eq(may.membership()),
            offer::meeting_id.eq(at),
            offer::kind.eq(kind),
            offer::words.eq(words),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// How many I have made that nobody has placed.
///
/// # Errors
/// When the database does not answer.
pub fn mine(db: &mut Conn, may: &MayAttend) -> Result<i64, StoreError> {
    let mine = offer::table.filter(offer::membership_id.eq(may.membership()));
    Ok(mine.count().get_result(&mut db.db)?)
}

/// What the members of my group could lead, in an order that does not tell when they said so.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of_group(db: &mut Conn, may: &MayAttend) -> Result<Vec<Offered>, StoreError> {
    type Row = (OfferId, MembershipId, SessionKind, Vec<u8>, Option<SeriesId>, Option<Wall>);
    let rows: Vec<Row> = offer::table
        .inner_join(membership::table)
        .left_join(meeting::table)
        .filter(membership::group_id.eq(may.group()))
        .order(offer::id)
        .select((
            offer::id,
            offer::membership_id,
            offer::kind,
            offer::words,
            meeting::series_id.nullable(),
            meeting::original_local.nullable(),
        ))
        .load(&mut db.db)?;
    let keys = memberships::keys(db, may)?;
    rows.into_iter()
        .filter_map(|(id, by, kind, words, series, original)| {
            Some((keys.get(&by)?, id, by, kind, words, series.zip(original)))
        })
        .map(|(key, id, by, kind, words, at)| {
            let words = key.open(Cell { column: WORDS, row: id.to_bytes() }, &words)?;
            let words = SessionName::parse(&words).map_err(|_| StoreError::Unknown(WORDS))?;
            let meeting = at.map(|(series, original)| MeetingKey { series, original });
            Ok(Offered { id, by, meeting, kind, words })
        })
        .collect()
}

/// I take an offer back, or it has been placed. Whether there was one of mine.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(db: &mut Conn, may: &MayAttend, id: OfferId) -> Result<bool, StoreError> {
    let mine = offer::table.filter(offer::id.eq(id).and(offer::membership_id.eq(may.membership())));
    Ok(diesel::delete(mine).execute(&mut db.db)? == 1)
}

/// An offer has its place. Of two who place it at once, one does; `false` for the other.
///
/// # Errors
/// When the database does not answer.
pub fn placed(db: &mut Conn, _: &crate::access::MayPlace, offered: &Offered) -> Result<bool, StoreError> {
    Ok(diesel::delete(offer::table.find(offered.id)).execute(&mut db.db)? == 1)
}

/// A date has become another one.
pub(in crate::store) fn move_to(db: &mut Conn, from: MeetingId, to: MeetingId) -> Result<(), StoreError> {
    diesel::update(offer::table.filter(offer::meeting_id.eq(from)))
        .set(offer::meeting_id.eq(to))
        .execute(&mut db.db)?;
    Ok(())
}

/// How many were made for a date.
pub(in crate::store) fn count_for(db: &mut Conn, at: MeetingId) -> Result<i64, StoreError> {
    Ok(offer::table.filter(offer::meeting_id.eq(at)).count().get_result(&mut db.db)?)
}
