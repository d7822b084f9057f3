//! After a meeting: whoever facilitates says how many were there, in four numbers; any member sees them, and may take them
//! out. Until the week is released they can be corrected; afterwards nobody changes them.
//!
//! A form may come twice, and late: it is carried out once, and never over what somebody else has entered since. Nothing of
//! this is a line in the group's log, and nobody is told.

use chrono::TimeDelta;

use crate::access::{self, May as _, MayAttend, MayLookBack, Viewer, Visible};
use crate::domain::ids::{GroupId, SlipId};
use crate::domain::release;
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::tally::{self, Phase, Tally};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::series::Series;
use crate::store::tallies::{self, Written};
use crate::store::{Conn, StoreError, meetings, series, standing};

/// A week is released nine days after it began; a meeting of its Monday is counted that long.
const LOOK_BACK: TimeDelta = TimeDelta::days(11);
/// So many meetings are asked about on the group's page.
const MOST: usize = 3;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum CountingError {
    /// There is no such meeting, it is not of the viewer's group, or the viewer does not facilitate.
    #[error("not found")]
    NotFound,
    #[error("the meeting has not begun")]
    NotYet,
    #[error("its week is released")]
    Sealed,
    /// Somebody has entered or taken out something since the form was opened.
    #[error("changed meanwhile")]
    Changed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A meeting, and what was counted.
#[derive(Debug, Clone)]
pub struct Counted {
    pub group: GroupId,
    pub key: MeetingKey,
    pub wall: Wall,
    pub zone: Zone,
    pub tally: Option<Tally>,
    /// How often it was written.
    pub revision: i32,
    pub phase: Phase,
    /// Until when it can be corrected, on the clock by which weeks are released.
    pub until: (Wall, Zone),
    /// Whether the viewer may count.
    pub counts: bool,
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub struct Slip {
    /// The same for a form that comes twice.
    pub id: SlipId,
    /// How often the tally was written when the form was opened.
    pub revision: i32,
    pub tally: Tally,
}

/// When the meeting's week and its quarter are released.
struct Calendar {
    sealed_at: Instant,
    quarter_at: Instant,
    zone: Zone,
}

impl Calendar {
    fn of(db: &mut Conn, may: &MayAttend, meeting: &Meeting) -> Result<Self, StoreError> {
        let (zone, day) = (tallies::release_zone(db, may)?, meeting.wall.date());
        Ok(Self { sealed_at: release::of_week(day, zone), quarter_at: release::of_quarter(day, zone), zone })
    }
}

/// What was counted of a meeting.
///
/// # Errors
/// When there is no such meeting for this viewer.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<Counted>, CountingError> {
    let at = standing::at_meeting(db, viewer, group, key, now)?.ok_or(CountingError::NotFound)?;
    let may = access::may_look_back(viewer, &at).ok_or(CountingError::NotFound)?;
    let (series, meeting) = tallies::meeting(db, &may, now)?.ok_or(CountingError::NotFound)?;
    let counts = access::may_count(viewer, &at, now).is_some();
    let counted = counted(db, &may, (&series, &meeting), counts, now)?;
    Ok(may.reveal(counted))
}

fn counted(
    db: &mut Conn,
    may: &MayLookBack,
    (series, meeting): (&Series, &Meeting),
    counts: bool,
    now: Instant,
) -> Result<Counted, StoreError> {
    let calendar = Calendar::of(db, may.as_member(), meeting)?;
    let stands = tallies::find(db, may)?;
    let sealed_at = stands.map_or(calendar.sealed_at, |it| it.sealed_at);
    Ok(Counted {
        group: may.as_member().group(),
        key: may.meeting(),
        wall: meeting.wall,
        zone: series.schedule.zone,
        tally: stands.and_then(|it| it.tally),
        revision: stands.map_or(0, |it| it.revision),
        phase: tally::phase(meeting.starts, sealed_at, now),
        until: (calendar.zone.wall(sealed_at), calendar.zone),
        counts,
    })
}

/// Writes down what was counted. What has come before is not written again.
///
/// # Errors
/// When the viewer does not facilitate, the meeting has not begun, its week is released, or somebody else has written since.
pub fn count(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    slip: Slip,
    now: Instant,
) -> Result<(), CountingError> {
    let at = standing::at_meeting(db, viewer, group, key, now)?.ok_or(CountingError::NotFound)?;
    let may = access::may_count(viewer, &at, now).ok_or(CountingError::NotFound)?;
    let locked = meetings::lock_to_count(db, may.as_reader(), now)?.ok_or(CountingError::NotFound)?;
    let stands = tallies::find(db, may.as_reader())?;
    if stands.is_some_and(|it| it.slip == slip.id && it.tally == Some(slip.tally)) {
        return Ok(());
    }
    let calendar = Calendar::of(db, may.as_reader().as_member(), &locked.meeting)?;
    is_open(locked.meeting.starts, stands.map_or(calendar.sealed_at, |it| it.sealed_at), now)?;
    match stands {
        None if slip.revision == 0 => {
            let Calendar { sealed_at, quarter_at, .. } = calendar;
            let written = Written { slip: slip.id, day: locked.meeting.wall.date(), sealed_at, quarter_at };
            tallies::add(db, &may, &locked, slip.tally, written)?;
        }
        Some(it) if it.revision == slip.revision || it.slip == slip.id => {
            tallies::correct(db, &may, &locked, slip.tally, slip.id)?;
        }
        None | Some(_) => return Err(CountingError::Changed),
    }
    Ok(())
}

/// Takes out what was counted. Any member may, until the week is released.
///
/// # Errors
/// When the viewer is not a member, or the week is released.
pub fn take_out(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    slip: SlipId,
    now: Instant,
) -> Result<(), CountingError> {
    let at = standing::at_meeting(db, viewer, group, key, now)?.ok_or(CountingError::NotFound)?;
    let may = access::may_look_back(viewer, &at).ok_or(CountingError::NotFound)?;
    let locked = meetings::lock_to_count(db, &may, now)?.ok_or(CountingError::NotFound)?;
    let Some(stands) = tallies::find(db, &may)? else {
        return Ok(());
    };
    is_open(locked.meeting.starts, stands.sealed_at, now)?;
    Ok(tallies::take_out(db, &may, &locked, slip)?)
}

fn is_open(starts: Instant, released: Instant, now: Instant) -> Result<(), CountingError> {
    match tally::phase(starts, released, now) {
        Phase::Open => Ok(()),
        Phase::NotYet(_) => Err(CountingError::NotYet),
        Phase::Sealed => Err(CountingError::Sealed),
    }
}

/// The last meetings that nobody has counted and that the viewer can, the newest first.
pub(in crate::service) fn uncounted(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayAttend,
    now: Instant,
) -> Result<Vec<(MeetingKey, Wall, Zone)>, StoreError> {
    // One that can be counted from this second on is within it.
    let window = now.minus(LOOK_BACK)..now.plus(tally::EARLY + TimeDelta::seconds(1));
    let zone = tallies::release_zone(db, may)?;
    let known = tallies::counted(db, may, zone.wall(window.start).date() - TimeDelta::days(1))?;
    let mut found = Vec::new();
    for series in series::of_member(db, may, &window, now)? {
        for meeting in series.schedule.meetings(window.clone(), &series.changes, usize::MAX) {
            let key = MeetingKey { series: series.id, original: meeting.original };
            let released = release::of_week(meeting.wall.date(), zone);
            let is_open = tally::phase(meeting.starts, released, now) == Phase::Open;
            if meeting.status.takes_place() && is_open && !known.contains(&key) {
                found.push((meeting.starts, (key, meeting.wall, series.schedule.zone)));
            }
        }
    }
    found.sort_by_key(|(starts, (key, ..))| (std::cmp::Reverse(*starts), *key));
    let mut mine = Vec::new();
    for (_, it) in found.into_iter().take(MOST) {
        let at = standing::at_meeting(db, viewer, may.group(), it.0, now)?;
        if at.is_some_and(|at| access::may_count(viewer, &at, now).is_some()) {
            mine.push(it);
        }
    }
    Ok(mine)
}
