//! From a series to its meetings. A series is what people agreed on: a wall time, a zone and a rule, and the changes
//! they made since. Everything here is arithmetic on calendars: no clock, no database, no reader's zone.
//!
//! Clock changes are decided in [`resolve`](super::time::resolve) and nowhere else. Expansion jumps to the asked window:
//! it costs the same next week and in a thousand years.

mod change;
mod expand;
mod key;
mod meetings;
mod renewal;
mod rule;
mod said;
mod terms;

pub use change::{Change, Changes, Pause};
pub use expand::Schedule;
pub use key::{MeetingKey, NotAKey};
pub use meetings::{Meeting, Status};
pub use renewal::Renewal;
pub use rule::{Days, Ends, InMonth, MonthDates, Nth, Nths, Repeat, Rule, RuleRefusal};
pub use said::NewSeries;
pub use terms::{Altered, Terms, Usual};

#[cfg(test)]
mod tests;
