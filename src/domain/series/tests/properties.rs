//! Rules at random: against the `rrule` crate where it reads rules as we do (outside gaps of the clock), and against the
//! plainest way to read one, which looks at every day.

use std::num::NonZeroU8;

use chrono::NaiveTime;
use proptest::prelude::*;

use super::*;
use crate::domain::time::{Resolved, resolve};

fn any_day() -> impl Strategy<Value = Weekday> {
    (0_u8..7).prop_map(|n| Weekday::try_from(n).unwrap())
}

fn any_nth() -> impl Strategy<Value = Nth> + Clone {
    prop_oneof![(1_u8..=5).prop_map(|n| Nth::number(n).unwrap()), Just(Nth::Last)]
}

fn any_in_month() -> impl Strategy<Value = InMonth> {
    let weekday = (proptest::collection::vec(any_nth(), 1..4), any_day())
        .prop_map(|(nths, day)| InMonth::Weekday { nths: Nths::of(nths).unwrap(), day });
    let dates = (proptest::collection::vec(1_u8..=31, 1..4), any::<bool>()).prop_map(|(days, last)| {
        let last = last.then_some(MonthDates::LAST);
        let all = days.into_iter().map(|day| MonthDates::only(day).unwrap()).chain(last);
        InMonth::Dates(all.reduce(MonthDates::and).unwrap())
    });
    let among = (proptest::collection::vec(any_day(), 2..7), any_nth())
        .prop_map(|(days, nth)| InMonth::Among { days: Days::of(days).unwrap(), nth });
    prop_oneof![weekday, dates, among]
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let every = (1_u8..9).prop_map(|n| NonZeroU8::new(n).unwrap());
    let weekly = (every.clone(), proptest::collection::vec(any_day(), 1..7))
        .prop_map(|(every, days)| Repeat::Weekly { every, on: Days::of(days).unwrap() });
    let daily = every.clone().prop_map(|every| Repeat::Daily { every });
    let yearly = every.clone().prop_map(|every| Repeat::Yearly { every });
    let monthly = (every, any_in_month()).prop_map(|(every, on)| Repeat::Monthly { every, on });
    let ends = prop_oneof![
        Just(Ends::Never),
        (0_i64..3000)
            .prop_map(|days| Ends::On(NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(days))),
        (1_u16..60).prop_map(Ends::After),
    ];
    (prop_oneof![daily, weekly, monthly, yearly], ends).prop_map(|(repeat, ends)| Rule { repeat, ends })
}

pub(super) fn any_schedule() -> impl Strategy<Value = Schedule> {
    let zones = [
        "Europe/Athens",
        "America/New_York",
        "America/Havana",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "UTC",
    ];
    let start = (0_i64..2500, 0_u32..1440).prop_map(|(days, minutes)| {
        let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + TimeDelta::days(days);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap();
        Wall::from_naive(date.and_time(time))
    });
    (start, proptest::sample::select(zones.to_vec()), any_rule()).prop_map(|(start, zone, rule)| {
        let zone = Zone::parse(zone).unwrap();
        // The rule's own first date, so that the oracle does not add the start as a date of its own.
        let open = Schedule { start, zone, rule: Rule { ends: Ends::Never, ..rule } };
        let first = open.dates(start.date()).next().unwrap();
        Schedule { start: Wall::from_naive(first.and_time(start.time())), zone, rule }
    })
}

/// What the `rrule` crate makes of it.
fn oracle(of: &Schedule, many: u16) -> Vec<Instant> {
    let mut rule = of.rule.to_string();
    if let Ends::On(last) = of.rule.ends {
        // A local day includes its last second; the crate wants UTC.
        let end = resolve(Wall::from_naive(last.and_hms_opt(23, 59, 0).unwrap()), of.zone);
        let utc = end.instant().utc().format("%Y%m%dT%H%M%SZ");
        rule = rule.split(";UNTIL").next().unwrap().to_owned() + &format!(";UNTIL={utc}");
    }
    let text = format!(
        "DTSTART;TZID={}:{}\nRRULE:{rule};WKST=MO",
        of.zone.name(),
        of.start.naive().format("%Y%m%dT%H%M%S")
    );
    let set: rrule::RRuleSet = text.parse().unwrap_or_else(|cause| panic!("{text}: {cause}"));
    set.all(many).dates.into_iter().map(|date| Instant::from_utc(date.to_utc())).collect()
}

/// Whether the rule without its end has a meeting on this day: read off the calendar, one day by itself.
fn falls_on(of: &Schedule, date: NaiveDate) -> bool {
    let start = of.start.date();
    let monday = |date: NaiveDate| date - TimeDelta::days(date.weekday().num_days_from_monday().into());
    let month = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    date >= start
        && match of.rule.repeat {
            Repeat::Once => date == start,
            Repeat::Weekly { every, on } => {
                let weeks = (monday(date) - monday(start)).num_weeks();
                weeks % i64::from(every.get()) == 0 && on.iter().any(|day| day == date.weekday())
            }
            Repeat::Daily { every } => (date - start).num_days() % i64::from(every.get()) == 0,
            Repeat::Monthly { every, on } => {
                (month(date) - month(start)) % i64::from(every.get()) == 0 && is_in_month(on, date)
            }
            Repeat::Yearly { every } => {
                let years = date.year() - start.year();
                years % i32::from(every.get()) == 0
                    && (date.month(), date.day()) == (start.month(), start.day())
            }
        }
}

/// Read off the calendar, by counting days before and after.
fn is_in_month(on: InMonth, date: NaiveDate) -> bool {
    let same = |other: &NaiveDate| other.month() == date.month();
    let before = |wanted: &dyn Fn(NaiveDate) -> bool| {
        1 + (1..).map(|n| date - TimeDelta::days(n)).take_while(same).filter(|it| wanted(*it)).count()
    };
    let after = |wanted: &dyn Fn(NaiveDate) -> bool| {
        (1..).map(|n| date + TimeDelta::days(n)).take_while(same).filter(|it| wanted(*it)).count()
    };
    let is_nth = |nth: Nth, wanted: &dyn Fn(NaiveDate) -> bool| match nth {
        Nth::Number(number) => before(wanted) == usize::from(number.get()),
        Nth::Last => after(wanted) == 0,
    };
    match on {
        InMonth::Weekday { nths, day } => {
            date.weekday() == day && nths.iter().any(|nth| is_nth(nth, &|it| it.weekday() == day))
        }
        InMonth::Dates(dates) => {
            let is_last = dates.has_last() && after(&|_| true) == 0;
            is_last || dates.iter().any(|day| u32::from(day) == date.day())
        }
        InMonth::Among { days, nth } => {
            let wanted = |it: NaiveDate| days.iter().any(|day| day == it.weekday());
            wanted(date) && is_nth(nth, &wanted)
        }
    }
}

/// Every date of the rule in so many days from its start.
fn walked(of: &Schedule, days: usize) -> Vec<NaiveDate> {
    let dates = of.start.date().iter_days().take(days).filter(|date| falls_on(of, *date));
    match of.rule.ends {
        Ends::Never => dates.collect(),
        Ends::On(last) => dates.filter(|date| *date <= last).collect(),
        Ends::After(count) => dates.take(count.into()).collect(),
    }
}

proptest! {
    #[test]
    fn a_rule_comes_back_from_its_text(rule in any_rule()) {
        prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
    }

    #[test]
    fn the_oracle_agrees_outside_gaps(of in any_schedule()) {
        let ours = all(&of, &[], 40);
        prop_assume!(ours.iter().all(|meeting| !meeting.in_gap));
        // The crate refuses a start that happens twice, and loses the meetings of a day whose midnight does (Havana).
        let is_twice = |wall: Wall| matches!(resolve(wall, of.zone), Resolved::Fold(_));
        let midnight = |wall: Wall| Wall::from_naive(wall.date().and_time(NaiveTime::MIN));
        prop_assume!(!is_twice(of.start) && ours.iter().all(|meeting| !is_twice(midnight(meeting.original))));
        // The crate refuses an end before the start; ours has no dates then.
        prop_assume!(!ours.is_empty());
        let ours: Vec<Instant> = ours.into_iter().map(|meeting| meeting.starts).collect();
        // Ours look no further than the window that they were asked for.
        let theirs: Vec<Instant> = oracle(&of, 40).into_iter().filter(|starts| *starts < at(ALWAYS.end)).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn jumping_finds_what_walking_day_by_day_finds(of in any_schedule(), days in -900_i64..4000) {
        let (from, end) = (of.start.date() + TimeDelta::days(days), of.start.date() + TimeDelta::days(4800));
        let jumped: Vec<NaiveDate> = of.dates(from).take_while(|date| *date < end).collect();
        let walked: Vec<NaiveDate> = walked(&of, 4800).into_iter().filter(|date| *date >= from).collect();
        prop_assert_eq!(jumped, walked);
    }

    /// The calendar repeats itself every 400 years, which are 20,871 weeks: a multiple of 1, 3, 9 and 27.
    #[test]
    fn the_phase_holds_for_thousands_of_years(
        of in any_schedule(),
        every in proptest::sample::select(vec![1_u8, 3]),
        days in 0_i64..4000,
        turns in 1_i64..19,
    ) {
        let every = NonZeroU8::new(every).unwrap();
        let repeat = match of.rule.repeat {
            Repeat::Weekly { on, .. } => Repeat::Weekly { every, on },
            Repeat::Daily { .. } => Repeat::Daily { every },
            Repeat::Monthly { on, .. } => Repeat::Monthly { every, on },
            // 400 is no multiple of 3.
            Repeat::Yearly { .. } => Repeat::Yearly { every: NonZeroU8::MIN },
            Repeat::Once => Repeat::Once,
        };
        let of = Schedule { rule: Rule { repeat, ends: Ends::Never }, ..of };
        let later = TimeDelta::days(turns * 146_097);
        let from = of.start.date() + TimeDelta::days(days);
        let soon: Vec<NaiveDate> = of.dates(from).take(5).map(|date| date + later).collect();
        let far: Vec<NaiveDate> = of.dates(from + later).take(5).collect();
        prop_assert_eq!(soon, far);
    }

    /// However the time is cut into windows, each meeting stands in exactly one of them, changed or not.
    #[test]
    fn windows_share_no_meeting_and_lose_none(
        of in any_schedule(),
        cuts in proptest::collection::vec(0_i64..3000 * 1440, 1..6),
        changed in proptest::collection::vec((0_usize..40, any::<bool>(), proptest::option::of(-60_i64..60)), 0..8),
    ) {
        let plain = all(&of, &[], 40);
        let changes: Vec<Change> = changed
            .into_iter()
            .filter_map(|(n, cancelled, days)| {
                let original = plain.get(n)?.original;
                let moved_to = days.map(|days| Wall::from_naive(original.naive() + TimeDelta::days(days)));
                (cancelled || moved_to.is_some()).then_some((original, Change { cancelled, moved_to, ..Change::none(original) }))
            })
            .collect::<std::collections::BTreeMap<Wall, Change>>()
            .into_values()
            .collect();
        let changes = Changes::from(changes);
        let start = at("2019-06-01T00:00:00Z");
        let mut cuts: Vec<Instant> =
            cuts.iter().map(|minutes| start.plus(TimeDelta::minutes(*minutes))).collect();
        cuts.extend([start, start.plus(TimeDelta::days(4000))]);
        cuts.sort();
        let (first, last) = (cuts[0], cuts[cuts.len() - 1]);
        let pieces: Vec<Meeting> =
            cuts.windows(2).flat_map(|cut| of.meetings(cut[0]..cut[1], &changes, usize::MAX)).collect();
        prop_assert_eq!(&pieces, &of.meetings(first..last, &changes, usize::MAX));
        let mut originals: Vec<Wall> = pieces.iter().map(|meeting| meeting.original).collect();
        originals.sort();
        originals.dedup();
        prop_assert_eq!(originals.len(), pieces.len());
    }

    #[test]
    fn the_first_date_can_stand_for_the_start(of in any_schedule(), earlier in 0_i64..60) {
        let of = Schedule { start: Wall::from_naive(of.start.naive() - TimeDelta::days(earlier)), ..of };
        if let Some(start) = of.first() {
            let aligned = Schedule { start, ..of };
            prop_assert_eq!(all(&aligned, &[], 40), all(&of, &[], 40));
        }
    }

    /// Opened in a form and saved without a change, nothing has moved; not even a meeting that the clocks move.
    #[test]
    fn open_and_save_changes_nothing(of in any_schedule()) {
        let (date, time) = (of.start.date().to_string(), of.start.time().format("%H:%M").to_string());
        let saved = Schedule {
            start: Wall::parse(&date, &time).unwrap(),
            zone: Zone::parse(of.zone.name()).unwrap(),
            rule: of.rule.to_string().parse().unwrap(),
        };
        prop_assert_eq!(saved, of);
    }

    #[test]
    fn a_key_comes_back_from_its_address(id in 0_i64..i64::MAX, of in any_schedule()) {
        let key = MeetingKey { series: crate::domain::ids::SeriesId(id), original: of.start };
        prop_assert_eq!(key.to_string().parse::<MeetingKey>(), Ok(key));
        prop_assert!(of.start.date().year() >= 2020);
    }
}
