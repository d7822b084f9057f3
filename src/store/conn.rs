//! The database: which one, how a connection is made, and what a transaction is.
//!
//! Each database has a pool of readers, which cannot write, and one of writers; SQLite's has a single writer. A read sees
//! one moment, however many queries it is made of; a write begins with `BEGIN IMMEDIATE` on SQLite. Both are `Fn`s: they
//! may run twice, so they have no effect outside the database. No query stands here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection as _, TransactionManager as _};
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection as _};
use diesel::{Connection as _, PgConnection, SqliteConnection};

use super::error::{Again, StoreError};
use crate::vault::Keys;
use crate::world::Entropy;

/// How often a transaction is tried when the database asks for another try.
const TRIES: u32 = 5;
/// How long a request waits for a free connection before it says that the service is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Either database. Matched on in this file and in `dialect.rs` only.
#[derive(diesel::MultiConnection)]
pub(in crate::store) enum Either {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Which database, from the scheme of its address. An unknown scheme is an error, never a new, empty database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `sqlite:PATH`
    Sqlite(PathBuf),
    /// `postgres://…` or `postgresql://…`
    Postgres(String),
}

impl Target {
    /// Reads an address; `None` when its scheme is not one of the two.
    pub fn parse(url: &str) -> Option<Self> {
        match url.split_once(':')? {
            ("sqlite", path) if !path.is_empty() => {
                Some(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))))
            }
            ("postgres" | "postgresql", rest) if rest.starts_with("//") => {
                Some(Self::Postgres(url.to_owned()))
            }
            _ => None,
        }
    }

    fn connect(&self, may: Access) -> Result<Either, StoreError> {
        match self {
            Self::Sqlite(path) => {
                keep_to_its_owner(path);
                let path = path.to_str().ok_or(StoreError::UnknownAddress)?;
                let mut conn = SqliteConnection::establish(path).map_err(StoreError::Unreachable)?;
                conn.batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                     PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON;",
                )?;
                if may == Access::Read {
                    conn.batch_execute("PRAGMA query_only = ON;")?;
                }
                Ok(Either::Sqlite(conn))
            }
            Self::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(StoreError::Unreachable)?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '5s';")?;
                Ok(Either::Postgres(conn))
            }
        }
    }
}

/// A file that is not there yet is made for its owner alone; what SQLite makes beside it gets the same mode. Where it cannot be made,
/// SQLite says why.
fn keep_to_its_owner(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt as _;
    drop(std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path));
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// One connection, with what is needed to seal and to open cells. Store functions take it, and a proof.
pub struct Conn {
    pub(in crate::store) db: Either,
    pub(in crate::store) keys: Arc<Keys>,
    pub(in crate::store) entropy: Entropy,
    may: Access,
    /// The server has ended it: the pool lets it go. Diesel itself does not notice every such end.
    is_lost: bool,
}

impl Conn {
    /// Begins, runs, and commits or rolls back.
    fn transaction<T, E: From<StoreError>>(
        &mut self,
        work: &dyn Fn(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin().map_err(E::from)?;
        let outcome = catch_unwind(AssertUnwindSafe(|| work(self)));
        match outcome {
            Ok(Ok(value)) => {
                self.commit().map_err(E::from)?;
                Ok(value)
            }
            Ok(Err(error)) => {
                self.roll_back();
                Err(error)
            }
            Err(_) => {
                self.roll_back();
                Err(StoreError::Panicked.into())
            }
        }
    }

    /// SQLite's readers see the moment of their first query, and so do PostgreSQL's, when they ask for it.
    fn begin(&mut self) -> Result<(), StoreError> {
        let (sqlite, postgres) = match self.may {
            Access::Read => ("BEGIN DEFERRED", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            Access::Write => ("BEGIN IMMEDIATE", "BEGIN"),
        };
        Ok(match &mut self.db {
            Either::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, sqlite),
            Either::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, postgres),
        }?)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        let done = match &mut self.db {
            Either::Sqlite(c) => AnsiTransactionManager::commit_transaction(c),
            Either::Postgres(c) => AnsiTransactionManager::commit_transaction(c),
        };
        done.map_err(|error| {
            self.roll_back();
            self.is_lost = Again::of(&error) == Some(Again::Reconnect);
            let is_uncertain = self.is_lost && self.may == Access::Write;
            if is_uncertain { StoreError::Uncertain(error.to_string()) } else { error.into() }
        })
    }

    /// What cannot be rolled back is a broken connection, and the pool drops those.
    fn roll_back(&mut self) {
        let done = match &mut self.db {
            Either::Sqlite(c) => AnsiTransactionManager::rollback_transaction(c),
            Either::Postgres(c) => AnsiTransactionManager::rollback_transaction(c),
        };
        if let Err(error) = done {
            tracing::debug!(%error, "a transaction was already over when it was rolled back");
        }
    }
}

/// Makes connections for a pool.
struct Maker {
    target: Target,
    may: Access,
    keys: Arc<Keys>,
    entropy: Entropy,
}

impl ManageConnection for Maker {
    type Connection = Conn;
    type Error = StoreError;

    fn connect(&self) -> Result<Conn, StoreError> {
        Ok(Conn {
            db: self.target.connect(self.may)?,
            keys: self.keys.clone(),
            entropy: self.entropy.clone(),
            may: self.may,
            is_lost: false,
        })
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), StoreError> {
        Ok(conn.db.ping()?)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_lost || std::thread::panicking() || conn.db.is_broken()
    }
}

/// The database behind one door: [`Db::read`] and [`Db::write`].
#[derive(Clone)]
pub struct Db {
    target: Target,
    readers: Pool<Maker>,
    /// SQLite has one writer, and who waits for it waits here: for a time, and not inside SQLite, which would have all of
    /// them ask again and again.
    writers: Pool<Maker>,
}

impl Db {
    /// Opens the database, with at most `readers` connections for reading.
    ///
    /// # Errors
    /// When no connection can be made.
    pub fn open(target: Target, keys: Arc<Keys>, entropy: Entropy, readers: u32) -> Result<Self, StoreError> {
        let pool = |may, size| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(false)
                .connection_timeout(PATIENCE)
                .build(Maker { target: target.clone(), may, keys: keys.clone(), entropy: entropy.clone() })
        };
        // One attempt by hand: a pool would only say that it waited in vain.
        drop(target.connect(Access::Write)?);
        let writers = match target {
            Target::Sqlite(_) => 1,
            Target::Postgres(_) => readers,
        };
        let writers = pool(Access::Write, writers).map_err(|_| StoreError::Busy)?;
        let readers = pool(Access::Read, readers).map_err(|_| StoreError::Busy)?;
        Ok(Self { target, readers, writers })
    }

    /// Which database this is.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Runs `work` on a connection that cannot write: all that it reads, it reads at one moment.
    ///
    /// # Errors
    /// Those of `work`, and [`StoreError`] when no connection is to be had.
    pub fn read<T, E>(&self, work: impl Fn(&mut Conn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        self.run(&self.readers, &work)
    }

    /// Runs `work` in one transaction. It may run several times, and has no effect unless this returns `Ok`.
    ///
    /// # Errors
    /// Those of `work`, and [`StoreError`] when no connection is to be had or the commit fails.
    pub fn write<T, E>(&self, work: impl Fn(&mut Conn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        self.run(&self.writers, &work)
    }

    /// One transaction; again when the database asks for another try, or has closed the connection meanwhile.
    fn run<T, E>(&self, pool: &Pool<Maker>, work: &dyn Fn(&mut Conn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        // A server that was started again has closed all of them, and each is noticed when it is used.
        let (mut tries, mut left) = (1, pool.max_size());
        loop {
            let mut conn = pool.get().map_err(|_| E::from(self.why_none()))?;
            let outcome = conn.transaction(work);
            let again = outcome.as_ref().err().and_then(|error| Again::after(error));
            conn.is_lost |= again == Some(Again::Reconnect);
            match again {
                Some(Again::Conflict) if tries < TRIES => {
                    drop(conn);
                    std::thread::sleep(Duration::from_millis(5 << tries));
                    tries += 1;
                }
                Some(Again::Reconnect) if left > 0 => left -= 1,
                _ => return outcome,
            }
        }
    }

    /// Why the pool has no connection: none can be made, or all are in use.
    fn why_none(&self) -> StoreError {
        self.target.connect(Access::Read).err().unwrap_or(StoreError::Busy)
    }
}
