//! Backups: everything comes back, on either database, and whoever was forgotten since does not.

use std::collections::{BTreeMap, BTreeSet};

use parea::access::Viewer;
use parea::domain::journal::{self, Journal as Said};
use parea::jobs::keep_journal;
use parea::service::backing_up::{self, BackupError, Held, Replayed};
use parea::store::{StoreError, backup};
use parea::world::{Entropy, Journal};

use super::deciding::{proposed, says};
use super::reminders::{a_circle_and_ben, wants};
use crate::support::app::TestApp;
use crate::support::databases::{Kind, TestDb, the_system};
use crate::support::people::{PASSWORD, Person};

/// As `parea backup` makes it.
pub(super) fn backed_up(db: &TestDb) -> Vec<u8> {
    let now = parea::domain::time::Instant::parse_rfc3339("2026-12-07T10:00:00Z").unwrap();
    let mut file = Vec::new();
    let entropy = Entropy::seeded(3);
    let written = std::cell::RefCell::new(&mut file);
    db.db
        .read(|conn| {
            let mut to = written.borrow_mut();
            to.clear();
            backing_up::write(conn, &Viewer::system("test"), (&db.keys, &entropy), &mut **to, now)
        })
        .unwrap();
    file
}

pub(super) fn restored(
    into: &TestDb,
    file: &[u8],
    journal: Option<&Said>,
) -> Result<(Held, Replayed), BackupError> {
    let now = parea::domain::time::Instant::parse_rfc3339("2026-12-08T10:00:00Z").unwrap();
    let viewer = Viewer::system("test");
    into.db.write(|conn| backing_up::restore(conn, &viewer, &into.keys, file, journal, now))
}

/// What a database holds: of each table its rows, in no order.
fn content(of: &TestDb) -> BTreeMap<String, BTreeSet<Vec<Option<String>>>> {
    let run = the_system();
    of.db
        .read(|conn| {
            let mut all = BTreeMap::new();
            for table in backup::tables(conn, &run)? {
                let mut rows = BTreeSet::new();
                backup::rows(conn, &run, &table, |row| {
                    rows.insert(serde_json::from_str(row).unwrap());
                    Ok::<_, StoreError>(())
                })?;
                all.insert(table.name, rows);
            }
            Ok::<_, StoreError>(all)
        })
        .unwrap()
}

async fn a_lived_in_installation(app: &TestApp) -> Person {
    let (circle, ben) = a_circle_and_ben(app).await;
    wants(&ben, &circle, &["0", "24"]).await;
    let meeting = circle.meetings().await.remove(1);
    circle.answered_by(&ben, &meeting, "coming").await;
    circle.noted_by(&ben, "Περπατώ \"έξω\" \\ κάθε βράδυ.", &[("stays", "yes")]).await;
    let words = [("what", "words"), ("title", "Tea at nine"), ("why", "So.\nYes."), ("review", "6")];
    let at = proposed(&circle, &circle.leader, &words).await;
    assert_eq!(says(&ben, &at, "objection", "It would be too much for me.").await.status, 303);
    let on_their_own = circle.meetings().await.remove(0);
    circle.answered_by(&circle.leader, &on_their_own, "coming").await;
    ben
}

on_both! {
    async fn everything_comes_back_on_either_database(app: TestApp) {
        a_lived_in_installation(&app).await;
        let before = content(&app.db);
        let filled = before.values().filter(|rows| !rows.is_empty()).count();
        assert!(filled > 15, "{filled} tables have rows");
        let file = backed_up(&app.db);
        let text = String::from_utf8_lossy(&file);
        assert!(!text.contains("Tuesday") && !text.contains("membership"), "nothing can be read in it");
        let held = backing_up::verify(&app.db.keys, file.as_slice()).unwrap();
        assert_eq!(held.rows, before.values().map(BTreeSet::len).sum::<usize>());
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let other = TestDb::bare(kind);
            assert_eq!(restored(&other, &file, None).unwrap(), (held.clone(), Replayed::default()));
            assert_eq!(content(&other), before, "{kind:?}");
            assert_eq!(other.count("sign_in"), 0, "nobody is signed in");
            // What points to nothing is refused at once, as before.
            if kind == Kind::Postgres {
                assert_eq!(other.count("pg_constraint WHERE contype = 'f' AND condeferrable"), 0);
            }
            // And on from there: what a program writes into it, it finds again.
            let again = backed_up(&other);
            let third = TestDb::bare(app.db.kind);
            restored(&third, &again, None).unwrap();
            assert_eq!(content(&third), before);
        }
    }

    async fn whoever_was_forgotten_since_is_forgotten_again(app: TestApp) {
        let ben = a_lived_in_installation(&app).await;
        let file = backed_up(&app.db);
        let people = app.db.count("person");
        assert_eq!(keep_journal::run_once(&app.app).await.unwrap(), 0, "nobody has been forgotten yet");
        let journal = Journal::at(app.app.settings.journal_file.clone());
        assert_eq!(journal.read().unwrap(), None);

        let form = ben.browser.get("/me/vanish").await;
        assert_eq!(ben.browser.post(&form, "/me/vanish", &[("password_now", PASSWORD)]).await.status, 303);
        assert_eq!(app.db.count("erasure"), 1);
        assert_eq!(keep_journal::run_once(&app.app).await.unwrap(), 1);
        assert_eq!(keep_journal::run_once(&app.app).await.unwrap(), 0);
        assert_eq!(app.db.count("erasure"), 0);
        let text = journal.read().unwrap().unwrap();
        let read = journal::read(&text, &app.app.keys.fingerprint()).unwrap();
        assert_eq!((read.marks.len(), read.unread), (1, 0));
        assert!(journal::read(&text, "another key").is_none());

        for kind in [Kind::Sqlite, Kind::Postgres] {
            let other = TestDb::bare(kind);
            let (_, again) = restored(&other, &file, Some(&read)).unwrap();
            assert_eq!((again.forgotten, other.count("person")), (1, people - 1), "{kind:?}");
            assert_eq!(other.count("membership"), 1, "and whoever is not in the journal is still there");
            assert_eq!(other.count("voice WHERE words IS NOT NULL"), 0);
            assert_eq!(other.count("erasure"), 1, "and the journal will say it once more");
            let lost = TestDb::bare(kind);
            restored(&lost, &file, None).unwrap();
            assert_eq!(lost.count("person"), people, "without a journal they are back");
        }
    }

    async fn where_the_journal_cannot_be_written_the_mark_waits(app: TestApp) {
        let (_, ben) = a_circle_and_ben(&app).await;
        let form = ben.browser.get("/me/vanish").await;
        assert_eq!(ben.browser.post(&form, "/me/vanish", &[("password_now", PASSWORD)]).await.status, 303);
        std::fs::create_dir(&app.app.settings.journal_file).unwrap();
        assert!(keep_journal::run_once(&app.app).await.is_err());
        assert_eq!(app.db.count("erasure"), 1);
        std::fs::remove_dir(&app.app.settings.journal_file).unwrap();
        assert_eq!(keep_journal::run_once(&app.app).await.unwrap(), 1);
    }
}

#[test]
fn a_backup_of_an_older_schema_is_brought_up_to_date_and_one_of_a_later_is_refused() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let run = the_system();
        let whole = TestDb::migrated(kind);
        let schema = whole.db.read(|conn| backup::schema(conn, &run)).unwrap();
        assert!(schema.len() > 40, "{schema:?}");
        for applied in [1, schema.len() / 2, schema.len() - 1] {
            let old = TestDb::bare(kind);
            assert!(old.db.write(|conn| backup::as_it_was(conn, &run, &schema[..applied])).unwrap());
            let other = TestDb::bare(kind);
            restored(&other, &backed_up(&old), None).unwrap();
            assert_eq!(other.db.read(|conn| backup::schema(conn, &run)).unwrap(), schema);
            assert_eq!(
                content(&other).keys().collect::<Vec<_>>(),
                content(&whole).keys().collect::<Vec<_>>()
            );
        }
        let name = match kind {
            Kind::Sqlite => "INSERT INTO __diesel_schema_migrations (version) VALUES ('99991231000000')",
            Kind::Postgres => {
                "INSERT INTO public.__diesel_schema_migrations (version) VALUES ('99991231000000')"
            }
        };
        whole.execute(name);
        let later = backed_up(&whole);
        let other = TestDb::bare(kind);
        assert!(matches!(restored(&other, &later, None), Err(BackupError::Later)));
        assert!(content(&other).is_empty(), "nothing was made");
    }
}

#[test]
fn what_is_damaged_changes_nothing() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let file = backed_up(&TestDb::migrated(kind));
        let other = TestDb::bare(kind);
        for end in [0, 20, file.len() / 2, file.len() - 1] {
            let refused = restored(&other, &file[..end], None);
            assert!(matches!(refused, Err(BackupError::Damaged)), "{end}: {refused:?}");
        }
        assert!(content(&other).is_empty());
    }
}
