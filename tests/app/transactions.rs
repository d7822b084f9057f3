//! What a transaction promises: a read is one moment, it ends however its work ends, and nobody waits for ever.

use std::sync::Barrier;

use parea::domain::locale::Locale;
use parea::store::{Conn, StoreError, vocabulary};

use crate::support::app::TestApp;
use crate::support::databases::{Kind, READERS, the_system};

fn programmes(db: &mut Conn) -> Result<usize, StoreError> {
    Ok(vocabulary::programmes(db)?.len())
}

/// Somebody else adds a programme meanwhile.
fn add_programme(app: &TestApp, id: i32) {
    app.db.execute(&format!(
        "INSERT INTO programme (id, slug, name, about, zone, made_at)
         VALUES ({id}, 'p{id}', 'P', '', 'UTC', '2026-12-07 10:00:00')"
    ));
}

on_both! {
    async fn a_read_is_one_moment_and_the_next_is_another(app: TestApp) {
        let (before, after) = app
            .db
            .db
            .read(|db| {
                let before = programmes(db)?;
                add_programme(&app, 1);
                Ok::<_, StoreError>((before, programmes(db)?))
            })
            .unwrap();
        assert_eq!((before, after), (0, 0));
        assert_eq!(app.db.db.read(programmes).unwrap(), 1);
    }

    async fn a_read_ends_however_its_work_ends(app: TestApp) {
        for round in 1..=READERS + 1 {
            let failed = app.db.db.read(|db| {
                programmes(db)?;
                Err::<(), _>(StoreError::Sealed)
            });
            assert!(matches!(failed, Err(StoreError::Sealed)));
            let panicked = app.db.db.read::<(), StoreError>(|db| {
                programmes(db)?;
                panic!("as a fault of ours would")
            });
            assert!(matches!(panicked, Err(StoreError::Panicked)));
            add_programme(&app, i32::try_from(round).unwrap());
            let seen = app.db.db.read(programmes).unwrap();
            assert_eq!(seen, usize::try_from(round).unwrap(), "no connection is left at an earlier moment");
        }
    }

    async fn a_reader_cannot_write(app: TestApp) {
        let names = [(Locale::En, "Athens")];
        let add = |db: &mut Conn| vocabulary::add_place(db, &the_system(), "athens", None, &names);
        assert!(matches!(app.db.db.read(add), Err(StoreError::ReadOnly(_))));
        assert!(app.db.db.write(add).is_ok());
    }

    async fn who_waits_too_long_to_write_is_told_so_and_readers_do_not_wait(app: TestApp) {
        let writers = match app.db.kind {
            Kind::Sqlite => 1,
            Kind::Postgres => usize::try_from(READERS).unwrap(),
        };
        let (db, have_begun, may_end) = (&app.db.db, Barrier::new(writers + 1), Barrier::new(writers + 1));
        std::thread::scope(|scope| {
            for _ in 0..writers {
                scope.spawn(|| {
                    db.write(|_| {
                        have_begun.wait();
                        may_end.wait();
                        Ok::<_, StoreError>(())
                    })
                });
            }
            have_begun.wait();
            let (read, written) = (db.read(programmes), db.write(programmes));
            // Whoever waits for ever has not come here; the writers are let go before anything is judged.
            may_end.wait();
            assert_eq!(read.unwrap(), 0);
            assert!(matches!(written, Err(StoreError::Busy)), "{written:?}");
        });
        assert_eq!(db.write(programmes).unwrap(), 0);
    }
}
