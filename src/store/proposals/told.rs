//! Who may take part is told that something is proposed, once. What it is about stands in no message.

use diesel::prelude::*;

use crate::domain::coded::Coded as _;
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MembershipId, ProposalId};
use crate::domain::message::MessageKind;
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::concerning;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::outbox::{self, Message};
use crate::store::schema::{elector, groups, membership, proposal};

/// Tells everybody who may take part, but for whoever proposes. Whom it is about hears of it first.
pub(super) fn tell(
    db: &mut Conn,
    (group, by): (GroupId, MembershipId),
    id: ProposalId,
    about: Option<MembershipId>,
    deadline: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    let others: Vec<(MembershipId, Channel)> = elector::table
        .inner_join(membership::table)
        .filter(elector::proposal_id.eq(id).and(membership::id.ne(by)))
        .select((membership::id, membership::channel))
        .load(&mut db.db)?;
    if let Some(about) = about.filter(|about| *about != by) {
        concerning::tell_in(db, group, about, &format!("proposal {id}"), now)?;
    }
    for (member, channel) in others {
        let kind = MessageKind::ProposalOpened;
        let message = Message {
            channel,
            membership: Some(member),
            group: Some(group),
            due: if about.is_some() { now.plus(concerning::BEFORE_OTHERS) } else { now },
            proposal: Some(id),
            ..Message::now(format!("{} {id} {member}", kind.code()), kind, now, deadline)
        };
        outbox::enqueue(db, &message, now)?;
    }
    Ok(())
}

/// Until when one can take part, by the group's clock. `None` when it was withdrawn.
pub(in crate::store) fn until(db: &mut Conn, id: ProposalId) -> Result<Option<(Wall, Zone)>, StoreError> {
    let found: Option<(Instant, Zone)> = proposal::table
        .inner_join(groups::table)
        .filter(proposal::id.eq(id).and(proposal::withdrawn_at.is_null()))
        .select((proposal::deadline, groups::zone))
        .first(&mut db.db)
        .optional()?;
    Ok(found.map(|(deadline, zone)| (zone.wall(deadline), zone)))
}
