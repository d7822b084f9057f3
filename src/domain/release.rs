//! The calendar by which what was counted is released: a week on the Wednesday after it, a quarter with its last week. Until
//! then a tally can be corrected; from then on it is sealed, so that a figure never changes after it was seen.
//!
//! Arithmetic on dates: neither the present nor a figure is known here.

use std::fmt;

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta};

use super::time::{Instant, Wall, Zone, resolve};

/// At this time of the zone's own day.
const HOUR: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// A week, from Monday to Sunday. It belongs to the quarter and to the year of its Thursday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(NaiveDate);

impl Week {
    /// The one in which a day lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day - TimeDelta::days(day.weekday().num_days_from_monday().into()))
    }

    /// Its first day.
    #[must_use]
    pub fn monday(self) -> NaiveDate {
        self.0
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + TimeDelta::weeks(1))
    }

    /// So many weeks before.
    #[must_use]
    pub fn back(self, weeks: i64) -> Self {
        Self(self.0 - TimeDelta::weeks(weeks))
    }

    /// The first day of the month to which it belongs.
    #[must_use]
    pub fn month(self) -> NaiveDate {
        let day = self.thursday();
        day.with_day(1).unwrap_or(day)
    }

    fn thursday(self) -> NaiveDate {
        self.0 + TimeDelta::days(3)
    }

    #[must_use]
    pub fn year(self) -> i32 {
        self.thursday().year()
    }

    #[must_use]
    pub fn quarter(self) -> Quarter {
        Quarter { year: self.year(), number: self.thursday().quarter() }
    }

    /// When it begins.
    #[must_use]
    pub fn begins(self, zone: Zone) -> Instant {
        resolve(Wall::from_naive(self.0.and_time(NaiveTime::MIN)), zone).instant()
    }

    /// When it is over.
    #[must_use]
    pub fn ends(self, zone: Zone) -> Instant {
        self.next().begins(zone)
    }

    /// When it is released.
    #[must_use]
    pub fn released(self, zone: Zone) -> Instant {
        let wednesday = self.0 + TimeDelta::days(9);
        resolve(Wall::from_naive(wednesday.and_time(HOUR)), zone).instant()
    }
}

/// As databases want it: its first day.
impl AsRef<NaiveDate> for Week {
    fn as_ref(&self) -> &NaiveDate {
        &self.0
    }
}

/// By its Monday: `2026-12-07`.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A quarter of a year, made of whole weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    /// From 1 to 4.
    number: u32,
}

impl Quarter {
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// From 1 to 4.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// The four of a year.
    #[must_use]
    pub fn of_year(year: i32) -> [Self; 4] {
        [1, 2, 3, 4].map(|number| Self { year, number })
    }

    #[must_use]
    pub fn previous(self) -> Self {
        match self.number {
            ..=1 => Self { year: self.year - 1, number: 4 },
            number => Self { year: self.year, number: number - 1 },
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        match self.number {
            4.. => Self { year: self.year + 1, number: 1 },
            number => Self { year: self.year, number: number + 1 },
        }
    }

    /// Reads what is written, of the years 1900 to 9998.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (year, number) = written.split_once("-Q")?;
        let it = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        ((1..=4).contains(&it.number) && (1900..=9998).contains(&it.year) && it.to_string() == written)
            .then_some(it)
    }

    /// Its weeks: 13, in a long year once 14.
    #[must_use]
    pub fn weeks(self) -> Vec<Week> {
        std::iter::successors(Some(self.first_week()), |it| Some(it.next()))
            .take_while(|it| it.quarter() == self)
            .collect()
    }

    /// Its first.
    #[must_use]
    pub fn first_week(self) -> Week {
        let first = NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or_default();
        let week = Week::of(first);
        if week.quarter() == self { week } else { week.next() }
    }
}

/// `2026-Q4`
impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

/// When the week is released in which a day lies.
#[must_use]
pub fn of_week(day: NaiveDate, zone: Zone) -> Instant {
    Week::of(day).released(zone)
}

/// When the quarter is released in which a day's week lies: with its last week.
#[must_use]
pub fn of_quarter(day: NaiveDate, zone: Zone) -> Instant {
    let week = Week::of(day);
    week.quarter().weeks().last().copied().unwrap_or(week).released(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn athens() -> Zone {
        Zone::parse("Europe/Athens").unwrap()
    }

    #[test]
    fn a_week_is_released_on_the_wednesday_after_it_at_nine_also_across_a_clock_change() {
        for (of, at) in [
            ("2026-12-07", "2026-12-16T07:00:00Z"),
            ("2026-12-13", "2026-12-16T07:00:00Z"),
            ("2026-12-14", "2026-12-23T07:00:00Z"),
            ("2026-10-20", "2026-10-28T07:00:00Z"),
            ("2026-10-13", "2026-10-21T06:00:00Z"),
        ] {
            assert_eq!(of_week(day(of), athens()).to_string(), at, "{of}");
        }
    }

    #[test]
    fn a_quarter_is_released_with_the_week_of_its_last_thursday() {
        for (of, at) in [
            // 31 December 2026 is a Thursday: its week reaches into January, and belongs to the old year.
            ("2026-12-08", "2027-01-06T07:00:00Z"),
            ("2027-01-03", "2027-01-06T07:00:00Z"),
            ("2027-01-04", "2027-03-31T06:00:00Z"),
            // 1 October 2026 is a Thursday: the last days of September belong to the fourth quarter.
            ("2026-09-28", "2027-01-06T07:00:00Z"),
            ("2026-09-27", "2026-09-30T06:00:00Z"),
        ] {
            assert_eq!(of_quarter(day(of), athens()).to_string(), at, "{of}");
        }
    }

    #[test]
    fn quarters_are_made_of_whole_weeks_and_follow_each_other() {
        let quarter = Quarter::parse("2026-Q4").unwrap();
        let weeks = quarter.weeks();
        assert_eq!((weeks.len(), weeks[0].to_string()), (14, "2026-09-28".to_owned()));
        assert_eq!(weeks[13].next().quarter().to_string(), "2027-Q1");
        assert_eq!(quarter.previous().to_string(), "2026-Q3");
        assert_eq!(
            (Quarter::parse("2027-Q1").unwrap().previous(), quarter.next().previous()),
            (quarter, quarter)
        );
        let year: usize = (1..=4).map(|number| Quarter { year: 2026, number }.weeks().len()).sum();
        assert_eq!(year, 53, "2026 is a long year");
        for wrong in [
            "2026-Q0", "2026-Q5", "2026-4", "26-Q1", "2026-Q04", "2026-Q-1", "+2026-Q1", "1899-Q4", "9999-Q1",
        ] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_week_is_released_before_it_is_over_nor_after_its_quarter(days in 0_i64..200_000) {
            let it = day("1900-01-01") + TimeDelta::days(days);
            let over = resolve(Wall::from_naive((it + TimeDelta::days(1)).and_time(NaiveTime::MIN)), Zone::UTC);
            let (week, quarter) = (of_week(it, Zone::UTC), of_quarter(it, Zone::UTC));
            proptest::prop_assert!(week > over.instant());
            proptest::prop_assert!(week.since(over.instant()) <= TimeDelta::days(9));
            proptest::prop_assert!(week <= quarter && quarter.since(week) <= TimeDelta::weeks(13));
        }
    }
}
