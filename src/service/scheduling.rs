//! A facilitator schedules: a series, and changes to single dates. Before a change is made, the facilitator sees how many
//! people it touches; afterwards those people are told.

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::series::{Changes, Meeting, MeetingKey, Repeat, Schedule, Status};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::series::NewSeries;
use crate::store::{Conn, StoreError, groups, meetings, series, standing};

/// How many dates a preview shows.
pub const PREVIEW: usize = 6;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// There is no such group or meeting, or the viewer does not facilitate it.
    #[error("not found")]
    NotFound,
    /// The rule has no date at all from now on.
    #[error("the rule has no dates")]
    NoDates,
    /// The clocks skip that time on that day.
    #[error("there is no such time on that day")]
    InGap,
    /// The new time has passed already.
    #[error("that time has passed")]
    Passed,
    /// The meeting has begun or is over.
    #[error("the meeting has begun")]
    Started,
    /// The meeting is cancelled already.
    #[error("the meeting is cancelled")]
    Cancelled,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the form needs to know before anything is typed.
#[derive(Debug, Clone)]
pub struct Desk {
    pub group: GroupId,
    pub zone: Zone,
}

/// The scheduling form's group, for a facilitator.
///
/// # Errors
/// When the viewer does not facilitate it.
pub fn desk(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Desk>, ScheduleError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(ScheduleError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(ScheduleError::NotFound)?;
    let group = groups::of_member(db, may.as_member())?;
    Ok(may.reveal(Desk { group: group.id, zone: group.zone }))
}

/// The next dates of a schedule that is not saved yet.
///
/// # Errors
/// When it has none from now on, or only one that the clocks skip.
pub fn preview(schedule: &Schedule, now: Instant) -> Result<Vec<Meeting>, ScheduleError> {
    if schedule.rule.repeat == Repeat::Once {
        on_the_clock(schedule.start, schedule.zone)?;
    }
    let for_ever = now.plus(chrono::TimeDelta::days(366 * 20));
    let dates = schedule.meetings(now..for_ever, &Changes::default(), PREVIEW);
    if dates.is_empty() { Err(ScheduleError::NoDates) } else { Ok(dates) }
}

/// Saves a series.
///
/// # Errors
/// When the viewer does not facilitate the group, or the rule has no dates.
pub fn create(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, ScheduleError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(ScheduleError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(ScheduleError::NotFound)?;
    preview(&new.schedule, now)?;
    Ok(series::create(db, &may, new, now)?)
}

/// A time that somebody typed for one date: it must exist on the clocks of that zone.
///
/// # Errors
/// When the clocks skip it.
pub fn on_the_clock(wall: Wall, zone: Zone) -> Result<Instant, ScheduleError> {
    zone.accept(wall).map_err(|_| ScheduleError::InGap)
}

/// What changing a date would mean.
#[derive(Debug, Clone)]
pub struct Affected {
    pub group: GroupId,
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub title: String,
    /// How many people would be told.
    pub people: u32,
}

/// Looks at one date before it is changed. Nothing is changed by looking.
///
/// # Errors
/// When the viewer does not facilitate the group, or there is no such meeting.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<Affected>, ScheduleError> {
    let at = standing::at_meeting(db, viewer, group, key, now)?.ok_or(ScheduleError::NotFound)?;
    let may = access::may_change(viewer, &at, now).ok_or(ScheduleError::NotFound)?;
    let looked = meetings::look(db, &may)?.ok_or(ScheduleError::NotFound)?;
    Ok(may.reveal(Affected {
        group,
        key,
        meeting: looked.meeting,
        zone: looked.series.schedule.zone,
        title: looked.series.title,
        people: looked.people,
    }))
}

/// What is to become of one date.
#[derive(Debug, Clone, Copy)]
pub enum Alteration {
    Cancel,
    Move(Wall),
}

/// Cancels or moves one date, and tells those concerned. Returns how many were told. Moving to where it is changes
/// nothing.
///
/// # Errors
/// When the viewer does not facilitate the group, the meeting has begun or is off, or the new time is none.
pub fn alter(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    alteration: Alteration,
    now: Instant,
) -> Result<u32, ScheduleError> {
    let at = standing::at_meeting(db, viewer, group, key, now)?.ok_or(ScheduleError::NotFound)?;
    let may = access::may_change(viewer, &at, now).ok_or(ScheduleError::NotFound)?;
    let locked = meetings::lock_for_change(db, &may)?.ok_or(ScheduleError::NotFound)?;
    if locked.meeting.status == Status::Cancelled {
        return Err(ScheduleError::Cancelled);
    }
    if now >= locked.meeting.starts {
        return Err(ScheduleError::Started);
    }
    let to = match alteration {
        Alteration::Cancel => None,
        Alteration::Move(to) if to == locked.meeting.wall => return Ok(0),
        Alteration::Move(to) => {
            if on_the_clock(to, locked.series.schedule.zone)? <= now {
                return Err(ScheduleError::Passed);
            }
            Some(to)
        }
    };
    Ok(meetings::change(db, &may, &locked, to, now)?)
}
