//! A meeting while it runs, on one telephone: its parts with their minutes, the words around them, where the go-around
//! begins, and the tally at the end. It may be kept on the telephone, so nobody's name is in it.

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::ids::GroupId;
use crate::domain::series::MeetingKey;
use crate::domain::session::SessionKind;
use crate::domain::time::{Instant, Wall, Zone};
use crate::domain::words::MeetingWords;
use crate::service::counting::{self, Counted, CountingError};
use crate::service::member::member;
use crate::service::sessions::{self, SessionsError, Timed};
use crate::store::{Conn, StoreError, series};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum RunningError {
    /// There is no such meeting, or the viewer is not in the group.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Sessions(#[from] SessionsError),
    #[error(transparent)]
    Counting(#[from] CountingError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One part; who leads it is not told.
#[derive(Debug, Clone)]
pub struct Part {
    pub kind: SessionKind,
    /// In the group's own words; empty when the kind says it.
    pub name: String,
    pub minutes: u32,
    pub begins: Wall,
}

impl From<&Timed> for Part {
    fn from(it: &Timed) -> Self {
        Self { kind: it.kind, name: it.name.clone(), minutes: it.minutes, begins: it.begins }
    }
}

/// A meeting that runs.
#[derive(Debug, Clone)]
pub struct Run {
    pub group: GroupId,
    pub key: MeetingKey,
    pub wall: Wall,
    pub zone: Zone,
    pub minutes: u32,
    /// None when nobody has planned it.
    pub parts: Vec<Part>,
    pub words: MeetingWords,
    /// How many meetings of the series took place before this one.
    pub before: u32,
    pub counted: Counted,
}

/// What is needed to run a meeting.
///
/// # Errors
/// When there is no such meeting for this viewer.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<Run>, RunningError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(RunningError::NotFound)?;
    let plan = sessions::plan_of(db, viewer, group, key, now)?;
    let counted = counting::look(db, viewer, group, key, now)?;
    let before = before(db, &may, key, plan.meeting.starts, now)?;
    Ok(may.reveal(Run {
        group,
        key,
        wall: plan.meeting.wall,
        zone: plan.zone,
        minutes: plan.minutes,
        parts: plan.sessions.iter().map(Part::from).collect(),
        words: plan.words.clone(),
        before,
        counted: counted.clone(),
    }))
}

/// How many meetings of the series took place before a time.
fn before(
    db: &mut Conn,
    may: &access::MayAttend,
    key: MeetingKey,
    starts: Instant,
    now: Instant,
) -> Result<u32, StoreError> {
    let all = series::of_member(db, may, &(starts..starts), now)?;
    let Some(begin) = all.iter().find(|it| it.id == key.series).map(|it| it.schedule.start) else {
        return Ok(0);
    };
    // A zone is at most a day away.
    let window = Instant::from_naive_utc(begin.naive() - chrono::TimeDelta::days(2))..starts;
    let all = series::of_member(db, may, &window, now)?;
    let Some(series) = all.into_iter().find(|it| it.id == key.series) else {
        return Ok(0);
    };
    let past = series.schedule.meetings(window, &series.changes, usize::MAX);
    let took_place = past.iter().filter(|meeting| meeting.status.takes_place()).count();
    Ok(u32::try_from(took_place).unwrap_or(u32::MAX))
}
