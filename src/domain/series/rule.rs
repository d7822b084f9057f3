//! The rule of a series: the part of RFC 5545's RRULE that groups use. Its text ([`text`]) is what stands in the database
//! and in calendar files; its dates are worked out in [`expand`](super::expand).

use std::num::NonZeroU8;

use chrono::{Datelike as _, NaiveDate, Weekday};

mod sets;
mod text;

pub use sets::{Days, MonthDates, Nth, Nths};
pub use text::RuleRefusal;

/// How often, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub repeat: Repeat,
    pub ends: Ends,
}

/// How often. Counted from the day, week, month or year of the start, never from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// On the start date only.
    Once,
    Daily {
        every: NonZeroU8,
    },
    /// Weeks begin on Monday.
    Weekly {
        every: NonZeroU8,
        on: Days,
    },
    /// Months that have no such day are skipped.
    Monthly {
        every: NonZeroU8,
        on: InMonth,
    },
    /// On the day and month of the start; 29 February is skipped in years that have none.
    Yearly {
        every: NonZeroU8,
    },
}

/// Which days of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InMonth {
    /// The second Tuesday; the first and the third; the last.
    Weekday { nths: Nths, day: Weekday },
    /// The 15th; the 1st and the 15th; the last day.
    Dates(MonthDates),
    /// The first, or the last, of all the days of several weekdays: the first working day.
    Among { days: Days, nth: Nth },
}

/// When a series ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Never,
    /// That local day is still included.
    On(NaiveDate),
    /// After so many meetings, at most 1,000.
    After(u16),
}

impl Ends {
    /// Most meetings that "after so many" may say.
    pub const MOST: u16 = 1000;
}

impl Rule {
    /// Every n weeks on one day, without end.
    #[must_use]
    pub fn weekly(every: NonZeroU8, day: Weekday) -> Self {
        Self { repeat: Repeat::Weekly { every, on: Days::only(day) }, ends: Ends::Never }
    }
}

impl Repeat {
    /// The same, so many days later; `None` where that would be another rule, as in a month, whose days have numbers.
    #[must_use]
    pub fn shifted(self, days: i64) -> Option<Self> {
        match self {
            _ if days == 0 => Some(self),
            Self::Once | Self::Daily { .. } => Some(self),
            Self::Weekly { every, on } => {
                let later = |day: Weekday| {
                    let number = i64::from(day.num_days_from_monday()) + days;
                    u8::try_from(number.rem_euclid(7)).ok().and_then(|number| Weekday::try_from(number).ok())
                };
                Some(Self::Weekly { every, on: Days::of(on.iter().filter_map(later))? })
            }
            Self::Monthly { .. } | Self::Yearly { .. } => None,
        }
    }
}

impl InMonth {
    /// One weekday of the month: the second Tuesday.
    #[must_use]
    pub fn one(nth: Nth, day: Weekday) -> Self {
        Self::Weekday { nths: Nths::only(nth), day }
    }

    /// Its days in the month that begins on `first`, in order; none when the month has no such day.
    #[must_use]
    pub fn dates(self, first: NaiveDate) -> Vec<NaiveDate> {
        let month = first.iter_days().take_while(|date| date.month() == first.month());
        match self {
            Self::Weekday { nths, day } => {
                month.filter(|date| date.weekday() == day && nths.has(*date)).collect()
            }
            Self::Dates(dates) => month.filter(|date| dates.has(*date)).collect(),
            Self::Among { days, nth } => {
                let all: Vec<NaiveDate> = month.filter(|date| days.has(date.weekday())).collect();
                let at = match nth {
                    Nth::Number(number) => Some(usize::from(number.get()) - 1),
                    Nth::Last => all.len().checked_sub(1),
                };
                at.and_then(|at| all.get(at)).copied().into_iter().collect()
            }
        }
    }
}
