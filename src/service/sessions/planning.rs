//! A facilitator writes what one date does, or what a series usually does. What it begins from is copied: the last date, one
//! of the plans that are there for everybody, one that the group keeps, or one that its programme offers.

use super::{SessionsError, leaders};
use crate::access::{self, May as _, MayChange, MayFacilitate, Viewer, Visible};
use crate::domain::audience::Named;
use crate::domain::ids::{GroupId, MembershipId, PlanId, SeriesId};
use crate::domain::series::MeetingKey;
use crate::domain::session::{Plan, Session, Starting};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::plans::templates::{self, Template};
use crate::store::plans::{self, Planned, dated};
use crate::store::{Conn, StoreError, meetings, series, sight, standing};

/// What to begin from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// What the date did that came before.
    Last,
    /// What the series usually does.
    Usual,
    Starting(Starting),
    /// One that the group keeps, or that its programme offers.
    Kept(PlanId),
}

/// One that can be chosen.
#[derive(Debug, Clone)]
pub struct Copied {
    pub from: Source,
    /// What the group or the programme calls it; empty for what has a name of ours.
    pub name: String,
    /// Whether it is the programme's.
    pub is_of_programme: bool,
    pub plan: Plan,
}

/// What is written.
#[derive(Debug, Clone)]
pub struct Draft {
    pub group: GroupId,
    pub series: SeriesId,
    /// `None` for what the series usually does.
    pub meeting: Option<(MeetingKey, Wall)>,
    pub zone: Zone,
    /// How long it has to be.
    pub minutes: u32,
    /// As it stands now, with who leads what.
    pub sessions: Vec<(Session, Option<MembershipId>)>,
    /// What says that this was seen.
    pub mark: String,
    pub sources: Vec<Copied>,
    /// Who may be asked to lead, under their names here.
    pub members: Vec<(MembershipId, Named)>,
}

/// What stands in the plan of a date, to be written anew.
///
/// # Errors
/// When the viewer does not facilitate the group, or there is no such meeting.
pub fn of_date(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    now: Instant,
) -> Result<Visible<Draft>, SessionsError> {
    let (may, part) = may_change(db, viewer, group, meeting, now)?;
    let (series, at) = dated::look(db, &part, now)?.ok_or(SessionsError::NotFound)?;
    let planned = dated::of_meeting(db, &part)?;
    let mut sources = Vec::new();
    if let Some(plan) = dated::last(db, &may)? {
        sources.push(Copied { from: Source::Last, name: String::new(), is_of_programme: false, plan });
    }
    if let Some(plan) = plans::usual(db, may.as_facilitator(), series.id)?.and_then(|it| it.plan()) {
        sources.push(Copied { from: Source::Usual, name: String::new(), is_of_programme: false, plan });
    }
    sources.extend(kept(db, may.as_facilitator())?);
    let (mark, sessions) = (mark(planned.as_ref()), written(planned));
    // Whoever leads already stays, also when the reader does not know who it is.
    let leads = |id: &MembershipId| sessions.iter().any(|(_, leader)| leader.as_ref() == Some(id));
    let names = sight::names(db, part.as_member(), now)?.into_iter();
    let members = names.filter(|(id, name)| name.known().is_some() || leads(id)).collect();
    Ok(may.reveal(Draft {
        group,
        series: series.id,
        meeting: Some((meeting, at.wall)),
        zone: series.schedule.zone,
        minutes: series.terms(&at).minutes,
        mark,
        sessions,
        sources,
        members,
    }))
}

/// What stands in the usual plan of a series, to be written anew.
///
/// # Errors
/// When the viewer does not facilitate the group, or there is no such series.
pub fn of_series(
    db: &mut Conn,
    viewer: &Viewer,
    (group, of): (GroupId, SeriesId),
    now: Instant,
) -> Result<Visible<Draft>, SessionsError> {
    let may = facilitator(db, viewer, group, now)?;
    let (series, _) = series::to_change(db, &may, of)?.ok_or(SessionsError::NotFound)?;
    let planned = plans::usual(db, &may, of)?;
    Ok(may.reveal(Draft {
        group,
        series: of,
        meeting: None,
        zone: series.schedule.zone,
        minutes: series.usual.terms.minutes,
        mark: mark(planned.as_ref()),
        sessions: written(planned),
        sources: kept(db, &may)?,
        members: Vec::new(),
    }))
}

/// What everybody, the group and its programme have to begin from.
fn kept(db: &mut Conn, may: &MayFacilitate) -> Result<Vec<Copied>, StoreError> {
    use crate::domain::coded::Coded as _;
    let starting = Starting::ALL.iter().map(|it| Copied {
        from: Source::Starting(*it),
        name: String::new(),
        is_of_programme: false,
        plan: Plan::starting(*it),
    });
    let copied = |it: Template, is_of_programme| Copied {
        from: Source::Kept(it.id),
        name: it.name,
        is_of_programme,
        plan: it.plan,
    };
    let own = templates::of_group(db, may)?.into_iter().map(|it| copied(it, false));
    let offered = templates::offered(db, may)?.into_iter().map(|it| copied(it, true));
    Ok(own.chain(offered).chain(starting).collect())
}

fn mark(planned: Option<&Planned>) -> String {
    planned.map(Planned::mark).unwrap_or_default()
}

fn written(planned: Option<Planned>) -> Vec<(Session, Option<MembershipId>)> {
    let sessions = planned.map(|it| it.sessions).unwrap_or_default();
    let leaders = leaders(&sessions);
    sessions.into_iter().map(|placed| placed.session).zip(leaders).collect()
}

/// Saves what a date does, in place of what the viewer has seen.
///
/// # Errors
/// When the viewer does not facilitate the group, or somebody has changed it meanwhile: written it anew, or taken a session.
pub fn save_date(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    seen: &str,
    (new, leaders): (&Plan, &[Option<MembershipId>]),
    now: Instant,
) -> Result<(), SessionsError> {
    let (may, part) = may_change(db, viewer, group, meeting, now)?;
    let locked = meetings::lock_for_change(db, &may, now)?.ok_or(SessionsError::NotFound)?;
    if mark(dated::of_meeting(db, &part)?.as_ref()) != seen {
        return Err(SessionsError::Changed);
    }
    Ok(dated::save(db, &may, &locked, new, leaders)?)
}

/// Saves what a series usually does, in place of what the viewer has seen. Dates with a plan of their own keep it.
///
/// # Errors
/// When the viewer does not facilitate the group, or somebody has changed it meanwhile.
pub fn save_series(
    db: &mut Conn,
    viewer: &Viewer,
    (group, of): (GroupId, SeriesId),
    seen: &str,
    new: &Plan,
    now: Instant,
) -> Result<(), SessionsError> {
    let may = facilitator(db, viewer, group, now)?;
    crate::store::groups::lock(db, may.as_member())?;
    if mark(plans::usual(db, &may, of)?.as_ref()) != seen {
        return Err(SessionsError::Changed);
    }
    if plans::save_usual(db, &may, of, new)? { Ok(()) } else { Err(SessionsError::NotFound) }
}

fn may_change(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    now: Instant,
) -> Result<(MayChange, access::MayTakePart), SessionsError> {
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    let may = access::may_change(viewer, &at, now).ok_or(SessionsError::NotFound)?;
    let part = access::may_take_part(viewer, &at).ok_or(SessionsError::NotFound)?;
    Ok((may, part))
}

/// The right to plan what the group does.
pub(super) fn facilitator(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<MayFacilitate, SessionsError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(SessionsError::NotFound)?;
    access::may_facilitate(viewer, &at, now).ok_or(SessionsError::NotFound)
}
