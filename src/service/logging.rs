//! The group's log, for its members. What writes the lines are the use cases that change something.

use crate::access::{May as _, Viewer, Visible};
use crate::domain::ids::GroupId;
use crate::domain::log::LogKind;
use crate::domain::time::{Instant, Wall, Zone};
use crate::service::inside::InsideError;
use crate::service::member::member;
use crate::store::log::Line;
use crate::store::{Conn, agreements, groups, log};

/// One line.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: LogKind,
    /// By the group's clock.
    pub when: Wall,
    /// `None` when the member has gone, or nobody did it.
    pub by: Option<String>,
    pub about: Option<String>,
    pub before: String,
    pub after: String,
}

/// The log.
#[derive(Debug, Clone)]
pub struct Log {
    pub group: GroupId,
    pub zone: Zone,
    pub kept_months: u32,
    pub entries: Vec<Entry>,
    /// How many to pass over for the next page.
    pub next: Option<u32>,
}

/// What has changed power, rules or dates, the newest first, after so many lines that are passed over.
///
/// # Errors
/// When the viewer is not in the group.
pub fn read(
    db: &mut Conn,
    viewer: &Viewer,
    group: GroupId,
    after: u32,
    now: Instant,
) -> Result<Visible<Log>, InsideError> {
    let (_, may) = member(db, viewer, group, now)?.ok_or(InsideError::NotFound)?;
    let zone = groups::of_member(db, &may)?.zone;
    let kept_months = agreements::rules(db, &may, now)?.log_kept_months();
    let page = log::read(db, &may, after)?;
    let entries = page.lines.into_iter().map(|line| entry(line, zone)).collect();
    Ok(may.reveal(Log { group, zone, kept_months, entries, next: page.next }))
}

pub(super) fn entry(line: Line, zone: Zone) -> Entry {
    Entry {
        kind: line.kind,
        when: zone.wall(line.at),
        by: line.by,
        about: line.about,
        before: line.before,
        after: line.after,
    }
}
