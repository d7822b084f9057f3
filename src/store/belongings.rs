//! Everything that is a group's own: taken from its rows, and given to one that was just founded. Each piece is read and
//! written in one place, so that what is brought is what was taken. What is left out says why ([`LEFT_OUT`], and
//! `tests/app/belongings.rs`). No function here reads a row that leads to a member, but for its notes' and its log's own words.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::conn::Conn;
use super::descriptions;
use super::error::StoreError;
use super::proposals::taken as decisions;
use super::schema::{field, groups, place};
use crate::access::{Founded, MayFacilitate};
use crate::domain::belongings::{Belongings, FORMAT, Says};
use crate::domain::description::Description;
use crate::domain::group::Joining;
use crate::domain::ids::{FieldId, PlaceId};
use crate::domain::text::Slug;
use crate::domain::time::{Instant, Zone};

mod agreed;
mod kept;
mod meetings;

/// The tables that are taken along, as far as their rows are the group's own.
pub const TAKEN: [&str; 21] = [
    "groups",
    "group_field",
    "group_language",
    "agreement_rule",
    "agreement_version",
    "meeting_words",
    "series",
    "meeting",
    "pause",
    "plan",
    "session",
    "role",
    "role_at",
    "handover_item",
    "proposal",
    "elector",
    "voice",
    "ballots",
    "group_log",
    "experience",
    "tally",
];

/// Tables whose rows go with a group, belong to nobody in it, and are not taken along; and why not.
pub const LEFT_OUT: [(&str, &str); 11] = [
    ("held_back", "it is about a release of the programme from which the group goes"),
    ("passed_on", "it was told to the programme from which the group goes"),
    ("invitation", "its link leads to where it was made"),
    ("dates_before", "it is for ten minutes of undo"),
    ("series_source", "from there on no feed speaks for the group"),
    ("ending", "a group that has closed takes nothing along"),
    ("welcome", "it names another group"),
    ("report", "it is between whoever told it and whom they told"),
    ("report_word", "it is between whoever told it and whom they told"),
    ("grounds", "it is about a person"),
    ("arrival", "it is about somebody who comes to a meeting"),
];

/// All that is my group's own.
///
/// # Errors
/// When the database does not answer, or a cell does not open.
pub fn of(db: &mut Conn, may: &MayFacilitate, now: Instant) -> Result<Belongings, StoreError> {
    let (ids, decisions): (Vec<_>, Vec<_>) = decisions::taken(db, may.as_member(), now)?.into_iter().unzip();
    let series = meetings::series(db, may, now)?;
    Ok(Belongings {
        format: FORMAT.to_owned(),
        made_at: now,
        says: says(db, may)?,
        rules: agreed::rules(db, may, now)?,
        versions: agreed::versions(db, may, &ids, now)?,
        words: kept::words(db, may)?,
        pauses: meetings::pauses(db, may)?,
        roles: kept::roles(db, may, &series.iter().map(|(id, _)| *id).collect::<Vec<_>>())?,
        series: series.into_iter().map(|(_, it)| it).collect(),
        plans: kept::plans(db, may)?,
        handover: kept::handover(db, may)?,
        decisions,
        log: agreed::log(db, may)?,
        notes: kept::notes(db, may, now)?,
    })
}

/// What a description says here of what the group said elsewhere, and which places and fields there are not here, by their
/// addresses.
///
/// # Errors
/// When the database does not answer.
pub fn described(db: &mut Conn, it: &Says) -> Result<(Description, Vec<String>), StoreError> {
    let mut missing = Vec::new();
    let mut known_place = None;
    if let Some(slug) = &it.place {
        let found = place::table.filter(place::slug.eq(slug.as_str())).select(place::id);
        known_place = found.first::<PlaceId>(&mut db.db).optional()?;
        missing.extend(known_place.is_none().then(|| slug.as_str().to_owned()));
    }
    let mut fields = BTreeSet::new();
    for slug in &it.fields {
        let found = field::table.filter(field::slug.eq(slug.as_str())).select(field::id);
        match found.first::<FieldId>(&mut db.db).optional()? {
            Some(id) => drop(fields.insert(id)),
            None => missing.push(slug.as_str().to_owned()),
        }
    }
    let says = Description {
        name: it.name.clone(),
        about: it.about.clone(),
        place: known_place,
        fields,
        languages: it.languages.clone(),
        step_free: it.step_free,
        listed: it.listed,
        shows_full: it.shows_full,
        shows_agreement: it.shows_agreement,
        confirm_within: it.confirm_within_days,
    };
    Ok((says, missing))
}

/// Gives it to a group that was just founded with [`described`] and the same way of joining.
///
/// # Errors
/// When the database does not answer.
pub fn give(db: &mut Conn, to: &Founded, it: &Belongings, now: Instant) -> Result<(), StoreError> {
    diesel::update(groups::table.find(to.group))
        .set((groups::made_at.eq(it.says.since), groups::last_confirmed_on.eq(it.says.last_confirmed_on)))
        .execute(&mut db.db)?;
    let series = meetings::give(db, to, it, now)?;
    kept::give(db, to, it, &series)?;
    let mut ids = Vec::new();
    for decision in &it.decisions {
        ids.push(decisions::given(db, to, decision)?);
    }
    agreed::give(db, to, it, &ids)
}

fn says(db: &mut Conn, may: &MayFacilitate) -> Result<Says, StoreError> {
    let says = descriptions::of(db, may)?;
    let (zone, joining, since, last_confirmed_on): (Zone, Joining, Instant, Option<chrono::NaiveDate>) =
        groups::table
            .find(may.group())
            .select((groups::zone, groups::joining, groups::made_at, groups::last_confirmed_on))
            .first(&mut db.db)?;
    let place = match says.place {
        Some(id) => Some(slug(&place::table.find(id).select(place::slug).first::<String>(&mut db.db)?)?),
        None => None,
    };
    let fields: Vec<String> =
        field::table.filter(field::id.eq_any(&says.fields)).select(field::slug).load(&mut db.db)?;
    Ok(Says {
        name: says.name,
        about: says.about,
        place,
        fields: fields.iter().map(|it| slug(it)).collect::<Result<_, _>>()?,
        languages: says.languages,
        step_free: says.step_free,
        listed: says.listed,
        shows_full: says.shows_full,
        shows_agreement: says.shows_agreement,
        confirm_within_days: says.confirm_within,
        last_confirmed_on,
        zone,
        joining,
        since,
    })
}

fn slug(stored: &str) -> Result<Slug, StoreError> {
    Slug::parse(stored).map_err(|_| StoreError::Unknown("slug"))
}
