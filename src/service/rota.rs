//! Who does what at the coming meetings, for the group's members: what is settled, what the rota proposes, what is open,
//! and who is asked when somebody cannot come. Changing it stands in `turning` and `swapping`, the roles themselves in `roles`.

mod look;
mod roles;
mod swapping;
mod turning;

pub use roles::{
    Described, Offered, RoleDraft, Roles, SeriesRoles, be_willing, describe, described, offer, offered, roles,
};
pub use swapping::{Offer, Question, Swap, answer, ask, question, whom_to_ask};
pub use turning::{Pick, accept, free, give, leave_open, rest, take};

pub(in crate::service) use look::Rota;
pub(in crate::service) use turning::{cannot_come, free_my_turns, free_turns};

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::audience::Named;
use crate::domain::ids::{GroupId, MembershipId, RoleId, SwapId};
use crate::domain::rota::{Refusal, RoleKind};
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::member::member;
use crate::store::{Conn, StoreError, swaps};

/// Within so long whoever has had a role counts among those who have one lately.
const LATELY: chrono::TimeDelta = chrono::TimeDelta::days(90);

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum RotaError {
    /// There is no such group, meeting, role or question, or it is not the viewer's.
    #[error("not found")]
    NotFound,
    /// The meeting has begun or does not take place.
    #[error("over")]
    Over,
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Whoever was chosen is not willing, cannot come, or is on a break.
    #[error("not willing")]
    NotWilling,
    /// The turn is not the viewer's any more.
    #[error("not yours")]
    NotYours,
    /// The viewer is to step back for a time, by the word of others.
    #[error("stepped back")]
    SteppedBack,
    /// The group has another role of that name.
    #[error("a name twice")]
    NameTaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a role at a meeting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    Confirmed,
    Proposed,
    /// The next in line is asked, until then.
    Asked(Wall),
    /// Everybody is asked.
    All,
    /// Everybody is asked, and the meeting is near; who leads in any case.
    Last(Option<Named>),
    /// Nobody has it and nobody is proposed.
    Open,
}

/// A role at a meeting, as one member sees it.
#[derive(Debug, Clone)]
pub struct Place {
    pub role: RoleId,
    pub kind: RoleKind,
    /// What the group calls it, where it does.
    pub name: String,
    /// The group's own description, where there is one.
    pub about: String,
    pub how: How,
    /// Who has it, is asked, or is proposed.
    pub who: Option<(MembershipId, Named)>,
    pub is_me: bool,
    /// Whether the viewer can take it now.
    pub may_take: bool,
    /// Whom else a facilitator can choose.
    pub others: Vec<(MembershipId, String)>,
}

/// A turn that would be proposed to somebody else by another rule.
#[derive(Debug, Clone)]
pub struct Shift {
    pub when: Wall,
    pub zone: Zone,
    pub kind: RoleKind,
    /// What the group calls it, where it does.
    pub role: String,
    /// To whom it is proposed; `None` when to nobody.
    pub now: Option<Named>,
    pub then: Option<Named>,
}

/// A meeting with its roles.
#[derive(Debug, Clone)]
pub struct Evening {
    pub key: MeetingKey,
    pub meeting: Meeting,
    pub minutes: u32,
    pub zone: Zone,
    pub title: String,
    pub places: Vec<Place>,
}

impl Evening {
    /// Those that nobody has, and that nobody has to approve.
    pub fn still_open(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|it| it.may_take && it.who.is_none())
    }

    /// Who leads.
    pub fn leading(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|it| it.kind.leads())
    }
}

/// The rota of a group, for one member.
#[derive(Debug, Clone)]
pub struct Whole {
    pub group: GroupId,
    pub facilitates: bool,
    /// Whether the viewer is on a break.
    pub rests: bool,
    pub has_roles: bool,
    pub most_in_a_row: u32,
    pub evenings: Vec<Evening>,
    /// What waits for the viewer's answer.
    pub questions: Vec<SwapId>,
    /// How many different members have had a role lately, of how many.
    pub takers: (usize, usize),
}

impl Whole {
    /// The next two meetings with their leaders.
    pub fn next_two(&self) -> impl Iterator<Item = &Evening> {
        self.evenings.iter().filter(|it| it.leading().next().is_some()).take(2)
    }

    /// What is proposed and waits for a facilitator.
    pub fn proposed(&self) -> impl Iterator<Item = (MeetingKey, RoleId, MembershipId)> {
        self.evenings.iter().flat_map(|it| {
            let proposed = it.places.iter().filter(|place| place.how == How::Proposed);
            proposed.filter_map(|place| Some((it.key, place.role, place.who.as_ref()?.0)))
        })
    }
}

/// The rota.
///
/// # Errors
/// When the viewer is not in the group.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Whole>, RotaError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let rota = Rota::look(db, &may, now)?;
    Ok(may.reveal(Whole {
        group,
        facilitates: access::may_facilitate(viewer, &at, now).is_some(),
        rests: rota.rests(may.membership()),
        has_roles: rota.has_roles(),
        most_in_a_row: rota.ground.most_in_a_row,
        evenings: rota.evenings(may.membership(), now),
        questions: swaps::to_me(db, &may)?,
        takers: crate::store::roles::takers(db, &may, now.minus(LATELY))?,
    }))
}

/// One meeting with its roles.
///
/// # Errors
/// When the viewer is not in the group, or it has no such meeting to come.
pub fn evening(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    key: MeetingKey,
    now: Instant,
) -> Result<Visible<Evening>, RotaError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let rota = Rota::look(db, &may, now)?;
    let evening = rota.evenings(may.membership(), now).into_iter().find(|it| it.key == key);
    Ok(may.reveal(evening.ok_or(RotaError::NotFound)?))
}

/// How many different members have had a role within three months or have one now, and how many are here and not on a
/// break. A fact for the group itself.
///
/// # Errors
/// When the viewer is not in the group.
pub fn diversity(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<(usize, usize)>, RotaError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(RotaError::NotFound)?;
    let takers = crate::store::roles::takers(db, &may, now.minus(LATELY))?;
    Ok(may.reveal(takers))
}
