//! What the group knows: members leave one another short notes on what helped. Whoever wrote one changes and withdraws it, and
//! nobody else learns whose it is. Nothing here is counted, ranked or told to anybody outside.

use chrono::NaiveDate;

use crate::access::{self, May as _, MayAttend, MayRevise, Viewer, Visible};
use crate::domain::experience::{self, OpenTo, Refusal};
use crate::domain::ids::{ExperienceId, GroupId};
use crate::domain::text::{Experience, search_terms, search_text};
use crate::domain::time::Instant;
use crate::service::member::member;
use crate::store::{Conn, StoreError, experiences, groups, standing};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum ExperienceError {
    /// There is no such group or note, or it is not the viewer's.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody wishes to share, and how.
#[derive(Debug, Clone)]
pub struct Draft {
    pub words: Experience,
    /// Whether it is the group's to keep when its author leaves.
    pub stays: bool,
    pub is_signed: bool,
    /// Whether others may read it, if the group decides so.
    pub may_open: bool,
}

/// A note, for one member.
#[derive(Debug, Clone)]
pub struct Note {
    pub id: ExperienceId,
    pub words: String,
    /// The first day of the month in which it was written.
    pub month: NaiveDate,
    /// The name under which its author wished it to stand.
    pub by: Option<String>,
    /// Whether its author lets others read it, if the group decides so; and how far it has.
    pub may_open: bool,
    pub opened_to: OpenTo,
    /// What only its author is told: that it is theirs, and whether it stays.
    pub mine: Option<Mine>,
}

/// What an author sees of their own note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mine {
    pub stays: bool,
}

/// The notes of a group.
#[derive(Debug, Clone)]
pub struct Shared {
    pub group: GroupId,
    /// Those that were looked for, or all.
    pub notes: Vec<Note>,
    /// How many there are.
    pub kept: usize,
    /// What sister groups have opened, in no order of groups.
    pub of_sisters: Vec<Told>,
}

/// A note that others than its group read.
#[derive(Debug, Clone)]
pub struct Told {
    pub words: String,
    pub month: NaiveDate,
}

pub(in crate::service) fn told(it: experiences::Told) -> Told {
    Told { words: it.words, month: it.month }
}

/// What helped the members of a group; where something is looked for, what has to do with it.
///
/// # Errors
/// When the viewer is not in the group.
pub fn read(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    looked_for: &str,
    now: Instant,
) -> Result<Visible<Shared>, ExperienceError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(ExperienceError::NotFound)?;
    let mut notes = notes(db, &may, now)?;
    let kept = notes.len();
    let terms = search_terms(looked_for);
    notes.retain(|note| {
        let text = search_text(&[&note.words, note.by.as_deref().unwrap_or_default()]);
        terms.iter().all(|term| term.found_in(&text).is_some())
    });
    let mut of_sisters: Vec<Told> = experiences::of_sisters(db, &may, now)?.into_iter().map(told).collect();
    of_sisters.retain(|it| terms.iter().all(|term| term.found_in(&search_text(&[&it.words])).is_some()));
    Ok(may.reveal(Shared { group, notes, kept, of_sisters }))
}

/// One's own note, to say it otherwise.
///
/// # Errors
/// When it is not the viewer's.
pub fn mine(
    db: &mut Conn,
    viewer: &Viewer,
    (group, note): (GroupId, ExperienceId),
    now: Instant,
) -> Result<Visible<Note>, ExperienceError> {
    let may = author(db, viewer, (group, note), now)?;
    let mut notes = notes(db, may.as_member(), now)?;
    notes.retain(|it| it.id == note);
    notes.pop().map(|it| may.reveal(it)).ok_or(ExperienceError::NotFound)
}

/// Whether the viewer may write here, and there is room.
///
/// # Errors
/// When the viewer is not in the group, or it keeps no more.
pub fn may_write(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<(), ExperienceError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(ExperienceError::NotFound)?;
    Ok(experience::takes_another(experiences::count(db, &may)?)?)
}

/// Writes a note.
///
/// # Errors
/// As [`may_write`].
pub fn write(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    draft: &Draft,
    now: Instant,
) -> Result<(), ExperienceError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(ExperienceError::NotFound)?;
    experience::takes_another(experiences::count(db, &may)?)?;
    let today = groups::of_member(db, &may)?.zone.wall(now).date();
    Ok(experiences::write(db, &may, &stored(draft), experience::month(today))?)
}

/// Says one's own note otherwise.
///
/// # Errors
/// When it is not the viewer's.
pub fn change(
    db: &mut Conn,
    viewer: &Viewer,
    at: (GroupId, ExperienceId),
    draft: &Draft,
    now: Instant,
) -> Result<(), ExperienceError> {
    let may = author(db, viewer, at, now)?;
    Ok(experiences::change(db, &may, &stored(draft))?)
}

/// Withdraws one's own note: at once, and everywhere.
///
/// # Errors
/// When it is not the viewer's.
pub fn withdraw(
    db: &mut Conn,
    viewer: &Viewer,
    at: (GroupId, ExperienceId),
    now: Instant,
) -> Result<(), ExperienceError> {
    let may = author(db, viewer, at, now)?;
    Ok(experiences::withdraw(db, &may)?)
}

fn notes(db: &mut Conn, may: &MayAttend, now: Instant) -> Result<Vec<Note>, StoreError> {
    let notes = experiences::of_group(db, may, now)?.into_iter().map(|it| Note {
        id: it.id,
        words: it.words,
        month: it.month,
        by: it.by,
        may_open: it.may_open,
        opened_to: it.opened_to,
        mine: it.is_mine.then_some(Mine { stays: it.stays }),
    });
    Ok(notes.collect())
}

fn stored(draft: &Draft) -> experiences::Draft {
    let Draft { words, stays, is_signed, may_open } = draft.clone();
    experiences::Draft { words, stays, is_signed, may_open }
}

fn author(
    db: &mut Conn,
    viewer: &Viewer,
    (group, note): (GroupId, ExperienceId),
    now: Instant,
) -> Result<MayRevise, ExperienceError> {
    let at = standing::at_experience(db, viewer, group, note, now)?.ok_or(ExperienceError::NotFound)?;
    access::may_revise(viewer, &at).ok_or(ExperienceError::NotFound)
}
