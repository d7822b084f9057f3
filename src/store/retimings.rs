//! A regular meeting is held at other times, or ends, because those who come have decided so. What facilitators do in the
//! same way stands in [`replanning`]; what is checked once more here is whether it still fits.

use diesel::prelude::*;

use super::carrying::Done;
use super::conn::Conn;
use super::error::StoreError;
use super::log::{self, Event};
use super::schema::groups;
use super::series::{self, Series};
use super::telling::{self, News};
use super::{dates_before, meetings, replanning};
use crate::access::Decided;
use crate::domain::decision::{Retiming, Times};
use crate::domain::log::LogKind;
use crate::domain::series::NewSeries;
use crate::domain::series::{Renewal, Schedule};
use crate::domain::time::Instant;

/// Moves the series as it was decided at `at`, whole or not at all; those who come or are reminded are told, once.
pub(in crate::store) fn as_decided(
    db: &mut Conn,
    may: &Decided,
    it: &Retiming,
    at: Instant,
    now: Instant,
) -> Result<Done, StoreError> {
    // Nobody changes dates of the group from here on.
    diesel::update(groups::table.find(may.group()))
        .set(groups::revision.eq(groups::revision + 1))
        .execute(&mut db.db)?;
    let Some((series, renewal)) = fitting(db, may, it, now)? else {
        return Ok(Done::DoesNotFit);
    };
    let rows = meetings::from_on(db, may.group(), series.id, it.from)?;
    let whom = telling::concerned(db, may.group(), &rows)?;
    let begun = replanning::begin(db, may, now)?;
    let was = (it.from, series.schedule.zone);
    let secret = series::open_secret(db, may.group(), series.id)?;
    let new = it
        .to
        .as_ref()
        .zip(renewal.new)
        .map(|(to, schedule)| renewed(to, schedule, &series, secret.as_deref()));
    let made = replanning::renew(db, may, &series, &renewal, new.as_ref(), |wall| wall, now)?;
    replanning::finish(db, may, begun, now)?;
    // No facilitator undoes it alone.
    dates_before::forget(db, may)?;
    let news = match made {
        Some(_) if renewal.moves_nothing() => News::DatesChanged,
        Some(series) => News::DatesMoved { series, was },
        None => News::DatesEnded { was },
    };
    telling::tell(db, may, &whom, news, now)?;
    let becomes = it.to.as_ref().map(|to| to.start.compact()).unwrap_or_default();
    let event = Event::of(LogKind::SeriesMoved, it.from.compact(), becomes);
    log::insert(db, may.group(), None, event, at)?;
    Ok(Done::Yes)
}

/// The series with what becomes of it, as long as it still has that date, and no date would be in the past.
fn fitting(
    db: &mut Conn,
    may: &Decided,
    it: &Retiming,
    now: Instant,
) -> Result<Option<(Series, Renewal)>, StoreError> {
    let Some((series, _)) = series::to_change(db, may, it.series)? else {
        return Ok(None);
    };
    let old = series.schedule;
    let new = it.to.as_ref().map(|to| Schedule { start: to.start, zone: old.zone, rule: to.rule });
    let is_to_come = |schedule: &Schedule, at| schedule.meeting(at, None).starts > now;
    let fits_old = old.has(it.from) && is_to_come(&old, it.from);
    let fits_new = new.is_none_or(|new| new.first().is_some_and(|first| is_to_come(&new, first)));
    let renewal = Renewal { old, new, from: it.from.date() };
    Ok((fits_old && fits_new).then_some((series, renewal)))
}

fn renewed(to: &Times, schedule: Schedule, of: &Series, secret: Option<&str>) -> NewSeries {
    let mut new = NewSeries::again(schedule, of, secret);
    new.minutes = to.minutes;
    if let Some(address) = &to.address {
        new.address = Some(address.clone());
    }
    new.located(of)
}
