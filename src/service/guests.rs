//! A guest facilitator: those who may ask make a link for one date, and whoever accepts it sees that date until a day after
//! it. Never members, answers, votes or the log: a guest is known by a name of their own, and knows nobody's.

use crate::access::{self, AtGuest, May as _, MayAskGuest, MayAttend, MayComeAsGuest, Viewer, Visible};
use crate::domain::group::SeriesKind;
use crate::domain::guest::{Refusal, Visit};
use crate::domain::ids::{GroupId, GuestId};
use crate::domain::series::{Meeting, MeetingKey, Terms};
use crate::domain::session::Session;
use crate::domain::text::MemberName;
use crate::domain::time::{Instant, Zone};
use crate::store::guests::{self, Asked};
use crate::store::{Conn, StoreError, meetings, plans, series, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum GuestError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such date, or the viewer may not ask anybody to it.
    #[error("not found")]
    NotFound,
    /// The link is taken back, accepted by somebody else, or over.
    #[error("no such link any more")]
    Gone,
    /// A member needs no link to the own group.
    #[error("a member")]
    IsMember,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One date, for those who may ask a guest to it.
#[derive(Debug, Clone)]
pub struct Door {
    pub group: GroupId,
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub zone: Zone,
    pub terms: Terms,
    /// With the name of whoever has accepted.
    pub asked: Vec<(GuestId, Option<String>)>,
    /// Why nobody more can be asked.
    pub refused: Option<Refusal>,
}

/// The page from which somebody is asked.
///
/// # Errors
/// When the viewer may not ask anybody to it.
pub fn door(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<Door>, GuestError> {
    let may = asker(db, viewer, group, key, now)?;
    let (series, meeting) = series::for_asker(db, &may, now)?.ok_or(GuestError::NotFound)?;
    let asked = asked_to(db, may.as_member(), key, &meeting)?;
    let count = u32::try_from(asked.len()).unwrap_or(u32::MAX);
    Ok(may.reveal(Door {
        group,
        key,
        meeting,
        zone: series.schedule.zone,
        terms: series.terms(&meeting),
        refused: guests::visit(&series, &meeting).may_ask(count, now).err(),
        asked,
    }))
}

fn asked_to(
    db: &mut Conn,
    may: &MayAttend,
    key: MeetingKey,
    meeting: &Meeting,
) -> Result<Vec<(GuestId, Option<String>)>, StoreError> {
    let around = meeting.starts..meeting.starts.plus(chrono::TimeDelta::seconds(1));
    let all = guests::of_group(db, may, &around)?;
    Ok(all.into_iter().filter(|it| it.meeting == key).map(|Asked { id, name, .. }| (id, name)).collect())
}

/// Asks somebody: the token of the link.
///
/// # Errors
/// When the viewer may not, the date is over or off, or enough are asked.
pub fn ask(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<String>, GuestError> {
    let may = asker(db, viewer, group, key, now)?;
    let locked = meetings::lock_for_guest(db, &may, now)?.ok_or(GuestError::NotFound)?;
    let asked = guests::count(db, &may, &locked)?;
    guests::visit(&locked.series, &locked.meeting).may_ask(asked, now)?;
    let token = guests::ask(db, &may, &locked, now)?;
    Ok(may.reveal(token))
}

/// Takes it back, also when it was accepted.
///
/// # Errors
/// When the viewer may not, or there is no such guest.
pub fn take_back(
    db: &mut Conn,
    viewer: &Viewer,
    (group, key): (GroupId, MeetingKey),
    guest: GuestId,
    now: Instant,
) -> Result<(), GuestError> {
    let may = asker(db, viewer, group, key, now)?;
    if guests::take_back(db, &may, guest, now)? { Ok(()) } else { Err(GuestError::NotFound) }
}

fn asker(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<MayAskGuest, GuestError> {
    let at = standing::at_door(db, viewer, group, key, now)?.ok_or(GuestError::NotFound)?;
    access::may_ask_guest(viewer, &at, now).ok_or(GuestError::NotFound)
}

/// The one date, for the guest.
#[derive(Debug, Clone)]
pub struct Guided {
    pub group_name: String,
    pub meeting: Meeting,
    pub zone: Zone,
    pub kind: SeriesKind,
    pub terms: Terms,
    /// What only whoever has accepted may see.
    pub inside: Option<Guiding>,
    /// Why it cannot be accepted.
    pub refused: Option<Refusal>,
}

/// What whoever has accepted sees besides.
#[derive(Debug, Clone)]
pub struct Guiding {
    pub my_name: String,
    /// What the meeting consists of; nothing when nobody has planned it.
    pub plan: Vec<Session>,
    /// How to get into the room of an online meeting, when there is such a thing and it is time.
    pub secret: Option<String>,
}

/// What a link leads to.
///
/// # Errors
/// When nobody is signed in, the viewer is a member, or it leads nowhere for this viewer.
pub fn look(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<Visible<Guided>, GuestError> {
    let at = open(db, viewer, token, now)?;
    if let Some(may) = access::may_guide(viewer, &at, now) {
        let my_name = guests::my_name(db, &may)?;
        let secret = if at.visit.shows_secret(now) { series::secret_for_guest(db, &may)? } else { None };
        let plan =
            plans::dated::for_guest(db, &may)?.map(|plan| plan.sessions().to_vec()).unwrap_or_default();
        let guided = guided(db, may.as_asked(), Some(Guiding { my_name, plan, secret }), now)?;
        return Ok(may.reveal(guided));
    }
    let may = access::may_come_as_guest(viewer, &at, now).ok_or(GuestError::Gone)?;
    let guided = guided(db, &may, None, now)?;
    Ok(may.reveal(guided))
}

fn guided(
    db: &mut Conn,
    may: &MayComeAsGuest,
    inside: Option<Guiding>,
    now: Instant,
) -> Result<Guided, GuestError> {
    let (group_name, series, meeting) = guests::meeting(db, may, now)?.ok_or(GuestError::Gone)?;
    Ok(Guided {
        group_name,
        meeting,
        zone: series.schedule.zone,
        kind: series.kind,
        terms: series.terms(&meeting),
        refused: guests::visit(&series, &meeting).may_accept(now).err(),
        inside,
    })
}

/// Accepts, under a name for this group. Of two who do, one does.
///
/// # Errors
/// When nobody is signed in, the viewer is a member, or it leads nowhere any more.
pub fn accept(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    name: &MemberName,
    now: Instant,
) -> Result<(), GuestError> {
    let at = open(db, viewer, token, now)?;
    if access::may_guide(viewer, &at, now).is_some() {
        return Ok(());
    }
    let may = access::may_come_as_guest(viewer, &at, now).ok_or(GuestError::Gone)?;
    at.visit.may_accept(now)?;
    // Who was quicker may have been the same person, with another finger.
    let is_mine = guests::accept(db, &may, name, now)?
        || access::may_guide(viewer, &open(db, viewer, token, now)?, now).is_some();
    if is_mine { Ok(()) } else { Err(GuestError::Gone) }
}

/// Cannot come after all.
///
/// # Errors
/// When the viewer is not that guest, or not any more.
pub fn decline(db: &mut Conn, viewer: &Viewer, token: &str, now: Instant) -> Result<(), GuestError> {
    let at = open(db, viewer, token, now)?;
    let may = access::may_guide(viewer, &at, now).ok_or(GuestError::Gone)?;
    Ok(guests::decline(db, &may, now)?)
}

fn open(db: &mut Conn, viewer: &Viewer, token: &str, now: Instant) -> Result<AtGuest, GuestError> {
    access::myself(viewer).ok_or(GuestError::NotSignedIn)?;
    let at = guests::find(db, viewer, token, now)?.ok_or(GuestError::Gone)?;
    if at.is_member { Err(GuestError::IsMember) } else { Ok(at) }
}

/// A date that I lead as a guest, on my page.
#[derive(Debug, Clone)]
pub struct Mine {
    pub token: String,
    pub group_name: String,
    pub meeting: Meeting,
    pub zone: Zone,
    pub minutes: u32,
}

/// Those that I can still look at.
pub(in crate::service) fn mine(
    db: &mut Conn,
    me: &access::Myself,
    now: Instant,
) -> Result<Vec<Mine>, StoreError> {
    let live = |it: &guests::Mine| Visit::is_live(&guests::visit(&it.series, &it.meeting), now);
    Ok(guests::mine(db, me, now)?
        .into_iter()
        .filter(live)
        .map(|it| Mine {
            token: it.token,
            group_name: it.group_name,
            zone: it.series.schedule.zone,
            minutes: it.series.terms(&it.meeting).minutes,
            meeting: it.meeting,
        })
        .collect())
}
