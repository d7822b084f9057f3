//! Plans to begin from: a group keeps some, and a programme offers some to its groups. A coordinator writes those of the
//! programme and no other: what a group has copied is the group's, and stays as it is.

use super::{SessionsError, planning};
use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::ids::{GroupId, PlanId};
use crate::domain::series::MeetingKey;
use crate::domain::session::Plan;
use crate::domain::text::SessionName;
use crate::domain::time::Instant;
use crate::service::coordinating::coordinator;
use crate::store::plans::templates::{self, Template};
use crate::store::plans::{Planned, dated};
use crate::store::{Conn, programmes, standing};

/// One of them.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: PlanId,
    pub name: String,
    pub plan: Plan,
}

impl From<Template> for Kept {
    fn from(it: Template) -> Self {
        Self { id: it.id, name: it.name, plan: it.plan }
    }
}

/// What a group can begin from.
#[derive(Debug, Clone)]
pub struct OfGroup {
    pub group: GroupId,
    pub own: Vec<Kept>,
    pub offered: Vec<Kept>,
}

/// What the group keeps, and what its programme offers.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn of_group(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<OfGroup>, SessionsError> {
    let may = planning::facilitator(db, viewer, group, now)?;
    let own = templates::of_group(db, &may)?.into_iter().map(Kept::from).collect();
    let offered = templates::offered(db, &may)?.into_iter().map(Kept::from).collect();
    Ok(may.reveal(OfGroup { group, own, offered }))
}

/// The group keeps what one of its dates does, under a name.
///
/// # Errors
/// When the viewer does not facilitate the group, or nothing is planned for that date.
pub fn keep(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    name: &SessionName,
    now: Instant,
) -> Result<(), SessionsError> {
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    let may = access::may_facilitate(viewer, &at.group, now).ok_or(SessionsError::NotFound)?;
    let part = access::may_take_part(viewer, &at).ok_or(SessionsError::NotFound)?;
    let plan = dated::of_meeting(db, &part)?.as_ref().and_then(Planned::plan);
    Ok(templates::keep(db, &may, name, &plan.ok_or(SessionsError::NotFound)?)?)
}

/// The group keeps it no longer.
///
/// # Errors
/// When the viewer does not facilitate the group, or it has no such plan.
pub fn remove(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, PlanId),
    now: Instant,
) -> Result<(), SessionsError> {
    let may = planning::facilitator(db, viewer, group, now)?;
    if templates::remove(db, &may, id)? { Ok(()) } else { Err(SessionsError::NotFound) }
}

/// What a programme offers.
#[derive(Debug, Clone)]
pub struct OfProgramme {
    pub slug: String,
    pub name: String,
    pub offered: Vec<Kept>,
}

/// What the programme offers, for its coordinators.
///
/// # Errors
/// When the viewer does not coordinate it.
pub fn of_programme(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
) -> Result<Visible<OfProgramme>, SessionsError> {
    let may = coordinator(db, viewer, slug)?;
    let (name, ..) = programmes::describe(db, &may)?;
    let offered = templates::of_programme(db, &may)?.into_iter().map(Kept::from).collect();
    Ok(may.reveal(OfProgramme { slug: slug.to_owned(), name, offered }))
}

/// The programme offers another plan, or something else in place of one.
///
/// # Errors
/// When the viewer does not coordinate it, or it offers no such plan.
pub fn offer(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    id: Option<PlanId>,
    (name, new): (&SessionName, &Plan),
) -> Result<(), SessionsError> {
    let may = coordinator(db, viewer, slug)?;
    match id {
        None => Ok(templates::offer(db, &may, name, new)?),
        Some(id) if templates::rewrite(db, &may, id, name, new)? => Ok(()),
        Some(_) => Err(SessionsError::NotFound),
    }
}

/// The programme does not offer it any more.
///
/// # Errors
/// When the viewer does not coordinate it, or it offers no such plan.
pub fn withdraw(db: &mut Conn, viewer: &Viewer, slug: &str, id: PlanId) -> Result<(), SessionsError> {
    let may = coordinator(db, viewer, slug)?;
    if templates::withdraw(db, &may, id)? { Ok(()) } else { Err(SessionsError::NotFound) }
}
