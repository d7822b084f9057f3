//! The rule of a series: the part of RFC 5545's RRULE that groups use. Read and written in its words, so that what stands
//! in the database is what a calendar file says.

use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

/// How often, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub repeat: Repeat,
    pub ends: Ends,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// On the start date only.
    Once,
    /// Every n weeks, counted from the week of the start (weeks begin on Monday).
    Weekly { every: NonZeroU8, on: Days },
    /// Every n months, counted from the month of the start. Months without a fifth such day are skipped.
    Monthly { every: NonZeroU8, nth: Nth, day: Weekday },
}

/// Which of a month's weekdays. The fourth and the last are separate choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    /// The first to the fifth.
    Number(NthNumber),
    Last,
}

/// 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NthNumber(u8);

/// When a series ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Never,
    /// That local day is still included.
    On(NaiveDate),
    /// After so many meetings, at most 1,000.
    After(u16),
}

/// Why a text is not a rule of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefusal {
    #[error("a part of the rule is not understood")]
    Unknown,
    #[error("a rule needs a weekday")]
    NoDay,
    #[error("a number is out of bounds")]
    Number,
    /// Also two ends: `UNTIL` and `COUNT`.
    #[error("a part of the rule stands twice")]
    Twice,
}

/// A set of weekdays; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// Just this one.
    #[must_use]
    pub fn only(day: Weekday) -> Self {
        Self(bit(day))
    }

    /// `None` when there is none.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let bits = days.into_iter().fold(0, |bits, day| bits | bit(day));
        (bits != 0).then_some(Self(bits))
    }

    /// From Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().map(|(day, _)| day).filter(move |day| self.0 & bit(*day) != 0)
    }
}

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

/// Most meetings that "after so many" may say.
const MOST_MEETINGS: u16 = 1000;

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

impl Nth {
    /// The first (1) to the fifth (5).
    #[must_use]
    pub fn number(number: u8) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self::Number(NthNumber(number)))
    }
}

impl NthNumber {
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Rule {
    /// Every n weeks on one day, without end.
    #[must_use]
    pub fn weekly(every: NonZeroU8, day: Weekday) -> Self {
        Self { repeat: Repeat::Weekly { every, on: Days::only(day) }, ends: Ends::Never }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repeat {
            Repeat::Once => return f.write_str("ONCE"),
            Repeat::Weekly { every, on } => {
                let days: Vec<&str> = on.iter().map(name).collect();
                write!(f, "FREQ=WEEKLY;INTERVAL={every};BYDAY={}", days.join(","))?;
            }
            Repeat::Monthly { every, nth, day } => {
                let nth = match nth {
                    Nth::Number(number) => i16::from(number.get()),
                    Nth::Last => -1,
                };
                write!(f, "FREQ=MONTHLY;INTERVAL={every};BYDAY={nth}{}", name(day))?;
            }
        }
        match self.ends {
            Ends::Never => Ok(()),
            Ends::On(day) => write!(f, ";UNTIL={}", day.format("%Y%m%d")),
            Ends::After(count) => write!(f, ";COUNT={count}"),
        }
    }
}

fn name(day: Weekday) -> &'static str {
    WEEK.into_iter().find(|(known, _)| *known == day).map_or("MO", |(_, name)| name)
}

fn day(name: &str) -> Option<Weekday> {
    WEEK.into_iter().find(|(_, known)| *known == name).map(|(day, _)| day)
}

fn until(value: &str) -> Result<NaiveDate, RuleRefusal> {
    NaiveDate::parse_from_str(value, "%Y%m%d").map_err(|_| RuleRefusal::Number)
}

fn count(value: &str) -> Result<u16, RuleRefusal> {
    value.parse().ok().filter(|count| (1..=MOST_MEETINGS).contains(count)).ok_or(RuleRefusal::Number)
}

impl FromStr for Rule {
    type Err = RuleRefusal;

    /// Reads what [`Rule`] writes; parts may stand in any order.
    fn from_str(text: &str) -> Result<Self, RuleRefusal> {
        if text == "ONCE" {
            return Ok(Self { repeat: Repeat::Once, ends: Ends::Never });
        }
        let (mut freq, mut by_day, mut every, mut ends) = (None, None, None, None);
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or(RuleRefusal::Unknown)?;
            let is_first = match name {
                "FREQ" => freq.replace(value).is_none(),
                "BYDAY" => by_day.replace(value).is_none(),
                "INTERVAL" => every.replace(value.parse().map_err(|_| RuleRefusal::Number)?).is_none(),
                "UNTIL" => ends.replace(Ends::On(until(value)?)).is_none(),
                "COUNT" => ends.replace(Ends::After(count(value)?)).is_none(),
                _ => return Err(RuleRefusal::Unknown),
            };
            if !is_first {
                return Err(RuleRefusal::Twice);
            }
        }
        let (every, ends) = (every.unwrap_or(NonZeroU8::MIN), ends.unwrap_or(Ends::Never));
        let by_day = by_day.ok_or(RuleRefusal::NoDay)?;
        let repeat = match freq {
            Some("WEEKLY") => {
                let days: Option<Vec<Weekday>> = by_day.split(',').map(day).collect();
                let on = days.and_then(Days::of).ok_or(RuleRefusal::NoDay)?;
                Repeat::Weekly { every, on }
            }
            Some("MONTHLY") => {
                let (nth, name) = by_day
                    .len()
                    .checked_sub(2)
                    .and_then(|at| by_day.split_at_checked(at))
                    .ok_or(RuleRefusal::NoDay)?;
                let nth = match nth {
                    "-1" => Nth::Last,
                    nth => nth.parse().ok().and_then(Nth::number).ok_or(RuleRefusal::Number)?,
                };
                Repeat::Monthly { every, nth, day: day(name).ok_or(RuleRefusal::NoDay)? }
            }
            _ => return Err(RuleRefusal::Unknown),
        };
        Ok(Self { repeat, ends })
    }
}
