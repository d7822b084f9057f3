//! What goes along with a mandate when it goes over: a list that every member can read and edit, and that the two between
//! whom it goes tick off. What stands in it is the group's; that passwords do not belong there, the page says.

use chrono::NaiveDate;

use crate::access::{self, AtGroup, May as _, Viewer, Visible};
use crate::domain::ids::{GroupId, ItemId};
use crate::domain::text::ShortText;
use crate::domain::time::{Instant, Zone};
use crate::service::member::{locked_member, member};
use crate::store::{Conn, StoreError, groups, handovers};

/// The most lines that a list has.
pub const MOST: usize = 30;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// There is no such group or line, or the viewer is not between whom a mandate goes over.
    #[error("not found")]
    NotFound,
    /// Somebody else has written another list meanwhile.
    #[error("changed meanwhile")]
    Changed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A line.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: ItemId,
    pub words: String,
    /// In the hand-over that is under way, for those two; otherwise nobody's.
    pub is_done: bool,
}

/// The list.
#[derive(Debug, Clone)]
pub struct Handover {
    pub group: GroupId,
    pub lines: Vec<Line>,
    /// Since when the viewer hands over or is handed over to.
    pub since: Option<NaiveDate>,
}

impl Handover {
    /// The list as one text, a line each.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// The list, for a member.
///
/// # Errors
/// When the viewer is not in the group.
pub fn show(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Handover>, HandoverError> {
    let (at, may) = member(db, viewer, group, now)?.ok_or(HandoverError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let since = access::may_hand_over(viewer, &at).map(|two| two.since());
    let lines = handovers::list(db, &may)?
        .into_iter()
        .map(|it| Line {
            id: it.id,
            words: it.words,
            // What was ticked off before belongs to an earlier time.
            is_done: it.ticked.zip(since).is_some_and(|(ticked, since)| ticked >= since),
        })
        .collect();
    Ok(may.reveal(Handover { group, lines, since: since.map(|since| zone.wall(since).date()) }))
}

/// Since when the viewer hands over or is handed over to.
pub(in crate::service) fn since(viewer: &Viewer, at: &AtGroup, zone: Zone) -> Option<NaiveDate> {
    access::may_hand_over(viewer, at).map(|two| zone.wall(two.since()).date())
}

/// Writes another list, in place of the one that the viewer has seen.
///
/// # Errors
/// When the viewer is not in the group, or has seen another one.
pub fn write(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    seen: &str,
    lines: &[ShortText],
    now: Instant,
) -> Result<(), HandoverError> {
    let (_, may) = locked_member(db, viewer, group, now)?.ok_or(HandoverError::NotFound)?;
    let there = handovers::list(db, &may)?;
    let is_seen = seen.lines().map(str::trim).eq(there.iter().map(|it| it.words.as_str()));
    let is_same = lines.iter().map(ShortText::as_str).eq(there.iter().map(|it| it.words.as_str()));
    if !is_seen && !is_same {
        return Err(HandoverError::Changed);
    }
    Ok(handovers::write(db, &may, lines)?)
}

/// Ticks a line off, or not after all.
///
/// # Errors
/// When no mandate goes over from or to the viewer, or the list has no such line.
pub fn tick(
    db: &mut Conn,
    viewer: &Viewer,
    (group, item): (GroupId, ItemId),
    is_done: bool,
    now: Instant,
) -> Result<(), HandoverError> {
    let (at, _) = member(db, viewer, group, now)?.ok_or(HandoverError::NotFound)?;
    let may = access::may_hand_over(viewer, &at).ok_or(HandoverError::NotFound)?;
    if handovers::tick(db, &may, item, is_done.then_some(now))? {
        Ok(())
    } else {
        Err(HandoverError::NotFound)
    }
}
