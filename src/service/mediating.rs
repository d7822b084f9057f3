//! Mediation between two members: one offers it, with somebody in the middle; the other and the mediator say yes or no. Nobody
//! else reads of it.

use crate::access::{May as _, Viewer, Visible};
use crate::domain::ids::{GroupId, MediationId, MembershipId};
use crate::domain::mediation::{Mediation, OFFERS, Part, Refusal, State};
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::store::{Conn, StoreError, concerning, mediations, memberships, sight};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum MediatingError {
    /// There is no such thing, or the viewer has no part in it.
    #[error("not found")]
    NotFound,
    /// Somebody who was named is no member.
    #[error("not among the choices")]
    NoChoice,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One that the viewer has a part in, by name.
#[derive(Debug, Clone)]
pub struct Between {
    pub id: MediationId,
    pub asked_by: String,
    pub about: String,
    /// `None`: somebody from outside, whom the two find.
    pub mediator: Option<String>,
    pub state: State,
    pub part: Part,
    /// Whether the viewer still has to say something.
    pub is_asked: bool,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    pub group: GroupId,
    pub others: Vec<(MembershipId, String)>,
    pub mine: Vec<Between>,
}

/// The mediations that the viewer has a part in.
///
/// # Errors
/// When the viewer is not in the group.
pub fn page(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Page>, MediatingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(MediatingError::NotFound)?;
    let names = memberships::names(db, &may)?;
    let name = |id: &MembershipId| names.get(id).cloned().unwrap_or_default();
    let between = |found: mediations::Mine| Between {
        id: found.id,
        asked_by: name(&found.it.asked_by),
        about: name(&found.it.about),
        mediator: found.it.mediator.as_ref().map(name),
        state: found.it.state(),
        part: found.part,
        is_asked: match found.part {
            Part::Asker => false,
            Part::Concerned => found.it.about_says.is_none(),
            Part::Mediator => found.it.mediator_says.is_none(),
        },
    };
    let mine = mediations::mine(db, &may)?.into_iter().map(between).collect();
    let others = sight::nameable(db, &may, now)?.into_iter().collect();
    Ok(may.reveal(Page { group, others, mine }))
}

/// Offers it. Both others are told that something concerns them.
///
/// # Errors
/// When the viewer is not in the group, or the three are not three members.
pub fn offer(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    (about, mediator): (MembershipId, Option<MembershipId>),
    now: Instant,
) -> Result<(), MediatingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(MediatingError::NotFound)?;
    let names = memberships::names(db, &may)?;
    if !names.contains_key(&about) || mediator.is_some_and(|it| !names.contains_key(&it)) {
        return Err(MediatingError::NoChoice);
    }
    let it = Mediation::offer(may.membership(), about, mediator)?;
    let before =
        mediations::mine(db, &may)?.into_iter().filter(|it| it.part == Part::Asker && it.it.about == about);
    if before.count() >= OFFERS {
        return Err(Refusal::Enough.into());
    }
    mediations::offer(db, &may, it, now)?;
    for member in [Some(about), mediator].into_iter().flatten() {
        concerning::tell(db, &may, member, &format!("mediation {}", now.utc().timestamp()), now)?;
    }
    Ok(())
}

/// Says yes or no.
///
/// # Errors
/// When the viewer has nothing to say.
pub fn answer(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: MediationId,
    yes: bool,
    now: Instant,
) -> Result<(), MediatingError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(MediatingError::NotFound)?;
    if mediations::answer(db, &may, id, yes)? { Ok(()) } else { Err(MediatingError::NotFound) }
}
