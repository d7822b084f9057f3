//! Messages on their way: claimed by a worker, looked at once more just before they leave, and settled. Each step names
//! the state and the lease that it expects, and touches exactly one row.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::conn::Conn;
use super::contents::{self, Contents, References};
use super::error::StoreError;
use super::schema::{mail_log, outbox as o, person};
use super::{dialect, links, persons, preferences};
use crate::access::MayRun;
use crate::domain::coded::Coded as _;
use crate::domain::group::{Channel, Discretion};
use crate::domain::ids::OutboxId;
use crate::domain::letter::Letter;
use crate::domain::message::{MessageKind, OutboxState};
use crate::domain::quiet;
use crate::domain::time::{Instant, Wall, Zone, resolve};
use crate::vault::Purpose;
use crate::world::Clock;

/// How long a worker has for one message. The mail server's time-out is half of it.
const LEASE: TimeDelta = TimeDelta::seconds(120);

/// A message that this worker holds.
#[derive(Debug)]
pub struct Held {
    id: OutboxId,
    lease: Vec<u8>,
    pub attempts: i32,
    pub expires: Instant,
}

/// How sending ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Again at that time.
    Later(Instant),
    Dead,
}

/// Claims the oldest message that is due. One at a time, so that no lease runs while others are sent. What an earlier
/// worker left behind is claimed again, or held; leases go by the database's clock.
///
/// # Errors
/// When the database does not answer.
pub fn claim(
    db: &mut Conn,
    _: &MayRun,
    clock: &Clock,
    now: Instant,
    resend: bool,
) -> Result<Option<Held>, StoreError> {
    let lease_time = clock.of_leases(|| dialect::time(db))?;
    let stranded = o::table.filter(o::state.eq(OutboxState::Sending).and(o::lease_until.lt(lease_time)));
    let to = if resend { OutboxState::Retry } else { OutboxState::Held };
    diesel::update(stranded).set(o::state.eq(to)).execute(&mut db.db)?;
    diesel::update(o::table.filter(o::state.eq(OutboxState::Leased).and(o::lease_until.lt(lease_time))))
        .set(o::state.eq(OutboxState::Retry))
        .execute(&mut db.db)?;
    let Some((id, attempts, expires)) = dialect::due_mail(db, now)? else {
        return Ok(None);
    };
    let (lease, attempts) = (db.entropy.bytes::<16>().to_vec(), attempts + 1);
    let claimed = diesel::update(
        o::table.filter(o::id.eq(id).and(o::state.eq_any([OutboxState::Planned, OutboxState::Retry]))),
    )
    .set((
        o::state.eq(OutboxState::Leased),
        o::lease_token.eq(&lease),
        o::lease_until.eq(lease_time.plus(LEASE)),
        o::attempts.eq(attempts),
    ))
    .execute(&mut db.db)?;
    Ok((claimed == 1).then_some(Held { id, lease, attempts, expires }))
}

/// Mail that has been due for longer than this says that nobody sends it.
const LATE: TimeDelta = TimeDelta::minutes(5);

/// Whether mail waits that should have been sent minutes ago: whoever sends it is gone, or too slow. What is tried again
/// later is due later.
///
/// # Errors
/// When the database does not answer.
pub fn is_late(db: &mut Conn, now: Instant) -> Result<bool, StoreError> {
    let open = [OutboxState::Planned, OutboxState::Retry, OutboxState::Leased, OutboxState::Sending];
    let late = o::table
        .filter(o::state.eq_any(open).and(o::channel.eq(Channel::Mail)).and(o::due_at.le(now.minus(LATE))));
    Ok(diesel::select(diesel::dsl::exists(late)).get_result(&mut db.db)?)
}

/// The last gate: is it still wanted, is it still true, is there still time. `None` when it is not, and the row says why.
/// What cannot go by mail, because there is no address or the member wants none, is said on the site instead.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn pass(db: &mut Conn, _: &MayRun, held: &Held, now: Instant) -> Result<Option<Letter>, StoreError> {
    let row: Option<References> = o::table
        .filter(o::id.eq(held.id).and(o::lease_token.eq(&held.lease)).and(o::state.eq(OutboxState::Leased)))
        .select(References::as_select())
        .first(&mut db.db)
        .optional()?;
    let Some(row) = row else {
        return Ok(None);
    };
    if now >= held.expires {
        step(db, held, OutboxState::Leased, OutboxState::Expired, now)?;
        return Ok(None);
    }
    let Some(contents) = contents::of(db, &row, now)? else {
        step(db, held, OutboxState::Leased, OutboxState::Cancelled, now)?;
        return Ok(None);
    };
    if let Some(until) = quiet_until(db, row.kind, &contents, now)? {
        wait(db, held, until)?;
        return Ok(None);
    }
    let kind_has_link = row.link_id.is_some();
    match letter(db, row, contents)? {
        Some(letter) => Ok(step(db, held, OutboxState::Leased, OutboxState::Sending, now)?.then_some(letter)),
        // A link to an address that is gone is for nobody.
        None if kind_has_link => {
            step(db, held, OutboxState::Leased, OutboxState::Cancelled, now)?;
            Ok(None)
        }
        None => {
            say_on_the_site(db, held)?;
            Ok(None)
        }
    }
}

/// Until when it waits, because its reader wants no mail now. What stands on the site wakes nobody.
fn quiet_until(
    db: &mut Conn,
    kind: MessageKind,
    it: &Contents,
    now: Instant,
) -> Result<Option<Instant>, StoreError> {
    let soon = |(wall, zone): &(Wall, Zone)| quiet::is_soon(resolve(*wall, *zone).instant(), now);
    let is_soon = it.when.iter().chain(&it.was).any(soon)
        || it.pause.as_ref().is_some_and(|pause| quiet::is_near(pause.from, now));
    if it.channel == Channel::Site || !quiet::waits(kind, is_soon) {
        return Ok(None);
    }
    Ok(preferences::calm(db, it.person)?.until(now))
}

/// Puts it back until then; what would be too late by then is said on the site.
fn wait(db: &mut Conn, held: &Held, until: Instant) -> Result<(), StoreError> {
    if until >= held.expires {
        return say_on_the_site(db, held);
    }
    let mine = o::table.filter(o::id.eq(held.id).and(o::lease_token.eq(&held.lease)));
    diesel::update(mine.filter(o::state.eq(OutboxState::Leased)))
        .set((o::state.eq(OutboxState::Planned), o::due_at.eq(until), o::attempts.eq(held.attempts - 1)))
        .execute(&mut db.db)?;
    Ok(())
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
        Outcome::Dead => {
            let is_dead = step(db, held, OutboxState::Sending, OutboxState::Dead, now)?;
            if is_dead {
                say_on_the_site(db, held)?;
            }
            Ok(is_dead)
        }
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

/// What cannot go by mail is said on the site; a link is for a mailbox and for nothing else.
fn say_on_the_site(db: &mut Conn, held: &Held) -> Result<(), StoreError> {
    let mine = o::table.filter(o::id.eq(held.id).and(o::lease_token.eq(&held.lease)));
    diesel::update(mine.filter(o::link_id.is_null()))
        .set((
            o::channel.eq(Channel::Site),
            o::state.eq(OutboxState::Planned),
            o::settled_at.eq(None::<Instant>),
        ))
        .execute(&mut db.db)?;
    Ok(())
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

/// `None` when it cannot go by mail.
fn letter(db: &mut Conn, row: References, it: Contents) -> Result<Option<Letter>, StoreError> {
    if it.channel == Channel::Site {
        return Ok(None);
    }
    let to = match row.link_id.filter(|_| row.kind == MessageKind::ConfirmEmail) {
        Some(link) => links::address(db, link, it.person)?,
        None => persons::address(db, it.person)?,
    };
    let Some(to) = to else {
        return Ok(None);
    };
    let (language, discretion) =
        person::table.find(it.person).select((person::language, person::discretion)).first(&mut db.db)?;
    let question =
        it.group.as_ref().zip(it.question).map(|((group, _), id)| format!("/g/{group}/swaps/{id}"));
    // A mail that names the group leads to where what is still open can be taken.
    let rota = it.group.as_ref().filter(|_| discretion == Discretion::Full && !it.open_roles.is_empty());
    let rota = rota.map(|(group, _)| format!("/g/{group}/rota"));
    let written = it.group.as_ref().filter(|_| row.kind == MessageKind::Written);
    let written = written.map(|(group, _)| format!("/g/{group}/writing"));
    Ok(Some(Letter {
        page: question.or(rota).or(written),
        link: row.link_id.map(|id| db.keys.link_token(Purpose::OneTime, id.to_bytes())),
        list: row.membership_id.map(|id| db.keys.list_id(id.to_bytes())),
        unsubscribe: row.membership_id.map(|id| db.keys.link_token(Purpose::Unsubscribe, id.to_bytes())),
        group: it.group.map(|(_, name)| name),
        message_id: db.keys.message_id(&row.key),
        kind: row.kind,
        to,
        language,
        discretion,
        when: it.when,
        was: it.was,
        pause: it.pause,
        address: it.address,
        open_roles: it.open_roles,
    }))
}
