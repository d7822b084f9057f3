//! What people type, what clocks do twice a year, and the edges of the calendar.

use chrono_tz::TZ_VARIANTS;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn wall(date: &str, time: &str) -> Wall {
    Wall::parse(date, time).unwrap()
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

#[test]
fn what_is_typed_wrongly_is_named() {
    assert_eq!(wall("2026-12-08", "19:00"), wall(" 2026-12-08 ", "19:00 "));
    for date in [
        "",
        "2026-02-30",
        "08/12/2026",
        "2026-13-01",
        "1899-12-31",
        "9999-01-01",
        "+12026-01-01",
        "٢٠٢٦-١٢-٠٨",
    ] {
        assert_eq!(Wall::parse(date, "19:00"), Err(WallRefusal::Date), "{date}");
    }
    for time in ["", "25:70", "24:00", "7pm", "19", "19:60", "-1:00", "19:00:30", "19:00\u{0}"] {
        assert_eq!(Wall::parse("2026-12-08", time), Err(WallRefusal::Time), "{time}");
    }
    for name in ["", "Europe/Sparta", "europe/athens", "+02:00", "Europe/Athens "] {
        assert_eq!(Zone::parse(name), Err(UnknownZone), "{name}");
    }
}

#[test]
fn a_single_date_in_the_gap_is_refused_and_in_the_fold_is_the_first() {
    let athens = zone("Europe/Athens");
    assert_eq!(athens.accept(wall("2026-03-29", "02:59")), Ok(at("2026-03-29T00:59:00Z")));
    assert_eq!(athens.accept(wall("2026-03-29", "03:00")), Err(InGap));
    assert_eq!(athens.accept(wall("2026-03-29", "03:59")), Err(InGap));
    assert_eq!(athens.accept(wall("2026-03-29", "04:00")), Ok(at("2026-03-29T01:00:00Z")));
    assert_eq!(athens.accept(wall("2026-10-25", "03:30")), Ok(at("2026-10-25T00:30:00Z")));
    // Half an hour only, and a whole day.
    let lord_howe = zone("Australia/Lord_Howe");
    assert_eq!(lord_howe.accept(wall("2026-10-04", "02:15")), Err(InGap));
    assert_eq!(lord_howe.accept(wall("2026-10-04", "02:30")), Ok(at("2026-10-03T15:30:00Z")));
    assert_eq!(zone("Pacific/Apia").accept(wall("2011-12-30", "19:00")), Err(InGap));
}

#[test]
fn in_a_gap_the_clocks_show_as_much_later_as_they_skip() {
    for (name, date, time, shown) in [
        ("Europe/Athens", "2026-03-29", "03:30", ("2026-03-29", "04:30")),
        ("America/New_York", "2026-03-08", "02:00", ("2026-03-08", "03:00")),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", ("2026-10-04", "02:45")),
        ("Pacific/Apia", "2011-12-30", "19:00", ("2011-12-31", "19:00")),
        ("America/Havana", "2026-03-08", "00:30", ("2026-03-08", "01:30")),
    ] {
        let expected = wall(shown.0, shown.1);
        let resolved = resolve(wall(date, time), zone(name));
        assert!(matches!(resolved, Resolved::Gap { shown, .. } if shown == expected), "{name}: {resolved:?}");
    }
}

#[test]
fn the_edges_of_the_calendar_are_edges_and_no_panic() {
    let edges = [NaiveDateTime::MIN, EARLIEST, DateTime::UNIX_EPOCH.naive_utc(), LATEST, NaiveDateTime::MAX];
    let spans = [TimeDelta::MIN, TimeDelta::days(-1), TimeDelta::zero(), TimeDelta::days(1), TimeDelta::MAX];
    for naive in edges {
        let (instant, wall) = (Instant::from_naive_utc(naive), Wall::from_naive(naive));
        assert_eq!(at(&instant.to_string()), instant);
        assert_eq!(Wall::from_compact(&wall.compact()), Some(wall));
        for span in spans {
            assert!((at("0001-01-01T00:00:00Z")..=at("9999-12-31T23:59:59Z")).contains(&instant.plus(span)));
            assert!(instant.minus(span).since(instant).num_days().abs() <= 9999 * 366);
        }
        for tz in TZ_VARIANTS {
            let resolved = resolve(wall, Zone(tz)).instant();
            assert!(Zone(tz).wall(resolved).date().year() <= 9999, "{tz}");
            assert!(Zone(tz).wall(instant).date().year() >= 1, "{tz}");
        }
    }
    assert_eq!(at("9999-12-31T23:59:59-23:59"), Instant(LATEST));
}

#[test]
fn only_the_compact_form_is_read_as_such() {
    for text in [
        "",
        "20261208T190",
        "20261208t1900",
        "2026-1208T190",
        "20261308T1900",
        "20261208T2460",
        "20261208T19000",
        "２０261208T1",
    ] {
        assert_eq!(Wall::from_compact(text), None, "{text}");
    }
}

/// The instants within a year and a bit at which the clocks change, and by how much.
fn changes(zone: Zone, from: Instant) -> Vec<(Instant, TimeDelta)> {
    let ahead = |at: Instant| zone.0.offset_from_utc_datetime(&at.0).fix().local_minus_utc();
    let mut found = Vec::new();
    for day in 0..400 {
        let (mut before, mut after) = (from.plus(TimeDelta::days(day)), from.plus(TimeDelta::days(day + 1)));
        let jump = ahead(after) - ahead(before);
        while jump != 0 && after.since(before) > TimeDelta::seconds(1) {
            let middle = before.plus(TimeDelta::seconds(after.since(before).num_seconds() / 2));
            if ahead(middle) == ahead(before) { before = middle } else { after = middle }
        }
        if jump != 0 {
            found.push((after, TimeDelta::seconds(jump.into())));
        }
    }
    found
}

#[test]
fn the_search_for_changes_finds_them_and_there_are_none_after_2100() {
    let athens = zone("Europe/Athens");
    let hour = TimeDelta::hours(1);
    let of_2026 = [(at("2026-03-29T01:00:00Z"), hour), (at("2026-10-25T01:00:00Z"), -hour)];
    assert_eq!(changes(athens, at("2026-01-01T00:00:00Z")), of_2026);
    assert_eq!(changes(athens, at("2101-01-01T00:00:00Z")), []);
}

proptest! {
    /// In every zone of the database, at every change of whole minutes: found by looking at instants only, and so by
    /// another way than `resolve` finds it.
    #[test]
    fn around_every_change_each_wall_time_means_what_it_should(
        tz in proptest::sample::select(TZ_VARIANTS.to_vec()),
        year in 1950_i32..2099,
    ) {
        let zone = Zone(tz);
        let from = Instant::from_naive_utc(NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap());
        for (change, jump) in changes(zone, from) {
            let offset_before = zone.0.offset_from_utc_datetime(&change.minus(TimeDelta::seconds(1)).0).fix();
            let clocks_say = change.0 + TimeDelta::seconds(offset_before.local_minus_utc().into());
            for minutes in [0, 1, jump.num_minutes().abs() / 2, jump.num_minutes().abs() - 1] {
                let into = TimeDelta::minutes(minutes);
                if clocks_say.second() != 0 || jump.num_seconds() % 60 != 0 {
                    continue;
                }
                if jump > TimeDelta::zero() {
                    let skipped = Wall(clocks_say + into);
                    let shown = Wall(clocks_say + into + jump);
                    prop_assert_eq!(resolve(skipped, zone), Resolved::Gap { at: change.plus(into), shown });
                    prop_assert_eq!(zone.accept(skipped), Err(InGap));
                } else {
                    let twice = Wall(clocks_say + jump + into);
                    prop_assert_eq!(resolve(twice, zone), Resolved::Fold(change.plus(jump + into)));
                }
            }
        }
    }

    #[test]
    fn what_a_form_shows_is_what_it_reads_back(minutes in 0_i64..8000 * 365 * 1440) {
        let wall = Wall(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minutes));
        let (date, time) = (wall.date().format("%Y-%m-%d").to_string(), wall.time().format("%H:%M").to_string());
        prop_assert_eq!(Wall::parse(&date, &time), Ok(wall));
        prop_assert_eq!(Wall::from_compact(&wall.compact()), Some(wall));
    }
}
