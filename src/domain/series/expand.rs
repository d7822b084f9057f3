//! The dates of a rule. What was done to single dates, and what clocks make of them, is [`meetings`](super::meetings).

use std::num::NonZeroU8;

use chrono::{Datelike as _, Days as DayCount, Months, NaiveDate, TimeDelta};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::{Days, Ends, Repeat, Rule};
use crate::domain::time::{Wall, Zone};

/// What people agreed on. The first meeting is the first date of the rule on or after the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    pub start: Wall,
    pub zone: Zone,
    pub rule: Rule,
}

impl Schedule {
    /// The first meeting that the rule gives; `None` when it gives none, as when it ends before it starts. A schedule
    /// that starts on this has the same dates: calendar files, where the start is always a date, begin with it.
    #[must_use]
    pub fn first(&self) -> Option<Wall> {
        let date = self.dates(self.start.date()).next()?;
        Some(Wall::from_naive(date.and_time(self.start.time())))
    }

    /// The local dates of the rule from `from` on, in order; where the rule has no end, to the end of the year 9999.
    pub fn dates(&self, from: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last_date();
        let from = from.max(self.start.date());
        periods(self.start.date(), self.rule.repeat, from)
            .skip_while(move |date| *date < from)
            .take_while(move |date| last.is_none_or(|last| *date <= last))
    }

    /// Whether the rule gives this local time.
    #[must_use]
    pub fn has(&self, original: Wall) -> bool {
        original.time() == self.start.time() && self.dates(original.date()).next() == Some(original.date())
    }

    /// The months of the coming year, from `from` on, that the rule passes over because they have no such day; of a yearly
    /// rule, those of the coming four years.
    #[must_use]
    pub fn skipped(&self, from: NaiveDate) -> Vec<NaiveDate> {
        let start = self.start.date();
        let from = from.max(start).with_day(1).unwrap_or(start);
        let within = |months: u32| {
            let end = from.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
            move |month: &NaiveDate| *month < end
        };
        match self.rule.repeat {
            Repeat::Once | Repeat::Daily { .. } | Repeat::Weekly { .. } => Vec::new(),
            Repeat::Monthly { every, on } => {
                let months = months(start, every, from).take_while(within(12));
                months.filter(|month| on.dates(*month).is_empty()).collect()
            }
            Repeat::Yearly { every } => {
                let Some(month) = start.with_day(1) else { return Vec::new() };
                let years = years(month, every, from).take_while(within(48));
                years.filter(|month| month.with_day(start.day()).is_none()).collect()
            }
        }
    }

    /// No date is later than this day; `None` when there is no end.
    #[must_use]
    pub fn ends_on(&self) -> Option<NaiveDate> {
        let start = self.start.date();
        match self.rule.repeat {
            Repeat::Once => Some(self.last_date().map_or(start, |last| last.min(start))),
            Repeat::Daily { .. } | Repeat::Weekly { .. } | Repeat::Monthly { .. } | Repeat::Yearly { .. } => {
                self.last_date()
            }
        }
    }

    /// The last date, when there is one. "After so many" is walked once; it is bounded by [`Ends::After`]'s own bound.
    #[must_use]
    pub fn last_date(&self) -> Option<NaiveDate> {
        match self.rule.ends {
            Ends::Never => None,
            Ends::On(last) => Some(last),
            Ends::After(count) => {
                let start = self.start.date();
                let dates = periods(start, self.rule.repeat, start).skip_while(|date| *date < start);
                dates.take(usize::from(count)).last()
            }
        }
    }
}

/// The last year that has dates, so that a rule without any (every fourth year's fifth Monday of February, from a year
/// that is no leap year) is found to have none in a few thousand steps.
const LAST_YEAR: i32 = 9999;

/// The dates of the repetition, beginning with the period in which `from` lies; the first period may give dates before
/// `from`.
fn periods(start: NaiveDate, repeat: Repeat, from: NaiveDate) -> Box<dyn Iterator<Item = NaiveDate>> {
    let dates: Box<dyn Iterator<Item = NaiveDate>> = match repeat {
        Repeat::Once => return Box::new(std::iter::once(start)),
        Repeat::Daily { every } => Box::new(days(start, every, from)),
        Repeat::Weekly { every, on } => Box::new(weeks(start, every, on, from)),
        Repeat::Monthly { every, on } => {
            Box::new(months(start, every, from).flat_map(move |month| on.dates(month)))
        }
        Repeat::Yearly { every } => Box::new(years(start, every, from)),
    };
    Box::new(dates.take_while(|date| date.year() <= LAST_YEAR).skip_while(move |date| *date < start))
}

/// The last multiple of `step` that is not above `passed`: the phase is that of the start, however late one looks.
fn in_phase(passed: i64, step: u64) -> u64 {
    let passed = u64::try_from(passed).unwrap_or(0);
    passed - passed % step
}

fn days(start: NaiveDate, every: NonZeroU8, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let step = u64::from(every.get());
    let first = in_phase((from - start).num_days(), step);
    (0_u64..).map_while(move |period| start.checked_add_days(DayCount::new(first + period * step)))
}

fn weeks(start: NaiveDate, every: NonZeroU8, on: Days, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let monday = start - TimeDelta::days(i64::from(start.weekday().num_days_from_monday()));
    let step = u64::from(every.get()) * 7;
    let first = in_phase((from - monday).num_days(), step);
    (0_u64..).map_while(move |period| monday.checked_add_days(DayCount::new(first + period * step))).flat_map(
        move |monday| {
            on.iter().filter_map(move |day| {
                monday.checked_add_days(DayCount::new(u64::from(day.num_days_from_monday())))
            })
        },
    )
}

/// The first of each month.
fn months(start: NaiveDate, every: NonZeroU8, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let month = start.with_day(1).unwrap_or(start);
    let first = in_phase(month_of(from) - month_of(start), u64::from(every.get()));
    (0_u32..)
        .map_while(move |period| {
            let passed = u32::try_from(first).ok()?.checked_add(period * u32::from(every.get()))?;
            month.checked_add_months(Months::new(passed))
        })
        .take_while(|month| month.year() <= LAST_YEAR)
}

fn years(start: NaiveDate, every: NonZeroU8, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let step = i32::from(every.get());
    let first = in_phase((from.year() - start.year()).into(), u64::from(every.get()));
    let first = i32::try_from(first).unwrap_or(0);
    (0_i32..)
        .map_while(move |period| start.year().checked_add(first + period * step))
        .take_while(|year| *year <= LAST_YEAR)
        .filter_map(move |year| start.with_year(year))
}

fn month_of(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}
