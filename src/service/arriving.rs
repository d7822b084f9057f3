//! "I am coming", without an account and without a name: somebody says it, and may take it back by a link that only they
//! have. The group sees a number; nobody is told when it changes, and no place is taken.

use crate::access::{self, May as _, MayTakeBack, Viewer, Visible};
use crate::domain::arrival::{self, NotCounted};
use crate::domain::ids::GroupId;
use crate::domain::series::{Meeting, MeetingKey, Terms};
use crate::domain::time::{Instant, Zone};
use crate::service::visiting::{self, Date};
use crate::store::arrivals::{self, Link};
use crate::store::series::Series;
use crate::store::{Conn, StoreError, groups, meetings, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ArrivingError {
    /// There is no such meeting to which one comes unasked, or the link is not ours.
    #[error("not found")]
    NotFound,
    /// It was taken back, or the meeting is over.
    #[error("gone")]
    Gone,
    #[error(transparent)]
    NotCounted(#[from] NotCounted),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// To what somebody new is coming, as it stands by now.
#[derive(Debug, Clone)]
pub struct Coming {
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub terms: Terms,
    /// Address and name, as long as the group can be found.
    pub group: Option<(String, String)>,
    /// The next dates, when this one does not take place.
    pub instead: Vec<Date>,
}

/// Somebody new is coming. The token of the link that takes it back.
///
/// # Errors
/// When one does not come there unasked, the meeting is over, off or closed on that date, or enough have said so.
pub fn arrive(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    meeting: MeetingKey,
    now: Instant,
) -> Result<Visible<String>, ArrivingError> {
    let group = standing::at_slug(db, viewer, slug, now)?.ok_or(ArrivingError::NotFound)?.group;
    let at = standing::at_meeting(db, viewer, group, meeting, now)?.ok_or(ArrivingError::NotFound)?;
    let may = access::may_arrive(&at).ok_or(ArrivingError::NotFound)?;
    let locked = meetings::lock_for_arrival(db, &may, now)?.ok_or(ArrivingError::NotFound)?;
    let openness = locked.series.terms(&locked.meeting).openness;
    let others = arrivals::others(db, &may, &locked)?;
    arrival::count_one_more(&locked.meeting, openness, others, now)?;
    let token = arrivals::add(db, &may, &locked)?;
    Ok(may.reveal(token))
}

/// What a link leads to.
///
/// # Errors
/// When the link is not ours, or what it leads to is gone.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<Visible<Coming>, ArrivingError> {
    let (may, group) = open(db, token)?;
    let (series, meeting) = arrivals::meeting(db, &may, now)?.ok_or(ArrivingError::Gone)?;
    let coming = coming(db, viewer, group, (may.meeting(), series, meeting), now)?;
    Ok(may.reveal(coming))
}

/// Takes it back.
///
/// # Errors
/// As [`look`].
pub fn take_back(db: &mut Conn, token: &str) -> Result<(), ArrivingError> {
    let (may, _) = open(db, token)?;
    if arrivals::take_back(db, &may)? { Ok(()) } else { Err(ArrivingError::Gone) }
}

fn open(db: &mut Conn, token: &str) -> Result<(MayTakeBack, GroupId), ArrivingError> {
    match arrivals::find(db, token)? {
        Link::NotOurs => Err(ArrivingError::NotFound),
        Link::Gone => Err(ArrivingError::Gone),
        Link::There(arrival) => Ok((access::may_take_back(&arrival), arrival.group)),
    }
}

fn coming(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (key, series, meeting): (MeetingKey, Series, Meeting),
    now: Instant,
) -> Result<Coming, StoreError> {
    let mut coming = Coming {
        key,
        meeting,
        zone: series.schedule.zone,
        terms: series.terms(&meeting),
        group: None,
        instead: Vec::new(),
    };
    let at = standing::at_group(db, viewer, group, now)?;
    let Some(may) = at.as_ref().and_then(access::may_find) else {
        return Ok(coming);
    };
    let group = groups::findable(db, &may)?;
    coming.group = Some((group.slug, group.name));
    if !meeting.status.takes_place() {
        coming.instead = visiting::next_instead(db, &may, &coming.key, meeting.starts.max(now), now)?;
    }
    Ok(coming)
}
