//! A series that is agreed on anew from one of its dates on: the dates before stay with what was, the later ones become
//! dates of what is new. Which becomes which is decided here, so that whoever answered to one keeps their answer.

use chrono::NaiveDate;

use super::expand::Schedule;
use super::rule::{Ends, InMonth, Repeat};
use crate::domain::time::Wall;

/// No group plans further ahead than so many dates.
const MOST: usize = 1000;

/// What was, what is new, and the old date from which on it is.
#[derive(Debug, Clone, Copy)]
pub struct Renewal {
    pub old: Schedule,
    /// `None` when the series ends.
    pub new: Option<Schedule>,
    pub from: NaiveDate,
}

impl Renewal {
    /// The old one, up to the day before.
    #[must_use]
    pub fn cut(&self) -> Schedule {
        let last = self.from.pred_opt().unwrap_or(self.from);
        let mut cut = self.old;
        cut.rule.ends = Ends::On(self.old.last_date().map_or(last, |end| end.min(last)));
        cut
    }

    /// What one of the later dates becomes; `None` when there is nothing that it could become. Where both go by the same
    /// step, the first becomes the first, and so on; where they do not, a date stays if the new one has that day too.
    #[must_use]
    pub fn becomes(&self, original: Wall) -> Option<Wall> {
        let new = self.new?;
        let at = |date: NaiveDate| Wall::from_naive(date.and_time(new.start.time()));
        if is_in_step(self.old.rule.repeat, new.rule.repeat) {
            let nth = self.old.dates(self.from).take(MOST).position(|date| date == original.date())?;
            return new.dates(new.start.date()).nth(nth).map(at);
        }
        new.has(at(original.date())).then(|| at(original.date()))
    }

    /// Whether the same dates come of both, so that nothing moves.
    #[must_use]
    pub fn moves_nothing(&self) -> bool {
        self.new.is_some_and(|new| {
            new.rule.repeat == self.old.rule.repeat
                && new.zone == self.old.zone
                && new.last_date() == self.old.last_date()
                && self.old.has(new.start)
                && new.first()
                    == self
                        .old
                        .dates(self.from)
                        .next()
                        .map(|date| Wall::from_naive(date.and_time(self.old.start.time())))
        })
    }
}

/// Whether two rules have equally many dates in every period, so that one can be laid over the other.
fn is_in_step(one: Repeat, other: Repeat) -> bool {
    let in_month = |on: InMonth| match on {
        InMonth::Weekday { nths, .. } => nths.iter().count(),
        InMonth::Dates(dates) => dates.iter().count() + usize::from(dates.has_last()),
        InMonth::Among { .. } => 1,
    };
    match (one, other) {
        (Repeat::Once, Repeat::Once) => true,
        (Repeat::Daily { every: a }, Repeat::Daily { every: b })
        | (Repeat::Yearly { every: a }, Repeat::Yearly { every: b }) => a == b,
        (Repeat::Weekly { every: a, on: x }, Repeat::Weekly { every: b, on: y }) => {
            a == b && x.iter().count() == y.iter().count()
        }
        (Repeat::Monthly { every: a, on: x }, Repeat::Monthly { every: b, on: y }) => {
            a == b && in_month(x) == in_month(y)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Zone;

    fn schedule(start: &str, rule: &str) -> Schedule {
        let (date, time) = start.split_once(' ').unwrap();
        Schedule {
            start: Wall::parse(date, time).unwrap(),
            zone: Zone::parse("Europe/Athens").unwrap(),
            rule: rule.parse().unwrap(),
        }
    }

    fn renewal(old: (&str, &str), new: (&str, &str), from: &str) -> Renewal {
        Renewal {
            old: schedule(old.0, old.1),
            new: Some(schedule(new.0, new.1)),
            from: from.parse().unwrap(),
        }
    }

    fn wall(text: &str) -> Wall {
        schedule(text, "ONCE").start
    }

    const TUESDAYS: (&str, &str) = ("2026-12-01 19:00", "FREQ=WEEKLY;BYDAY=TU");

    #[test]
    fn the_first_becomes_the_first_when_both_go_by_weeks() {
        let it = renewal(TUESDAYS, ("2026-12-16 20:00", "FREQ=WEEKLY;BYDAY=WE"), "2026-12-15");
        assert_eq!(it.becomes(wall("2026-12-15 19:00")), Some(wall("2026-12-16 20:00")));
        assert_eq!(it.becomes(wall("2026-12-29 19:00")), Some(wall("2026-12-30 20:00")));
        assert_eq!(it.becomes(wall("2026-12-08 19:00")), None, "that one is before, and stays");
        let before: Vec<String> = it.cut().dates(it.old.start.date()).map(|day| day.to_string()).collect();
        assert_eq!(before, ["2026-12-01", "2026-12-08"]);
    }

    #[test]
    fn a_date_stays_where_the_new_rule_has_that_day_too() {
        let fortnightly = ("2026-12-15 20:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
        let it = renewal(TUESDAYS, fortnightly, "2026-12-15");
        assert_eq!(it.becomes(wall("2026-12-15 19:00")), Some(wall("2026-12-15 20:00")));
        assert_eq!(it.becomes(wall("2026-12-22 19:00")), None);
        assert_eq!(it.becomes(wall("2026-12-29 19:00")), Some(wall("2026-12-29 20:00")));
    }

    #[test]
    fn what_ends_becomes_nothing() {
        let old = schedule(TUESDAYS.0, TUESDAYS.1);
        let it = Renewal { old, new: None, from: "2026-12-01".parse().unwrap() };
        assert_eq!(it.becomes(wall("2026-12-08 19:00")), None);
        assert_eq!(it.cut().first(), None);
    }

    #[test]
    fn opened_and_saved_moves_nothing() {
        let is = |new, from| renewal(TUESDAYS, new, from).moves_nothing();
        assert!(is(("2026-12-15 19:00", "FREQ=WEEKLY;BYDAY=TU"), "2026-12-15"));
        assert!(!is(("2026-12-15 19:30", "FREQ=WEEKLY;BYDAY=TU"), "2026-12-15"));
        assert!(!is(("2026-12-22 19:00", "FREQ=WEEKLY;BYDAY=TU"), "2026-12-15"), "one would go");
        assert!(!is(("2026-12-15 19:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=3"), "2026-12-15"));
        let counted = ("2026-12-01 19:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=4");
        let rest = ("2026-12-15 19:00", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222");
        assert!(renewal(counted, rest, "2026-12-15").moves_nothing(), "the same end in other words");
    }
}
