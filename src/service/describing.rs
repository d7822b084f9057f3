//! What a group says of itself, and that it still meets: its facilitators' to change, for everybody to read.

use chrono::NaiveDate;

use crate::access::{self, May as _, Viewer, Visible};
use crate::domain::agreement::Rule;
use crate::domain::description::Description;
use crate::domain::ids::{FieldId, GroupId, PlaceId, ProgrammeId};
use crate::domain::locale::Locale;
use crate::domain::log::LogKind;
use crate::domain::time::Instant;
use crate::store::log::{self, Event};
use crate::store::vocabulary::{self, Word};
use crate::store::{Conn, StoreError, agreements, descriptions, groups, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum DescribingError {
    /// There is no such group, or the viewer does not facilitate it.
    #[error("not found")]
    NotFound,
    /// Somebody else has said something different since the viewer looked.
    #[error("changed meanwhile")]
    Changed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a description chooses from.
#[derive(Debug, Clone)]
pub struct Choices {
    pub places: Vec<Word<PlaceId>>,
    pub fields: Vec<Word<FieldId>>,
    pub programmes: Vec<Word<ProgrammeId>>,
}

/// Everything to choose from, in a language. Public words, and so without a proof.
///
/// # Errors
/// When the database does not answer.
pub(in crate::service) fn choices(db: &mut Conn, language: Locale) -> Result<Choices, StoreError> {
    Ok(Choices {
        places: vocabulary::places(db, language)?,
        fields: vocabulary::fields(db, language)?,
        programmes: vocabulary::programmes(db)?,
    })
}

/// A group's own page about itself.
#[derive(Debug, Clone)]
pub struct Settings {
    pub group: GroupId,
    pub says: Description,
    pub choices: Choices,
    pub confirmed_on: Option<NaiveDate>,
    /// What the group has settled about how one joins: the value of [`Rule::Joining`].
    pub joining: i32,
}

/// What stands on it.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn settings(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    language: Locale,
    now: Instant,
) -> Result<Visible<Settings>, DescribingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(DescribingError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(DescribingError::NotFound)?;
    let it = groups::of_member(db, may.as_member())?;
    Ok(may.reveal(Settings {
        group: it.id,
        says: descriptions::of(db, &may)?,
        choices: choices(db, language)?,
        confirmed_on: it.last_confirmed_on,
        joining: agreements::rules(db, may.as_member(), now)?.of(Rule::Joining),
    }))
}

/// Says something else of the group, in place of what the viewer has seen: [`Description::mark`].
///
/// # Errors
/// When the viewer does not facilitate the group, or it says something else by now than they have seen.
pub fn describe(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    seen: &str,
    says: &Description,
    now: Instant,
) -> Result<(), DescribingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(DescribingError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(DescribingError::NotFound)?;
    groups::lock(db, may.as_member())?;
    let said = descriptions::of(db, &may)?;
    if !says.may_replace(&said, seen) {
        return Err(DescribingError::Changed);
    }
    descriptions::change(db, &may, says)?;
    let yes = |it: bool| if it { "yes" } else { "no" };
    let lines = [
        (LogKind::NameChanged, said.name.as_str(), says.name.as_str()),
        (LogKind::ListedChanged, yes(said.listed), yes(says.listed)),
    ];
    for (kind, before, after) in lines.into_iter().filter(|(_, before, after)| before != after) {
        log::write(db, may.as_member(), Event::of(kind, before, after), now)?;
    }
    Ok(())
}

/// "We are still here": newcomers read the day.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn confirm(db: &mut Conn, viewer: &Viewer, group: GroupId, now: Instant) -> Result<(), DescribingError> {
    let at = standing::at_group(db, viewer, group, now)?.ok_or(DescribingError::NotFound)?;
    let may = access::may_facilitate(viewer, &at, now).ok_or(DescribingError::NotFound)?;
    let today = groups::of_member(db, may.as_member())?.zone.wall(now).date();
    Ok(groups::confirm(db, &may, today)?)
}
