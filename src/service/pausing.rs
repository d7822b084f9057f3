//! A group pauses from one day to another, in its own words: that touches all its series at once. And the page on which its
//! facilitators find all that is agreed on about its dates.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::replanning::{Outlook, Undoable, undoable};
use super::scheduling::{self, ScheduleError, facilitator};
use crate::access::{May as _, MayFacilitate, Viewer, Visible};
use crate::domain::holidays::{self, Occasion};
use crate::domain::ids::{GroupId, MeetingId, PauseId, SeriesId};
use crate::domain::log::LogKind;
use crate::domain::series::{Change, Changes, Meeting, Pause, Repeat};
use crate::domain::text::ShortText;
use crate::domain::time::{Instant, Zone};
use crate::store::log::{self, Event};
use crate::store::series::Series;
use crate::store::telling::{self, News};
use crate::store::{Conn, groups, meetings, replanning, series};

/// How far ahead pauses are planned.
pub const AHEAD: TimeDelta = TimeDelta::days(366 * 2);
/// How many dates a preview names.
const NAMED: usize = 8;

/// One of the group's series, in a list.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: SeriesId,
    pub title: String,
    pub repeat: Repeat,
    pub begins: NaiveTime,
    pub next: Meeting,
    pub minutes: u32,
    pub zone: Zone,
}

/// All that a group has agreed on about its dates, for whoever may change it.
#[derive(Debug, Clone)]
pub struct Dates {
    pub group: GroupId,
    pub zone: Zone,
    pub series: Vec<Line>,
    pub pauses: Vec<(PauseId, Pause)>,
    /// Holidays on which the group would meet.
    pub occasions: Vec<Occasion>,
    pub undoable: Option<Undoable>,
}

/// The facilitator's page of dates.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn dates(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Dates>, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let zone = groups::of_member(db, may.as_member())?.zone;
    let window = now..now.plus(AHEAD);
    let all = series::of_member(db, may.as_member(), &window, now)?;
    let mut lines: Vec<Line> = all
        .iter()
        .filter_map(|series| {
            // A series whose only dates are some that are off has ended.
            series.schedule.meetings(window.clone(), &Changes::default(), 1).pop()?;
            let next = series.schedule.meetings(window.clone(), &series.changes, 1).pop()?;
            let minutes = series.terms(&next).minutes;
            let of = series.schedule;
            Some(Line {
                id: series.id,
                title: series.title.clone(),
                repeat: of.rule.repeat,
                begins: of.start.time(),
                next,
                minutes,
                zone: of.zone,
            })
        })
        .collect();
    lines.sort_by_key(|line| line.next.starts);
    let today = zone.wall(now).date();
    let meets = |it: &Occasion| all.iter().any(|series| !within(series, it.from, it.to).is_empty());
    let occasions = holidays::coming(zone, today).into_iter().filter(meets).collect();
    Ok(may.reveal(Dates {
        group,
        zone,
        series: lines,
        pauses: replanning::pauses(db, &may, today)?,
        occasions,
        undoable: undoable(db, &may, now)?,
    }))
}

/// The dates of a series on these days that take place as things stand.
fn within(series: &Series, from: NaiveDate, to: NaiveDate) -> Vec<Meeting> {
    series
        .schedule
        .dates(from)
        .take_while(|date| *date <= to)
        .filter_map(|date| {
            let original = crate::domain::time::Wall::from_naive(date.and_time(series.schedule.start.time()));
            series.schedule.find(original, &series.changes)
        })
        .filter(|meeting| meeting.status.takes_place() && stands(series, meeting).is_none())
        .collect()
}

/// What was moved by hand is not taken by a pause.
fn stands<'a>(series: &'a Series, meeting: &Meeting) -> Option<&'a Change> {
    series.changes.of(meeting.original).filter(|change| change.moved_to.is_some() || change.is_extra)
}

/// What a pause would take.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    days: (NaiveDate, NaiveDate),
    now: Instant,
) -> Result<Visible<Outlook>, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let (taken, people) = taken(db, &may, days, now)?;
    let fates = taken.into_iter().take(NAMED).map(|meeting| (meeting, None)).collect();
    Ok(may.reveal(Outlook {
        fates,
        next: Vec::new(),
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
    }))
}

fn taken(
    db: &mut Conn,
    may: &MayFacilitate,
    (from, to): (NaiveDate, NaiveDate),
    now: Instant,
) -> Result<(Vec<Meeting>, Vec<crate::domain::ids::MembershipId>), ScheduleError> {
    let window = now..now.plus(AHEAD + AHEAD);
    let mut all = Vec::new();
    let mut rows: Vec<MeetingId> = Vec::new();
    for series in series::of_member(db, may.as_member(), &window, now)? {
        let here = within(&series, from, to);
        rows.extend(meetings::rows_at(db, may, series.id, &here)?);
        all.extend(here.into_iter().filter(|meeting| meeting.starts > now));
    }
    all.sort_by_key(|meeting| meeting.starts);
    // Nobody is told of a pause in which nothing would have been.
    let people = if all.is_empty() { Vec::new() } else { telling::concerned(db, may.group(), &rows)? };
    Ok((all, people))
}

/// Pauses, and tells those concerned. How many were told.
///
/// # Errors
/// When the viewer does not facilitate the group, or the days are over or the wrong way round.
pub fn pause(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    days: (NaiveDate, NaiveDate),
    words: Option<&ShortText>,
    now: Instant,
) -> Result<u32, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let begun = replanning::begin(db, &may, now)?;
    let (_, whom) = taken(db, &may, days, now)?;
    let id = replanning::pause(db, &may, days.0, days.1, words, now)?;
    scheduling::finish(db, &may, begun, now)?;
    log::write(db, may.as_member(), Event::of(LogKind::Paused, days.0, days.1), now)?;
    Ok(telling::tell(db, &may, &whom, News::Paused(id), now)?)
}

/// No pause after all; those who come or are reminded are told that the dates have changed.
///
/// # Errors
/// When the viewer does not facilitate the group, or there is no such pause.
pub fn end(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: PauseId,
    now: Instant,
) -> Result<u32, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let begun = replanning::begin(db, &may, now)?;
    if !replanning::end_pause(db, &may, id)? {
        return Err(ScheduleError::NotFound);
    }
    scheduling::finish(db, &may, begun, now)?;
    log::write(db, may.as_member(), Event::of(LogKind::PauseEnded, "", ""), now)?;
    let whom = telling::concerned(db, may.group(), &[])?;
    Ok(telling::tell(db, &may, &whom, News::DatesChanged, now)?)
}
