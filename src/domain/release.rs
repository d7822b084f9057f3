//! The calendar by which what was counted is released: a week on the Wednesday after it, a quarter with its last week. Until
//! then a tally can be corrected; from then on it is sealed, so that a figure never changes after it was seen.
//!
//! Arithmetic on dates: neither the present nor a figure is known here.

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta};

use super::time::{Instant, Wall, Zone, resolve};

/// At this time of the zone's own day.
const HOUR: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// When the week is released in which a day lies. Weeks begin on Monday.
#[must_use]
pub fn of_week(day: NaiveDate, zone: Zone) -> Instant {
    let wednesday = monday(day) + TimeDelta::days(9);
    resolve(Wall::from_naive(wednesday.and_time(HOUR)), zone).instant()
}

/// When the quarter is released in which a day's week lies. A week belongs to the quarter of its Thursday.
#[must_use]
pub fn of_quarter(day: NaiveDate, zone: Zone) -> Instant {
    let thursday = monday(day) + TimeDelta::days(3);
    let mut last = thursday;
    for weeks in 1..=14 {
        let later = thursday + TimeDelta::weeks(weeks);
        if (later.year(), later.quarter()) == (thursday.year(), thursday.quarter()) {
            last = later;
        }
    }
    of_week(last, zone)
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - TimeDelta::days(day.weekday().num_days_from_monday().into())
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
