//! A facilitator changes a series from one of its dates on, adds a date, or undoes the last change. Before anything is
//! saved, the facilitator sees what moves, what goes, and how many people that touches; afterwards those are told, once.

use chrono::TimeDelta;

use super::answers;
use super::scheduling::{self, ScheduleError, facilitator};
use crate::access::{May as _, MayFacilitate, Viewer, Visible};
use crate::domain::group::{Openness, SeriesKind};
use crate::domain::ids::{DatesId, GroupId, MeetingId, MembershipId, SeriesId};
use crate::domain::log::LogKind;
use crate::domain::series::NewSeries;
use crate::domain::series::{Changes, Meeting, Renewal, Schedule, Usual};
use crate::domain::time::{Instant, Wall};
use crate::store::log::{self, Event};
use crate::store::meetings::rows_from;
use crate::store::series::Series;
use crate::store::telling::{self, News};
use crate::store::{Conn, StoreError, agreements, dates_before, replanning, series};

/// From how many of the next dates one can choose.
const DATES: usize = 12;
/// How far ahead they are looked for.
const AHEAD: TimeDelta = TimeDelta::days(366 * 2);

/// A series on the facilitator's desk.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub group: GroupId,
    pub id: SeriesId,
    pub kind: SeriesKind,
    pub title: String,
    pub schedule: Schedule,
    pub usual: Usual,
    /// Who may come, where the group has decided it for all its regular meetings.
    pub ruled: Option<Openness>,
    pub open_to: String,
    pub joining_secret: String,
    pub places: Option<u32>,
    pub note: String,
    /// Grows with every change, so that two who change it at the same time find out.
    pub revision: i64,
    /// Its next dates by the rule, the first of which is the earliest from which it can be changed.
    pub dates: Vec<Meeting>,
}

/// The last change of dates, as long as it can be undone.
#[derive(Debug, Clone, Copy)]
pub struct Undoable {
    pub change: DatesId,
    pub made_at: Instant,
}

/// The last change that this facilitator can undo.
pub(super) fn undoable(
    db: &mut Conn,
    may: &MayFacilitate,
    now: Instant,
) -> Result<Option<Undoable>, StoreError> {
    Ok(dates_before::last(db, may, now)?.map(|(change, made_at)| Undoable { change, made_at }))
}

/// What a change would mean.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    /// The next of the old dates, and what becomes of each.
    pub fates: Vec<(Meeting, Option<Meeting>)>,
    /// The next of the new ones.
    pub next: Vec<Meeting>,
    /// How many people would be told.
    pub people: u32,
}

impl Outlook {
    /// Whether a date moves or goes.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.fates.iter().any(|(was, is)| is.is_none_or(|is| is.starts != was.starts))
    }
}

/// A series, for whoever may change it.
///
/// # Errors
/// When the viewer does not facilitate the group, or it has no such series with dates to come.
pub fn agreed(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: SeriesId,
    now: Instant,
) -> Result<Visible<Agreed>, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let (series, revision) = series::to_change(db, &may, id)?.ok_or(ScheduleError::NotFound)?;
    let dates = coming(&series, now);
    if dates.is_empty() {
        return Err(ScheduleError::NotFound);
    }
    let secret = series::joining_secret(db, may.as_member(), id)?;
    Ok(may.reveal(Agreed {
        group,
        id,
        kind: series.kind,
        title: series.title,
        schedule: series.schedule,
        usual: series.usual,
        ruled: agreements::rules(db, may.as_member(), now)?.openness(),
        open_to: series.open_to,
        joining_secret: secret.unwrap_or_default(),
        places: series.places,
        note: series.note,
        revision,
        dates,
    }))
}

/// The next dates that the rule gives.
fn coming(series: &Series, now: Instant) -> Vec<Meeting> {
    series.schedule.meetings(now..now.plus(AHEAD), &Changes::default(), DATES)
}

/// From which of its dates on a series is changed, which has been seen at a revision, and to what.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub series: SeriesId,
    pub from: Wall,
    pub revision: i64,
    /// `None` ends it.
    pub new: Option<NewSeries>,
}

/// Looks at what a change would mean. Nothing is changed by looking.
///
/// # Errors
/// When it cannot be made.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    wanted: &Wanted,
    now: Instant,
) -> Result<Visible<Outlook>, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let (series, renewal) = checked(db, &may, wanted, now)?;
    let rows: Vec<MeetingId> = rows_from(db, &may, series.id, wanted.from)?;
    let people = telling::concerned(db, may.group(), &rows)?;
    is_alone(db, &may, &renewal, &people, now)?;
    let people = people.len();
    let fates = coming(&series, now)
        .into_iter()
        .filter(|meeting| meeting.original >= wanted.from)
        .take(scheduling::PREVIEW)
        .map(|was| {
            let becomes = renewal.becomes(was.original);
            (was, renewal.new.zip(becomes).map(|(new, at)| new.meeting(at, None)))
        })
        .collect();
    let next = renewal.new.map(|new| scheduling::preview(&new, now)).transpose()?.unwrap_or_default();
    Ok(may.reveal(Outlook { fates, next, people: u32::try_from(people).unwrap_or(u32::MAX) }))
}

/// Whether whoever facilitates may move or end all later dates: with so few others as the group has agreed on.
fn is_alone(
    db: &mut Conn,
    may: &MayFacilitate,
    renewal: &Renewal,
    whom: &[MembershipId],
    now: Instant,
) -> Result<(), ScheduleError> {
    let me = may.as_member().membership();
    let others = whom.iter().filter(|it| **it != me).count();
    let most = agreements::rules(db, may.as_member(), now)?.moves_alone_with();
    if renewal.moves_nothing() || others <= most { Ok(()) } else { Err(ScheduleError::TheyDecide) }
}

/// The series, as it stands now, and what is wanted of it.
fn checked(
    db: &mut Conn,
    may: &MayFacilitate,
    wanted: &Wanted,
    now: Instant,
) -> Result<(Series, Renewal), ScheduleError> {
    let (series, revision) = series::to_change(db, may, wanted.series)?.ok_or(ScheduleError::NotFound)?;
    if revision != wanted.revision {
        return Err(ScheduleError::Meanwhile);
    }
    if !coming(&series, now).iter().any(|meeting| meeting.original == wanted.from) {
        return Err(ScheduleError::Started);
    }
    let new = wanted.new.as_ref().map(|new| new.schedule);
    if let Some(new) = new {
        scheduling::preview(&new, now)?;
        let first = new.first().ok_or(ScheduleError::NoDates)?;
        if new.meeting(first, None).starts <= now {
            return Err(ScheduleError::Passed);
        }
    }
    let renewal = Renewal { old: series.schedule, new, from: wanted.from.date() };
    Ok((series, renewal))
}

/// Changes a series from one of its dates on, and tells those concerned. How many were told. Saving what is so already
/// changes nothing.
///
/// # Errors
/// When it cannot be made, or somebody else changed the series meanwhile.
pub fn renew(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    wanted: &Wanted,
    now: Instant,
) -> Result<u32, ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let (series, renewal) = checked(db, &may, wanted, now)?;
    let secret = series::joining_secret(db, may.as_member(), series.id)?;
    let is_same = wanted.new.as_ref().is_some_and(|new| new.says_the_same(&series, secret.as_deref()));
    if renewal.moves_nothing() && is_same {
        return Ok(0);
    }
    let begun = replanning::begin(db, &may, now)?;
    // Once more, now that nobody else can change it.
    let (series, renewal) = checked(db, &may, wanted, now)?;
    let rows = rows_from(db, &may, series.id, wanted.from)?;
    let whom = telling::concerned(db, may.group(), &rows)?;
    is_alone(db, &may, &renewal, &whom, now)?;
    let is_whole = coming(&series, now).first().is_some_and(|first| first.original == wanted.from);
    let was = (wanted.from, series.schedule.zone);
    let news = match &wanted.new {
        Some(new) if renewal.moves_nothing() && is_whole => {
            replanning::describe(db, &may, &series, &new.clone().located(&series))?;
            News::DatesChanged
        }
        Some(new) => {
            let new = new.clone().located(&series);
            let made = replanning::renew(db, &may, &series, &renewal, Some(&new), |wall| wall, now)?;
            match made.filter(|_| !renewal.moves_nothing()) {
                Some(series) => News::DatesMoved { series, was },
                None => News::DatesChanged,
            }
        }
        None => {
            replanning::renew(db, &may, &series, &renewal, None, |wall| wall, now)?;
            News::DatesEnded { was }
        }
    };
    scheduling::finish(db, &may, begun, now)?;
    let becomes = wanted.new.as_ref().map(|new| new.schedule.start.compact()).unwrap_or_default();
    let event = Event::of(LogKind::DatesChanged, wanted.from.compact(), becomes);
    log::write(db, may.as_member(), event, now)?;
    Ok(telling::tell(db, &may, &whom, news, now)?)
}

/// Adds a date by hand; members find it in their list, and reminders are planned for it.
///
/// # Errors
/// When the viewer does not facilitate the group, the time is none or has passed, or there is such a date already.
pub fn add(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: SeriesId,
    at: Wall,
    now: Instant,
) -> Result<(), ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    let (series, _) = series::to_change(db, &may, id)?.ok_or(ScheduleError::NotFound)?;
    if scheduling::on_the_clock(at, series.schedule.zone)? <= now {
        return Err(ScheduleError::Passed);
    }
    let begun = replanning::begin(db, &may, now)?;
    if series::takes_place(db, &series, at, now)? {
        return Err(ScheduleError::There);
    }
    replanning::add(db, &may, &series, at, now)?;
    scheduling::finish(db, &may, begun, now)?;
    log::write(db, may.as_member(), Event::of(LogKind::DateChanged, "", at.compact()), now)?;
    Ok(())
}

/// Takes a change back that the viewer has seen, within ten minutes of it, when it is the last. Those are told whom it had reached by mail, and those
/// whose answers hang on a date that it puts elsewhere.
///
/// # Errors
/// When the viewer does not facilitate the group, somebody has changed the dates since, or this change cannot be taken back
/// any more.
pub fn undo(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    seen: Option<DatesId>,
    now: Instant,
) -> Result<(), ScheduleError> {
    let may = facilitator(db, viewer, group, now)?;
    replanning::hold(db, &may, now)?;
    let (change, made_at) = dates_before::last(db, &may, now)?.ok_or(ScheduleError::TooLate)?;
    if seen != Some(change) {
        return Err(ScheduleError::Meanwhile);
    }
    let mut whom = telling::reached(db, &may, made_at)?;
    let moved = replanning::take_back(db, &may, change, now)?;
    whom.extend(telling::answered(db, &moved)?);
    whom.sort();
    whom.dedup();
    answers::fill_all(db, &may, now)?;
    telling::take_back(db, &may, made_at)?;
    telling::tell(db, &may, &whom, News::DatesChanged, now)?;
    log::write(db, may.as_member(), Event::of(LogKind::DatesUndone, "", ""), now)?;
    Ok(())
}
