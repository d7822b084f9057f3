//! The roles of a group: what each is, who would do it, and, for those who facilitate, at which series there is which.

use std::collections::BTreeSet;

use super::RotaError;
use crate::access::{self, May as _, MayFacilitate, Viewer, Visible};
use crate::domain::ids::{GroupId, RoleId, SeriesId};
use crate::domain::rota::RoleKind;
use crate::domain::text::{Markdown, RoleName};
use crate::domain::time::Instant;
use crate::service::member::{locked_member, member};
use crate::store::roles::{self, Role};
use crate::store::{Conn, series, standing};

/// A role, in the group's words where it has some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    pub id: RoleId,
    pub kind: RoleKind,
    pub name: String,
    pub about: String,
    /// Whether the viewer would do it.
    pub am_willing: bool,
    /// Whether there is that role at any series now.
    pub is_offered: bool,
}

/// The roles, for a member.
#[derive(Debug, Clone)]
pub struct Roles {
    pub group: GroupId,
    pub facilitates: bool,
    pub roles: Vec<Described>,
    /// The series with their titles, for those who facilitate.
    pub series: Vec<(SeriesId, String)>,
}

/// A role that a series can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub kind: RoleKind,
    /// The group's own name, for a role of its own.
    pub name: String,
    pub is_there: bool,
}

/// The roles of one series.
#[derive(Debug, Clone)]
pub struct SeriesRoles {
    pub group: GroupId,
    pub series: SeriesId,
    pub title: String,
    pub offered: Vec<Offered>,
}

/// What a series is to have.
#[derive(Debug, Clone, Default)]
pub struct RoleDraft {
    pub kinds: BTreeSet<RoleKind>,
    /// The group's own that it has already, by name.
    pub kept: BTreeSet<String>,
    pub new: Option<RoleName>,
}

/// The roles of the group.
///
/// # Errors
/// When the viewer is not in it.
pub fn roles(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Roles>, RotaError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let mine = roles::willing(db, &may)?;
    let am_willing = |id: RoleId| mine.contains(&(may.membership(), id));
    let roles = roles::of_group(db, &may)?.into_iter().map(|role| described_as(role, &am_willing)).collect();
    let facilitates = access::may_facilitate(viewer, &at, now).is_some();
    let all = series::of_member(db, &may, &(now..now), now)?;
    let series = if facilitates { all.into_iter().map(|it| (it.id, it.title)).collect() } else { Vec::new() };
    Ok(may.reveal(Roles { group, facilitates, roles, series }))
}

fn described_as(role: Role, am_willing: &impl Fn(RoleId) -> bool) -> Described {
    Described {
        am_willing: am_willing(role.id),
        is_offered: !role.at.is_empty(),
        id: role.id,
        kind: role.kind,
        name: role.name,
        about: role.about,
    }
}

/// What the viewer would do.
///
/// # Errors
/// When the viewer is not in the group.
pub fn be_willing(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    chosen: &BTreeSet<RoleId>,
    now: Instant,
) -> Result<(), RotaError> {
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    Ok(roles::be_willing(db, &may, chosen)?)
}

/// The roles that a series can have, for whoever facilitates.
///
/// # Errors
/// When the viewer does not, or the group has no such series.
pub fn offered(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    of: SeriesId,
    now: Instant,
) -> Result<Visible<SeriesRoles>, RotaError> {
    let (may, title) = facilitator_at(db, viewer, group, of, now)?;
    let known = roles::of_group(db, may.as_member())?;
    let is_there = |kind: RoleKind, name: &str| {
        known.iter().any(|role| role.kind == kind && role.name == name && role.at.contains(&of))
    };
    use crate::domain::coded::Coded as _;
    let listed = RoleKind::ALL.iter().filter(|kind| kind.is_listed());
    let mut offered: Vec<Offered> = listed
        .map(|kind| {
            let there = known.iter().any(|role| role.kind == *kind && role.at.contains(&of));
            Offered { kind: *kind, name: String::new(), is_there: there }
        })
        .collect();
    offered.extend(known.iter().filter(|role| role.kind == RoleKind::Own).map(|role| Offered {
        kind: role.kind,
        name: role.name.clone(),
        is_there: is_there(role.kind, &role.name),
    }));
    Ok(may.as_member().reveal(SeriesRoles { group, series: of, title, offered }))
}

/// Settles the roles of a series. Who has a turn in a role that is taken away, has it no more.
///
/// # Errors
/// When the viewer does not facilitate, or the group has no such series.
pub fn offer(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    of: SeriesId,
    draft: &RoleDraft,
    now: Instant,
) -> Result<(), RotaError> {
    facilitator_at(db, viewer, group, of, now)?;
    locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let (may, _) = facilitator_at(db, viewer, group, of, now)?;
    let brought = draft.kinds.iter().filter_map(|kind| kind.brings());
    let kinds: BTreeSet<RoleKind> = draft.kinds.iter().copied().chain(brought).collect();
    let known = roles::of_group(db, may.as_member())?;
    for role in known.iter().filter(|role| role.at.contains(&of)) {
        let stays = match role.kind {
            RoleKind::Own => draft.kept.contains(&role.name),
            kind => kinds.contains(&kind),
        };
        if !stays {
            roles::withdraw(db, &may, role, of, now)?;
        }
    }
    for kind in kinds.into_iter().filter(|kind| *kind != RoleKind::Own) {
        roles::offer(db, &may, of, kind, None)?;
    }
    let own = known.iter().filter(|role| role.kind == RoleKind::Own && draft.kept.contains(&role.name));
    for name in own.filter_map(|role| RoleName::parse(&role.name).ok()).chain(draft.new.clone()) {
        roles::offer(db, &may, of, RoleKind::Own, Some(&name))?;
    }
    Ok(())
}

/// One role, for whoever facilitates and wants to describe it otherwise.
///
/// # Errors
/// When the viewer does not, or there is no such role.
pub fn described(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: RoleId,
    now: Instant,
) -> Result<Visible<Described>, RotaError> {
    let may = facilitator(db, viewer, group, now)?;
    let role = roles::of_group(db, may.as_member())?.into_iter().find(|role| role.id == id);
    let role = role.ok_or(RotaError::NotFound)?;
    Ok(may.as_member().reveal(described_as(role, &|_| false)))
}

/// Describes a role in the group's own words, or in those of its kind again. Only a role of the group's own has a name to
/// change.
///
/// # Errors
/// When the viewer does not facilitate, there is no such role, or another has that name.
pub fn describe(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: RoleId,
    (name, about): (Option<&RoleName>, Option<&Markdown>),
    now: Instant,
) -> Result<(), RotaError> {
    locked_member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let may = facilitator(db, viewer, group, now)?;
    let role = roles::of_group(db, may.as_member())?.into_iter().find(|role| role.id == id);
    let kind = role.ok_or(RotaError::NotFound)?.kind;
    let name = name.filter(|_| kind == RoleKind::Own);
    let is_done = roles::describe(db, &may, id, name, about)?;
    if is_done { Ok(()) } else { Err(RotaError::NameTaken) }
}

fn facilitator(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<MayFacilitate, RotaError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    access::may_facilitate(viewer, &at, now).ok_or(RotaError::NotFound)
}

fn facilitator_at(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    of: SeriesId,
    now: Instant,
) -> Result<(MayFacilitate, String), RotaError> {
    let may = facilitator(db, viewer, group, now)?;
    let (series, _) = series::to_change(db, &may, of)?.ok_or(RotaError::NotFound)?;
    Ok((may, series.title))
}
