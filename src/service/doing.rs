//! How a group is doing, for its members: its own numbers, and what may be worth speaking about. Nobody else is shown any of
//! it, and no member is named in it. Whoever holds a mandate can take it along to pass it on, and the group reads that they did.

use chrono::{NaiveDate, TimeDelta};

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::doing::{Known, Sign};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::series::MeetingKey;
use crate::domain::tally::Tally;
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::service::rota::Rota;
use crate::store::log::{self, Event};
use crate::store::{Conn, StoreError, agreements, groups, mandates, memberships, roles, tallies, turns};

/// So many meetings are looked at: six, and six before.
const MEETINGS: i64 = 12;
/// So far back one looks for who has led.
const LED: TimeDelta = TimeDelta::days(90);

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum DoingError {
    /// There is no such group, or the viewer is not in it.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A meeting that was counted.
#[derive(Debug, Clone)]
pub struct Past {
    pub key: MeetingKey,
    pub day: NaiveDate,
    pub tally: Tally,
    /// Whether it can still be corrected.
    pub is_open: bool,
}

/// How it is doing.
#[derive(Debug, Clone)]
pub struct Doing {
    pub group: GroupId,
    pub past: Vec<Past>,
    pub median: Option<u32>,
    pub first_time: u32,
    pub leading: u32,
    /// How many roles nobody has at the next meeting; `None` in a group without roles.
    pub open_roles: Option<usize>,
    /// How many different members have had a role lately, of how many who are here.
    pub takers: (usize, usize),
    /// When the last live mandate ends.
    pub led_until: Option<NaiveDate>,
    /// When a rule is looked at again that is not overdue.
    pub review_on: Option<NaiveDate>,
    pub signs: Vec<Sign>,
    /// The day of which all this is.
    pub today: NaiveDate,
    /// Whether the viewer can take it along.
    pub may_send: bool,
}

/// How the group is doing, for one of its members.
///
/// # Errors
/// When the viewer is not in it.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Doing>, DoingError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(DoingError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let today = zone.wall(now).date();
    let counted = tallies::last(db, &may, MEETINGS)?;
    let led_until = mandates::of_member(db, &may, now)?.led_until(now);
    let reviews: Vec<NaiveDate> =
        agreements::agreed(db, &may, now)?.iter().filter_map(|agreed| agreed.review_on).collect();
    let rota = Rota::look(db, &may, now)?;
    let next = rota.evenings(may.membership(), now).into_iter().next();
    let open_roles = next.map(|evening| evening.places.iter().filter(|place| place.who.is_none()).count());
    let leading = match turns::led_since(db, &may, zone.wall(now.minus(LED)).date(), now)? {
        0 => mandates::led_since(db, &may, now.minus(LED), now)?,
        by_turns => by_turns,
    };
    let known = Known {
        tallies: counted.iter().map(|it| it.tally).collect(),
        members: memberships::count_here(db, &may)?,
        leading,
        open_roles: open_roles.unwrap_or_default(),
        weeks_led: led_until.map(|until| until.since(now).num_weeks()),
        overdue: reviews.iter().filter(|day| **day <= today).count(),
    };
    let past = counted.iter().map(|it| Past {
        key: it.key,
        day: it.day,
        tally: it.tally,
        is_open: now < it.sealed_at,
    });
    Ok(may.reveal(Doing {
        group,
        past: past.collect(),
        median: known.median(),
        first_time: known.first_time(),
        leading: u32::try_from(known.leading).unwrap_or(u32::MAX),
        open_roles,
        takers: roles::takers(db, &may, now.minus(LED))?,
        led_until: led_until.map(|until| zone.wall(until).date()),
        review_on: reviews.into_iter().filter(|day| *day > today).min(),
        signs: known.signs(),
        today,
        may_send: access::may_facilitate(viewer, &at, now).is_some(),
    }))
}

/// Takes it along, to be passed on: the one way out of the group, and a line of its log.
///
/// # Errors
/// When the viewer does not facilitate it.
pub fn take_along(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Doing>, DoingError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(DoingError::NotFound)?;
    access::may_facilitate(viewer, &at, now).ok_or(DoingError::NotFound)?;
    log::write(db, &may, Event::of(LogKind::DoingTaken, "", ""), now)?;
    show(db, viewer, group, now)
}
