//! A professional accompanies a group: the group has decided so, any member passes the link on, and every member sees who it
//! is and each visit. What is shown to them is what they are invited for; a member, an answer or a vote is never part of it.

use chrono::TimeDelta;

use crate::access::{
    self, AtAccompaniment, May as _, MayAccompany, MayAttend, MayComeAlong, Myself, Viewer, Visible,
};
use crate::domain::accompaniment::{Accompaniment, Ending};
use crate::domain::ids::{AccompanimentId, GroupId, MembershipId};
use crate::domain::series::{Meeting, Terms};
use crate::domain::text::MemberName;
use crate::domain::time::{Instant, Zone};
use crate::service::member::{locked_member, member};
use crate::store::accompaniments::{self, Known};
use crate::store::{Conn, StoreError, groups, memberships};

/// How far ahead dates are shown, and how many.
const AHEAD: TimeDelta = TimeDelta::days(60);
const MOST: usize = 8;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum AccompanyingError {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// There is no such thing, it is over, or it is none of the viewer's.
    #[error("not found")]
    NotFound,
    /// Whoever is in the group does not accompany it.
    #[error("a member")]
    IsMember,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One of the group's, for a member.
#[derive(Debug, Clone)]
pub struct Companion {
    pub id: AccompanimentId,
    pub what: Accompaniment,
    pub name: Option<String>,
    /// Who would like it to end, by name, and whether that is the viewer.
    pub end_asked: Option<(String, bool)>,
}

/// Who accompanies the group, for its members.
#[derive(Debug, Clone)]
pub struct Companions {
    pub group: GroupId,
    pub all: Vec<Companion>,
    /// Whether the viewer ends it alone.
    pub facilitates: bool,
}

/// Who accompanies the group.
///
/// # Errors
/// When the viewer is not in it.
pub fn companions(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Companions>, AccompanyingError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(AccompanyingError::NotFound)?;
    let all = of_group(db, &may, now)?;
    let facilitates = access::may_facilitate(viewer, &at, now).is_some();
    Ok(may.reveal(Companions { group, all, facilitates }))
}

/// The same, as a badge on other pages.
pub(in crate::service) fn of_group(
    db: &mut Conn,
    may: &MayAttend,
    now: Instant,
) -> Result<Vec<Companion>, StoreError> {
    let today = groups::of_member(db, may)?.zone.wall(now).date();
    let known = accompaniments::of_group(db, may, today)?;
    if known.is_empty() {
        return Ok(Vec::new());
    }
    let names = memberships::names(db, may)?;
    let asked = |by: Option<MembershipId>| {
        by.and_then(|by| names.get(&by).map(|name| (name.clone(), by == may.membership())))
    };
    let companion = |it: Known| {
        let end_asked = asked(it.end_asked_by);
        Companion { id: it.id, what: it.what, name: it.name, end_asked }
    };
    Ok(known.into_iter().map(companion).collect())
}

/// The link of one that nobody has accepted: its token.
///
/// # Errors
/// When the viewer is not in the group, or there is none.
pub fn link(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: AccompanimentId,
    now: Instant,
) -> Result<Visible<String>, AccompanyingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(AccompanyingError::NotFound)?;
    let token = accompaniments::link(db, &may, id)?.ok_or(AccompanyingError::NotFound)?;
    Ok(may.reveal(token))
}

/// A member wishes that it ends: by a mandate at once, and otherwise when another wishes it, too.
///
/// # Errors
/// When the viewer is not in the group, or there is no such accompaniment.
pub fn end(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: AccompanimentId,
    now: Instant,
) -> Result<Ending, AccompanyingError> {
    let (at, may) = locked_member(db, viewer, group, now)?.ok_or(AccompanyingError::NotFound)?;
    let holds_mandate = access::may_facilitate(viewer, &at, now).is_some();
    accompaniments::end(db, &may, holds_mandate, id, now)?.ok_or(AccompanyingError::NotFound)
}

/// A date of the group.
#[derive(Debug, Clone)]
pub struct Date {
    pub meeting: Meeting,
    pub zone: Zone,
    pub minutes: u32,
    /// Where, and how to get in, for whoever sits in.
    pub place: Option<Terms>,
}

/// The group, for the one who accompanies it.
#[derive(Debug, Clone)]
pub struct Accompanied {
    pub group_name: String,
    pub what: Accompaniment,
    /// What only whoever has accepted may see.
    pub inside: Option<Shown>,
}

/// What whoever has accepted sees.
#[derive(Debug, Clone)]
pub struct Shown {
    pub my_name: String,
    pub about: String,
    pub dates: Vec<Date>,
}

/// What a link leads to. For whoever has accepted this is a visit, and is written down before anything is shown.
///
/// # Errors
/// When nobody is signed in, the viewer is a member, or it leads nowhere for this viewer.
pub fn visit(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<Visible<Accompanied>, AccompanyingError> {
    let at = open(db, viewer, token, now)?;
    if let Some(may) = access::may_accompany(viewer, &at) {
        accompaniments::visited(db, &may, now)?;
        let said = accompaniments::group(db, may.as_asked())?;
        let my_name = accompaniments::my_name(db, &may)?;
        let inside = Shown { my_name, about: said.about, dates: dates(db, &may, now)? };
        let what = may.as_asked().what();
        return Ok(may.reveal(Accompanied { group_name: said.name, what, inside: Some(inside) }));
    }
    let may = asked(viewer, &at)?;
    let group_name = accompaniments::group(db, &may)?.name;
    let what = may.what();
    Ok(may.reveal(Accompanied { group_name, what, inside: None }))
}

fn dates(db: &mut Conn, may: &MayAccompany, now: Instant) -> Result<Vec<Date>, StoreError> {
    let window = now..now.plus(AHEAD);
    let shows = may.as_asked().what().scope.shows();
    let mut all = Vec::new();
    for series in accompaniments::dates(db, may, &window, now)? {
        for meeting in series.schedule.meetings(window.clone(), &series.changes, MOST) {
            let terms = series.terms(&meeting);
            all.push(Date {
                meeting,
                zone: series.schedule.zone,
                minutes: terms.minutes,
                place: shows.places.then_some(terms),
            });
        }
    }
    all.sort_by_key(|date| date.meeting.starts);
    all.truncate(MOST);
    Ok(all)
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
) -> Result<(), AccompanyingError> {
    let at = open(db, viewer, token, now)?;
    if access::may_accompany(viewer, &at).is_some() {
        return Ok(());
    }
    let may = asked(viewer, &at)?;
    // Who was quicker may have been the same person, with another finger.
    let is_mine = accompaniments::accept(db, &may, name, now)?
        || access::may_accompany(viewer, &open(db, viewer, token, now)?).is_some();
    if is_mine { Ok(()) } else { Err(AccompanyingError::NotFound) }
}

/// Ends it, as the one who accompanies.
///
/// # Errors
/// When the viewer does not, or not any more.
pub fn leave(db: &mut Conn, viewer: &Viewer, token: &str, now: Instant) -> Result<(), AccompanyingError> {
    let at = open(db, viewer, token, now)?;
    let may = access::may_accompany(viewer, &at).ok_or(AccompanyingError::NotFound)?;
    Ok(accompaniments::leave(db, &may, now)?)
}

fn open(
    db: &mut Conn,
    viewer: &Viewer,
    token: &str,
    now: Instant,
) -> Result<AtAccompaniment, AccompanyingError> {
    access::myself(viewer).ok_or(AccompanyingError::NotSignedIn)?;
    accompaniments::find(db, viewer, token, now)?.ok_or(AccompanyingError::NotFound)
}

/// Whoever is in the group does not accept its invitation.
fn asked(viewer: &Viewer, at: &AtAccompaniment) -> Result<MayComeAlong, AccompanyingError> {
    let may = access::may_come_along(viewer, at).ok_or(AccompanyingError::NotFound)?;
    if at.is_member { Err(AccompanyingError::IsMember) } else { Ok(may) }
}

/// A group that I accompany, on my page.
#[derive(Debug, Clone)]
pub struct Mine {
    pub token: String,
    pub group_name: String,
    pub what: Accompaniment,
}

/// Those that go on.
pub(in crate::service) fn mine(db: &mut Conn, me: &Myself, now: Instant) -> Result<Vec<Mine>, StoreError> {
    let live = |it: &accompaniments::Mine| it.what.is_live(it.zone.wall(now).date());
    let mine = |it: accompaniments::Mine| Mine { token: it.token, group_name: it.group_name, what: it.what };
    Ok(accompaniments::mine(db, me)?.into_iter().filter(live).map(mine).collect())
}
