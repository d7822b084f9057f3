//! What a meeting consists of, for the members of its group: its sessions with their times, who leads them, and the words
//! with which it begins and ends. A member leads what nobody leads yet, and may give it back.
//!
//! How a plan is written is [`planning`]'s, what members offer is [`offering`]'s.

pub mod offering;
pub mod planning;
pub mod sheet;
pub mod templates;
pub mod words;

use chrono::TimeDelta;

use crate::access::{self, AtGroup, May as _, MayTakePart, Viewer, Visible};
use crate::domain::audience::Named;
use crate::domain::ids::{GroupId, MembershipId, SessionId};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::session::{Fit, SessionKind};
use crate::domain::text::SessionName;
use crate::domain::time::{Instant, Wall, Zone};
use crate::domain::words::MeetingWords;
use crate::service::coordinating::NotCoordinating;
use crate::store::plans::dated::{self, Taken};
use crate::store::plans::{Placed, Planned};
use crate::store::{Conn, StoreError, meetings, sight, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum SessionsError {
    /// There is no such thing, or the viewer may not do this to it.
    #[error("not found")]
    NotFound,
    /// Somebody else has just taken it.
    #[error("somebody leads it already")]
    Led,
    /// Somebody has written the plan anew.
    #[error("the plan has changed meanwhile")]
    Changed,
    /// The meeting is over, or has begun where it must not have.
    #[error("the meeting is over")]
    Over,
    /// The viewer was asked to step back for a time.
    #[error("stepped back")]
    SteppedBack,
    /// More offers are waiting than anybody reads.
    #[error("too many offers")]
    TooMany,
    #[error(transparent)]
    Not(#[from] NotCoordinating),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who leads a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    /// Under the name in this group, as far as the reader knows it.
    pub name: Named,
    /// Whether it is the one who looks.
    pub is_me: bool,
}

/// A session at its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    pub id: SessionId,
    pub kind: SessionKind,
    /// In the group's own words; empty when the kind says it.
    pub name: String,
    pub minutes: u32,
    /// By the clock on the wall, and in time.
    pub begins: Wall,
    pub starts: Instant,
    /// `None` when it is open, or nobody has to lead it.
    pub leader: Option<Leader>,
}

impl Timed {
    /// Whether whoever wishes may lead it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.leader.is_none() && self.kind.is_led()
    }
}

/// What one meeting consists of.
#[derive(Debug, Clone)]
pub struct Plan {
    pub group: GroupId,
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub title: String,
    /// How long the meeting is.
    pub minutes: u32,
    /// In their order; none when nobody has planned it.
    pub sessions: Vec<Timed>,
    /// Whether they take as long as the meeting does.
    pub fit: Fit,
    /// Whether this date has a plan of its own; otherwise it does what its series usually does.
    pub is_own: bool,
    /// Opening and closing words, and whether everybody may pass.
    pub words: MeetingWords,
    /// How often the words were changed.
    pub words_version: i32,
    /// Whether the viewer may write it anew.
    pub facilitates: bool,
    pub is_over: bool,
}

/// The plan of one meeting: its sessions, when each begins and who leads it, and the words around them.
///
/// # Errors
/// When the group has no such meeting, or the viewer is not in it.
pub fn plan_of(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    now: Instant,
) -> Result<Visible<Plan>, SessionsError> {
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    let may = access::may_take_part(viewer, &at).ok_or(SessionsError::NotFound)?;
    let facilitates = access::may_change(viewer, &at, now).is_some();
    let plan = read(db, &may, facilitates, now)?;
    Ok(may.reveal(plan))
}

fn read(db: &mut Conn, may: &MayTakePart, facilitates: bool, now: Instant) -> Result<Plan, SessionsError> {
    let (series, meeting) = dated::look(db, may, now)?.ok_or(SessionsError::NotFound)?;
    let minutes = series.terms(&meeting).minutes;
    let planned = dated::of_meeting(db, may)?;
    let names = sight::names(db, may.as_member(), now)?;
    let leader =
        |id: MembershipId| Some(Leader { name: names.get(&id)?.clone(), is_me: id == may.membership() });
    let zone = series.schedule.zone;
    let fit =
        planned.as_ref().and_then(Planned::plan).map_or(Fit::Missing(minutes), |plan| plan.fit(minutes));
    let is_own = planned.as_ref().is_some_and(|it| it.is_own);
    let mut so_far = 0;
    let sessions = planned.map(|it| it.sessions).unwrap_or_default();
    let timed = sessions.into_iter().map(|placed| {
        let starts = meeting.starts.plus(TimeDelta::minutes(so_far));
        so_far += i64::from(placed.session.minutes());
        Timed {
            id: placed.id,
            kind: placed.session.kind(),
            name: placed.session.name().map_or("", SessionName::as_str).to_owned(),
            minutes: placed.session.minutes(),
            begins: zone.wall(starts),
            starts,
            leader: placed.leader.and_then(leader),
        }
    });
    let sessions = timed.collect();
    let (words, words_version) = crate::store::words::of(db, may.as_member())?;
    Ok(Plan {
        group: may.as_member().group(),
        key: may.meeting(),
        meeting,
        zone,
        title: series.title,
        minutes,
        sessions,
        fit,
        is_own,
        words,
        words_version,
        facilitates,
        is_over: now >= meeting.ends(minutes),
    })
}

/// The viewer leads a session that nobody leads.
///
/// # Errors
/// When somebody else leads it, the plan is another one by now, or the meeting is over.
pub fn lead(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    session: SessionId,
    now: Instant,
) -> Result<(), SessionsError> {
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    let may = access::may_take_part(viewer, &at).ok_or(SessionsError::NotFound)?;
    is_here(&at.group)?;
    let locked = meetings::lock_for_part(db, &may, now)?.ok_or(SessionsError::NotFound)?;
    let minutes = locked.series.terms(&locked.meeting).minutes;
    if now >= locked.meeting.ends(minutes) {
        return Err(SessionsError::Over);
    }
    match dated::lead(db, &may, &locked, session)? {
        Taken::Done => Ok(()),
        Taken::NotFree => Err(SessionsError::Led),
        Taken::Gone => Err(SessionsError::Changed),
    }
}

/// The viewer does not lead it after all: it is open again.
///
/// # Errors
/// When the viewer is not in the group.
pub fn give_back(
    db: &mut Conn,
    viewer: &Viewer,
    (group, meeting): (GroupId, MeetingKey),
    session: SessionId,
    now: Instant,
) -> Result<(), SessionsError> {
    let may = part(db, viewer, group, meeting, now)?;
    Ok(dated::give_back(db, &may, session)?)
}

fn part(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    now: Instant,
) -> Result<MayTakePart, SessionsError> {
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(SessionsError::NotFound)?;
    access::may_take_part(viewer, &at).ok_or(SessionsError::NotFound)
}

/// Whoever was asked to step back for a time leads nothing meanwhile.
fn is_here(at: &AtGroup) -> Result<(), SessionsError> {
    let steps_back = at.inside.as_ref().and_then(|inside| inside.steps_back);
    if steps_back.is_some_and(|it| it.is_ordered) { Err(SessionsError::SteppedBack) } else { Ok(()) }
}

/// Who leads what, in the order of the sessions.
fn leaders(of: &[Placed]) -> Vec<Option<MembershipId>> {
    of.iter().map(|placed| placed.leader).collect()
}
