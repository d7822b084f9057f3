//! Sets of days, each as bits: of the week, of the month, and which of a month's weekdays. None is ever empty.

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};

/// A set of weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

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

/// A set of them: the first and the third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nths(u8);

/// A set of days of a month: 1 to 31, and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDates(u32);

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

/// Whether it is the last day of its month, or the last such weekday.
fn is_last(date: NaiveDate, step: TimeDelta) -> bool {
    date.checked_add_signed(step).is_none_or(|later| later.month() != date.month())
}

impl Days {
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b1_1111);

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
        (0..7).filter_map(|n| Weekday::try_from(n).ok()).filter(move |day| self.has(*day))
    }

    #[must_use]
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }
}

impl Nth {
    /// The first (1) to the fifth (5).
    #[must_use]
    pub fn number(number: u8) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self::Number(NthNumber(number)))
    }

    /// Which of its month's weekdays a date is, by number.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self::Number(NthNumber(u8::try_from(date.day0() / 7 + 1).unwrap_or(1)))
    }

    fn bit(self) -> u8 {
        match self {
            Self::Number(number) => 1 << number.get(),
            Self::Last => 1,
        }
    }
}

impl NthNumber {
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Nths {
    /// Just this one.
    #[must_use]
    pub fn only(nth: Nth) -> Self {
        Self(nth.bit())
    }

    /// `None` when there is none.
    pub fn of(nths: impl IntoIterator<Item = Nth>) -> Option<Self> {
        let bits = nths.into_iter().fold(0, |bits, nth| bits | nth.bit());
        (bits != 0).then_some(Self(bits))
    }

    /// From the first on, the last at the end.
    pub fn iter(self) -> impl Iterator<Item = Nth> {
        let numbers = (1..=5).map(|number| Nth::Number(NthNumber(number)));
        numbers.chain([Nth::Last]).filter(move |nth| self.0 & nth.bit() != 0)
    }

    /// Whether a date is one of these among its month's weekdays of that name.
    #[must_use]
    pub fn has(self, date: NaiveDate) -> bool {
        let is_last = self.0 & Nth::Last.bit() != 0 && is_last(date, TimeDelta::weeks(1));
        is_last || self.0 & Nth::of(date).bit() != 0
    }
}

impl MonthDates {
    /// The last day of each month.
    pub const LAST: Self = Self(1);

    /// Just this one, 1 to 31.
    #[must_use]
    pub fn only(day: u8) -> Option<Self> {
        (1..=31).contains(&day).then(|| Self(1 << day))
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The numbers in it, in order; the last day is [`MonthDates::has_last`].
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (1..=31).filter(move |day| self.0 & (1 << day) != 0)
    }

    /// Whether the last day is in it.
    #[must_use]
    pub fn has_last(self) -> bool {
        self.0 & Self::LAST.0 != 0
    }

    /// Whether a date is one of these in its month.
    #[must_use]
    pub fn has(self, date: NaiveDate) -> bool {
        self.0 & (1 << date.day()) != 0 || self.has_last() && is_last(date, TimeDelta::days(1))
    }
}
