//! Series as they are written: what a facilitator typed, or a feed says, checked. The joining secret is sealed here.

use diesel::prelude::*;

use super::super::conn::Conn;
use super::super::dates_before;
use super::super::error::StoreError;
use super::super::schema::series;
use super::{SECRET, Series};
use crate::access::{MayConvene, MayFacilitate};
use crate::domain::ids::{GroupId, SeriesId};
use crate::domain::series::{NewSeries, Schedule, Terms, Usual};
use crate::domain::text::{OnlineUrl, ShortText};
use crate::domain::time::Instant;
use crate::vault::Cell;

impl NewSeries {
    /// Whether a series says the same already, apart from when it meets.
    #[must_use]
    pub fn says_the_same(&self, as_it: &Series, secret: Option<&str>) -> bool {
        let terms = Terms {
            minutes: self.minutes.into(),
            format: self.format,
            openness: self.openness,
            address: text(&self.address).to_owned(),
            how_to_get_in: text(&self.how_to_get_in).to_owned(),
            online_url: self.online_url.as_ref().map_or("", OnlineUrl::as_str).to_owned(),
        };
        self.kind == as_it.kind
            && text(&self.title) == as_it.title
            && Usual { terms, other_openness_on: self.other_openness_on } == as_it.usual
            && text(&self.open_to) == as_it.open_to
            && self.places.map(u32::from) == as_it.places
            && text(&self.note) == as_it.note
            && self.joining_secret.as_ref().map(ShortText::as_str) == secret
    }

    /// The same, where it is known already: an address that has not changed is where it was.
    #[must_use]
    pub fn located(mut self, as_it: &Series) -> Self {
        self.at = as_it.at.filter(|_| text(&self.address) == as_it.usual.terms.address);
        self
    }

    /// What a series says already, at other times.
    #[must_use]
    pub fn again(schedule: Schedule, of: &Series, secret: Option<&str>) -> Self {
        let short = |text: &str| ShortText::parse(text).ok();
        let terms = &of.usual.terms;
        Self {
            kind: of.kind,
            title: short(&of.title),
            schedule,
            minutes: u16::try_from(terms.minutes).unwrap_or(u16::MAX),
            format: terms.format,
            openness: terms.openness,
            other_openness_on: of.usual.other_openness_on,
            open_to: short(&of.open_to),
            address: short(&terms.address),
            at: of.at,
            how_to_get_in: short(&terms.how_to_get_in),
            online_url: OnlineUrl::parse(&terms.online_url).ok(),
            joining_secret: secret.and_then(short),
            places: of.places.and_then(|places| u16::try_from(places).ok()),
            note: short(&of.note),
        }
    }
}

/// Adds a series to my group.
///
/// # Errors
/// When the database does not answer.
pub fn create(
    db: &mut Conn,
    may: &MayFacilitate,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, StoreError> {
    let id = insert(db, may.group(), new, now)?;
    super::touch(db, may.group(), now)?;
    Ok(id)
}

/// Adds the series of an assembly that two members have called.
///
/// # Errors
/// When the database does not answer.
pub fn convene(
    db: &mut Conn,
    may: &MayConvene,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, StoreError> {
    let id = insert(db, may.group(), new, now)?;
    super::touch(db, may.group(), now)?;
    // To undo what was changed before would take it along.
    dates_before::forget_all(db, may.group())?;
    Ok(id)
}

/// Writes the row, for a facilitator, for members who call an assembly, or for an import.
pub(in crate::store) fn insert(
    db: &mut Conn,
    group: GroupId,
    new: &NewSeries,
    now: Instant,
) -> Result<SeriesId, StoreError> {
    let id = SeriesId::from_random(db.entropy.bytes());
    let secret = sealed(db, id, new);
    diesel::insert_into(series::table)
        .values((
            series::id.eq(id),
            series::group_id.eq(group),
            series::kind.eq(new.kind),
            series::title.eq(text(&new.title)),
            series::start_local.eq(new.schedule.start),
            series::zone.eq(new.schedule.zone),
            series::rule.eq(new.schedule.rule.to_string()),
            series::last_on.eq(new.schedule.ends_on()),
            series::minutes.eq(i32::from(new.minutes)),
            series::format.eq(new.format),
            series::openness.eq(new.openness),
            series::address.eq(text(&new.address)),
            series::how_to_get_in.eq(text(&new.how_to_get_in)),
            series::online_url.eq(new.online_url.as_ref().map_or("", OnlineUrl::as_str)),
            series::joining_secret.eq(secret),
            series::places.eq(new.places.map(i32::from)),
            series::note.eq(text(&new.note)),
            series::other_openness_on.eq(new.other_openness_on.map(|nths| nths.to_string())),
            series::open_to.eq(text(&new.open_to)),
            series::latitude.eq(new.at.map(|at| at.to_stored().0)),
            series::longitude.eq(new.at.map(|at| at.to_stored().1)),
            series::revision.eq(1),
            series::made_at.eq(now),
        ))
        .execute(&mut db.db)?;
    Ok(id)
}

/// Writes anew what is said of a series; its dates stay.
pub(in crate::store) fn rewrite(
    db: &mut Conn,
    group: GroupId,
    id: SeriesId,
    new: &NewSeries,
) -> Result<(), StoreError> {
    let secret = sealed(db, id, new);
    diesel::update(series::table.filter(series::id.eq(id).and(series::group_id.eq(group))))
        .set((
            series::kind.eq(new.kind),
            series::title.eq(text(&new.title)),
            series::minutes.eq(i32::from(new.minutes)),
            series::format.eq(new.format),
            series::openness.eq(new.openness),
            series::other_openness_on.eq(new.other_openness_on.map(|nths| nths.to_string())),
            series::open_to.eq(text(&new.open_to)),
            series::address.eq(text(&new.address)),
            series::how_to_get_in.eq(text(&new.how_to_get_in)),
            series::online_url.eq(new.online_url.as_ref().map_or("", OnlineUrl::as_str)),
            series::joining_secret.eq(secret),
            series::places.eq(new.places.map(i32::from)),
            series::note.eq(text(&new.note)),
            series::latitude.eq(new.at.map(|at| at.to_stored().0)),
            series::longitude.eq(new.at.map(|at| at.to_stored().1)),
            series::revision.eq(series::revision + 1),
        ))
        .execute(&mut db.db)?;
    Ok(())
}

fn text(typed: &Option<ShortText>) -> &str {
    typed.as_ref().map_or("", ShortText::as_str)
}

fn sealed(db: &mut Conn, id: SeriesId, new: &NewSeries) -> Option<Vec<u8>> {
    let secret = new.joining_secret.as_ref()?;
    Some(db.keys.seal(Cell { column: SECRET, row: id.to_bytes() }, secret.as_str(), &db.entropy))
}
