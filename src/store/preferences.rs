//! How somebody wishes to be spoken to: language, clock, how much their mails say and when none comes, and what stands on a screen
//! that others may look at.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::person;
use crate::access::Myself;
use crate::domain::group::Discretion;
use crate::domain::ids::PersonId;
use crate::domain::locale::Locale;
use crate::domain::quiet::{Calm, Quiet};
use crate::domain::screen::Screen;
use crate::domain::time::Zone;

/// The language of my pages and mails.
///
/// # Errors
/// When the database does not answer.
pub fn set_language(db: &mut Conn, me: &Myself, language: Locale) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person())).set(person::language.eq(language)).execute(&mut db.db)?;
    Ok(())
}

/// What I want on the screen.
///
/// # Errors
/// When the database does not answer.
pub fn screen(db: &mut Conn, me: &Myself) -> Result<Screen, StoreError> {
    let columns = (person::lock_after, person::has_initials);
    let (lock_after, has_initials) = person::table.find(me.person()).select(columns).first(&mut db.db)?;
    Ok(Screen { lock_after, has_initials })
}

/// Chooses what I want on the screen. What counts from now on is this moment of use.
///
/// # Errors
/// When the database does not answer.
pub fn set_screen(db: &mut Conn, me: &Myself, screen: Screen) -> Result<(), StoreError> {
    let set = (person::lock_after.eq(screen.lock_after), person::has_initials.eq(screen.has_initials));
    diesel::update(person::table.find(me.person())).set(set).execute(&mut db.db)?;
    Ok(())
}

/// Whether somebody wants names as initials.
pub(in crate::store) fn has_initials(db: &mut Conn, who: PersonId) -> Result<bool, StoreError> {
    Ok(person::table.find(who).select(person::has_initials).first(&mut db.db)?)
}

/// When I want no mail that can wait.
///
/// # Errors
/// When the database does not answer.
pub fn quiet(db: &mut Conn, me: &Myself) -> Result<Quiet, StoreError> {
    Ok(calm(db, me.person())?.quiet)
}

/// Chooses when I want no mail that can wait.
///
/// # Errors
/// When the database does not answer.
pub fn set_quiet(db: &mut Conn, me: &Myself, quiet: Quiet) -> Result<(), StoreError> {
    let set = (person::quiet_from.eq(i32::from(quiet.from())), person::quiet_to.eq(i32::from(quiet.to())));
    diesel::update(person::table.find(me.person())).set(set).execute(&mut db.db)?;
    Ok(())
}

/// Somebody's quiet hours, on their own clock.
pub(in crate::store) fn calm(db: &mut Conn, who: PersonId) -> Result<Calm, StoreError> {
    let columns = (person::quiet_from, person::quiet_to, person::zone);
    let (from, to, zone) = person::table.find(who).select(columns).first(&mut db.db)?;
    Ok(Calm { quiet: quiet_between(from, to)?, zone })
}

/// As it stands in the table, whose own check keeps out everything else.
pub(in crate::store) fn quiet_between(from: i32, to: i32) -> Result<Quiet, StoreError> {
    let hour = |it: i32| u8::try_from(it).ok();
    hour(from)
        .zip(hour(to))
        .and_then(|(from, to)| Quiet::between(from, to))
        .ok_or(StoreError::Unknown("quiet hours"))
}

/// How much my mails say.
///
/// # Errors
/// When the database does not answer.
pub fn discretion(db: &mut Conn, me: &Myself) -> Result<Discretion, StoreError> {
    Ok(person::table.find(me.person()).select(person::discretion).first(&mut db.db)?)
}

/// Chooses how much my mails say.
///
/// # Errors
/// When the database does not answer.
pub fn set_discretion(db: &mut Conn, me: &Myself, says: Discretion) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person())).set(person::discretion.eq(says)).execute(&mut db.db)?;
    Ok(())
}

/// Whose clocks I go by.
///
/// # Errors
/// When the database does not answer.
pub fn zone(db: &mut Conn, me: &Myself) -> Result<Zone, StoreError> {
    Ok(person::table.find(me.person()).select(person::zone).first(&mut db.db)?)
}

/// Chooses whose clocks I go by.
///
/// # Errors
/// When the database does not answer.
pub fn set_zone(db: &mut Conn, me: &Myself, zone: Zone) -> Result<(), StoreError> {
    diesel::update(person::table.find(me.person())).set(person::zone.eq(zone)).execute(&mut db.db)?;
    Ok(())
}
