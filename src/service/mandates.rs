//! A member takes the mandate to facilitate that nobody holds any more, until the group decides who has it. So a group
//! never depends on somebody from outside for it. What the group gives and takes back is decided in
//! [`deciding`](super::deciding).

use chrono::NaiveDate;

use crate::access::{self, AtGroup, Viewer};
use crate::domain::ids::GroupId;
use crate::domain::mandate::{Mandate, Refusal};
use crate::domain::time::{Instant, Zone};
use crate::service::member::locked_member;
use crate::store::memberships::Here;
use crate::store::{Conn, StoreError, agreements, mandates};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum MandateError {
    /// There is no such group, or the viewer is not in it.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a member is asked about the group's mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Nobody holds it.
    Free {
        /// Who held it last, when it was another member.
        last: Option<String>,
        /// Why the viewer may not take it, when they may not.
        refused: Option<Refusal>,
        /// Until when the viewer may act all the same, as whoever held it last.
        grace: Option<NaiveDate>,
    },
    /// The viewer's own ends on that day, and nobody follows.
    Mine(NaiveDate),
    /// That of somebody else does.
    Theirs(NaiveDate),
}

/// What this member is asked; `None` when there is nothing to ask.
pub(in crate::service) fn ask(at: &AtGroup, here: &[Here], zone: Zone, now: Instant) -> Option<Ask> {
    let inside = at.inside.as_ref().filter(|inside| inside.steps_back.is_none())?;
    let leading = inside.leading;
    let day = |until: Instant| zone.wall(until).date();
    match (leading.led_until, leading.mine_until) {
        (None, _) => {
            let last = here.iter().find(|one| one.held_last && !one.is_me).map(|one| one.name.clone());
            let grace = leading.acts_until.map(day);
            Some(Ask::Free { last, refused: leading.may_take(now).err(), grace })
        }
        (Some(_), Some(mine)) => leading.is_to_ask(now).then(|| Ask::Mine(day(mine))),
        (Some(theirs), None) => leading.is_to_ask(now).then(|| Ask::Theirs(day(theirs))),
    }
}

/// Takes it. Two who press at once do not both get it: the second finds what the first has left.
///
/// # Errors
/// When the viewer is not a member, or may not take it now.
pub fn take(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), MandateError> {
    let (at, member) = locked_member(db, viewer, group, now)?.ok_or(MandateError::NotFound)?;
    let may = access::may_lead(viewer, &at, now).ok_or(MandateError::NotFound)??;
    let term = agreements::rules(db, &member, now)?.term();
    Ok(mandates::take(db, may, Mandate::interim(now, term), now)?)
}
