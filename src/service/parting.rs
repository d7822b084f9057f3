//! What a group that has closed left to those who were its members then: a farewell, and, if it has decided so, what it had
//! agreed on. It can be read and nothing else; whoever wants to be gone from it goes.

use chrono::NaiveDate;

use super::agreement::{Listed, listed};
use super::logging::{Entry, entry};
use crate::access::{self, GoneInto, May as _, MayRecall, Viewer, Visible};
use crate::domain::agreement::{Rule, TABLE};
use crate::domain::group::Keeps;
use crate::domain::ids::GroupId;
use crate::domain::text::MemberName;
use crate::domain::time::{Instant, Zone};
use crate::service::member::has_room;
use crate::store::{Conn, StoreError, agreements, endings, log, memberships, proposals, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum PartingError {
    /// There is no such group, it has not closed, or the viewer was not in it.
    #[error("not found")]
    NotFound,
    /// The viewer is in as many groups as one person can be.
    #[error("in too many groups")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is left.
#[derive(Debug, Clone)]
pub struct Farewell {
    pub group: GroupId,
    pub name: String,
    pub words: String,
    pub keeps: Keeps,
    pub closed_on: NaiveDate,
    /// Until when it can be read.
    pub kept_until: NaiveDate,
    pub zone: Zone,
    /// The group into which it has gone, when the viewer can come along.
    pub into: Option<Onward>,
    /// Nothing when only the farewell stays.
    pub archive: Option<Archive>,
}

/// The group into which one has gone.
#[derive(Debug, Clone)]
pub struct Onward {
    pub group: GroupId,
    pub name: String,
    /// Whether the viewer is in it already.
    pub is_member: bool,
}

/// What a group had agreed on, proposed and logged.
#[derive(Debug, Clone)]
pub struct Archive {
    pub rules: Vec<(Rule, i32)>,
    pub proposals: Vec<Listed>,
    pub log: Vec<Entry>,
}

/// What the group left.
///
/// # Errors
/// When it has not closed, or the viewer was not in it.
pub fn farewell(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Farewell>, PartingError> {
    let may = former(db, viewer, group, now)?;
    let left = endings::left(db, &may, now)?;
    let zone = left.zone;
    let archive = if left.keeps.has_archive() { Some(archive(db, &may, zone, now)?) } else { None };
    let into = onward(db, viewer, &may, left.into.as_ref(), now)?;
    Ok(may.reveal(Farewell {
        into,
        group,
        name: left.name,
        words: left.farewell,
        keeps: left.keeps,
        closed_on: zone.wall(left.closed_at).date(),
        kept_until: zone.wall(left.kept_until).date(),
        zone,
        archive,
    }))
}

fn archive(db: &mut Conn, may: &MayRecall, zone: Zone, now: Instant) -> Result<Archive, StoreError> {
    let rules = agreements::kept(db, may, now)?;
    Ok(Archive {
        rules: TABLE.iter().map(|it| (it.rule, rules.of(it.rule))).collect(),
        proposals: proposals::kept(db, may)?.iter().map(|it| listed(it, zone, now)).collect(),
        log: log::kept(db, may)?.lines.into_iter().map(|line| entry(line, zone)).collect(),
    })
}

/// Goes from it before it is gone.
///
/// # Errors
/// When it has not closed, or the viewer was not in it.
pub fn go(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), PartingError> {
    let may = former(db, viewer, group, now)?;
    Ok(endings::go(db, may, now)?)
}

fn onward(
    db: &mut Conn,
    viewer: &Viewer,
    may: &MayRecall,
    gone: Option<&GoneInto>,
    now: Instant,
) -> Result<Option<Onward>, StoreError> {
    let Some(gone) = gone else { return Ok(None) };
    let Some(at) = standing::at_group(db, viewer, gone.into, now)? else { return Ok(None) };
    let is_member = access::may_attend(viewer, &at).is_some();
    if !is_member && access::comes_over(viewer, may, gone, &at).is_none() {
        return Ok(None);
    }
    Ok(Some(Onward { group: gone.into, name: endings::onward(db, may, gone)?, is_member }))
}

/// Becomes a member of the group into which this one has gone. Nobody is asked again: both groups have decided so.
///
/// # Errors
/// When there is no such group, or it is not open to the viewer, or they are in as many as one person can be.
pub fn come_over(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    name: &MemberName,
    now: Instant,
) -> Result<GroupId, PartingError> {
    let me = access::myself(viewer).ok_or(PartingError::NotFound)?;
    let may = former(db, viewer, group, now)?;
    let gone = endings::left(db, &may, now)?.into.ok_or(PartingError::NotFound)?;
    let at = standing::at_group(db, viewer, gone.into, now)?.ok_or(PartingError::NotFound)?;
    if access::may_attend(viewer, &at).is_some() {
        return Ok(at.group);
    }
    let join = access::comes_over(viewer, &may, &gone, &at).ok_or(PartingError::NotFound)?;
    if !has_room(db, &me)? {
        return Err(PartingError::TooMany);
    }
    memberships::join(db, &join, name, now)?;
    Ok(at.group)
}

fn former(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<MayRecall, PartingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(PartingError::NotFound)?;
    access::may_recall(viewer, &at).ok_or(PartingError::NotFound)
}
