//! A ballot cannot be joined to a person. The same world is told several times; only who votes what is exchanged, and so the
//! result is the same. Whoever has the whole database, then, has the same: every table and column, the places of the rows, and
//! the order of the transactions that wrote them. Absent: what a database keeps beside its rows, such as a log of its own.

use chrono::TimeDelta;
use parea::access::{Viewer, may_run};
use parea::domain::decision::{Choice, Outcome};
use parea::domain::group::Joining;
use parea::domain::ids::{GroupId, ProposalId};
use parea::domain::time::Instant;
use parea::service::proposing::Wanted;
use parea::service::{deciding, joining};
use parea::store::{carrying, retention};

use crate::support::app::NOW;
use crate::support::databases::{Kind, TestDb};
use crate::support::dump::{Line, differences, in_order};
use crate::support::house;

use Choice::{Abstain, No, Yes};

/// Each of the five votes each way once.
const WORLDS: [[Choice; 5]; 5] = [
    [Yes, Yes, Yes, No, Abstain],
    [Yes, Yes, No, Abstain, Yes],
    [Yes, No, Abstain, Yes, Yes],
    [No, Abstain, Yes, Yes, Yes],
    [Abstain, Yes, Yes, Yes, No],
];

/// What somebody finds who takes the database at one time.
struct Taken {
    when: &'static str,
    lines: Vec<Line>,
}

fn take(on: &TestDb, when: &'static str) -> Taken {
    Taken { when, lines: in_order(on.dump(&[])) }
}

/// A world in which five members have voted.
struct World {
    on: TestDb,
    people: [Viewer; 5],
    group: GroupId,
    id: ProposalId,
    now: Instant,
}

impl World {
    /// They vote in the same order in every world, on whether one of them facilitates.
    fn with(kind: Kind, votes: [Choice; 5]) -> Self {
        let on = TestDb::migrated(kind);
        let mut now = Instant::parse_rfc3339(NOW).unwrap();
        let people = ["ana", "ben", "cleo", "dan", "eva"].map(|name| house::person(&on, name, now));
        let group = house::group(&on, &people[0], Joining::Open, None, now);
        for (who, name) in people.iter().zip(["Ana", "Ben", "Cleo", "Dan", "Eva"]).skip(1) {
            house::join(&on, &people[0], who, group, name, now);
        }
        let id = house::propose(&on, &people[1], group, Wanted::MyMandate, now);
        // Not in the order in which they came.
        for place in [3, 0, 4, 1, 2] {
            now = now.plus(TimeDelta::minutes(7));
            on.db.write(|db| deciding::vote(db, &people[place], (group, id), votes[place], now)).unwrap();
        }
        Self { on, people, group, id, now }
    }

    /// The database, as somebody takes it then, later, and later still.
    fn taken(self) -> Vec<Taken> {
        let Self { on, people, group, id, now } = self;
        let mut taken = vec![take(&on, "when all have voted")];
        let now = now.plus(TimeDelta::days(8));
        let run = may_run(&Viewer::system("test")).unwrap();
        on.db.write(|db| carrying::carry_out(db, &run, group, now)).unwrap();
        let shown = on.db.read(|db| deciding::show(db, &people[0], group, id, now)).unwrap();
        assert_eq!((shown.outcome, shown.votes), (Outcome::Adopted, Some((3, 1))));
        taken.push(take(&on, "when it is carried out"));
        on.db.write(|db| joining::leave(db, &people[2], group, now)).unwrap();
        on.db.write(|db| retention::sweep(db, &run, now)).unwrap();
        taken.push(take(&on, "when one of them has left"));
        taken
    }
}

fn nobody_finds_out(kind: Kind, worlds: usize) {
    let first = World::with(kind, WORLDS[0]).taken();
    assert!(first[0].lines.iter().any(|line| line.table == "ballots"), "the votes are in it");
    for votes in &WORLDS[1..worlds] {
        for (one, other) in first.iter().zip(World::with(kind, *votes).taken()) {
            let differences = differences(&one.lines, &other.lines);
            assert!(differences.is_empty(), "{} {votes:?}: {differences:#?}", one.when);
            assert!(one.lines == other.lines, "the order of the rows, {}", one.when);
        }
    }
}

#[test]
fn who_voted_what_is_nowhere_in_a_file_of_sqlite() {
    nobody_finds_out(Kind::Sqlite, 5);
}

#[test]
fn who_voted_what_is_nowhere_in_a_database_of_postgresql() {
    nobody_finds_out(Kind::Postgres, 3);
}

/// The comparison sees what a vote does leave behind: the result.
#[test]
fn another_result_is_seen() {
    let voted = |votes| in_order(World::with(Kind::Sqlite, votes).on.dump(&[]));
    let differences = differences(&voted(WORLDS[0]), &voted([Yes, Yes, Yes, Yes, Abstain]));
    assert!(
        differences.len() == 4 && differences.iter().all(|it| it.contains("ballots")),
        "{differences:#?}"
    );
}
