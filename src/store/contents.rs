//! What a queued message is about, looked up when it is said: by mail or on the site, the same. Whether it is still true
//! is decided here, once for both.

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

use super::changes::{self, Whose};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{answer, exclusion, groups, meeting, membership, outbox as o, pause, reminder_choice};
use super::series::Series;
use super::{links, mandates, proposals, roles, series, turns};
use crate::domain::group::Channel;
use crate::domain::ids::{
    GroupId, LinkId, MandateId, MeetingId, MembershipId, PauseId, PersonId, ProposalId, SeriesId, SwapId,
    TurnId,
};
use crate::domain::message::MessageKind;
use crate::domain::reminder;
use crate::domain::rota::RoleKind;
use crate::domain::rsvp::Answer;
use crate::domain::series::{MeetingKey, Pause};
use crate::domain::time::{Instant, Wall, Zone};

/// The references of a queued message.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = o)]
pub(in crate::store) struct References {
    pub(in crate::store) key: String,
    pub(in crate::store) kind: MessageKind,
    person_id: Option<PersonId>,
    pub(in crate::store) membership_id: Option<MembershipId>,
    meeting_id: Option<MeetingId>,
    group_id: Option<GroupId>,
    pub(in crate::store) link_id: Option<LinkId>,
    time_version: Option<i32>,
    hours_before: Option<i32>,
    was_local: Option<Wall>,
    was_zone: Option<Zone>,
    series_id: Option<SeriesId>,
    pause_id: Option<PauseId>,
    mandate_id: Option<MandateId>,
    proposal_id: Option<ProposalId>,
    turn_id: Option<TurnId>,
    made_at: Instant,
}

/// What they lead to.
#[derive(Debug)]
pub(in crate::store) struct Contents {
    pub(in crate::store) person: PersonId,
    /// By which way the member wants to be told; mail, where no membership is concerned.
    pub(in crate::store) channel: Channel,
    pub(in crate::store) group: Option<(GroupId, String)>,
    pub(in crate::store) when: Option<(Wall, Zone)>,
    pub(in crate::store) was: Option<(Wall, Zone)>,
    pub(in crate::store) pause: Option<Pause>,
    /// The question about a turn, where it is one.
    pub(in crate::store) question: Option<SwapId>,
    pub(in crate::store) address: String,
    /// Of a reminder: the small roles of the meeting that nobody has yet.
    pub(in crate::store) open_roles: Vec<(RoleKind, String)>,
    /// Whether the person is a member of the group, and so may be told its name where others could look on.
    pub(in crate::store) is_member: bool,
}

/// Looks them up. `None` when the message is no longer true, or no longer wanted.
pub(in crate::store) fn of(
    db: &mut Conn,
    row: &References,
    now: Instant,
) -> Result<Option<Contents>, StoreError> {
    if let Some(link) = row.link_id
        && !links::is_open(db, link)?
    {
        return Ok(None);
    }
    let Some((person, channel, group)) = addressee(db, row)? else {
        return Ok(None);
    };
    let about = match row.meeting_id {
        Some(id) => match about_meeting(db, row, id, now)? {
            Some((when, address)) => (Some(when), address),
            None => return Ok(None),
        },
        None => match row.series_id {
            Some(id) => match about_series(db, id, row.made_at, now)? {
                Some((when, address)) => (Some(when), address),
                None => return Ok(None),
            },
            None => (None, String::new()),
        },
    };
    let about = match row.mandate_id {
        Some(id) => match mandates::until(db, id)? {
            Some(until) => (Some(until), String::new()),
            None => return Ok(None),
        },
        None => about,
    };
    let about = match row.proposal_id {
        Some(id) => match proposals::until(db, id, row.kind)? {
            Some(until) => (Some(until), String::new()),
            None => return Ok(None),
        },
        None => about,
    };
    let (about, question) = match row.turn_id {
        Some(id) => match turns::about(db, id, row.kind, row.membership_id, now)? {
            Some((when, question)) => ((Some(when), String::new()), question),
            None => return Ok(None),
        },
        None => (about, None),
    };
    let open_roles = match row.meeting_id.filter(|_| row.kind == MessageKind::Reminder) {
        Some(id) => roles::still_open(db, id)?,
        None => Vec::new(),
    };
    let pause = row.pause_id.map(|id| about_pause(db, id)).transpose()?.flatten();
    let group = match group {
        Some(id) => groups::table.find(id).select((groups::id, groups::name)).first(&mut db.db).optional()?,
        None => None,
    };
    let is_member = match group {
        Some((id, _)) => {
            membership::table
                .filter(membership::person_id.eq(person).and(membership::group_id.eq(id)))
                .filter(membership::id.ne_all(exclusion::table.select(exclusion::membership_id)))
                .count()
                .get_result::<i64>(&mut db.db)?
                > 0
        }
        None => false,
    };
    Ok(Some(Contents {
        person,
        channel,
        group,
        when: about.0,
        was: row.was_local.zip(row.was_zone.or(about.0.map(|(_, zone)| zone))),
        pause,
        question,
        address: about.1,
        open_roles,
        is_member,
    }))
}

fn addressee(
    db: &mut Conn,
    row: &References,
) -> Result<Option<(PersonId, Channel, Option<GroupId>)>, StoreError> {
    match row.membership_id {
        // Whoever is suspended hears what concerns them, and nothing else of the group.
        Some(member) if row.kind != MessageKind::ConcernsYou && is_suspended(db, member)? => Ok(None),
        Some(member) => Ok(membership::table
            .find(member)
            .select((membership::person_id, membership::channel, membership::group_id.nullable()))
            .first(&mut db.db)
            .optional()?),
        None => Ok(row.person_id.map(|person| (person, Channel::Mail, row.group_id))),
    }
}

fn is_suspended(db: &mut Conn, member: MembershipId) -> Result<bool, StoreError> {
    Ok(exclusion::table.find(member).count().get_result::<i64>(&mut db.db)? > 0)
}

/// When and where, if the meeting is still as the message says.
fn about_meeting(
    db: &mut Conn,
    row: &References,
    id: MeetingId,
    now: Instant,
) -> Result<Option<((Wall, Zone), String)>, StoreError> {
    let (series, original, version): (SeriesId, Wall, i32) = meeting::table
        .find(id)
        .select((meeting::series_id, meeting::original_local, meeting::time_version))
        .first(&mut db.db)?;
    let Some((series, meeting)) = series::with_date(db, MeetingKey { series, original }, now)? else {
        return Ok(None);
    };
    let says_it_is_off = row.kind == MessageKind::MeetingCancelled;
    if row.time_version != Some(version) || meeting.status.takes_place() == says_it_is_off {
        return Ok(None);
    }
    if row.kind == MessageKind::Reminder && !is_still_wanted(db, row, id)? {
        return Ok(None);
    }
    Ok(Some(((meeting.wall, series.schedule.zone), series.terms(&meeting).address)))
}

/// When and where a series that was agreed on anew meets first: on a date that takes place.
fn about_series(
    db: &mut Conn,
    id: SeriesId,
    since: Instant,
    now: Instant,
) -> Result<Option<((Wall, Zone), String)>, StoreError> {
    let Some(series) = series::one(db, id)? else {
        return Ok(None);
    };
    let window = since..since.plus(TimeDelta::days(366 * 2));
    let changes = changes::load(db, Whose::Group(series.group), &window, now)?.of(series.id, series.group);
    let series = Series { changes, ..series };
    let all = series.schedule.meetings(window, &series.changes, usize::MAX);
    let first = all.into_iter().find(|meeting| meeting.status.takes_place());
    Ok(first.map(|first| ((first.wall, series.schedule.zone), series.terms(&first).address)))
}

fn about_pause(db: &mut Conn, id: PauseId) -> Result<Option<Pause>, StoreError> {
    let row: Option<(NaiveDate, NaiveDate, String)> = pause::table
        .find(id)
        .select((pause::from_date, pause::to_date, pause::words))
        .first(&mut db.db)
        .optional()?;
    Ok(row.map(|(from, to, words)| Pause { from, to, words }))
}

/// A reminder goes only to who still wants that one, and has not said no meanwhile.
fn is_still_wanted(db: &mut Conn, row: &References, meeting: MeetingId) -> Result<bool, StoreError> {
    let (Some(member), Some(hours)) = (row.membership_id, row.hours_before) else {
        return Ok(false);
    };
    let wants: i64 = reminder_choice::table
        .filter(reminder_choice::membership_id.eq(member).and(reminder_choice::hours_before.eq(hours)))
        .count()
        .get_result(&mut db.db)?;
    let said: Option<Answer> = answer::table
        .filter(answer::meeting_id.eq(meeting).and(answer::membership_id.eq(member)))
        .select(answer::state)
        .first(&mut db.db)
        .optional()?;
    Ok(wants > 0 && reminder::is_for(said))
}
