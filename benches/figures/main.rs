//! How long a release takes, on both databases: `benches/figures [groups years]`.
//!
//! A programme of 500 groups that meet every week, in ten towns, about three things, in three formats, all of which pass on what they
//! count; a year of it is released, quarter by quarter, as after a long downtime. Beside it stands what it takes to read the same rows
//! and add them up in the database, which no release can beat; and how long the page of its last quarter takes, and that of its last
//! year, each the fastest of five.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    dead_code,
    reason = "a benchmark may fail; it does not use every part of the tests' support"
)]

#[path = "../../tests/support/mod.rs"]
#[macro_use]
mod support;

use std::time::Instant as Stopwatch;

use chrono::{NaiveDate, TimeDelta};
use parea::access::Viewer;
use parea::domain::group::Joining;
use parea::domain::locale::Locale;
use parea::domain::period::Period;
use parea::domain::release::Week;
use parea::domain::time::Instant;
use parea::service::{figures, releasing};
use support::databases::{Kind, TestDb};
use support::house;
use support::programmes::{at, programme};

/// So many rows are sent at once.
const AT_ONCE: usize = 1000;
const TOWNS: usize = 10;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|it| it.parse::<i64>().ok());
    let (groups, years) = (numbers.next().unwrap_or(500), numbers.next().unwrap_or(1));
    println!(
        "| database | groups | weeks | tallies | released in | added up by the database in | the quarter | the year |\n|---|---|---|---|---|---|---|---|"
    );
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let on = TestDb::migrated(kind);
        let weeks = 52 * years;
        let first: NaiveDate = "2016-01-04".parse().unwrap();
        seed(&on, groups, weeks, first);
        // The quarter before it, of which nothing is counted.
        let begin = at("2016-01-06T09:00:00Z");
        release(&on, begin);
        let last = first + TimeDelta::weeks(weeks - 1);
        let end = Instant::from_naive_utc((last + TimeDelta::days(9)).and_hms_opt(9, 0, 0).unwrap());
        let began = Stopwatch::now();
        let released = release(&on, end);
        let took = began.elapsed();
        assert_eq!(i64::try_from(released).unwrap(), weeks);
        let began = Stopwatch::now();
        let heads = on.sum("tally", "heads");
        let added = began.elapsed();
        assert!(heads > 0 && on.count("released_week WHERE line LIKE '% attendances:%'") > weeks / 2);
        show(&on, end);
        println!(
            "| {kind:?} | {groups} | {weeks} | {} | {:.2} s | {:.3} s | {:.1} ms | {:.1} ms |",
            groups * weeks,
            took.as_secs_f64(),
            added.as_secs_f64(),
            page(&on, Period::Quarter(Week::of(last).quarter()), end),
            page(&on, Period::Year(Week::of(last).year()), end)
        );
    }
}

fn release(on: &TestDb, now: Instant) -> usize {
    let viewer = || Viewer::system("benchmark");
    let of = on.db.read(|db| releasing::programmes_to_act(db, &viewer(), now)).unwrap().remove(0);
    let mut count = 0;
    loop {
        match on.db.write(|db| releasing::release_due(db, &viewer(), &on.keys, &of, now)).unwrap() {
            0 => return count,
            weeks => count += weeks,
        }
    }
}

/// All that is released is in the journal: it is shown.
fn show(on: &TestDb, now: Instant) {
    let viewer = Viewer::system("benchmark");
    let all = on.db.read(|db| releasing::waiting(db, &viewer)).unwrap();
    let ids: Vec<_> = all.into_iter().map(|(id, _)| id).collect();
    on.db.write(|db| releasing::are_written(db, &viewer, &ids, now)).unwrap();
}

/// How many milliseconds it takes to look at a quarter or a year.
fn page(on: &TestDb, period: Period, now: Instant) -> f64 {
    let look = || {
        let began = Stopwatch::now();
        let page = on
            .db
            .read(|db| figures::look(db, &Viewer::guest(), "kinisi", Some(period), Locale::En, now))
            .unwrap();
        assert!(page.whole.figures.attendances.is_some());
        began.elapsed().as_secs_f64() * 1000.0
    };
    (0..5).map(|_| look()).fold(f64::INFINITY, f64::min)
}

/// Groups as the use cases make one, copied from outside.
fn seed(on: &TestDb, groups: i64, weeks: i64, first: NaiveDate) {
    let of = programme(on, "kinisi", &[]);
    let programme = i64::from_be_bytes(of.id.to_bytes());
    let made = at("2015-09-21T10:00:00Z");
    on.execute("UPDATE programme SET made_at = '2015-09-28 10:00:00'");
    let founder = house::person(on, "founder", made);
    let group = house::group(on, &founder, Joining::Open, Some(of.id), made);
    house::meets_weekly(on, &founder, group, made);
    for town in 1..=TOWNS {
        on.execute(&format!("INSERT INTO place (id, slug) VALUES ({town}, 'town-{town}')"));
    }
    on.execute("INSERT INTO field (id, slug) VALUES (1, 'alcohol'), (2, 'anxiety'), (3, 'grief')");
    let numbers =
        format!("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {groups})");
    on.execute(&format!(
        "INSERT INTO groups (id, programme_id, place_id, slug, name, about, search_text, tie, zone, state, listed, joining,
             shows_full, shows_agreement, revision, confirm_within_days, dates_revision, made_at, changed_at)
         {numbers} SELECT i, {programme}, 1 + i % {TOWNS}, 'group-' || i, name, about, search_text, tie, zone, state, listed,
             joining, shows_full, shows_agreement, revision, confirm_within_days, dates_revision, made_at, changed_at
         FROM n CROSS JOIN groups WHERE groups.slug NOT LIKE 'group-%';
         INSERT INTO group_field (group_id, field_id) {numbers} SELECT i, 1 + i % 3 FROM n;
         INSERT INTO series (id, group_id, title, address, how_to_get_in, online_url, note, open_to, kind, zone, rule, format,
             openness, minutes, revision, start_local, made_at)
         {numbers} SELECT i, i, title, address, how_to_get_in, online_url, note, open_to, kind, zone, rule,
             CASE i % 4 WHEN 0 THEN 'online' ELSE 'in_person' END, openness, minutes, revision, start_local, made_at
         FROM n CROSS JOIN series WHERE series.id > {groups};
         INSERT INTO agreement_rule (group_id, rule, value, why, since_at)
         {numbers} SELECT i, 'sharing', 1, '', '2015-10-01 10:00:00' FROM n;
         INSERT INTO agreement_version (group_id, number, text, rules, is_text, why, since_at, review_on)
         {numbers} SELECT i, 1, '', 'sharing 1', FALSE, '', '2015-10-01 10:00:00', '2027-06-01' FROM n"
    ));
    let mut rows = Vec::with_capacity(AT_ONCE);
    let mut id = 0;
    for week in 0..weeks {
        // The first date is the Tuesday after the group was made.
        let day = first + TimeDelta::weeks(week) + TimeDelta::days(1);
        for series in 1..=groups {
            id += 1;
            let heads = 3 + (series * 7 + week * 3) % 12;
            rows.push(format!(
                "({id}, {series}, '{day} 10:00:00', '{day}', {heads}, {}, {id}, 1, '{day} 12:00:00', '{day} 12:00:00')",
                heads / 5
            ));
            if rows.len() == AT_ONCE || (week == weeks - 1 && series == groups) {
                on.execute(&format!(
                    "INSERT INTO tally (id, series_id, original_local, day, heads, first_time, slip, revision, sealed_at, quarter_at)
                     VALUES {}",
                    rows.join(", ")
                ));
                rows.clear();
            }
        }
    }
}
