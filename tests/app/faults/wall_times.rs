//! What a rule means, whoever looks from wherever and however late.

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use parea::domain::series::{Change, Changes, Meeting, Pause, Schedule, Status};
use parea::domain::time::{Instant, Wall, Zone};

use crate::support::app::TestApp;
use crate::support::databases::Kind;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn wall(text: &str) -> Wall {
    let (date, time) = text.split_once(' ').unwrap();
    Wall::parse(date, time).unwrap()
}

fn schedule(start: &str, zone: &str, rule: &str) -> Schedule {
    Schedule { start: wall(start), zone: Zone::parse(zone).unwrap(), rule: rule.parse().unwrap() }
}

fn all(of: &Schedule, changes: impl Into<Changes>, limit: usize) -> Vec<Meeting> {
    of.meetings(at("1990-01-01T00:00:00Z")..at("2200-01-01T00:00:00Z"), &changes.into(), limit)
}

fn none() -> Changes {
    Changes::default()
}

fn dates(of: &Schedule, from: &str, many: usize) -> Vec<String> {
    of.dates(from.parse().unwrap()).take(many).map(|date| date.to_string()).collect()
}

#[test]
fn fault_01_tuesday_from_four_to_six_stays_so_after_the_clocks_change() {
    for (start, starts) in [
        ("2026-03-24 16:00", ["2026-03-24T14:00:00Z", "2026-03-31T13:00:00Z"]),
        ("2026-10-20 16:00", ["2026-10-20T13:00:00Z", "2026-10-27T14:00:00Z"]),
    ] {
        let circle = schedule(start, "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
        let meetings = all(&circle, none(), 2);
        assert_eq!(meetings.iter().map(|it| it.starts.to_string()).collect::<Vec<_>>(), starts);
        for meeting in meetings {
            assert_eq!(circle.zone.wall(meeting.starts).time().to_string(), "16:00:00");
            assert_eq!(circle.zone.wall(meeting.ends(120)).time().to_string(), "18:00:00");
        }
    }
}

#[test]
fn fault_02_the_hours_stay_on_the_days_with_23_and_25_hours_too() {
    let sundays = schedule("2026-03-22 16:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=SU");
    let athens = sundays.zone;
    for day in ["2026-03-22", "2026-03-29", "2026-04-05", "2026-10-18", "2026-10-25", "2026-11-01"] {
        let meeting = sundays.find(wall(&format!("{day} 16:00")), &none()).unwrap();
        assert_eq!(athens.wall(meeting.starts), wall(&format!("{day} 16:00")));
        assert_eq!(athens.wall(meeting.ends(120)), wall(&format!("{day} 18:00")));
    }
}

#[test]
fn fault_03_daily_at_half_past_two_is_half_past_two_again_after_the_gap() {
    let night = schedule("2026-03-07 02:30", "America/New_York", "FREQ=DAILY");
    let walls: Vec<Wall> = all(&night, none(), 4).iter().map(|meeting| meeting.wall).collect();
    let expected = ["2026-03-07 02:30", "2026-03-08 03:30", "2026-03-09 02:30", "2026-03-10 02:30"];
    assert_eq!(walls, expected.map(wall));
}

#[test]
fn fault_06_a_weekday_does_not_slip_for_a_reader_ten_hours_away() {
    for (zone, time) in
        [("America/New_York", "20:00"), ("Australia/Brisbane", "07:00"), ("Pacific/Kiritimati", "00:00")]
    {
        let circle = schedule(&format!("2026-01-06 {time}"), zone, "FREQ=WEEKLY;BYDAY=TU");
        let meetings = all(&circle, none(), 60);
        assert!(meetings.iter().all(|meeting| meeting.wall.date().weekday() == Weekday::Tue), "{zone}");
        assert!(meetings.iter().any(|meeting| meeting.starts.utc().weekday() != Weekday::Tue), "{zone}");
    }
}

#[test]
fn fault_07_days_without_a_time_have_no_zone() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 8, day).unwrap();
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Athens", "America/St_Johns"] {
        for time in ["00:00", "12:00", "23:59"] {
            let daily = schedule(&format!("2026-08-01 {time}"), zone, "FREQ=DAILY;UNTIL=20260806");
            let pauses = vec![Pause { from: day(3), to: day(4), words: String::new() }];
            let found = all(&daily, Changes { pauses, ..Changes::default() }, 9);
            let days: Vec<u32> = found.iter().map(|it| it.wall.date().day()).collect();
            assert_eq!(days, [1, 2, 5, 6], "{zone} {time}");
        }
    }
}

#[test]
fn fault_08_fourth_last_and_fifth_are_three_things_and_so_are_31st_and_last_day() {
    let nth = |nth| schedule("2026-01-01 19:00", "Europe/Athens", &format!("FREQ=MONTHLY;BYDAY={nth}TH"));
    assert_eq!(dates(&nth("4"), "2026-01-01", 2), ["2026-01-22", "2026-02-26"]);
    assert_eq!(dates(&nth("-1"), "2026-01-01", 2), ["2026-01-29", "2026-02-26"]);
    assert_eq!(dates(&nth("5"), "2026-01-01", 3), ["2026-01-29", "2026-04-30", "2026-07-30"]);
    let on = |rule: &str| schedule("2027-01-31 19:00", "Europe/Athens", &format!("FREQ=MONTHLY;{rule}"));
    assert_eq!(dates(&on("BYMONTHDAY=31"), "2027-01-01", 3), ["2027-01-31", "2027-03-31", "2027-05-31"]);
    assert_eq!(dates(&on("BYMONTHDAY=-1"), "2027-01-01", 3), ["2027-01-31", "2027-02-28", "2027-03-31"]);
    let working = on("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
    assert_eq!(dates(&working, "2027-01-01", 3), ["2027-02-26", "2027-03-31", "2027-04-30"]);
}

#[test]
fn fault_10_the_last_meeting_on_the_day_it_ends_is_there() {
    // 23:30 in New York is the next day in UTC; 00:30 in Kiritimati is the day before.
    for (time, zone) in
        [("19:00", "Europe/Athens"), ("23:30", "America/New_York"), ("00:30", "Pacific/Kiritimati")]
    {
        let circle = schedule(&format!("2026-01-06 {time}"), zone, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260120");
        let found: Vec<String> =
            all(&circle, none(), 9).iter().map(|it| it.wall.date().to_string()).collect();
        assert_eq!(found, ["2026-01-06", "2026-01-13", "2026-01-20"], "{zone}");
        assert!(circle.has(wall(&format!("2026-01-20 {time}"))));
        assert!(!circle.has(wall(&format!("2026-01-27 {time}"))));
    }
}

#[test]
fn fault_13_a_moved_date_is_shown_once_cancelling_leaves_the_others_and_200_exceptions_fit() {
    let circle = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let originals: Vec<Wall> = all(&circle, none(), 400).iter().map(|meeting| meeting.original).collect();
    let a_day_later = |original: &Wall| Wall::from_naive(original.naive() + TimeDelta::days(1));
    let changes: Vec<Change> = originals
        .iter()
        .step_by(2)
        .enumerate()
        .map(|(n, original)| {
            let moved_to = (n % 2 == 0).then(|| a_day_later(original));
            Change { cancelled: moved_to.is_none(), moved_to, ..Change::none(*original) }
        })
        .collect();
    assert_eq!(changes.len(), 200);
    let meetings = all(&circle, changes.clone(), 400);
    let of = |status| meetings.iter().filter(|meeting| meeting.status == status).count();
    assert_eq!([of(Status::Moved), of(Status::Cancelled), of(Status::AsPlanned)], [100, 100, 200]);
    assert_eq!(meetings.iter().map(|meeting| meeting.original).collect::<Vec<_>>(), originals);
    // It comes into a window from outside, and is gone from where it was.
    let day = |day: &str| at(&format!("{day}T00:00:00Z"))..at(&format!("{day}T23:59:00Z"));
    let changes = Changes::from(changes);
    assert_eq!(circle.meetings(day("2026-01-07"), &changes, 9).len(), 1);
    assert_eq!(circle.meetings(day("2026-01-06"), &changes, 9), []);
}

#[test]
fn fault_17_a_country_that_changes_its_law_keeps_its_wall_times() {
    // Turkey stayed on summer time in 2016, Mexico gave it up in 2022; Brazil in 2019, and so on the southern half.
    for (zone, date, later, instants) in [
        ("Europe/Istanbul", "2015-12-08", 53, ["2015-12-08T17:00:00Z", "2016-12-13T16:00:00Z"]),
        ("America/Mexico_City", "2022-07-05", 52, ["2022-07-06T00:00:00Z", "2023-07-05T01:00:00Z"]),
        ("America/Sao_Paulo", "2018-12-04", 52, ["2018-12-04T21:00:00Z", "2019-12-03T22:00:00Z"]),
    ] {
        let circle = schedule(&format!("{date} 19:00"), zone, "FREQ=WEEKLY;BYDAY=TU");
        let meetings = all(&circle, none(), 60);
        assert!(meetings.iter().all(|it| it.wall.time().to_string() == "19:00:00"), "{zone}");
        assert_eq!([meetings[0].starts, meetings[later].starts], instants.map(at), "{zone}");
    }
}

#[test]
fn fault_19_a_group_that_changes_its_zone_keeps_its_wall_times_and_its_first_meeting() {
    let before = schedule("2026-01-06 19:00", "Europe/Athens", "FREQ=WEEKLY;BYDAY=TU");
    let after = Schedule { zone: Zone::parse("America/New_York").unwrap(), ..before };
    let walls = |of: &Schedule| all(of, none(), 60).iter().map(|meeting| meeting.wall).collect::<Vec<_>>();
    assert_eq!(walls(&after), walls(&before));
    assert_eq!(all(&after, none(), 1)[0].starts, at("2026-01-07T00:00:00Z"));
}

on_both! {
    async fn fault_09_fortnightly_phase_survives_clock_changes_and_a_month_of_downtime(app: TestApp) {
        let circle = app.a_group("Tuesday circle").await;
        circle.meets_by(&[("date", "2026-12-08"), ("repeat", "weekly-2")]).await;
        let next = async || app.browser().get("/groups").await.words(".list time").remove(0);
        assert!(next().await.contains("8 December 2026"));
        // Nobody looked and no job ran; and the clocks went forward in the fourth stretch.
        for (days, expected) in [(33, "19 January 2027"), (14, "2 February 2027"), (30, "2 March 2027"), (28, "30 March 2027")] {
            app.app.clock.advance(TimeDelta::days(days));
            let found = next().await;
            assert!(found.contains(expected) && found.contains("19:00"), "{expected}: {found}");
        }
    }
}
