//! A facilitator schedules a series; and what every change of dates has in common: the right to it, its preview, and why
//! it may be refused.

use super::answers;
use crate::access::{self, May as _, MayFacilitate, Viewer, Visible};
use crate::domain::group::Openness;
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::log::LogKind;
use crate::domain::series::NewSeries;
use crate::domain::series::{Changes, Meeting, Repeat, Schedule};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::log::{self, Event};
use crate::store::replanning::{self, Begun};
use crate::store::{Conn, StoreError, agreements, dates_before, groups, series, standing};

/// How many dates a preview shows.
pub const PREVIEW: usize = 6;

/// So many series a group has at a time. The largest that meets each day of the week in a few rooms has fewer.
const MOST_SERIES: i64 = 40;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// There is no such group or meeting, or the viewer does not facilitate it.
    #[error("not found")]
    NotFound,
    /// The rule has no date at all from now on.
    #[error("the rule has no dates")]
    NoDates,
    /// The group has as many series as a group can have at a time.
    #[error("the group has enough series")]
    Enough,
    /// The clocks skip that time on that day.
    #[error("there is no such time on that day")]
    InGap,
    /// The new time has passed already.
    #[error("that time has passed")]
    Passed,
    /// The meeting has begun or is over.
    #[error("the meeting has begun")]
    Started,
    /// The meeting is cancelled already, or within a pause.
    #[error("the meeting does not take place")]
    Cancelled,
    /// There is such a date already.
    #[error("there is such a date already")]
    There,
    /// Somebody else changed it meanwhile.
    #[error("somebody else changed it meanwhile")]
    Meanwhile,
    /// More come to it than the group lets whoever facilitates decide for.
    #[error("those who come decide")]
    TheyDecide,
    /// The ten minutes in which it could be undone are over, or there was nothing.
    #[error("nothing can be undone any more")]
    TooLate,
    /// At the same instants, the dates would fall on other days of the month.
    #[error("the same instants would be other days of the month")]
    OtherDays,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the form needs to know before anything is typed.
#[derive(Debug, Clone)]
pub struct Desk {
    pub group: GroupId,
    pub zone: Zone,
    /// Who may come, where the group has decided it for all its regular meetings.
    pub ruled: Option<Openness>,
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
    let may = facilitator(db, viewer, group, now)?;
    let group = groups::of_member(db, may.as_member())?;
    let ruled = agreements::rules(db, may.as_member(), now)?.openness();
    Ok(may.reveal(Desk { group: group.id, zone: group.zone, ruled }))
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
/// When the viewer does not facilitate the group, it has as many as a group can have, or the rule has no dates.
pub fn create(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    preview(&new.schedule, now)?;
    if series::count_going_on(db, &may, now)? >= MOST_SERIES {
        return Err(ScheduleError::Enough);
    }
    let id = series::create(db, &may, new, now)?;
    // To undo what was changed before would take the new one along.
    dates_before::forget(db, &may)?;
    let first = new.schedule.start.compact();
    log::write(db, may.as_member(), Event::of(LogKind::SeriesBegan, "", first), now)?;
    Ok(id)
}

/// A time that somebody typed for one date: it must exist on the clocks of that zone.
///
/// # Errors
/// When the clocks skip it.
pub fn on_the_clock(wall: Wall, zone: Zone) -> Result<Instant, ScheduleError> {
    zone.accept(wall).map_err(|_| ScheduleError::InGap)
}

/// Ends a change of dates: whoever waited for places that there are now has one.
pub(super) fn finish(
    db: &mut Conn,
    may: &MayFacilitate,
    begun: Begun,
    now: Instant,
) -> Result<(), StoreError> {
    replanning::finish(db, may, begun, now)?;
    answers::fill_all(db, may, now)
}

/// The right to change the dates of a group.
pub(super) fn facilitator(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<MayFacilitate, ScheduleError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(ScheduleError::NotFound)?;
    access::may_facilitate(viewer, &at, now).ok_or(ScheduleError::NotFound)
}
