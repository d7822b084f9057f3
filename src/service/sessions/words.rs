//! Opening and closing words, whether everybody may pass, and whether what somebody tells is left standing: every member
//! reads them, facilitators write them, and every change is a line of the log.

use super::SessionsError;
use super::planning::facilitator;
use crate::access::{May as _, Viewer, Visible};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::time::Instant;
use crate::domain::words::MeetingWords;
use crate::store::log::{self, Event};
use crate::store::{Conn, groups, words};

/// The words, for a form.
#[derive(Debug, Clone)]
pub struct Written {
    pub group: GroupId,
    pub words: MeetingWords,
    /// How often they were changed.
    pub version: i32,
}

/// What the group says now.
///
/// # Errors
/// When the viewer does not facilitate the group.
pub fn written(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    now: Instant,
) -> Result<Visible<Written>, SessionsError> {
    let may = facilitator(db, viewer, group, now)?;
    let (words, version) = words::of(db, may.as_member())?;
    Ok(may.reveal(Written { group, words, version }))
}

/// Says something else in place of the version that the viewer has seen. What is so already changes nothing.
///
/// # Errors
/// When the viewer does not facilitate the group, or somebody else has changed it meanwhile.
pub fn write(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    new: &MeetingWords,
    seen: i32,
    now: Instant,
) -> Result<(), SessionsError> {
    let may = facilitator(db, viewer, group, now)?;
    groups::lock(db, may.as_member())?;
    let (old, version) = words::of(db, may.as_member())?;
    if old == *new {
        return Ok(());
    }
    if version != seen {
        return Err(SessionsError::Changed);
    }
    let next = version.saturating_add(1);
    words::save(db, &may, new, next)?;
    let yes = |it: bool| if it { "yes" } else { "no" }.to_owned();
    let (spoke, speaks) = ((&old.opening, &old.closing), (&new.opening, &new.closing));
    let lines = [
        (LogKind::WordsChanged, spoke != speaks, version.to_string(), next.to_string()),
        (
            LogKind::PassingChanged,
            old.right_to_pass != new.right_to_pass,
            yes(old.right_to_pass),
            yes(new.right_to_pass),
        ),
        (
            LogKind::CrossTalkChanged,
            old.no_cross_talk != new.no_cross_talk,
            yes(old.no_cross_talk),
            yes(new.no_cross_talk),
        ),
    ];
    for (kind, _, before, after) in lines.into_iter().filter(|(_, is_changed, ..)| *is_changed) {
        log::write(db, may.as_member(), Event::of(kind, before, after), now)?;
    }
    Ok(())
}
