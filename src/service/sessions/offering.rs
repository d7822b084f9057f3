//! "I could lead one on …": a member offers a session, for a date or in general, and may take that back. Facilitators, or
//! where the group has agreed so every member, give it a place: it takes the minutes of a session that nobody leads.

use chrono::TimeDelta;

use super::{SessionsError, leaders};
use crate::access::{self, May as _, MayAttend, Viewer, Visible};
use crate::domain::audience::Named;
use crate::domain::ids::{GroupId, OfferId, SessionId};
use crate::domain::series::MeetingKey;
use crate::domain::session::SessionKind;
use crate::domain::text::SessionName;
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::member::member;
use crate::store::plans::{Planned, dated};
use crate::store::{Conn, groups, meetings, offers, series, sight, standing};

/// So many a member may have waiting.
const MOST: i64 = 10;
/// How far ahead a date can be, and how many can be chosen.
const AHEAD: TimeDelta = TimeDelta::days(60);
const DATES: usize = 8;

/// What somebody could lead.
#[derive(Debug, Clone)]
pub struct Offer {
    pub id: OfferId,
    /// Under the name in this group.
    pub by: Named,
    pub is_mine: bool,
    pub kind: SessionKind,
    pub words: String,
    /// For which date, and when that is by the clock; `None` when it is in general.
    pub meeting: Option<(MeetingKey, Wall)>,
}

/// What the members of a group could lead.
#[derive(Debug, Clone)]
pub struct Offers {
    pub group: GroupId,
    pub zone: Zone,
    pub all: Vec<Offer>,
    /// The next dates.
    pub dates: Vec<(MeetingKey, Wall, Zone)>,
}

/// What is offered, for members.
///
/// # Errors
/// When the viewer is not in the group.
pub fn of_group(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Offers>, SessionsError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(SessionsError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let dates = dates(db, &may, now)?;
    let names = sight::names(db, &may, now)?;
    let all = offers::of_group(db, &may)?
        .into_iter()
        .filter_map(|it| {
            Some(Offer {
                id: it.id,
                by: names.get(&it.by)?.clone(),
                is_mine: it.by == may.membership(),
                kind: it.kind,
                words: it.words.as_str().to_owned(),
                meeting: it.meeting.map(|key| {
                    let known = dates.iter().find(|(of, ..)| *of == key);
                    (key, known.map_or(key.original, |(_, wall, _)| *wall))
                }),
            })
        })
        .collect();
    Ok(may.reveal(Offers { group, zone, all, dates }))
}

fn dates(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<Vec<(MeetingKey, Wall, Zone)>, SessionsError> {
    let window = now..now.plus(AHEAD);
    let mut dates = Vec::new();
    for series in series::of_member(db, may, &window, now)? {
        for meeting in series.schedule.meetings(window.clone(), &series.changes, DATES) {
            if meeting.status.takes_place() {
                let key = MeetingKey { series: series.id, original: meeting.original };
                dates.push((meeting.starts, key, meeting.wall, series.schedule.zone));
            }
        }
    }
    dates.sort_by_key(|(starts, key, ..)| (*starts, *key));
    Ok(dates.into_iter().take(DATES).map(|(_, key, wall, zone)| (key, wall, zone)).collect())
}

/// The viewer could lead this, on a date or some time.
///
/// # Errors
/// When the viewer is not in the group, that meeting has begun, or too much of theirs is waiting.
pub fn make(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    at: Option<MeetingKey>,
    (kind, words): (SessionKind, &SessionName),
    now: Instant,
) -> Result<(), SessionsError> {
    let standing = standing::at_group(db, viewer, group, now)?.ok_or(SessionsError::NotFound)?;
    let may = access::may_attend(viewer, &standing).ok_or(SessionsError::NotFound)?;
    super::is_here(&standing)?;
    if offers::mine(db, &may)? >= MOST {
        return Err(SessionsError::TooMany);
    }
    let Some(key) = at else {
        return Ok(offers::make(db, &may, kind, words)?);
    };
    let part = super::part(db, viewer, group, key, now)?;
    let locked = meetings::lock_for_part(db, &part, now)?.ok_or(SessionsError::NotFound)?;
    if now >= locked.meeting.starts || !locked.meeting.status.takes_place() {
        return Err(SessionsError::Over);
    }
    Ok(offers::make_for(db, &part, &locked, kind, words)?)
}

/// The viewer takes an offer back.
///
/// # Errors
/// When it is not theirs, or has its place already.
pub fn take_back(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, OfferId),
    now: Instant,
) -> Result<(), SessionsError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(SessionsError::NotFound)?;
    if offers::take_back(db, &may, id)? { Ok(()) } else { Err(SessionsError::NotFound) }
}

/// Where in a plan something could stand.
#[derive(Debug, Clone)]
pub struct Place {
    pub session: SessionId,
    pub kind: SessionKind,
    pub name: String,
    pub minutes: u32,
}

/// What could be given a place in one meeting.
#[derive(Debug, Clone)]
pub struct Placing {
    pub offers: Vec<Offer>,
    /// Sessions that nobody leads, and that a member can offer.
    pub places: Vec<Place>,
}

/// What the viewer may give a place in a meeting, and where; `None` when that is not theirs to do.
///
/// # Errors
/// When the viewer is not in the group.
pub fn placing(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    now: Instant,
) -> Result<Option<Visible<Placing>>, SessionsError> {
    let at = standing::at_plan(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    let Some(may) = access::may_place(viewer, &at, now) else {
        return Ok(None);
    };
    let offers = of_group(db, viewer, group, now)?;
    let is_for_it = |it: &&Offer| it.meeting.is_none_or(|(key, _)| key == meeting);
    let planned = dated::of_meeting(db, may.as_part())?;
    let places = planned.map(|it| it.sessions).unwrap_or_default();
    Ok(Some(
        may.reveal(Placing {
            offers: offers.all.iter().filter(is_for_it).cloned().collect(),
            places: places
                .into_iter()
                .filter(|it| it.leader.is_none() && it.session.kind().is_flexible())
                .map(|it| Place {
                    session: it.id,
                    kind: it.session.kind(),
                    name: it.session.name().map_or("", SessionName::as_str).to_owned(),
                    minutes: it.session.minutes(),
                })
                .collect(),
        }),
    ))
}

/// Gives an offer the place of a session that nobody leads. Whoever offered it leads it, for as long as that was to take; the
/// offer is then no offer any more.
///
/// # Errors
/// When the viewer may not do that, the offer or the place is gone, or the meeting is over.
pub fn place(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    (id, session): (OfferId, SessionId),
    now: Instant,
) -> Result<(), SessionsError> {
    let at = standing::at_plan(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    let may = access::may_place(viewer, &at, now).ok_or(SessionsError::NotFound)?;
    let locked = meetings::lock_for_part(db, may.as_part(), now)?.ok_or(SessionsError::NotFound)?;
    if now >= locked.meeting.ends(locked.series.terms(&locked.meeting).minutes) {
        return Err(SessionsError::Over);
    }
    let offered = offers::of_group(db, may.as_part().as_member())?;
    let offered = offered.into_iter().find(|it| it.id == id && it.meeting.is_none_or(|key| key == meeting));
    let offered = offered.ok_or(SessionsError::Changed)?;
    let planned = dated::of_meeting(db, may.as_part())?.ok_or(SessionsError::Changed)?;
    let at = planned.sessions.iter().position(|it| it.id == session).ok_or(SessionsError::Changed)?;
    let mut leads = leaders(&planned.sessions);
    let leader = leads.get_mut(at).ok_or(SessionsError::Changed)?;
    if leader.is_some() {
        return Err(SessionsError::Led);
    }
    *leader = Some(offered.by);
    let plan = Planned::plan(&planned).and_then(|plan| plan.with(at, offered.kind, offered.words.clone()));
    dated::place(db, &may, &locked, &plan.ok_or(SessionsError::Changed)?, &leads)?;
    if offers::placed(db, &may, &offered)? { Ok(()) } else { Err(SessionsError::Changed) }
}
