//! Plans: sessions in their order. Whose a plan is decides who may touch it: a series has its usual one, a date may have
//! its own ([`dated`]), and a group and a programme keep some to begin from ([`templates`]). A plan is copied by reading it
//! and writing it elsewhere; no row leads from the copy to where it came from.

pub mod dated;
pub mod templates;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{plan, series, session, session_leader};
use crate::access::MayFacilitate;
use crate::domain::ids::{GroupId, MeetingId, MembershipId, PlanId, ProgrammeId, SeriesId, SessionId};
use crate::domain::session::{Plan, Session, SessionKind};
use crate::domain::text::SessionName;

/// A session where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub id: SessionId,
    pub session: Session,
    pub leader: Option<MembershipId>,
}

/// A plan that somebody has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub sessions: Vec<Placed>,
    /// Whether it is the date's own; otherwise it is what its series usually does.
    pub is_own: bool,
}

impl Planned {
    /// Without those who lead it.
    #[must_use]
    pub fn plan(&self) -> Option<Plan> {
        Plan::new(self.sessions.iter().map(|placed| placed.session.clone()).collect())
    }

    /// A mark of all that it says: whatever is written anew has another one.
    #[must_use]
    pub fn mark(&self) -> String {
        let said =
            |it: &Placed| format!("{}{}", it.id, it.leader.map(|by| by.to_string()).unwrap_or_default());
        self.sessions.iter().map(said).collect::<Vec<_>>().join("-")
    }
}

/// Whose a plan is.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum Of {
    Series(SeriesId),
    Meeting(MeetingId),
    Group(GroupId),
    Programme(ProgrammeId),
}

/// What a series of my group usually does.
///
/// # Errors
/// When the database does not answer.
pub fn usual(db: &mut Conn, may: &MayFacilitate, of: SeriesId) -> Result<Option<Planned>, StoreError> {
    if is_of_group(db, may, of)? { usual_of(db, of) } else { Ok(None) }
}

/// A series of my group does this from now on, wherever a date has no plan of its own. `false` when it is not of my group.
///
/// # Errors
/// When the database does not answer.
pub fn save_usual(db: &mut Conn, may: &MayFacilitate, of: SeriesId, new: &Plan) -> Result<bool, StoreError> {
    if !is_of_group(db, may, of)? {
        return Ok(false);
    }
    diesel::delete(plan::table.filter(plan::series_id.eq(of))).execute(&mut db.db)?;
    insert(db, Of::Series(of), None, new)?;
    Ok(true)
}

/// A series that takes the place of another goes on doing what that one did.
pub(in crate::store) fn copy_usual(db: &mut Conn, from: SeriesId, to: SeriesId) -> Result<(), StoreError> {
    if let Some(plan) = usual_of(db, from)?.and_then(|it| it.plan()) {
        insert(db, Of::Series(to), None, &plan)?;
    }
    Ok(())
}

fn is_of_group(db: &mut Conn, may: &MayFacilitate, of: SeriesId) -> Result<bool, StoreError> {
    let mine = series::table.filter(series::id.eq(of).and(series::group_id.eq(may.group())));
    Ok(mine.count().get_result::<i64>(&mut db.db)? > 0)
}

pub(in crate::store) fn usual_of(db: &mut Conn, of: SeriesId) -> Result<Option<Planned>, StoreError> {
    let id: Option<PlanId> =
        plan::table.filter(plan::series_id.eq(of)).select(plan::id).first(&mut db.db).optional()?;
    id.map(|id| Ok(Planned { sessions: sessions(db, id)?, is_own: false })).transpose()
}

/// One plan, without those who lead it.
pub(in crate::store) fn one(db: &mut Conn, id: PlanId) -> Result<Option<Plan>, StoreError> {
    Ok(Planned { sessions: sessions(db, id)?, is_own: true }.plan())
}

type Row = (SessionId, SessionKind, Option<String>, i32, Option<MembershipId>);

fn sessions(db: &mut Conn, of: PlanId) -> Result<Vec<Placed>, StoreError> {
    let rows: Vec<Row> = session::table
        .left_join(session_leader::table)
        .filter(session::plan_id.eq(of))
        .order(session::position)
        .select((
            session::id,
            session::kind,
            session::name,
            session::minutes,
            session_leader::membership_id.nullable(),
        ))
        .load(&mut db.db)?;
    rows.into_iter()
        .map(|(id, kind, name, minutes, leader)| {
            let name = name.map(|name| SessionName::parse(&name)).transpose();
            let name = name.map_err(|_| StoreError::Unknown("session.name"))?;
            let minutes = u32::try_from(minutes).map_err(|_| StoreError::Unknown("session.minutes"))?;
            let session = Session::new(kind, name, minutes).map_err(|_| StoreError::Unknown("session"))?;
            Ok(Placed { id, session, leader })
        })
        .collect()
}

/// Writes a plan that is not there yet.
pub(in crate::store) fn insert(
    db: &mut Conn,
    of: Of,
    name: Option<&SessionName>,
    new: &Plan,
) -> Result<PlanId, StoreError> {
    let id = PlanId::from_random(db.entropy.bytes());
    let (mut of_series, mut of_meeting, mut of_group, mut of_programme) = (None, None, None, None);
    match of {
        Of::Series(id) => of_series = Some(id),
        Of::Meeting(id) => of_meeting = Some(id),
        Of::Group(id) => of_group = Some(id),
        Of::Programme(id) => of_programme = Some(id),
    }
    diesel::insert_into(plan::table)
        .values((
            plan::id.eq(id),
            plan::series_id.eq(of_series),
            plan::meeting_id.eq(of_meeting),
            plan::group_id.eq(of_group),
            plan::programme_id.eq(of_programme),
            plan::name.eq(name.map(SessionName::as_str)),
        ))
        .execute(&mut db.db)?;
    fill(db, id, new)?;
    Ok(id)
}

/// Writes the sessions of a plan that has none: their ids, in their order.
fn fill(db: &mut Conn, of: PlanId, new: &Plan) -> Result<Vec<SessionId>, StoreError> {
    let mut ids = Vec::new();
    for (position, one) in (0_i32..).zip(new.sessions()) {
        let id = SessionId::from_random(db.entropy.bytes());
        let minutes = i32::try_from(one.minutes()).map_err(|_| StoreError::Unknown("session.minutes"))?;
        diesel::insert_into(session::table)
            .values((
                session::id.eq(id),
                session::plan_id.eq(of),
                session::position.eq(position),
                session::kind.eq(one.kind()),
                session::name.eq(one.name().map(SessionName::as_str)),
                session::minutes.eq(minutes),
            ))
            .execute(&mut db.db)?;
        ids.push(id);
    }
    Ok(ids)
}
