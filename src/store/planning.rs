//! The reminders that come of what members asked for. Nearly always all of them are queued, so [`look`] only reads, and
//! [`carry_out`] is for a group that lacks something: it looks once more, as the writer, and queues what is missing then.
//! What a reminder says, and whether it is still true when it leaves, is not decided here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use diesel::prelude::*;

use super::changes::{self, Whose};
use super::conn::Conn;
use super::error::StoreError;
use super::outbox::{self, Message};
use super::reminders::OPEN;
use super::schema::{answer, meeting, membership, outbox as o, person, reminder_choice, series as s};
use super::{meetings, preferences, reminders, series};
use crate::access::MayRun;
use crate::domain::group::Channel;
use crate::domain::ids::{GroupId, MeetingId, MembershipId, OutboxId, SeriesId};
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::quiet::{Calm, Quiet};
use crate::domain::reminder::{self, Choice, ReminderKey};
use crate::domain::rsvp::Answer;
use crate::domain::series::{Meeting, MeetingKey};
use crate::domain::time::{Instant, Wall, Zone};

/// No group meets more often in the days that are looked at.
const MOST: usize = 100;
/// What the row of a meeting begins with; a meeting without a row has not moved.
const FIRST_VERSION: i32 = 1;

/// What a group's reminders lack.
#[derive(Debug, Default)]
pub struct Plan {
    /// How many meetings were looked at.
    pub looked_at: usize,
    missing: Vec<Missing>,
    /// Queued for a time at which the meeting does not begin any more.
    outdated: Vec<OutboxId>,
    /// Queued for another moment than follows now, as when a country has changed its clocks and the zone database with them.
    shifted: Vec<(OutboxId, Instant, Instant)>,
}

impl Plan {
    /// Whether all is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.outdated.is_empty() && self.shifted.is_empty()
    }
}

/// A reminder that is not queued yet.
#[derive(Debug)]
struct Missing {
    meeting: MeetingKey,
    time_version: i32,
    starts: Instant,
    member: MembershipId,
    channel: Channel,
    choice: Choice,
    due: Instant,
}

/// The groups in which somebody wants to be reminded.
///
/// # Errors
/// When the database does not answer.
pub fn groups(db: &mut Conn, _: &MayRun) -> Result<Vec<GroupId>, StoreError> {
    Ok(membership::table
        .inner_join(reminder_choice::table)
        .order(membership::group_id)
        .select(membership::group_id)
        .distinct()
        .load(&mut db.db)?)
}

/// Looks at the meetings of a group that begin in the window, and changes nothing.
///
/// # Errors
/// When the database does not answer.
pub fn look(db: &mut Conn, _: &MayRun, group: GroupId, window: &Range<Instant>) -> Result<Plan, StoreError> {
    let dates = dates(db, group, window)?;
    let mut plan = Plan { looked_at: dates.len(), ..Plan::default() };
    if dates.is_empty() {
        return Ok(plan);
    }
    let wanting = wanting(db, group)?;
    let rows = rows(db, group, window)?;
    let ids: Vec<MeetingId> = rows.values().map(|(id, _)| *id).collect();
    let said = said(db, &ids)?;
    let mut queued = BTreeSet::new();
    let by_id: BTreeMap<MeetingId, (Zone, &Meeting)> = dates
        .iter()
        .filter_map(|(key, zone, date)| rows.get(key).map(|(id, _)| (*id, (*zone, date))))
        .collect();
    let versions: BTreeMap<MeetingId, i32> = rows.values().copied().collect();
    for it in reminders_of(db, &ids)? {
        // Off and on again, a meeting has another version of the same time: what was said of it has been said.
        if it.state == OutboxState::Sent
            && by_id.get(&it.meeting).is_some_and(|(_, date)| it.expires_at == reminder::expires(date.starts))
        {
            queued.insert((it.meeting, it.member, it.hours_before));
        } else if versions.get(&it.meeting) != Some(&it.time_version) {
            plan.outdated.extend(OPEN.contains(&it.state).then_some(it.id));
        // One that was cancelled has not been said: the member said no, and can say yes again.
        } else if it.state != OutboxState::Cancelled {
            queued.insert((it.meeting, it.member, it.hours_before));
            let calm = wanting.get(&it.member).map(|it| it.calm);
            plan.shifted.extend(
                by_id
                    .get(&it.meeting)
                    .zip(calm)
                    .and_then(|((zone, date), calm)| it.shifted(date, *zone, calm, window.start)),
            );
        }
    }
    for (key, zone, date) in dates.iter().filter(|(_, _, date)| date.status.takes_place()) {
        let row = rows.get(key).copied();
        for (member, it) in &wanting {
            let answer = row.and_then(|(id, _)| said.get(&(id, *member)).copied());
            if !reminder::is_for(answer) {
                continue;
            }
            for (choice, due) in reminder::plan(&it.choices, date, *zone, it.calm, window.start) {
                let hours = i32::from(choice.hours_before());
                if row.is_none_or(|(id, _)| !queued.contains(&(id, *member, hours))) {
                    plan.missing.push(Missing {
                        meeting: *key,
                        time_version: row.map_or(FIRST_VERSION, |(_, version)| version),
                        starts: date.starts,
                        member: *member,
                        channel: it.channel,
                        choice,
                        due,
                    });
                }
            }
        }
    }
    Ok(plan)
}

/// Queues what is missing, by a key that is taken once, and takes back what is outdated.
///
/// # Errors
/// When the database does not answer.
pub fn carry_out(
    db: &mut Conn,
    may: &MayRun,
    group: GroupId,
    window: &Range<Instant>,
) -> Result<(), StoreError> {
    let plan = look(db, may, group, window)?;
    diesel::update(o::table.filter(o::id.eq_any(&plan.outdated).and(o::state.eq_any(OPEN))))
        .set(o::state.eq(OutboxState::Superseded))
        .execute(&mut db.db)?;
    for (id, due, expires) in plan.shifted {
        diesel::update(o::table.filter(o::id.eq(id).and(o::state.eq(OutboxState::Planned))))
            .set((o::due_at.eq(due), o::expires_at.eq(expires)))
            .execute(&mut db.db)?;
    }
    for it in plan.missing {
        let row = meetings::row(db, it.meeting)?;
        // It has just been moved: the next round looks again.
        if row.time_version != it.time_version {
            continue;
        }
        let key = ReminderKey {
            meeting: row.id,
            time_version: it.time_version,
            membership: it.member,
            choice: it.choice,
        };
        let expires = reminder::expires(it.starts);
        let message = Message {
            channel: it.channel,
            membership: Some(it.member),
            meeting: Some(row.id),
            time_version: Some(it.time_version),
            hours_before: Some(i32::from(it.choice.hours_before())),
            due: it.due,
            ..Message::now(key.to_string(), MessageKind::Reminder, window.start, expires)
        };
        outbox::enqueue(db, &message, window.start)?;
    }
    Ok(())
}

/// The meetings of a group that begin in the window.
fn dates(
    db: &mut Conn,
    group: GroupId,
    window: &Range<Instant>,
) -> Result<Vec<(MeetingKey, Zone, Meeting)>, StoreError> {
    let all = series::load(db, Whose::Group(group), window, window.start)?;
    Ok(all
        .iter()
        .flat_map(|series| {
            series.schedule.meetings(window.clone(), &series.changes, MOST).into_iter().map(|date| {
                let key = MeetingKey { series: series.id, original: date.original };
                (key, series.schedule.zone, date)
            })
        })
        .collect())
}

/// By which way somebody wants to be reminded, how long before, and when not.
struct Wanting {
    channel: Channel,
    choices: Vec<Choice>,
    calm: Calm,
}

/// Who wants to be reminded.
fn wanting(db: &mut Conn, group: GroupId) -> Result<BTreeMap<MembershipId, Wanting>, StoreError> {
    type Row = (MembershipId, Channel, i32, (i32, i32), Zone);
    let rows: Vec<Row> = membership::table
        .inner_join(reminder_choice::table)
        .inner_join(person::table)
        .filter(membership::group_id.eq(group))
        .select((
            membership::id,
            membership::channel,
            reminder_choice::hours_before,
            (person::quiet_from, person::quiet_to),
            person::zone,
        ))
        .load(&mut db.db)?;
    let mut wanting: BTreeMap<MembershipId, Wanting> = BTreeMap::new();
    for (member, channel, hours, (from, to), zone) in rows {
        // What stands on the site wakes nobody.
        let quiet = match channel {
            Channel::Mail => preferences::quiet_between(from, to)?,
            Channel::Site => Quiet::NEVER,
        };
        let calm = Calm { quiet, zone };
        let mine = wanting.entry(member).or_insert(Wanting { channel, choices: Vec::new(), calm });
        mine.choices.extend(reminders::choice(hours));
    }
    Ok(wanting)
}

/// The rows of the meetings around the window, with the version of their time.
fn rows(
    db: &mut Conn,
    group: GroupId,
    window: &Range<Instant>,
) -> Result<BTreeMap<MeetingKey, (MeetingId, i32)>, StoreError> {
    let rows: Vec<(SeriesId, Wall, MeetingId, i32)> = meeting::table
        .inner_join(s::table)
        .filter(s::group_id.eq(group).and(changes::near(window)))
        .select((meeting::series_id, meeting::original_local, meeting::id, meeting::time_version))
        .load(&mut db.db)?;
    Ok(rows
        .into_iter()
        .map(|(series, original, id, version)| (MeetingKey { series, original }, (id, version)))
        .collect())
}

/// What members said to these meetings.
fn said(db: &mut Conn, at: &[MeetingId]) -> Result<BTreeMap<(MeetingId, MembershipId), Answer>, StoreError> {
    let rows: Vec<(MeetingId, MembershipId, Answer)> = answer::table
        .filter(answer::meeting_id.eq_any(at))
        .select((answer::meeting_id, answer::membership_id, answer::state))
        .load(&mut db.db)?;
    Ok(rows.into_iter().map(|(meeting, member, answer)| ((meeting, member), answer)).collect())
}

/// A reminder that was queued.
#[derive(Queryable)]
struct Queued {
    id: OutboxId,
    meeting: MeetingId,
    member: MembershipId,
    time_version: i32,
    hours_before: i32,
    state: OutboxState,
    due_at: Instant,
    /// Follows from when the meeting began, when this was queued.
    expires_at: Instant,
}

impl Queued {
    /// When it is due and over by what is known now, where that is still to come and something else is written down.
    fn shifted(
        &self,
        date: &Meeting,
        zone: Zone,
        calm: Calm,
        now: Instant,
    ) -> Option<(OutboxId, Instant, Instant)> {
        let due = reminder::due_for(reminders::choice(self.hours_before)?, date, zone, calm);
        let is_wrong = self.state == OutboxState::Planned && due > now && due != self.due_at;
        is_wrong.then(|| (self.id, due, reminder::expires(date.starts)))
    }
}

/// Every reminder of these meetings that was ever queued, whatever became of it.
fn reminders_of(db: &mut Conn, at: &[MeetingId]) -> Result<Vec<Queued>, StoreError> {
    Ok(o::table
        .filter(o::meeting_id.eq_any(at).and(o::kind.eq(MessageKind::Reminder)))
        .select((
            o::id,
            o::meeting_id.assume_not_null(),
            o::membership_id.assume_not_null(),
            o::time_version.assume_not_null(),
            o::hours_before.assume_not_null(),
            o::state,
            o::due_at,
            o::expires_at,
        ))
        .load(&mut db.db)?)
}
