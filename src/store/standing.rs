//! Given a viewer, the facts from which `access` makes proofs. The only functions of this room that take an identifier
//! from outside; they return standings, never data.

mod contact;
mod report;
mod rota;

pub use contact::at_contact;
pub use report::{at_receipt, at_report};
pub use rota::{at_role, at_swap};

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{
    calendar_feed, coordinator, elector, experience, groups, membership, programme, proposal, series, sign_in,
};
use super::{agreements, exclusions, experiences, lives, mandates, memberships, sealed, step_backs, turns};
use crate::access::{
    AtDoor, AtExperience, AtGroup, AtMeeting, AtPlan, AtProgramme, AtProposal, DoorFacts, ExperienceFacts,
    FeedFacts, FeedLink, GroupFacts, Inside, LookedUp, MeetingFacts, PlanFacts, ProgrammeFacts,
    ProposalFacts, Suspended, UnsubscribeLink, Viewer,
};
use crate::domain::group::Joining;
use crate::domain::ids::{
    ElectorId, ExperienceId, FeedId, GroupId, MembershipId, PersonId, ProgrammeId, ProposalId,
};
use crate::domain::mandate::{Leading, Mandates};
use crate::domain::series::MeetingKey;
use crate::domain::time::{Instant, Zone};
use crate::vault::Purpose;

/// A viewer at a group; `None` when there is no such group.
///
/// # Errors
/// When the database does not answer.
pub fn at_group(
    db: &mut Conn,
    viewer: &Viewer,
    id: GroupId,
    now: Instant,
) -> Result<Option<AtGroup>, StoreError> {
    let found: Option<(bool, bool, Zone)> = groups::table
        .find(id)
        .select((groups::listed, groups::import_key.is_null(), groups::zone))
        .first(&mut db.db)
        .optional()?;
    let Some((listed, is_its_own, zone)) = found else {
        return Ok(None);
    };
    let (state, _) = lives::of_group(db, id, now)?;
    let mandates = mandates::of_group(db, id, now)?;
    let mut inside = inside(db, viewer, id, &mandates, now)?;
    let mut suspended = None;
    if let Some(member) = &inside
        && exclusions::is_suspended(db, member.membership, now)?
    {
        suspended = Some(Suspended { membership: member.membership, person: member.person });
        inside = None;
    }
    let is_door_shut = match (viewer.person(), &inside) {
        (Some(person), None) => {
            suspended.is_some() || exclusions::is_door_shut(db, person, id, zone.wall(now).date())?
        }
        (Some(_), Some(_)) | (None, _) => false,
    };
    let has_members = memberships::count(db, id)? > 0;
    let joining = if is_its_own { agreements::of_group(db, id, now)?.joining() } else { Joining::Invitation };
    let facts = GroupFacts {
        group: id,
        state,
        listed,
        joining,
        has_members,
        is_its_own,
        inside,
        suspended,
        is_door_shut,
    };
    Ok(Some(LookedUp::so(facts)))
}

/// A viewer at a meeting; `None` when the group has no such series. Whether the series has such a meeting is seen when
/// it is locked.
///
/// # Errors
/// When the database does not answer.
pub fn at_meeting(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    now: Instant,
) -> Result<Option<AtMeeting>, StoreError> {
    let of: Option<GroupId> =
        series::table.find(meeting.series).select(series::group_id).first(&mut db.db).optional()?;
    if of != Some(group) {
        return Ok(None);
    }
    let Some(group) = at_group(db, viewer, group, now)? else {
        return Ok(None);
    };
    let is_my_turn = match &group.inside {
        Some(inside) => turns::leads(db, inside.membership, meeting)?,
        None => false,
    };
    Ok(Some(LookedUp::so(MeetingFacts { group, meeting, is_my_turn })))
}

/// A viewer at the plan of a meeting; `None` when the group has no such series.
///
/// # Errors
/// When the database does not answer.
pub fn at_plan(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    now: Instant,
) -> Result<Option<AtPlan>, StoreError> {
    let Some(meeting) = at_meeting(db, viewer, group, meeting, now)? else {
        return Ok(None);
    };
    let placed_by = agreements::of_group(db, group, now)?.placed_by();
    Ok(Some(LookedUp::so(PlanFacts { meeting, placed_by })))
}

/// A viewer at the door by which a meeting's guests come; `None` as in [`at_meeting`].
///
/// # Errors
/// When the database does not answer.
pub fn at_door(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    meeting: MeetingKey,
    now: Instant,
) -> Result<Option<AtDoor>, StoreError> {
    let Some(meeting) = at_meeting(db, viewer, group, meeting, now)? else {
        return Ok(None);
    };
    let everybody_asks = agreements::of_group(db, group, now)?.everybody_asks_guests();
    Ok(Some(LookedUp::so(DoorFacts { meeting, everybody_asks })))
}

/// A viewer at a group, by its public address.
///
/// # Errors
/// When the database does not answer.
pub fn at_slug(
    db: &mut Conn,
    viewer: &Viewer,
    slug: &str,
    now: Instant,
) -> Result<Option<AtGroup>, StoreError> {
    let id: Option<GroupId> =
        groups::table.filter(groups::slug.eq(slug)).select(groups::id).first(&mut db.db).optional()?;
    match id {
        Some(id) => at_group(db, viewer, id, now),
        None => Ok(None),
    }
}

fn inside(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    mandates: &Mandates,
    now: Instant,
) -> Result<Option<Inside>, StoreError> {
    let Some(person) = viewer.person() else {
        return Ok(None);
    };
    let member: Option<(MembershipId, Instant)> = membership::table
        .filter(membership::person_id.eq(person).and(membership::group_id.eq(group)))
        .select((membership::id, membership::joined_at))
        .first(&mut db.db)
        .optional()?;
    let Some((membership, since)) = member else {
        return Ok(None);
    };
    let out = exclusions::suspended(db, now)?;
    let all: Vec<(MembershipId, Instant)> = membership::table
        .filter(membership::group_id.eq(group).and(membership::id.ne_all(out)))
        .select((membership::id, membership::joined_at))
        .load(&mut db.db)?;
    let first_since =
        all.iter().filter(|(id, _)| !mandates.was_taken_back(*id)).map(|(_, since)| *since).min();
    let leading = Leading {
        led_until: mandates.led_until(now),
        mine_until: mandates.held_until(membership, now),
        acts_until: mandates.acts_until(membership, now),
        hands_over_since: mandates.hands_over_since(membership, now),
        held_last: mandates.last_holder() == Some(membership),
        since,
        was_taken_back: mandates.was_taken_back(membership),
        first_since,
    };
    let steps_back = step_backs::live(db, membership, now)?;
    Ok(Some(Inside { membership, person, leading, steps_back }))
}

/// A viewer at a proposal; `None` when it is not one of this group.
///
/// # Errors
/// When the database does not answer.
pub fn at_proposal(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    id: ProposalId,
    now: Instant,
) -> Result<Option<AtProposal>, StoreError> {
    let found: Option<(Option<MembershipId>, Option<MembershipId>)> = proposal::table
        .filter(proposal::id.eq(id).and(proposal::group_id.eq(group)))
        .select((proposal::membership_id, proposal::about_id))
        .first(&mut db.db)
        .optional()?;
    let (Some((by, about)), Some(group)) = (found, at_group(db, viewer, group, now)?) else {
        return Ok(None);
    };
    let me = group.inside.as_ref().map(|inside| inside.membership);
    let elector: Option<ElectorId> = match me {
        Some(me) => elector::table
            .filter(elector::proposal_id.eq(id).and(elector::membership_id.eq(me)))
            .select(elector::id)
            .first(&mut db.db)
            .optional()?,
        None => None,
    };
    let is_mine = me.is_some() && by == me;
    let concerns_me = me.is_some() && about == me;
    Ok(Some(LookedUp::so(ProposalFacts { group, proposal: id, elector, is_mine, concerns_me })))
}

/// A viewer at a note; `None` when it is not one of this group. Whose it is only its author's own key can tell.
///
/// # Errors
/// When the database does not answer.
pub fn at_experience(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    note: ExperienceId,
    now: Instant,
) -> Result<Option<AtExperience>, StoreError> {
    let Some(group) = at_group(db, viewer, group, now)? else {
        return Ok(None);
    };
    let mark: Option<Vec<u8>> = experience::table
        .filter(experience::id.eq(note).and(experience::group_id.eq(group.group)))
        .select(experience::author_mark)
        .first(&mut db.db)
        .optional()?;
    let Some(mark) = mark else {
        return Ok(None);
    };
    let is_mine = match group.inside.as_ref().map(|inside| inside.person) {
        Some(person) => sealed::data_key(db, person)?.mark(experiences::author(note)) == mark,
        None => false,
    };
    Ok(Some(LookedUp::so(ExperienceFacts { group, note, is_mine })))
}

/// A viewer at a programme, by the programme's public name in addresses.
///
/// # Errors
/// When the database does not answer.
pub fn at_programme(db: &mut Conn, viewer: &Viewer, slug: &str) -> Result<Option<AtProgramme>, StoreError> {
    let viewers = coordinator::programme_id
        .eq(programme::id)
        .and(coordinator::person_id.nullable().eq(viewer.person()));
    let browsers = sign_in::table.filter(sign_in::id.nullable().eq(viewer.sign_in()));
    let found: Option<(ProgrammeId, Option<PersonId>, Option<bool>)> = programme::table
        .left_join(coordinator::table.on(viewers))
        .filter(programme::slug.eq(slug))
        .select((
            programme::id,
            coordinator::person_id.nullable(),
            browsers.select(sign_in::by_two).single_value(),
        ))
        .first(&mut db.db)
        .optional()?;
    let Some((programme, coordinator, by_two)) = found else {
        return Ok(None);
    };
    let by_two = match viewer.sign_in() {
        Some(_) => by_two.unwrap_or(false),
        // Who holds a proof without a browser did not come in by a door.
        None => coordinator.is_some(),
    };
    Ok(Some(LookedUp::so(ProgrammeFacts { programme, coordinator, by_two })))
}

/// The secret address of somebody's own calendar; `None` when we did not make it, or it is revoked.
///
/// # Errors
/// When the database does not answer.
pub fn feed_link(db: &mut Conn, token: &str) -> Result<Option<FeedLink>, StoreError> {
    let Some(feed) = db.keys.link_id(Purpose::Calendar, token).map(FeedId::from_random) else {
        return Ok(None);
    };
    let person: Option<PersonId> =
        calendar_feed::table.find(feed).select(calendar_feed::person_id).first(&mut db.db).optional()?;
    Ok(person.map(|person| LookedUp::so(FeedFacts { feed, person })))
}

/// The link in a mail that stops it; `None` when we did not make it. Whether the membership is still there is not told.
#[must_use]
pub fn unsubscribe_link(db: &Conn, token: &str) -> Option<UnsubscribeLink> {
    let membership = db.keys.link_id(Purpose::Unsubscribe, token).map(MembershipId::from_random)?;
    Some(LookedUp::so(membership))
}
