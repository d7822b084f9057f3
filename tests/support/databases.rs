//! A fresh, migrated database of each kind for every test, gone when the test is over.
//!
//! PostgreSQL is reached by `PAREA_TEST_POSTGRES`, an address with the right to create databases; `tests/run` sets it.
//! Without it these tests fail: half the promise would go unproven.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "a test that panics has said what is wrong; not every test binary uses all of it"
)]

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use parea::access::{MayRun, Viewer, may_run};
use parea::store::{Db, StoreError, Target, installation};
use parea::vault::Keys;
use parea::world::Entropy;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A database of one's own.
pub struct TestDb {
    pub db: Db,
    pub kind: Kind,
    pub keys: Arc<Keys>,
    pub url: String,
    folder: tempfile::TempDir,
    _server: Option<OwnDatabase>,
}

impl TestDb {
    /// Empty, but with all tables.
    pub fn migrated(kind: Kind) -> Self {
        Self::make(kind, true)
    }

    /// A folder of its own, for what lies beside it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Statements from outside, as an operator's own tools would send them.
    pub fn execute(&self, sql: &str) {
        self.tried(sql).expect("the statements");
    }

    /// The same, of which one is refused: in which words.
    pub fn refuses(&self, sql: &str) -> String {
        self.tried(sql).expect_err("it is refused").to_string()
    }

    fn tried(&self, sql: &str) -> diesel::QueryResult<()> {
        match self.kind {
            Kind::Sqlite => {
                let path = self.url.strip_prefix("sqlite:").expect("a path");
                SqliteConnection::establish(path).expect("the database").batch_execute(sql)
            }
            Kind::Postgres => PgConnection::establish(&self.url).expect("the database").batch_execute(sql),
        }
    }

    /// Somebody else writes to the outbox, and does not end: as long as this is kept, every write there waits.
    pub fn hold_the_outbox(&self) -> Box<dyn std::any::Any> {
        self.hold("meeting, outbox")
    }

    /// The same with any tables. On SQLite every write waits, whatever it writes to.
    pub fn hold(&self, tables: &str) -> Box<dyn std::any::Any> {
        match self.kind {
            Kind::Sqlite => {
                let path = self.url.strip_prefix("sqlite:").expect("a path");
                let mut held = SqliteConnection::establish(path).expect("the database");
                held.batch_execute("BEGIN IMMEDIATE").expect("nobody writes");
                Box::new(held)
            }
            Kind::Postgres => {
                let mut held = PgConnection::establish(&self.url).expect("the database");
                held.batch_execute(&format!("BEGIN; LOCK TABLE {tables} IN EXCLUSIVE MODE"))
                    .expect("nobody writes");
                Box::new(held)
            }
        }
    }

    /// How many rows a table has, looked at from outside.
    pub fn count(&self, table: &str) -> i64 {
        self.numbers(&format!("SELECT COUNT(*) AS number FROM {table}")).remove(0)
    }

    /// The sum of a column, looked at from outside.
    pub fn sum(&self, table: &str, column: &str) -> i64 {
        self.numbers(&format!("SELECT CAST(SUM({column}) AS BIGINT) AS number FROM {table}")).remove(0)
    }

    /// What stands in a column, in no order, looked at from outside.
    pub fn texts(&self, table: &str, column: &str) -> Vec<String> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            text: String,
        }
        let found: Vec<Row> = self.rows(&format!("SELECT {column} AS text FROM {table}"));
        found.into_iter().map(|row| row.text).collect()
    }

    /// The ids of what stands in `from`, where it is called `it`, looked at from outside.
    pub fn ids(&self, from: &str) -> Vec<i64> {
        self.numbers(&format!("SELECT it.id AS number FROM {from}"))
    }

    fn numbers(&self, select: &str) -> Vec<i64> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            number: i64,
        }
        let found: Vec<Row> = self.rows(select);
        found.iter().map(|row| row.number).collect()
    }

    fn rows<R>(&self, select: &str) -> Vec<R>
    where
        R: QueryableByName<diesel::sqlite::Sqlite> + QueryableByName<diesel::pg::Pg> + 'static,
    {
        let select = diesel::sql_query(select);
        match self.kind {
            Kind::Sqlite => {
                let path = self.url.strip_prefix("sqlite:").expect("a path");
                select.load(&mut SqliteConnection::establish(path).expect("the database"))
            }
            Kind::Postgres => select.load(&mut PgConnection::establish(&self.url).expect("the database")),
        }
        .expect("the rows")
    }

    /// Ends every connection, as a server does that is started again. PostgreSQL only.
    pub fn cut_connections(&self) {
        let own = self._server.as_ref().expect("a server");
        let ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname";
        maintenance().batch_execute(&format!("{ends} = '{}'", own.name)).expect("they end");
    }

    /// Ends the database under a running service. PostgreSQL only: SQLite's is a file that stays open.
    pub fn take_away(&self) {
        let own = self._server.as_ref().expect("a server");
        maintenance().batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", own.name)).expect("it goes");
    }

    /// Without tables.
    pub fn bare(kind: Kind) -> Self {
        Self::make(kind, false)
    }

    fn make(kind: Kind, migrated: bool) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let keys = Arc::new(Keys::from_root([7; 32]));
        let (url, server) = match kind {
            Kind::Sqlite => (format!("sqlite:{}", folder.path().join("parea.db").display()), None),
            Kind::Postgres => {
                let own = OwnDatabase::make(migrated, &keys);
                (own.url.clone(), Some(own))
            }
        };
        let db = open(&url, keys.clone());
        if migrated && kind == Kind::Sqlite {
            migrate(&db);
        }
        Self { db, kind, keys, url, folder, _server: server }
    }
}

/// How many connections a test has for reading, and on PostgreSQL for writing.
pub const READERS: u32 = 4;

/// The right to run things in a test.
pub fn the_system() -> MayRun {
    may_run(&Viewer::system("test")).expect("the system may run")
}

/// Opens a database for a test.
pub fn open(url: &str, keys: Arc<Keys>) -> Db {
    open_again(url, keys, 7)
}

/// The same database once more, by a program whose chance is another.
pub fn open_again(url: &str, keys: Arc<Keys>, seed: u64) -> Db {
    let target = Target::parse(url).expect("an address of a database");
    Db::open(target, keys, Entropy::seeded(seed), READERS).expect("the database opens")
}

fn migrate(db: &Db) {
    db.write(|conn| installation::migrate(conn, &the_system()))
        .map_err(|e: StoreError| e)
        .expect("it migrates");
}

/// One database on the test server, dropped when the test is over.
struct OwnDatabase {
    url: String,
    name: String,
}

impl OwnDatabase {
    fn make(migrated: bool, keys: &Arc<Keys>) -> Self {
        let mut server = maintenance();
        let template = if migrated { migrated_template(&mut server, keys) } else { "template0".to_owned() };
        let name = format!("parea_test_{:016x}", u64::from_be_bytes(Entropy::system().bytes()));
        server
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .expect("the test server lets us create a database");
        Self { url: with_database(&name), name }
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let dropped =
            maintenance().batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        if let Err(cause) = dropped {
            eprintln!("the test's database {} stays behind: {cause}", self.name);
        }
    }
}

fn maintenance_url() -> String {
    std::env::var("PAREA_TEST_POSTGRES").expect(
        "PAREA_TEST_POSTGRES is not set: run the tests by tests/run, which starts a PostgreSQL of its own for them",
    )
}

fn maintenance() -> PgConnection {
    PgConnection::establish(&maintenance_url()).expect("the test server answers")
}

fn with_database(name: &str) -> String {
    let url = maintenance_url();
    let (base, query) = url.split_once('?').map_or((url.as_str(), ""), |(base, query)| (base, query));
    let server = base.rsplit_once('/').expect("an address with a database").0;
    if query.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{query}") }
}

/// A database with all tables, made once for these migrations and copied by every test. Test processes that come at
/// the same time wait for each other.
fn migrated_template(server: &mut PgConnection, keys: &Arc<Keys>) -> String {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        found: bool,
    }
    let name = format!("parea_template_{:016x}", fingerprint(Path::new("migrations/postgres")));
    server.batch_execute("SELECT pg_advisory_lock(20261123)").expect("a lock");
    let known: Found = diesel::sql_query(format!(
        "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = '{name}') AS found"
    ))
    .get_result(server)
    .expect("the list of databases");
    if !known.found {
        let making = format!("{name}_making");
        server
            .batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"))
            .expect("what a broken run left behind goes away");
        server
            .batch_execute(&format!("CREATE DATABASE {making} TEMPLATE template0"))
            .expect("a new database");
        let db = open(&with_database(&making), keys.clone());
        migrate(&db);
        drop(db);
        server
            .batch_execute(&format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{making}';"
            ))
            .expect("its connections end");
        rename(server, &making, &name);
    }
    server.batch_execute("SELECT pg_advisory_unlock(20261123)").expect("the lock is given back");
    name
}

/// A connection that was told to end may need a moment.
fn rename(server: &mut PgConnection, from: &str, to: &str) {
    for attempt in 1..=50 {
        match server.batch_execute(&format!("ALTER DATABASE {from} RENAME TO {to}")) {
            Ok(()) => return,
            Err(cause) if attempt == 50 => panic!("the template cannot be named: {cause}"),
            Err(_) => std::thread::sleep(std::time::Duration::from_millis(100)),
        }
    }
}

fn fingerprint(folder: &Path) -> u64 {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the migrations")
        .map(|entry| entry.expect("an entry").path().join("up.sql"))
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file).expect("a migration").hash(&mut hasher);
    }
    hasher.finish()
}

/// Makes two tests of one story: `both_databases! { fn story(db: &TestDb) { … } }`.
#[macro_export]
macro_rules! both_databases {
    ($($(#[$meta:meta])* fn $name:ident($db:ident: &TestDb) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn story($db: &TestDb) $body

            #[test]
            $(#[$meta])*
            fn sqlite() {
                story(&TestDb::migrated(Kind::Sqlite));
            }

            #[test]
            $(#[$meta])*
            fn postgres() {
                story(&TestDb::migrated(Kind::Postgres));
            }
        }
    )*};
}
