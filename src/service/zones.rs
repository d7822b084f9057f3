//! A group moves to another zone. It is asked what stays: the hours that its clocks show, which is what groups mean
//! nearly always, or the instants, for those who meet online across zones and move the clock instead of the meeting.

use super::replanning::Outlook;
use super::scheduling::{self, PREVIEW, ScheduleError, facilitator};
use crate::access::{May as _, MayFacilitate, Viewer, Visible};
use crate::coded;
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::series::NewSeries;
use crate::domain::series::{Changes, Ends, Meeting, Renewal, Rule, Schedule};
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::service::pausing::AHEAD;
use crate::store::log::{self, Event};
use crate::store::series::Series;
use crate::store::telling::{self, News};
use crate::store::{Conn, groups, meetings, replanning, series};

coded! {
    /// What stays when a group's zone changes.
    pub enum Stays {
        /// 19:00 stays 19:00.
        Hours = "hours",
        /// Whoever looks from elsewhere sees no change.
        Instants = "instants",
    }
}

/// A series that has dates to come, with the next of them and what it becomes.
struct Moved {
    series: Series,
    next: Meeting,
    becomes: Schedule,
}

/// What a series becomes. `None` when it has no more dates.
fn moved(series: Series, to: Zone, stays: Stays, now: Instant) -> Result<Option<Moved>, ScheduleError> {
    let of = series.schedule;
    let Some(next) = of.meetings(now..now.plus(AHEAD), &Changes::default(), 1).pop() else {
        return Ok(None);
    };
    let becomes = match stays {
        Stays::Hours => Schedule { zone: to, ..of },
        Stays::Instants => {
            let start = to.wall(next.starts);
            let days = (start.date() - next.original.date()).num_days();
            let repeat = of.rule.repeat.shifted(days).ok_or(ScheduleError::OtherDays)?;
            let ends = match of.last_date() {
                Some(last) => Ends::On(last + chrono::TimeDelta::days(days)),
                None => Ends::Never,
            };
            Schedule { start, zone: to, rule: Rule { repeat, ends } }
        }
    };
    Ok(Some(Moved { series, next, becomes }))
}

fn all(
    db: &mut Conn,
    may: &MayFacilitate,
    to: Zone,
    stays: Stays,
    now: Instant,
) -> Result<Vec<Moved>, ScheduleError> {
    let window = now..now.plus(AHEAD);
    let mut all = Vec::new();
    for series in series::of_member(db, may.as_member(), &window, now)? {
        all.extend(moved(series, to, stays, now)?);
    }
    Ok(all)
}

/// What becomes of a series.
#[derive(Debug, Clone)]
pub struct Moving {
    /// In which zone it was.
    pub was: Zone,
    pub outlook: Outlook,
}

/// What a change of the zone would mean: for each series its next dates, and what they become.
///
/// # Errors
/// When the viewer does not facilitate the group, or a series cannot keep its instants.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    to: Zone,
    stays: Stays,
    now: Instant,
) -> Result<Visible<Vec<Moving>>, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let mut looks = Vec::new();
    for it in all(db, &may, to, stays, now)? {
        let rows = meetings::rows_from(db, &may, it.series.id, it.next.original)?;
        let people = telling::concerned(db, may.group(), &rows)?.len();
        let renewal = renewal(&it);
        let coming = it.series.schedule.meetings(now..now.plus(AHEAD), &Changes::default(), PREVIEW);
        let becomes = |was: &Meeting| match stays {
            Stays::Hours => Some(it.becomes.meeting(was.original, None)),
            Stays::Instants => renewal.becomes(was.original).map(|at| it.becomes.meeting(at, None)),
        };
        let fates = coming.into_iter().map(|was| (was, becomes(&was))).collect();
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        looks.push(Moving {
            was: it.series.schedule.zone,
            outlook: Outlook { fates, next: Vec::new(), people },
        });
    }
    Ok(may.reveal(looks))
}

fn renewal(it: &Moved) -> Renewal {
    Renewal { old: it.series.schedule, new: Some(it.becomes), from: it.next.original.date() }
}

/// Moves the group to another zone, and tells those concerned. How many were told. To where it is changes nothing.
///
/// # Errors
/// When the viewer does not facilitate the group, or a series cannot keep its instants.
pub fn change(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    to: Zone,
    stays: Stays,
    now: Instant,
) -> Result<u32, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let was = groups::of_member(db, may.as_member())?.zone;
    if was == to {
        return Ok(0);
    }
    let begun = replanning::begin(db, &may, now)?;
    let all = all(db, &may, to, stays, now)?;
    let mut news = None;
    let mut rows = Vec::new();
    for it in &all {
        let was = (it.next.wall, it.series.schedule.zone);
        rows.extend(meetings::rows_from(db, &may, it.series.id, it.next.original)?);
        let series = match stays {
            Stays::Hours => Some(it.series.id),
            Stays::Instants => {
                let secret = series::joining_secret(db, may.as_member(), it.series.id)?;
                let new = NewSeries::again(it.becomes, &it.series, secret.as_deref());
                let from = it.series.schedule.zone;
                let elsewhere = |wall: Wall| to.wall(resolve(wall, from).instant());
                replanning::renew(db, &may, &it.series, &renewal(it), Some(&new), elsewhere, now)?
            }
        };
        // One message for all series: of the one that meets next.
        if news.as_ref().is_none_or(|(starts, _)| it.next.starts < *starts) {
            news = series.map(|series| (it.next.starts, News::DatesMoved { series, was }));
        }
    }
    replanning::zone(db, &may, to, stays == Stays::Hours)?;
    scheduling::finish(db, &may, begun, now)?;
    log::write(db, may.as_member(), Event::of(LogKind::ZoneChanged, was.name(), to.name()), now)?;
    let whom = telling::concerned(db, may.group(), &rows)?;
    match news {
        Some((_, news)) => Ok(telling::tell(db, &may, &whom, news, now)?),
        None => Ok(0),
    }
}
