//! What is left of a member's turns in one role once their dates are gone: enough to be fair, too little to tell at which
//! meeting somebody was.

use chrono::{Datelike as _, Days, NaiveDate};

/// Of one member in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// The Monday of the week of the last turn.
    pub last_week: Option<NaiveDate>,
    /// How many turns in a row the last one ended.
    pub run: u32,
    /// How many turns there were.
    pub count: u32,
}

/// The Monday of a day's week.
#[must_use]
pub fn week(of: NaiveDate) -> NaiveDate {
    of.checked_sub_days(Days::new(of.weekday().num_days_from_monday().into())).unwrap_or(of)
}

impl Record {
    /// With one more turn, on that day; `before` is the day of the meeting before that one.
    #[must_use]
    pub fn and(self, on: NaiveDate, before: Option<NaiveDate>) -> Self {
        Self {
            last_week: self.last_week.max(Some(week(on))),
            run: self.run_after(before) + 1,
            count: self.count + 1,
        }
    }

    /// How many turns in a row have just passed, when the last meeting was on that day. A meeting without this member in
    /// between ends the row.
    #[must_use]
    pub fn run_after(self, last_meeting: Option<NaiveDate>) -> u32 {
        let had_it = last_meeting.is_some_and(|day| self.last_week >= Some(week(day)));
        if had_it { self.run } else { 0 }
    }
}
