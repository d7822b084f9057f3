//! How often a series meets, as people say it. Which weekday, which of the month's, and which date come from the first date,
//! so that nobody has to say it twice.

use std::num::NonZeroU8;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::domain::series::{Days, InMonth, MonthDates, Nth, Nths, Repeat};

/// One way, with what it makes of the first date; `None` when that date has no such place.
pub struct Way {
    pub code: &'static str,
    pub words: &'static str,
    pub how: fn(NaiveDate) -> Option<Repeat>,
}

impl Way {
    /// What most groups do.
    pub fn is_usual(&self) -> bool {
        self.code == "weekly-1"
    }
}

const fn way(code: &'static str, words: &'static str, how: fn(NaiveDate) -> Option<Repeat>) -> Way {
    Way { code, words, how }
}

pub const REPEATS: &[Way] = &[
    way("weekly-1", "series-every-week", |first| weeks(1, first)),
    way("weekly-2", "series-every-second-week", |first| weeks(2, first)),
    way("weekly-3", "series-every-third-week", |first| weeks(3, first)),
    way("weekly-4", "series-every-fourth-week", |first| weeks(4, first)),
    way("monthly-nth", "series-monthly-nth", |first| nth(1, first)),
    way("monthly-two", "series-monthly-two", twice),
    way("monthly-last", "series-monthly-last", |first| months(1, InMonth::one(Nth::Last, first.weekday()))),
    way("monthly-date", "series-monthly-date", |first| {
        months(1, InMonth::Dates(MonthDates::only(u8::try_from(first.day()).ok()?)?))
    }),
    way("monthly-end", "series-monthly-end", |_| months(1, InMonth::Dates(MonthDates::LAST))),
    way("monthly-working-first", "series-monthly-working-first", |_| {
        months(1, InMonth::Among { days: Days::WORKING, nth: Nth::number(1)? })
    }),
    way("monthly-working-last", "series-monthly-working-last", |_| {
        months(1, InMonth::Among { days: Days::WORKING, nth: Nth::Last })
    }),
    way("monthly-2-nth", "series-every-second-month", |first| nth(2, first)),
    way("monthly-3-nth", "series-every-third-month", |first| nth(3, first)),
    way("daily-1", "series-every-day", |_| days(1)),
    way("daily-2", "series-every-second-day", |_| days(2)),
    way("yearly", "series-every-year", |_| Some(Repeat::Yearly { every: NonZeroU8::MIN })),
    way("once", "series-once", |_| Some(Repeat::Once)),
];

/// The same on further days of the week; `None` when it does not go by weeks.
pub fn with_days(repeat: Repeat, also: &[Weekday]) -> Option<Repeat> {
    match repeat {
        _ if also.is_empty() => Some(repeat),
        Repeat::Weekly { every, on } => {
            let on = Days::of(on.iter().chain(also.iter().copied()))?;
            Some(Repeat::Weekly { every, on })
        }
        _ => None,
    }
}

fn days(every: u8) -> Option<Repeat> {
    Some(Repeat::Daily { every: NonZeroU8::new(every)? })
}

fn weeks(every: u8, first: NaiveDate) -> Option<Repeat> {
    Some(Repeat::Weekly { every: NonZeroU8::new(every)?, on: Days::only(first.weekday()) })
}

fn months(every: u8, on: InMonth) -> Option<Repeat> {
    Some(Repeat::Monthly { every: NonZeroU8::new(every)?, on })
}

fn nth(every: u8, first: NaiveDate) -> Option<Repeat> {
    months(every, InMonth::one(Nth::of(first), first.weekday()))
}

/// The first and the third, or the second and the fourth. A fifth has no partner.
fn twice(first: NaiveDate) -> Option<Repeat> {
    let pair = match first.day0() / 7 {
        0 | 2 => [1, 3],
        1 | 3 => [2, 4],
        _ => return None,
    };
    let nths = Nths::of(pair.into_iter().filter_map(Nth::number))?;
    months(1, InMonth::Weekday { nths, day: first.weekday() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_meets_on_its_first_date_or_later_in_that_month() {
        let second_tuesday = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
        let rules: Vec<String> = REPEATS
            .iter()
            .map(|way| {
                let repeat = (way.how)(second_tuesday).unwrap();
                crate::domain::series::Rule { repeat, ends: crate::domain::series::Ends::Never }.to_string()
            })
            .collect();
        assert_eq!(rules[5], "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU,4TU");
        assert_eq!(rules[7], "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=8");
        assert_eq!(rules[10], "FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
        let all: std::collections::BTreeSet<&String> = rules.iter().collect();
        assert_eq!(all.len(), REPEATS.len(), "no two are the same");
        let fifth = NaiveDate::from_ymd_opt(2026, 12, 29).unwrap();
        assert_eq!(twice(fifth), None);
    }
}
