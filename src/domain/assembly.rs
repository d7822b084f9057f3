//! An assembly that two members call: one asks for a date, another joins in. How long one can join, and what stands on
//! the agenda by itself, is said here; who asked and who joins is not known.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::agreement::Rules;
use crate::domain::time::{Instant, Wall, Zone, resolve};

/// How long an assembly lasts that nobody has planned otherwise, in minutes.
pub const MINUTES: u16 = 60;
/// What ends so soon after an assembly is talked about in it: after the next one it would be too late.
const AHEAD: TimeDelta = TimeDelta::days(28);

/// Until when another member can join in, so that everybody still has as much notice as the group has agreed on.
#[must_use]
pub fn can_be_joined_until(meets: Wall, zone: Zone, rules: &Rules) -> Instant {
    resolve(Wall::from_naive(meets.naive() - rules.notice()), zone).instant()
}

/// The first day for which one can ask now, so that another member has a day to join in.
#[must_use]
pub fn first_day(now: Instant, zone: Zone, rules: &Rules) -> NaiveDate {
    zone.wall(now.plus(rules.notice() + TimeDelta::days(1))).date()
}

/// Whether a review stands on the agenda of an assembly on that day.
#[must_use]
pub fn is_to_review(review: Option<NaiveDate>, day: NaiveDate) -> bool {
    review.is_some_and(|review| review <= day)
}

/// Whether it is to be talked about in an assembly on that day that something ends then.
#[must_use]
pub fn ends_soon(ends: NaiveDate, day: NaiveDate) -> bool {
    ends <= day + AHEAD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Rule;

    #[test]
    fn one_joins_as_long_as_there_is_notice_enough_by_the_clocks_of_the_group() {
        let zone = Zone::parse("Europe/Athens").unwrap();
        // The clocks are set back on 25 October 2026: seven days are an hour more.
        let meets = Wall::parse("2026-10-28", "19:00").unwrap();
        let until = can_be_joined_until(meets, zone, &Rules::default());
        assert_eq!(zone.wall(until), Wall::parse("2026-10-21", "19:00").unwrap());
        let short = Rules::default().with(Rule::Notice, 1);
        assert_eq!(
            zone.wall(can_be_joined_until(meets, zone, &short)).date(),
            meets.date() - TimeDelta::days(1)
        );
    }

    #[test]
    fn whoever_asks_leaves_a_day_to_join_in() {
        let zone = Zone::parse("Europe/Athens").unwrap();
        let now = Instant::parse_rfc3339("2026-12-07T22:30:00Z").unwrap();
        let first = first_day(now, zone, &Rules::default());
        assert_eq!(first.to_string(), "2026-12-16", "it is the 8th there");
    }

    #[test]
    fn a_review_stands_on_the_agenda_from_its_day_on_and_what_ends_four_weeks_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(is_to_review(Some(day("2027-06-16")), day("2027-06-16")));
        assert!(!is_to_review(Some(day("2027-06-16")), day("2027-06-15")));
        assert!(!is_to_review(None, day("2027-06-16")));
        assert!(ends_soon(day("2027-07-14"), day("2027-06-16")));
        assert!(!ends_soon(day("2027-07-15"), day("2027-06-16")));
    }
}
