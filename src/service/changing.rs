//! A facilitator changes one date: cancels or moves it, holds it on other terms, or after all. Before a change is made,
//! the facilitator sees how many people it touches; afterwards those people are told.

use super::scheduling::{ScheduleError, on_the_clock};
use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::group::Openness;
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::mark;
use crate::domain::message::MessageKind;
use crate::domain::series::{Changes, Meeting, MeetingKey, Terms};
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::log::{self, Event};
use crate::store::meetings::Looked;
use crate::store::{Conn, meetings, replanning, standing};

/// What changing a date would mean.
#[derive(Debug, Clone)]
pub struct Affected {
    pub group: GroupId,
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub title: String,
    pub terms: Terms,
    /// Who may come, where the group has decided it for all its regular meetings.
    pub ruled: Option<Openness>,
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
    let looked = meetings::look(db, &may, now)?.ok_or(ScheduleError::NotFound)?;
    Ok(may.reveal(Affected {
        group,
        key,
        meeting: looked.meeting,
        zone: looked.series.schedule.zone,
        terms: looked.series.terms(&looked.meeting),
        ruled: looked.series.changes.openness,
        title: looked.series.title,
        people: looked.people,
    }))
}

/// What is to become of one date.
#[derive(Debug, Clone)]
pub enum Alteration {
    Cancel,
    Move(Wall),
    /// On other terms, in place of those of which the mark was seen.
    Hold(Terms, String),
    /// It was cancelled, and takes place after all.
    Resume,
}

impl Alteration {
    /// Whether it is so already.
    fn is_so(&self, looked: &Looked) -> bool {
        let is_on = looked.meeting.status.takes_place();
        match self {
            Self::Cancel => false,
            Self::Move(to) => is_on && *to == looked.meeting.wall,
            Self::Hold(terms, _) => is_on && *terms == looked.series.terms(&looked.meeting),
            Self::Resume => is_on,
        }
    }
}

/// Changes one date, and tells those concerned. Returns how many were told. What is so already changes nothing.
///
/// # Errors
/// When the viewer does not facilitate the group, the meeting has begun or is off, the new time is none, or its terms are
/// others by now than have been seen.
pub fn alter(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    alteration: &Alteration,
    now: Instant,
) -> Result<u32, ScheduleError> {
    let at = standing::at_meeting(db, viewer, group, key, now)?.ok_or(ScheduleError::NotFound)?;
    let may = access::may_change(viewer, &at, now).ok_or(ScheduleError::NotFound)?;
    let looked = meetings::look(db, &may, now)?.ok_or(ScheduleError::NotFound)?;
    if alteration.is_so(&looked) {
        return Ok(0);
    }
    // First the group's dates, then the meeting: in this order everywhere.
    replanning::remember(db, may.as_facilitator(), now)?;
    let locked = meetings::lock_for_change(db, &may, now)?.ok_or(ScheduleError::NotFound)?;
    let is_on = locked.meeting.status.takes_place();
    if !is_on && !matches!(alteration, Alteration::Resume) {
        return Err(ScheduleError::Cancelled);
    }
    if now >= locked.meeting.starts {
        return Err(ScheduleError::Started);
    }
    let told = match alteration {
        Alteration::Cancel => meetings::change(db, &may, &locked, None, now)?,
        Alteration::Move(to) => {
            if on_the_clock(*to, locked.series.schedule.zone)? <= now {
                return Err(ScheduleError::Passed);
            }
            meetings::change(db, &may, &locked, Some(*to), now)?
        }
        Alteration::Hold(terms, seen) => {
            if !mark::may_replace(terms, &locked.series.terms(&locked.meeting), seen) {
                return Err(ScheduleError::Meanwhile);
            }
            // What the group has decided is not this date's own.
            let decided = Changes { openness: locked.series.changes.openness, ..Changes::default() };
            let of_that_day = locked.series.usual.on(key.original, &decided);
            replanning::alter(db, &locked, &terms.against(&of_that_day))?;
            meetings::tell_all(db, &may, &locked, MessageKind::MeetingChanged, now)?
        }
        Alteration::Resume => meetings::resume(db, &may, &locked, now)?,
    };
    let at = |it: &Meeting| if it.status.takes_place() { it.wall.compact() } else { String::new() };
    let now_it_is = meetings::look(db, &may, now)?.map(|looked| at(&looked.meeting)).unwrap_or_default();
    let event = Event::of(LogKind::DateChanged, at(&locked.meeting), now_it_is);
    log::write(db, may.as_facilitator().as_member(), event, now)?;
    Ok(told)
}
