//! What the person concerned sees and says when a group decides about excluding them: why, their own words to it, and the appeal.
//! Proposing it is [`proposing`](super::proposing)'s, voting [`deciding`](super::deciding)'s, as with everything else.

use super::proposing::deadline;
use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::exclusion::Standing;
use crate::domain::ids::{GroupId, ProposalId};
use crate::domain::text::Markdown;
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::exclusions::{self, Why};
use crate::store::{Conn, StoreError, agreements, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ExcludingError {
    /// There is no such thing, or it does not concern the viewer.
    #[error("not found")]
    NotFound,
    /// The time to appeal is over, or the appeal is made.
    #[error("not any more")]
    Over,
    /// It was decided within the last minute, and what was said in time may still be on its way.
    #[error("not yet")]
    NotYet,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was decided about the viewer.
#[derive(Debug, Clone)]
pub struct Decided {
    pub group: GroupId,
    pub group_name: String,
    pub zone: Zone,
    /// Until when they can appeal, when they can.
    pub appeal_by: Option<Wall>,
    /// Until when the appeal is decided, when they have.
    pub decided_by: Option<Wall>,
    pub why: Option<Why>,
}

/// What was decided about the viewer, and why.
///
/// # Errors
/// When the group has decided nothing about them, or it is over.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Decided>, ExcludingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(ExcludingError::NotFound)?;
    let may = access::may_appeal(viewer, &at).ok_or(ExcludingError::NotFound)?;
    let mine = exclusions::mine(db, &may, now)?.ok_or(ExcludingError::NotFound)?;
    let zone = mine.zone;
    let appeal_by = match mine.standing {
        Standing::CanAppeal(until) => Some(zone.wall(until)),
        Standing::Appealing | Standing::Back | Standing::Excluded => None,
    };
    Ok(may.reveal(Decided {
        group,
        group_name: mine.group_name,
        zone,
        appeal_by,
        decided_by: mine.appeal_until.map(|until| zone.wall(until)),
        why: mine.why,
    }))
}

/// Appeals: the group is asked once more.
///
/// # Errors
/// When the viewer is not suspended, or cannot appeal any more.
pub fn appeal(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    words: &Markdown,
    now: Instant,
) -> Result<(), ExcludingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(ExcludingError::NotFound)?;
    let may = access::may_appeal(viewer, &at).ok_or(ExcludingError::NotFound)?;
    if !exclusions::lock(db, &may)? {
        return Err(ExcludingError::NotYet);
    }
    let mine = exclusions::mine(db, &may, now)?.ok_or(ExcludingError::NotFound)?;
    if !matches!(mine.standing, Standing::CanAppeal(_)) {
        return Err(ExcludingError::Over);
    }
    let rules = agreements::rules_of_appeal(db, &may, now)?;
    let until = deadline(&rules, mine.zone, now);
    exclusions::appeal(db, &may, words, (&rules, until), now)?;
    Ok(())
}

/// Leaves at once: nobody has to wait for a decision about them. The door stays shut as the group has decided.
///
/// # Errors
/// When the viewer is not suspended.
pub fn leave(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), ExcludingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(ExcludingError::NotFound)?;
    let may = access::may_appeal(viewer, &at).ok_or(ExcludingError::NotFound)?;
    if !exclusions::lock(db, &may)? {
        return Err(ExcludingError::NotYet);
    }
    Ok(exclusions::leave(db, &may, now)?)
}

/// Says something to what is proposed about the viewer. Said again, it takes the place of what was said.
///
/// # Errors
/// When it is not about the viewer.
pub fn reply(
    db: &mut Conn,
    viewer: &Viewer,
    (group, id): (GroupId, ProposalId),
    words: &Markdown,
    now: Instant,
) -> Result<(), ExcludingError> {
    let at = standing::at_proposal(db, viewer, group, id, now)?.ok_or(ExcludingError::NotFound)?;
    let may = access::may_reply(viewer, &at).ok_or(ExcludingError::NotFound)?;
    Ok(exclusions::reply(db, &may, words)?)
}
