//! Assemblies before they are dates: who asks for one, and what members want to talk about. An assembly itself is a series
//! like any other. Who may set one is said by `access`; that all are told, here.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::schema::{agenda_point, assembly_call, membership};
use super::{memberships, sealed};
use crate::access::{LookedUp, MayAttend, MayConvene, UsedCall, UsedCallFacts};
use crate::domain::coded::Coded as _;
use crate::domain::group::Channel;
use crate::domain::ids::{CallId, MembershipId, PointId, SeriesId};
use crate::domain::message::MessageKind;
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::{Instant, Wall};
use crate::vault::Cell;

pub(in crate::store) const WORDS: &str = "agenda_point.words";

/// When and where somebody would like to have an assembly.
#[derive(Debug, Clone)]
pub struct Wished {
    pub meets: Wall,
    pub address: Option<ShortText>,
    pub online_url: Option<OnlineUrl>,
}

/// What somebody asks for.
#[derive(Debug, Clone)]
pub struct Call {
    pub id: CallId,
    pub by: MembershipId,
    pub wished: Wished,
    /// Until when another member can join in.
    pub until: Instant,
}

/// Something to talk about.
#[derive(Debug, Clone)]
pub struct Point {
    pub id: PointId,
    pub by: MembershipId,
    pub words: String,
}

/// Asks for an assembly, in place of what this member asked for before.
///
/// # Errors
/// When the database does not answer.
pub fn ask(db: &mut Conn, may: &MayAttend, wished: &Wished, until: Instant) -> Result<(), StoreError> {
    take_back(db, may)?;
    diesel::insert_into(assembly_call::table)
        .values((
            assembly_call::id.eq(CallId::from_random(db.entropy.bytes())),
            assembly_call::group_id.eq(may.group()),
            assembly_call::membership_id.eq(may.membership()),
            assembly_call::meets_at.eq(wished.meets),
            assembly_call::address.eq(wished.address.as_ref().map_or("", ShortText::as_str)),
            assembly_call::online_url.eq(wished.online_url.as_ref().map_or("", OnlineUrl::as_str)),
            assembly_call::expires_at.eq(until),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Does not ask any more.
///
/// # Errors
/// When the database does not answer.
pub fn take_back(db: &mut Conn, may: &MayAttend) -> Result<(), StoreError> {
    let mine = assembly_call::table.filter(assembly_call::membership_id.eq(may.membership()));
    diesel::delete(mine).execute(&mut db.db)?;
    Ok(())
}

type Row = (CallId, MembershipId, Wall, String, String, Instant);

const COLUMNS: (
    assembly_call::id,
    assembly_call::membership_id,
    assembly_call::meets_at,
    assembly_call::address,
    assembly_call::online_url,
    assembly_call::expires_at,
) = (
    assembly_call::id,
    assembly_call::membership_id,
    assembly_call::meets_at,
    assembly_call::address,
    assembly_call::online_url,
    assembly_call::expires_at,
);

fn call((id, by, meets, address, online_url, until): Row) -> Call {
    let wished = Wished {
        meets,
        address: ShortText::parse(&address).ok(),
        online_url: OnlineUrl::parse(&online_url).ok(),
    };
    Call { id, by, wished, until }
}

/// What members of my group ask for, as long as one can join in.
///
/// # Errors
/// When the database does not answer.
pub fn calls(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Call>, StoreError> {
    let rows: Vec<Row> = assembly_call::table
        .filter(assembly_call::group_id.eq(may.group()).and(assembly_call::expires_at.gt(now)))
        .order((assembly_call::meets_at, assembly_call::id))
        .select(COLUMNS)
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(call).collect())
}

/// Uses up what a member of my group asks for: of two who join in at once, one does this.
///
/// # Errors
/// When the database does not answer.
pub fn use_up(
    db: &mut Conn,
    may: &MayAttend,
    id: CallId,
    now: Instant,
) -> Result<Option<(UsedCall, Wished)>, StoreError> {
    let Some(found) = calls(db, may, now)?.into_iter().find(|it| it.id == id) else {
        return Ok(None);
    };
    let is_ours = diesel::delete(assembly_call::table.find(id)).execute(&mut db.db)? == 1;
    let facts = UsedCallFacts { group: may.group(), by: found.by };
    Ok(is_ours.then(|| (LookedUp::so(facts), found.wished)))
}

/// Tells every other member that there is an assembly.
///
/// # Errors
/// When the database does not answer.
pub fn tell(
    db: &mut Conn,
    may: &MayConvene,
    series: SeriesId,
    starts: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    let me = may.as_member().membership();
    let others: Vec<(MembershipId, Channel)> = membership::table
        .filter(membership::group_id.eq(may.group()).and(membership::id.ne(me)))
        .select((membership::id, membership::channel))
        .load(&mut db.db)?;
    for (member, channel) in others {
        let kind = MessageKind::AssemblyCalled;
        let message = Message {
            channel,
            membership: Some(member),
            series: Some(series),
            ..Message::now(format!("{} {series} {member}", kind.code()), kind, now, starts)
        };
        outbox::enqueue(db, &message, now)?;
    }
    Ok(())
}

/// Puts something on the agenda of the next assembly.
///
/// # Errors
/// When the database does not answer.
pub fn add(db: &mut Conn, may: &MayAttend, words: &ShortText, now: Instant) -> Result<(), StoreError> {
    let id = PointId::from_random(db.entropy.bytes());
    let key = sealed::data_key(db, may.person())?;
    let words = key.seal(Cell { column: WORDS, row: id.to_bytes() }, words.as_str(), &db.entropy);
    diesel::insert_into(agenda_point::table)
        .values((
            agenda_point::id.eq(id),
            agenda_point::group_id.eq(may.group()),
            agenda_point::membership_id.eq(may.membership()),
            agenda_point::words.eq(words),
            agenda_point::added_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

/// Takes my own point off it. `false` when it is not mine, or not there.
///
/// # Errors
/// When the database does not answer.
pub fn remove(db: &mut Conn, may: &MayAttend, id: PointId) -> Result<bool, StoreError> {
    let mine = agenda_point::table
        .filter(agenda_point::id.eq(id).and(agenda_point::membership_id.eq(may.membership())));
    Ok(diesel::delete(mine).execute(&mut db.db)? == 1)
}

/// What members have put on the agenda since the last assembly, in that order.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn points(db: &mut Conn, may: &MayAttend, since: Option<Instant>) -> Result<Vec<Point>, StoreError> {
    let rows: Vec<(PointId, MembershipId, Vec<u8>, Instant)> = agenda_point::table
        .filter(agenda_point::group_id.eq(may.group()))
        .order((agenda_point::added_at, agenda_point::id))
        .select((agenda_point::id, agenda_point::membership_id, agenda_point::words, agenda_point::added_at))
        .load(&mut db.db)?;
    let keys = memberships::keys(db, may)?;
    rows.into_iter()
        .filter(|(.., added)| since.is_none_or(|since| *added >= since))
        .filter_map(|(id, by, words, _)| Some((id, by, words, keys.get(&by)?)))
        .map(|(id, by, words, key)| {
            let cell = Cell { column: WORDS, row: id.to_bytes() };
            Ok(Point { id, by, words: key.open(cell, &words)? })
        })
        .collect()
}
