//! Weeks are released: by the calendar, once, also when nothing ran for weeks or two run at the same time; what groups do not pass on is
//! not in them; and nothing that was seen is ever drawn again.

use std::collections::BTreeMap;
use std::thread;

use chrono::TimeDelta;
use parea::access::Viewer;
use parea::domain::coded::Coded as _;
use parea::domain::figures::cell::Cell;
use parea::domain::figures::week::ReleasedWeek;
use parea::domain::figures::{Counted, Figure, Published, release};
use parea::domain::journal::{self, Journal as Said};
use parea::domain::release::Week;
use parea::domain::text::Slug;
use parea::domain::time::Instant;
use parea::jobs::{keep_journal, release_figures};
use parea::service::releasing;
use parea::store::figures::{cells, facts};
use parea::world::Journal;

use super::backing_up::{backed_up, restored};
use crate::support::app::TestApp;
use crate::support::databases::{Kind, TestDb, open_again, the_system};
use crate::support::programmes::{FIRST, Programme, at, number, programme};

const SIX: [&str; 6] = ["athina", "athina", "athina", "volos", "volos", "volos"];
/// Monday, 28 September: the first week of the quarter.
const WEEK: &str = "2026-09-28";

/// Releases all that is due, as the job does.
fn release_all(on: &TestDb, now: Instant) -> usize {
    let viewer = || Viewer::system("test");
    let all = on.db.read(|db| releasing::programmes_to_act(db, &viewer(), now)).unwrap();
    let mut count = 0;
    for of in all {
        loop {
            match on.db.write(|db| releasing::release_due(db, &viewer(), &on.keys, &of, now)).unwrap() {
                0 => break,
                weeks => count += weeks,
            }
        }
    }
    count
}

/// What waits for the journal.
fn waiting(on: &TestDb) -> Vec<ReleasedWeek> {
    let all = on.db.read(|db| releasing::waiting(db, &Viewer::system("test"))).unwrap();
    all.into_iter().map(|(_, it)| it).collect()
}

fn last(on: &TestDb) -> ReleasedWeek {
    waiting(on).pop().unwrap()
}

/// All figures of all weeks, in the order of these, as they stand in the database.
fn figures(on: &TestDb) -> Vec<((Figure, Cell), Published)> {
    let lines = on.texts("(SELECT * FROM released_week ORDER BY week) AS it", "line");
    let drawn = lines.iter().filter_map(|it| ReleasedWeek::parse(it).unwrap().drawn);
    drawn.flat_map(|it| it.figures).collect()
}

fn monday(day: &str) -> Week {
    Week::of(day.parse().unwrap())
}

/// What the figures of a week are, by the rules alone.
fn by_hand(
    on: &TestDb,
    of: &Programme,
    week: Week,
    counted: &[Counted],
) -> BTreeMap<(Figure, Cell), Published> {
    let (run, now) = (the_system(), at(FIRST));
    let plan = on
        .db
        .write(|db| {
            let of = parea::store::figures::programmes(db, &run)?.remove(0);
            let told = facts::told(db, &run, &of)?;
            cells::ensure(db, &run, &of, &told, week.quarter(), now)
        })
        .unwrap();
    release(&Slug::parse(&of.slug).unwrap(), week, &plan, counted, |parts| on.keys.figure_chance(parts))
}

fn counted(on: &TestDb, of: &Programme, each: &[(usize, u16, u16)]) -> Vec<Counted> {
    let run = the_system();
    let told = on
        .db
        .read(|db| {
            let of = parea::store::figures::programmes(db, &run)?.remove(0);
            facts::told(db, &run, &of)
        })
        .unwrap();
    let one = |(place, heads, first_time): &(usize, u16, u16)| {
        let group = &of.groups[*place];
        let traits = told.traits(group.id, parea::domain::group::Format::InPerson).unwrap();
        Counted { meeting: group.meeting(WEEK), traits, heads: *heads, first_time: *first_time }
    };
    each.iter().map(one).collect()
}

both_databases! {
    fn a_week_is_released_on_its_wednesday_at_nine_and_is_what_the_rules_say(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        let numbers = [(0, 11, 2), (1, 6, 0), (3, 9, 1)];
        for (place, heads, first_time) in numbers {
            of.groups[place].counted(db, WEEK, heads, first_time);
        }
        release_all(db, at(FIRST).minus(TimeDelta::seconds(1)));
        assert_eq!(last(db).week, monday("2026-09-21"), "the week before");
        assert_eq!(last(db).drawn.unwrap().figures, BTreeMap::new(), "no group was there for the second quarter");
        assert_eq!(release_all(db, at(FIRST)), 1);
        assert_eq!(release_all(db, at(FIRST)), 0);
        let it = last(db);
        assert_eq!((it.week, it.drawn_at), (monday(WEEK), at(FIRST)));
        let drawn = it.drawn.unwrap();
        assert_eq!((drawn.groups.passing, drawn.groups.there), (3, 6));
        assert_eq!(drawn.figures, by_hand(db, &of, monday(WEEK), &counted(db, &of, &numbers)));
        let cells: Vec<String> = drawn.figures.keys().map(|(_, cell)| cell.to_string()).collect();
        assert_eq!(cells, ["place=athina", "place=volos", "place=athina", "place=volos"]);
        let meetings: Vec<_> = drawn.meetings.iter().map(|(cell, it)| (cell.to_string(), it.planned)).collect();
        let all = |place: &str| (format!("place={place}/field=-/format=in_person"), 3);
        assert_eq!(meetings, [all("athina"), all("volos")]);
    }

    fn how_the_groups_stand_is_written_with_the_week_and_stays(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        let groups: Vec<i64> = of.groups.iter().map(|it| number(it.id)).collect();
        db.execute(&format!("UPDATE groups SET state = 'forming' WHERE id = {}", groups[0]));
        db.execute(&format!("UPDATE groups SET state = 'closed' WHERE id = {}", groups[1]));
        db.execute(&format!(
            "DELETE FROM mandate WHERE membership_id IN (SELECT id FROM membership WHERE group_id = {})", groups[2]
        ));
        // Two passed something on in the first week, and one of them with another in the second: three in the quarter so far.
        for (place, day) in [(3, WEEK), (4, WEEK), (4, "2026-10-05"), (5, "2026-10-05")] {
            of.groups[place].counted(db, day, 10, 1);
        }
        let facts = || {
            let drawn = last(db).drawn.unwrap();
            drawn.group_facts.iter().map(|(fact, count)| format!("{} {count}", fact.code())).collect::<Vec<_>>()
        };
        release_all(db, at(FIRST));
        assert_eq!(
            facts(),
            ["forming 1", "running 4", "resting 0", "closed 1", "led 5", "met 6", "passed_on 2"]
        );
        release_all(db, at("2026-10-14T06:00:00Z"));
        assert_eq!(facts()[5..], ["met 6", "passed_on 3"]);
        // One has ended, and one is in no list.
        db.execute(&format!("UPDATE groups SET listed = FALSE WHERE id = {}", groups[5]));
        release_all(db, at("2026-10-21T06:00:00Z"));
        let listed = last(db).drawn.unwrap().listed;
        let listed: Vec<_> = listed.iter().map(|(cell, groups)| (cell.to_string(), *groups)).collect();
        assert_eq!(listed, [("place=athina/field=-".to_owned(), 2), ("place=volos/field=-".to_owned(), 2)]);
        // In the next quarter it begins anew.
        release_all(db, at("2027-01-13T07:00:00Z"));
        assert_eq!((last(db).week, &facts()[6..]), (monday("2027-01-04"), &["passed_on 0".to_owned()][..]));
    }

    fn of_what_a_quarter_speaks_is_settled_as_soon_as_it_begins(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        // A second before midnight in Athens, and at midnight.
        release_all(db, at("2026-09-27T20:59:59Z"));
        let settled = || db.count("quarter_plan WHERE quarter = '2026-Q4'");
        assert_eq!(settled(), 0);
        assert_eq!(release_all(db, at("2026-09-27T21:00:00Z")), 0, "no week is due");
        assert_eq!(settled(), 1);
        // A group goes elsewhere after that: the cells stay.
        let volos = "(SELECT id FROM place WHERE slug = 'volos')";
        db.execute(&format!("UPDATE groups SET place_id = {volos}"));
        release_all(db, at(FIRST));
        let cells: Vec<String> = last(db).drawn.unwrap().figures.keys().map(|(_, it)| it.to_string()).collect();
        assert_eq!(cells, ["place=athina", "place=volos", "place=athina", "place=volos"]);
    }

    fn what_a_group_does_not_pass_on_is_in_no_figure(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        let [shares, began_that_week, stopped, holds_back, never, nobody_came] = &of.groups[..] else { panic!() };
        for group in &of.groups {
            group.counted(db, WEEK, 10, 1);
        }
        shares.shares(db, "2026-09-27 20:59:59");
        began_that_week.shares(db, "2026-09-28 09:00:00");
        stopped.shares(db, "2026-07-01 10:00:00");
        holds_back.shares(db, "2026-07-01 10:00:00");
        nobody_came.shares(db, "2026-07-01 10:00:00");
        db.execute(&format!("UPDATE agreement_rule SET value = 0 WHERE group_id = {}", number(stopped.id)));
        db.execute(&format!("INSERT INTO held_back VALUES ({}, '{WEEK}')", number(holds_back.id)));
        let series = i64::from_be_bytes(nobody_came.first.series.to_bytes());
        db.execute(&format!(
            "UPDATE tally SET heads = NULL, first_time = NULL, cause = 'nobody_came' WHERE series_id = {series}"
        ));
        release_all(db, at(FIRST));
        let drawn = last(db).drawn.unwrap();
        assert_eq!((drawn.groups.passing, drawn.groups.there), (2, 6), "nobody came is a count, too");
        assert_eq!(drawn.figures, by_hand(db, &of, monday(WEEK), &counted(db, &of, &[(0, 10, 1)])));
        let passed = db.count(&format!("passed_on WHERE week = '{WEEK}'"));
        assert_eq!(passed, 2);
        // The week after, the group that began is in.
        for group in &of.groups {
            group.counted(db, "2026-10-05", 10, 1);
        }
        assert_eq!(release_all(db, at("2026-10-14T06:00:00Z")), 1);
        assert_eq!(last(db).drawn.unwrap().groups.passing, 4);
        assert_ne!(never.id, shares.id);
    }

    fn a_meeting_that_is_cancelled_is_said_and_one_that_was_never_to_be_seen_is_not(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        let it = of.groups[0].meeting(WEEK);
        let series = i64::from_be_bytes(it.series.to_bytes());
        db.execute(&format!(
            "INSERT INTO meeting (id, series_id, original_local, state, time_version, revision, is_extra)
             VALUES (1, {series}, '{}', 'cancelled', 1, 1, FALSE)",
            it.original.naive()
        ));
        // Entered after the week was over, as if it had been there since June.
        db.execute(&format!(
            "UPDATE series SET made_at = '2026-10-06 00:00:00' WHERE group_id = {}",
            number(of.groups[3].id)
        ));
        release_all(db, at(FIRST));
        let drawn = last(db).drawn.unwrap();
        assert_eq!(drawn.groups.there, 4);
        let meetings: Vec<_> = drawn.meetings.values().map(|it| (it.planned, it.cancelled)).collect();
        assert_eq!(meetings, [(3, 1), (2, 0)]);
        let cells: Vec<String> = drawn.figures.keys().map(|(_, cell)| cell.to_string()).collect();
        assert_eq!(cells, ["*", "*"], "and a group that was not there does not make a third");
    }

    fn after_a_downtime_every_week_is_released_once_and_in_its_order(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        of.groups[0].counted(db, WEEK, 7, 0);
        of.groups[0].counted(db, "2026-12-28", 9, 0);
        assert_eq!(release_all(db, at("2027-01-13T07:00:00Z")), 29);
        let all = waiting(db);
        assert!(all.windows(2).all(|pair| pair[0].week.next() == pair[1].week), "none is left out");
        assert_eq!((all[0].week, all[28].week), (monday("2026-06-22"), monday("2027-01-04")));
        assert_eq!(all.iter().filter(|it| !it.drawn.as_ref().unwrap().figures.is_empty()).count(), 15);
        assert_eq!(db.count("quarter_plan"), 4);
        assert_eq!(db.sum("spending WHERE year = 2026 AND kind = 'attendances'", "quarters"), 28);
    }

    fn two_that_release_at_the_same_time_draw_each_week_once(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        let together = thread::scope(|scope| {
            let all: Vec<_> = (100..104)
                .map(|seed| {
                    scope.spawn(move || {
                        let own = open_again(&db.url, db.keys.clone(), seed);
                        let viewer = || Viewer::system("test");
                        let now = at("2026-12-30T07:00:00Z");
                        // Whatever the others have done meanwhile.
                        let run = the_system();
                        let of = own.read(|db| parea::store::figures::programmes(db, &run)).unwrap().remove(0);
                        let mut count = 0;
                        for _ in 0..8 {
                            count += own
                                .write(|it| releasing::release_due(it, &viewer(), &db.keys, &of, now))
                                .expect("they wait for each other");
                        }
                        count
                    })
                })
                .collect();
            all.into_iter().map(|it| it.join().unwrap()).sum::<usize>()
        });
        let released = together + release_all(db, at("2026-12-30T07:00:00Z"));
        assert_eq!(released, 27);
        assert_eq!(db.count("released_week"), 27);
        assert_eq!(db.count("spending"), 54);
        assert_eq!(db.count("quarter_plan"), 3);
        assert_eq!(figures(db).len(), 13 * 4);
    }

    fn a_year_that_has_spent_its_budget_is_drawn_from_no_more(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        release_all(db, at(FIRST).minus(TimeDelta::seconds(1)));
        // As if other releases had spent it.
        let id = db.ids("released_week AS it")[0];
        let programme = i64::from_be_bytes(of.id.to_bytes());
        db.execute(&format!(
            "INSERT INTO released_week VALUES (1, {programme}, '2020-01-06', 'released 2020-01-15T07:00:00Z kinisi 2020-01-06 0/0 .');
             INSERT INTO spending VALUES (1, 'attendances', 2026, 39)"
        ));
        assert_ne!(id, 1);
        assert_eq!(release_all(db, at(FIRST)), 1);
        assert_eq!(last(db).drawn, None, "withheld");
        assert_eq!(release_all(db, at("2026-10-14T06:00:00Z")), 1, "and it goes on");
        assert_eq!(db.sum("spending WHERE year = 2026 AND kind = 'attendances'", "quarters"), 53);
    }

    fn what_is_released_cannot_be_changed(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        of.groups[0].counted(db, WEEK, 7, 0);
        release_all(db, at(FIRST));
        let now = at(FIRST);
        let viewer = Viewer::system("test");
        let ids: Vec<_> =
            db.db.read(|it| releasing::waiting(it, &viewer)).unwrap().into_iter().map(|(id, _)| id).collect();
        db.db.write(|it| releasing::are_written(it, &viewer, &ids, now)).unwrap();
        for (table, column) in [
            ("quarter_plan", "made_at = made_at"),
            ("quarter_cell", "group_count = 9"),
            ("released_week", "line = line"),
            ("spending", "quarters = 0"),
            ("shown_week", "at = at"),
        ] {
            let before = db.count(table);
            assert!(before > 0, "{table}");
            let mut all = vec![format!("UPDATE {table} SET {column}"), format!("DELETE FROM {table}")];
            match db.kind {
                Kind::Sqlite => {
                    // What writes over a row deletes it first.
                    all.push(format!("PRAGMA recursive_triggers = ON; REPLACE INTO {table} SELECT * FROM {table}"));
                }
                Kind::Postgres => all.push(format!("TRUNCATE {table} CASCADE")),
            }
            for statement in all {
                let refused = db.refuses(&statement);
                assert!(refused.contains("what is released is frozen"), "{statement}: {refused}");
            }
            assert_eq!(db.count(table), before);
        }
    }

    fn a_restored_backup_draws_nothing_again_that_the_journal_has(db: &TestDb) {
        let of = programme(db, "kinisi", &SIX);
        of.all_share(db, "2026-07-01 10:00:00");
        of.groups[0].counted(db, WEEK, 7, 1);
        release_all(db, at(FIRST).minus(TimeDelta::seconds(1)));
        let file = backed_up(db);
        release_all(db, at(FIRST));
        let seen = waiting(db);
        let lines: Vec<String> = seen.iter().map(ReleasedWeek::line).collect();
        let text = [vec![journal::first_line("k")], lines].concat().join("\n");
        let said = journal::read(&text, "k").unwrap();
        assert_eq!(said.weeks, seen, "the journal keeps all of it");
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let other = TestDb::bare(kind);
            let (_, replayed) = restored(&other, &file, Some(&said)).unwrap();
            assert_eq!(replayed.weeks, 1, "{kind:?}");
            // Somebody corrects what was counted, which would be drawn with other noise.
            other.execute("UPDATE tally SET heads = 8");
            assert_eq!(release_all(&other, at(FIRST)), 0);
            assert_eq!(figures(&other).len(), 4);
            assert_eq!(figures(&other), figures(db));
            assert_eq!(other.count("shown_week"), 1, "it is seen as it was");
            // Without the journal nobody knows what was seen: nothing of it is drawn.
            let lost = TestDb::bare(kind);
            let (_, replayed) = restored(&lost, &file, None).unwrap();
            assert_eq!(replayed.weeks, 9, "the weeks until the day of the restoring, {kind:?}");
            assert_eq!(release_all(&lost, at("2026-12-08T10:00:00Z")), 0);
            assert_eq!(figures(&lost), []);
            assert_eq!(lost.count("released_week WHERE line LIKE 'withheld %'"), 9);
            // And should that one be lost, too: its own journal says so.
            let lines: Vec<String> = waiting(&lost).iter().map(ReleasedWeek::line).collect();
            let text = [vec![journal::first_line("k")], lines].concat().join("\n");
            let third = TestDb::bare(kind);
            let said: Said = journal::read(&text, "k").unwrap();
            restored(&third, &file, Some(&said)).unwrap();
            assert_eq!(third.count("released_week WHERE line LIKE 'withheld %'"), 9);
        }
    }
}

on_both! {
    async fn a_week_is_shown_when_the_journal_has_it(app: TestApp) {
        let of = programme(&app.db, "kinisi", &SIX);
        of.all_share(&app.db, "2026-07-01 10:00:00");
        app.app.clock.set(at(FIRST));
        assert_eq!(release_figures::run_once(&app.app).await.unwrap(), 15);
        assert_eq!(release_figures::run_once(&app.app).await.unwrap(), 0);
        std::fs::create_dir(&app.app.settings.journal_file).unwrap();
        assert!(keep_journal::run_once(&app.app).await.is_err());
        assert_eq!(app.db.count("shown_week"), 0, "nobody has seen it, and so it may be drawn anew");
        std::fs::remove_dir(&app.app.settings.journal_file).unwrap();
        let weeks = waiting(&app.db);
        assert_eq!(keep_journal::run_once(&app.app).await.unwrap(), 15);
        assert_eq!(keep_journal::run_once(&app.app).await.unwrap(), 0);
        assert_eq!((app.db.count("shown_week"), waiting(&app.db).len()), (15, 0));
        let text = Journal::at(app.app.settings.journal_file.clone()).read().unwrap().unwrap();
        let said = journal::read(&text, &app.app.keys.fingerprint()).unwrap();
        assert_eq!((said.weeks, said.unread), (weeks, 0));
    }
}
