//! Messages on their way: claimed by a worker, looked at once more just before they leave, and settled. Each step names
//! the state and the lease that it expects, and touches exactly one row.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::{
    answer, groups, mail_log, meeting, membership, one_time_link, outbox as o, person, reminder_choice,
};
use super::{dialect, sealed, series};
use crate::access::MayRun;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Channel, Discretion, MeetingState};
use crate::domain::ids::{GroupId, LinkId, MeetingId, MembershipId, OutboxId, PersonId, SeriesId};
use crate::domain::letter::Letter;
use crate::domain::locale::Locale;
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::reminder;
use crate::domain::rsvp::Answer;
use crate::domain::series::Change;
use crate::domain::time::{Instant, Wall};
use crate::vault::{Cell, Purpose};

/// How long a worker has for one message. The mail server's time-out is half of it.
const LEASE: TimeDelta = TimeDelta::seconds(120);

/// A message that this worker holds.
#[derive(Debug)]
pub struct Held {
    id: OutboxId,
    lease: Vec<u8>,
    pub attempts: i32,
    pub expires: Option<Instant>,
}

/// How sending ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Again at that time.
    Later(Instant),
    Dead,
}

/// Claims what is due, at most `most` messages. What an earlier worker left behind is claimed again, or held.
///
/// # Errors
/// When the database does not answer.
pub fn claim(
    db: &mut Conn,
    _: &MayRun,
    now: Instant,
    most: i64,
    resend: bool,
) -> Result<Vec<Held>, StoreError> {
    let stranded = o::table.filter(o::state.eq(OutboxState::Sending).and(o::lease_until.lt(now)));
    let to = if resend { OutboxState::Retry } else { OutboxState::Held };
    diesel::update(stranded).set(o::state.eq(to)).execute(&mut db.db)?;
    diesel::update(o::table.filter(o::state.eq(OutboxState::Leased).and(o::lease_until.lt(now))))
        .set(o::state.eq(OutboxState::Retry))
        .execute(&mut db.db)?;
    let due = dialect::due_mail(db, now, most)?;
    let mut held = Vec::with_capacity(due.len());
    for (id, attempts, expires) in due {
        let lease = db.entropy.bytes::<16>().to_vec();
        let claimed = diesel::update(
            o::table.filter(o::id.eq(id).and(o::state.eq_any([OutboxState::Planned, OutboxState::Retry]))),
        )
        .set((
            o::state.eq(OutboxState::Leased),
            o::lease_token.eq(&lease),
            o::lease_until.eq(now.plus(LEASE)),
            o::attempts.eq(attempts + 1),
        ))
        .execute(&mut db.db)?;
        if claimed == 1 {
            held.push(Held { id, lease, attempts: attempts + 1, expires });
        }
    }
    Ok(held)
}

type Row = (
    String,
    MessageKind,
    Option<PersonId>,
    Option<MembershipId>,
    Option<MeetingId>,
    Option<GroupId>,
    Option<LinkId>,
    Option<i32>,
    Option<i32>,
    Option<Wall>,
);

/// The last gate: is it still wanted, is it still true, is there still time. `None` when it is not, and the row says why.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn pass(db: &mut Conn, may: &MayRun, held: &Held, now: Instant) -> Result<Option<Letter>, StoreError> {
    let row: Option<Row> = o::table
        .filter(o::id.eq(held.id).and(o::lease_token.eq(&held.lease)).and(o::state.eq(OutboxState::Leased)))
        .select((
            o::key,
            o::kind,
            o::person_id,
            o::membership_id,
            o::meeting_id,
            o::group_id,
            o::link_id,
            o::time_version,
            o::hours_before,
            o::was_local,
        ))
        .first(&mut db.db)
        .optional()?;
    let Some(row) = row else {
        return Ok(None);
    };
    if held.expires.is_some_and(|expires| now >= expires) {
        step(db, held, OutboxState::Leased, OutboxState::Expired, now)?;
        return Ok(None);
    }
    let letter = letter(db, may, row)?;
    let to = if letter.is_some() { OutboxState::Sending } else { OutboxState::Cancelled };
    Ok(if step(db, held, OutboxState::Leased, to, now)? { letter } else { None })
}

/// Writes down how it ended.
///
/// # Errors
/// When the database does not answer.
pub fn settle(
    db: &mut Conn,
    _: &MayRun,
    held: &Held,
    outcome: Outcome,
    now: Instant,
) -> Result<bool, StoreError> {
    match outcome {
        Outcome::Sent => step(db, held, OutboxState::Sending, OutboxState::Sent, now),
        Outcome::Dead => step(db, held, OutboxState::Sending, OutboxState::Dead, now),
        Outcome::Later(at) => {
            let touched = diesel::update(
                o::table
                    .filter(o::id.eq(held.id).and(o::lease_token.eq(&held.lease)))
                    .filter(o::state.eq(OutboxState::Sending)),
            )
            .set((o::state.eq(OutboxState::Retry), o::due_at.eq(at)))
            .execute(&mut db.db)?;
            Ok(touched == 1)
        }
    }
}

fn step(
    db: &mut Conn,
    held: &Held,
    from: OutboxState,
    to: OutboxState,
    now: Instant,
) -> Result<bool, StoreError> {
    let touched = diesel::update(
        o::table.filter(o::id.eq(held.id).and(o::lease_token.eq(&held.lease)).and(o::state.eq(from))),
    )
    .set((o::state.eq(to), o::settled_at.eq(now)))
    .execute(&mut db.db)?;
    if touched == 1 && to != OutboxState::Sending {
        let kind: MessageKind = o::table.find(held.id).select(o::kind).first(&mut db.db)?;
        count(db, kind, to, now)?;
    }
    Ok(touched == 1)
}

/// Kind, state and day; no person.
fn count(db: &mut Conn, kind: MessageKind, state: OutboxState, now: Instant) -> Result<(), StoreError> {
    let day = now.naive_utc().date();
    let row = mail_log::table.find((day, kind.code(), state.code()));
    let updated = diesel::update(row).set(mail_log::count.eq(mail_log::count + 1)).execute(&mut db.db)?;
    if updated == 0 {
        diesel::insert_into(mail_log::table)
            .values((
                mail_log::day.eq(day),
                mail_log::kind.eq(kind.code()),
                mail_log::state.eq(state.code()),
                mail_log::count.eq(1_i64),
            ))
            .execute(&mut db.db)?;
    }
    Ok(())
}

fn letter(db: &mut Conn, _: &MayRun, row: Row) -> Result<Option<Letter>, StoreError> {
    let (key, kind, person_id, member, meeting_id, group, link, version, hours, was) = row;
    let (person_id, group) = match member {
        Some(member) => {
            let (person, group, channel): (PersonId, GroupId, Channel) = membership::table
                .find(member)
                .select((membership::person_id, membership::group_id, membership::channel))
                .first(&mut db.db)?;
            if channel == Channel::Site {
                return Ok(None);
            }
            (person, Some(group))
        }
        None => match person_id {
            Some(person) => (person, group),
            None => return Ok(None),
        },
    };
    let (wrapped, language, discretion, email): (Vec<u8>, Locale, Discretion, Option<Vec<u8>>) =
        person::table
            .find(person_id)
            .select((person::data_key, person::language, person::discretion, person::email))
            .first(&mut db.db)?;
    let data_key = sealed::unwrap(&db.keys, person_id, &wrapped)?;
    let email = match (kind, link) {
        (MessageKind::ConfirmEmail, Some(link)) => {
            let cell: Option<Vec<u8>> =
                one_time_link::table.find(link).select(one_time_link::email).first(&mut db.db)?;
            cell.map(|cell| {
                data_key.open(Cell { column: "one_time_link.email", row: link.to_bytes() }, &cell)
            })
        }
        _ => {
            email.map(|cell| data_key.open(Cell { column: "person.email", row: person_id.to_bytes() }, &cell))
        }
    };
    let Some(to) = email.transpose()? else {
        return Ok(None);
    };
    let (mut when, mut address) = (None, String::new());
    if let Some(id) = meeting_id {
        let (of, original, state, moved_to, now_version): (SeriesId, Wall, MeetingState, Option<Wall>, i32) =
            meeting::table
                .find(id)
                .select((
                    meeting::series_id,
                    meeting::original_local,
                    meeting::state,
                    meeting::moved_to,
                    meeting::time_version,
                ))
                .first(&mut db.db)?;
        let is_off = state == MeetingState::Cancelled;
        if version != Some(now_version) || is_off != (kind == MessageKind::MeetingCancelled) {
            return Ok(None);
        }
        let Some(series) = series::one(db, of)? else {
            return Ok(None);
        };
        let change = Change { original, cancelled: is_off, moved_to };
        when = Some((series.schedule.meeting(original, Some(&change)).wall, series.schedule.zone));
        address = series.address;
        if kind == MessageKind::Reminder && !still_wanted(db, member, id, hours)? {
            return Ok(None);
        }
    }
    let group_name: Option<String> = match group {
        Some(group) => groups::table.find(group).select(groups::name).first(&mut db.db).optional()?,
        None => None,
    };
    let is_welcome = match group {
        Some(group) => {
            membership::table
                .filter(membership::person_id.eq(person_id).and(membership::group_id.eq(group)))
                .count()
                .get_result::<i64>(&mut db.db)?
                > 0
        }
        None => false,
    };
    Ok(Some(Letter {
        link: link.map(|id| db.keys.link_token(Purpose::OneTime, id.to_bytes())),
        unsubscribe: member.map(|id| db.keys.link_token(Purpose::Unsubscribe, id.to_bytes())),
        group: group_name,
        message_id: db.keys.message_id(&key),
        kind,
        to,
        language,
        discretion,
        when,
        was,
        address,
        is_welcome,
    }))
}

/// A reminder is sent only to who still wants that one, and has not said no meanwhile.
fn still_wanted(
    db: &mut Conn,
    member: Option<MembershipId>,
    meeting: MeetingId,
    hours: Option<i32>,
) -> Result<bool, StoreError> {
    let (Some(member), Some(hours)) = (member, hours) else {
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
