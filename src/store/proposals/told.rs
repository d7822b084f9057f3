//! Who may take part is told that something is proposed, that it is said otherwise, and how it ended: each once. What it is
//! about stands in no message. Whoever has a reason against a proposal hears first that it is said otherwise.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::Proposal;
use crate::access::MayAmend;
use crate::domain::coded::Coded as _;
use crate::domain::decision::{Outcome, Voice, Why};
use crate::domain::group::Channel;
use crate::domain::ids::{ElectorId, GroupId, MembershipId, ProposalId};
use crate::domain::message::MessageKind;
use crate::domain::time::{Instant, Wall, Zone};
use crate::store::concerning;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::outbox::{self, Message};
use crate::store::schema::{elector, groups, membership, proposal, voice};

/// So long whoever objects has for themselves what was said otherwise.
const OBJECTOR_FIRST: TimeDelta = TimeDelta::hours(1);
/// So long it is worth saying how something ended.
const WORTH_SAYING: TimeDelta = TimeDelta::days(30);

/// Somebody who may take part, and is still there.
type There = (ElectorId, bool, MembershipId, Channel);

fn there(db: &mut Conn, id: ProposalId) -> Result<Vec<There>, StoreError> {
    Ok(elector::table
        .inner_join(membership::table)
        .filter(elector::proposal_id.eq(id))
        .order(elector::id)
        .select((elector::id, elector::took_part, membership::id, membership::channel))
        .load(&mut db.db)?)
}

/// Something to say about a proposal of a group.
struct News {
    kind: MessageKind,
    group: GroupId,
    about: ProposalId,
    /// What was said before in the same way is another message.
    round: i32,
    due: Instant,
    expires: Instant,
}

impl News {
    fn to(&self, db: &mut Conn, (_, _, member, channel): There, now: Instant) -> Result<(), StoreError> {
        let Self { kind, about, round, .. } = *self;
        let message = Message {
            channel,
            membership: Some(member),
            group: Some(self.group),
            proposal: Some(about),
            due: self.due,
            ..Message::now(format!("{} {about} {round} {member}", kind.code()), kind, now, self.expires)
        };
        outbox::enqueue(db, &message, now)
    }
}

/// Tells everybody who may take part, but for whoever proposes. Whom it is about hears of it first.
pub(super) fn tell(
    db: &mut Conn,
    (group, by): (GroupId, MembershipId),
    id: ProposalId,
    about: Option<MembershipId>,
    deadline: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    if let Some(about) = about.filter(|about| *about != by) {
        concerning::tell_in(db, group, about, &format!("proposal {id}"), now)?;
    }
    let due = if about.is_some() { now.plus(concerning::BEFORE_OTHERS) } else { now };
    let news = News { kind: MessageKind::ProposalOpened, group, about: id, round: 1, due, expires: deadline };
    for elector in there(db, id)?.into_iter().filter(|(.., member, _)| *member != by) {
        news.to(db, elector, now)?;
    }
    Ok(())
}

/// Tells them that it is said otherwise: those with an open objection at once, the others a little later.
pub(super) fn amended(
    db: &mut Conn,
    may: &MayAmend,
    deadline: Instant,
    now: Instant,
) -> Result<(), StoreError> {
    let (about, member) = (may.proposal(), may.as_reader().as_member());
    let round: i32 = proposal::table.find(about).select(proposal::round).first(&mut db.db)?;
    let objecting: Vec<ElectorId> = voice::table
        .filter(voice::proposal_id.eq(about).and(voice::kind.eq(Voice::Objection)))
        .filter(voice::taken_back_at.is_null())
        .select(voice::elector_id)
        .load(&mut db.db)?;
    for elector in there(db, about)?.into_iter().filter(|(.., id, _)| *id != member.membership()) {
        let (kind, due) = match objecting.contains(&elector.0) {
            true => (MessageKind::ObjectorAsked, now),
            false => (MessageKind::ProposalAmended, now.plus(OBJECTOR_FIRST)),
        };
        let news = News { kind, group: member.group(), about, round, due, expires: deadline };
        news.to(db, elector, now)?;
    }
    Ok(())
}

/// Tells those who have taken part that it was taken back, but for whoever did so.
pub(super) fn withdrawn(db: &mut Conn, may: &MayAmend, now: Instant) -> Result<(), StoreError> {
    let (about, member) = (may.proposal(), may.as_reader().as_member());
    let (kind, expires) = (MessageKind::ProposalWithdrawn, now.plus(WORTH_SAYING));
    let news = News { kind, group: member.group(), about, round: 0, due: now, expires };
    let others = there(db, about)?;
    for elector in others.into_iter().filter(|(_, took_part, id, _)| *took_part && *id != member.membership())
    {
        news.to(db, elector, now)?;
    }
    Ok(())
}

/// Tells all of them what was decided. That something was taken back they know by then.
pub(super) fn ended(db: &mut Conn, group: GroupId, it: &Proposal, now: Instant) -> Result<(), StoreError> {
    let kind = match it.outcome(now) {
        Outcome::Adopted => MessageKind::ProposalAdopted,
        Outcome::Not(Why::Objection | Why::Quorum | Why::Votes) => MessageKind::ProposalNotAdopted,
        Outcome::Not(Why::Withdrawn) | Outcome::Open => return Ok(()),
    };
    let expires = it.terms.deadline.plus(WORTH_SAYING);
    let news = News { kind, group, about: it.id, round: 0, due: now, expires };
    for elector in there(db, it.id)? {
        news.to(db, elector, now)?;
    }
    Ok(())
}

/// Until when one can take part, or could, by the group's clock. `None` when it was withdrawn, and the message does not say
/// just that.
pub(in crate::store) fn until(
    db: &mut Conn,
    id: ProposalId,
    kind: MessageKind,
) -> Result<Option<(Wall, Zone)>, StoreError> {
    let found: Option<(Instant, Zone, Option<Instant>)> = proposal::table
        .inner_join(groups::table)
        .filter(proposal::id.eq(id))
        .select((proposal::deadline, groups::zone, proposal::withdrawn_at))
        .first(&mut db.db)
        .optional()?;
    let said =
        found.filter(|(.., withdrawn)| withdrawn.is_some() == (kind == MessageKind::ProposalWithdrawn));
    Ok(said.map(|(deadline, zone, _)| (zone.wall(deadline), zone)))
}
