//! Hours in which somebody wants no mail: what would come then comes before, and what cannot come before waits for their end.

use chrono::{NaiveTime, TimeDelta, Timelike as _};

use super::message::MessageKind;
use super::time::{Instant, Wall, Zone, resolve};

/// A reminder that would come in quiet hours comes so long before they begin.
const BEFORE: TimeDelta = TimeDelta::minutes(30);
/// That a meeting which begins so soon is off or at another time is said at once.
const SOON: TimeDelta = TimeDelta::hours(12);

/// From an hour of the day until another one, over midnight or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    from: u8,
    to: u8,
}

impl Quiet {
    /// At no time.
    pub const NEVER: Self = Self { from: 0, to: 0 };

    /// Hours of the day, 0 to 23; the same one twice is at no time.
    #[must_use]
    pub fn between(from: u8, to: u8) -> Option<Self> {
        (from < 24 && to < 24).then_some(Self { from, to })
    }

    #[must_use]
    pub fn from(self) -> u8 {
        self.from
    }

    #[must_use]
    pub fn to(self) -> u8 {
        self.to
    }

    #[must_use]
    pub fn is_never(self) -> bool {
        self.from == self.to
    }
}

/// The same, on somebody's own clock.
#[derive(Debug, Clone, Copy)]
pub struct Calm {
    pub quiet: Quiet,
    pub zone: Zone,
}

impl Calm {
    /// The quiet hours in which a moment lies: when they begin and end.
    fn around(self, at: Instant) -> Option<(Instant, Instant)> {
        let (Quiet { from, to }, wall) = (self.quiet, self.zone.wall(at));
        let hour = wall.naive().hour();
        let (from_hour, to_hour) = (u32::from(from), u32::from(to));
        let is_over_midnight = from > to;
        let (begun, is_in) = match is_over_midnight {
            true if hour >= from_hour => (wall.date(), true),
            true => (wall.date().pred_opt()?, hour < to_hour),
            false => (wall.date(), (from_hour..to_hour).contains(&hour)),
        };
        let ended = if is_over_midnight { begun.succ_opt()? } else { begun };
        let moment = |day: chrono::NaiveDate, hour: u32| {
            let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
            Some(resolve(Wall::from_naive(day.and_time(time)), self.zone).instant())
        };
        is_in.then_some(())?;
        Some((moment(begun, from_hour)?, moment(ended, to_hour)?))
    }

    /// When a reminder comes that would come at `due`: then, or half an hour before the quiet hours in which that lies.
    #[must_use]
    pub fn before(self, due: Instant) -> Instant {
        self.around(due).map_or(due, |(begins, _)| begins.minus(BEFORE).min(due))
    }

    /// Until when a mail waits that would go now; `None` when it need not.
    #[must_use]
    pub fn until(self, now: Instant) -> Option<Instant> {
        self.around(now).map(|(_, ends)| ends).filter(|ends| *ends > now)
    }
}

/// Whether a mail waits for the end of quiet hours. What its reader has just asked for does not, nor that a meeting which begins soon
/// is off or at another time.
#[must_use]
pub fn waits(kind: MessageKind, is_soon: bool) -> bool {
    match kind {
        MessageKind::ConfirmEmail | MessageKind::Recover | MessageKind::Sample => false,
        kind => !(is_soon && kind.is_about_dates()),
    }
}

/// Whether a date of which something is said begins too soon for that to wait.
#[must_use]
pub fn is_soon(starts: Instant, now: Instant) -> bool {
    starts <= now.plus(SOON)
}

/// Whether a day of which something is said may be too near for that to wait: nobody says where the day begins.
#[must_use]
pub fn is_near(day: chrono::NaiveDate, now: Instant) -> bool {
    day <= now.plus(SOON + TimeDelta::days(1)).naive_utc().date()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::coded::Coded as _;

    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    fn athens(from: u8, to: u8) -> Calm {
        Calm { quiet: Quiet::between(from, to).unwrap(), zone: Zone::parse("Europe/Athens").unwrap() }
    }

    #[test]
    fn a_reminder_in_the_night_comes_the_evening_before_and_a_mail_in_it_waits_for_the_morning() {
        let night = athens(21, 8);
        // In Athens it is two hours later.
        for (due, comes, waits) in [
            ("2026-12-07T18:59:00Z", "2026-12-07T18:59:00Z", None),
            ("2026-12-07T19:00:00Z", "2026-12-07T18:30:00Z", Some("2026-12-08T06:00:00Z")),
            ("2026-12-08T02:00:00Z", "2026-12-07T18:30:00Z", Some("2026-12-08T06:00:00Z")),
            ("2026-12-08T05:59:59Z", "2026-12-07T18:30:00Z", Some("2026-12-08T06:00:00Z")),
            ("2026-12-08T06:00:00Z", "2026-12-08T06:00:00Z", None),
        ] {
            assert_eq!(night.before(at(due)), at(comes), "{due}");
            assert_eq!(night.until(at(due)), waits.map(at), "{due}");
        }
        let noon = athens(13, 16);
        assert_eq!(noon.before(at("2026-12-08T12:00:00Z")), at("2026-12-08T10:30:00Z"));
        assert_eq!(noon.until(at("2026-12-08T12:00:00Z")), Some(at("2026-12-08T14:00:00Z")));
        assert_eq!(athens(9, 9).until(at("2026-12-08T07:30:00Z")), None, "at no time");
        assert!(Quiet::between(24, 0).is_none() && Quiet::between(0, 24).is_none());
    }

    #[test]
    fn what_was_just_asked_for_and_what_changes_tonight_does_not_wait() {
        for kind in MessageKind::ALL.iter().copied() {
            let is_asked =
                matches!(kind, MessageKind::ConfirmEmail | MessageKind::Recover | MessageKind::Sample);
            assert_eq!(waits(kind, false), !is_asked, "{kind:?}");
            assert_eq!(waits(kind, true), !is_asked && !kind.is_about_dates(), "{kind:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_hours_and_the_clocks_do_nothing_comes_later_than_asked_or_is_held_for_ever(
            from in 0_u8..24, to in 0_u8..24, minutes in 0_i64..3000 * 1440, zone in 0_usize..4,
        ) {
            let zones = ["Europe/Athens", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
            let calm = Calm { quiet: Quiet::between(from, to).unwrap(), zone: Zone::parse(zones[zone]).unwrap() };
            let due = at("2010-01-01T00:00:00Z").plus(TimeDelta::minutes(minutes));
            prop_assert!(calm.before(due) <= due);
            if let Some(ends) = calm.until(due) {
                prop_assert!(due < ends && ends <= due.plus(TimeDelta::hours(49)));
                prop_assert!(from != to);
            }
        }
    }
}
