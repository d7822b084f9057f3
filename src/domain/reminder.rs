//! When a reminder is due, and when it is no longer worth sending. "The day before" is a time on the wall, "three hours
//! before" is time that passes: on the night of a clock change they are not the same.
//!
//! Nothing here sends, and nothing remembers what was sent: a reminder has one [`ReminderKey`], and whoever keeps the
//! outbox takes each key once. The words are elsewhere.

use std::collections::BTreeMap;
use std::fmt;

use chrono::TimeDelta;

use super::coded::Coded as _;
use super::ids::{MeetingId, MembershipId};
use super::message::MessageKind;
use super::quiet::Calm;
use super::rsvp::Answer;
use super::series::Meeting;
use super::time::{Instant, Wall, Zone, resolve};

/// How long before the start a member wants to hear. A member may choose several, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Choice {
    /// At the same time on the wall, the day before.
    DayBefore,
    /// So many hours earlier, as they pass.
    Hours(Hours),
}

/// 1 to 72.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hours(u8);

impl Hours {
    /// The most that a member can choose.
    pub const MOST: u8 = 72;

    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Choice {
    /// As it stands in the database and in forms: the hours, or 0 for "the day before".
    #[must_use]
    pub fn hours_before(self) -> u8 {
        match self {
            Self::DayBefore => 0,
            Self::Hours(hours) => hours.0,
        }
    }

    /// Reads [`Choice::hours_before`]; `None` beyond 72.
    #[must_use]
    pub fn from_hours_before(hours: u8) -> Option<Self> {
        match hours {
            0 => Some(Self::DayBefore),
            1..=Hours::MOST => Some(Self::Hours(Hours(hours))),
            _ => None,
        }
    }
}

/// Nobody is reminded later than this before the start: the mail would come when the room is already open.
const TOO_CLOSE: TimeDelta = TimeDelta::minutes(2);

/// When a reminder of a meeting is of no more use, however it is delayed: two minutes before the start.
#[must_use]
pub fn expires(starts: Instant) -> Instant {
    starts.minus(TOO_CLOSE)
}

/// Whether a reminder may still go out.
#[must_use]
pub fn worth_sending(now: Instant, starts: Instant) -> bool {
    now < expires(starts)
}

/// Whether somebody who said this is reminded. Who has said nothing is, since they asked for it; who waits for a place
/// is not, since there may be none.
#[must_use]
pub fn is_for(answer: Option<Answer>) -> bool {
    match answer {
        None | Some(Answer::Coming | Answer::Perhaps) => true,
        Some(Answer::Waiting | Answer::NotComing) => false,
    }
}

/// When a reminder should go out if there is time enough, always before the start. Only [`plan`] knows whether there is.
#[must_use]
pub fn due(choice: Choice, meeting: &Meeting, zone: Zone) -> Instant {
    match choice {
        Choice::Hours(hours) => meeting.starts.minus(TimeDelta::hours(i64::from(hours.0))),
        Choice::DayBefore => {
            let eve = Wall::from_naive(meeting.wall.naive() - TimeDelta::days(1));
            let due = resolve(eve, zone).instant();
            // Where a whole day was skipped there is none before: Samoa, 30 December 2011.
            if due < meeting.starts { due } else { meeting.starts.minus(TimeDelta::days(1)) }
        }
    }
}

/// The same for somebody who has quiet hours: what would come in them comes before.
#[must_use]
pub fn due_for(choice: Choice, meeting: &Meeting, zone: Zone, calm: Calm) -> Instant {
    calm.before(due(choice, meeting, zone))
}

/// The reminders of one member for one meeting, and when each goes out: never in the past, none twice at the same moment, and
/// none that is not worth sending. Of those that are late, because the meeting or the wish is new or because nothing ran for a while, only the
/// one closest to the start goes out, now.
///
/// The answer is the same at every run until something changes, so that planning twice plans nothing twice.
#[must_use]
pub fn plan(
    choices: &[Choice],
    meeting: &Meeting,
    zone: Zone,
    calm: Calm,
    now: Instant,
) -> Vec<(Choice, Instant)> {
    if !meeting.status.takes_place() || !worth_sending(now, meeting.starts) {
        return Vec::new();
    }
    // Of two that quiet hours bring together, the one that was meant to be closer to the start.
    let mut all: BTreeMap<Instant, (Instant, Choice)> = BTreeMap::new();
    for choice in choices {
        let wished = (due(*choice, meeting, zone), *choice);
        let at = all.entry(calm.before(wished.0)).or_insert(wished);
        *at = wished.max(*at);
    }
    let late = all.range(..=now).count();
    all.into_iter().skip(late.saturating_sub(1)).map(|(due, (_, choice))| (choice, due.max(now))).collect()
}

/// What makes a reminder this one and no other. A meeting that moves has a new version of its time, and so new
/// reminders; everything else that happens to it leaves them alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReminderKey {
    pub meeting: MeetingId,
    pub time_version: i32,
    pub membership: MembershipId,
    pub choice: Choice,
}

/// The one way to write a key: unique in the outbox, and what the Message-ID is a keyed hash of. Its parts hold no
/// space, so no two keys are written alike.
impl fmt::Display for ReminderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { meeting, time_version, membership, choice } = self;
        let kind = MessageKind::Reminder.code();
        write!(f, "{kind} {meeting} {membership} {time_version} {}", choice.hours_before())
    }
}

#[cfg(test)]
mod tests;
