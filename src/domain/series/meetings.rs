//! The meetings of a schedule, once what was done to them is applied: what moved stands where it moved to, what was added
//! is there, and what a pause takes is not.

use std::ops::Range;

use chrono::TimeDelta;

use super::change::{Change, Changes};
use super::expand::Schedule;
use crate::domain::time::{Instant, Resolved, Wall, resolve};

/// Whether a meeting takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    AsPlanned,
    Moved,
    /// Added by hand.
    Extra,
    Cancelled,
    /// The group pauses.
    Paused,
}

impl Status {
    /// Whether there is something to come to.
    #[must_use]
    pub fn takes_place(self) -> bool {
        match self {
            Self::AsPlanned | Self::Moved | Self::Extra => true,
            Self::Cancelled | Self::Paused => false,
        }
    }
}

/// One meeting, with its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// Its key within the series.
    pub original: Wall,
    /// What the clocks on the wall will show when it begins.
    pub wall: Wall,
    pub starts: Instant,
    pub status: Status,
    /// The clocks skip the agreed time that night, so `wall` is later than agreed.
    pub in_gap: bool,
}

impl Meeting {
    /// When it ends: its length is time that passes, so that 90 minutes are 90 minutes in every night of the year.
    #[must_use]
    pub fn ends(&self, minutes: u32) -> Instant {
        self.starts.plus(TimeDelta::minutes(minutes.into()))
    }
}

/// No zone is further than a day from UTC, and no gap longer than one.
const DAY_AND_A_BIT: TimeDelta = TimeDelta::days(2);

impl Schedule {
    /// The meetings that begin in the window, in the order in which they begin, with `changes` applied. Cancelled ones are
    /// there and say so; moved ones stand where they moved to, once; what a pause takes is left out.
    #[must_use]
    pub fn meetings(&self, window: Range<Instant>, changes: &Changes, limit: usize) -> Vec<Meeting> {
        let first = self.zone.wall(window.start).date() - DAY_AND_A_BIT;
        let mut found: Vec<Meeting> = Vec::new();
        for date in self.dates(first) {
            let original = Wall::from_naive(date.and_time(self.start.time()));
            let change = changes.of(original);
            if change.is_some_and(|change| change.moved_to.is_some()) {
                continue;
            }
            let meeting = self.meeting(original, change);
            if meeting.starts >= window.end {
                break;
            }
            if window.contains(&meeting.starts) && !changes.take(original) {
                found.push(meeting);
            }
            if found.len() >= limit {
                break;
            }
        }
        // Those that moved or were added may lie anywhere, so each is looked at by itself.
        let by_hand = changes
            .dates
            .iter()
            .filter(|change| match (change.moved_to, self.has(change.original)) {
                (Some(_), is_of_the_rule) => is_of_the_rule || change.is_extra,
                (None, is_of_the_rule) => change.is_extra && !is_of_the_rule,
            })
            .map(|change| self.meeting(change.original, Some(change)))
            .filter(|meeting| window.contains(&meeting.starts));
        found.extend(by_hand);
        found.sort_by_key(|meeting| (meeting.starts, meeting.original));
        found.truncate(limit);
        found
    }

    /// One meeting, also one that a pause takes. `None` when neither the rule nor anybody's hand gave it.
    #[must_use]
    pub fn find(&self, original: Wall, changes: &Changes) -> Option<Meeting> {
        let change = changes.of(original);
        if !self.has(original) && !change.is_some_and(|change| change.is_extra) {
            return None;
        }
        let meeting = self.meeting(original, change);
        let is_off = meeting.status.takes_place() && changes.take(original);
        Some(if is_off { Meeting { status: Status::Paused, ..meeting } } else { meeting })
    }

    /// One meeting by itself. Whether there is one at all is [`Schedule::find`].
    #[must_use]
    pub fn meeting(&self, original: Wall, change: Option<&Change>) -> Meeting {
        let agreed = change.and_then(|change| change.moved_to).unwrap_or(original);
        let status = match change {
            Some(change) if change.cancelled => Status::Cancelled,
            Some(change) if change.moved_to.is_some() => Status::Moved,
            Some(change) if change.is_extra => Status::Extra,
            Some(_) | None => Status::AsPlanned,
        };
        match resolve(agreed, self.zone) {
            Resolved::Plain(starts) | Resolved::Fold(starts) => {
                Meeting { original, wall: agreed, starts, status, in_gap: false }
            }
            Resolved::Gap { at, shown } => {
                Meeting { original, wall: shown, starts: at, status, in_gap: true }
            }
        }
    }
}
