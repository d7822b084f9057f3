//! What the two databases say differently, once each: everything else in `store` is one query for both.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::{Conn, Either, Target};
use super::error::StoreError;

/// Runs the same words against the concrete connection of either database. For statements that do not compile through
/// the enum: ON CONFLICT, batch inserts.
macro_rules! on_each {
    ($conn:expr, $c:ident => $statement:expr) => {
        match &mut $conn.db {
            $crate::store::conn::Either::Sqlite($c) => $statement,
            $crate::store::conn::Either::Postgres($c) => $statement,
        }
    };
}

pub(in crate::store) mod beside;
pub(in crate::store) mod whole;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

fn schema_error(cause: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Schema(cause.to_string())
}

/// Applies what is pending; returns the names of what was applied. Each migration runs inside the write that asks for it:
/// all of them stay, or none.
pub(in crate::store) fn migrate(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let done = match &mut conn.db {
        Either::Sqlite(c) => {
            c.run_pending_migrations(SQLITE).map(|v| v.iter().map(ToString::to_string).collect())
        }
        Either::Postgres(c) => {
            c.run_pending_migrations(POSTGRES).map(|v| v.iter().map(ToString::to_string).collect())
        }
    };
    done.map_err(schema_error)
}

/// How many migrations wait.
pub(in crate::store) fn pending(conn: &mut Conn) -> Result<usize, StoreError> {
    match &mut conn.db {
        Either::Sqlite(c) => c.pending_migrations(SQLITE).map(|v| v.len()),
        Either::Postgres(c) => c.pending_migrations(POSTGRES).map(|v| v.len()),
    }
    .map_err(schema_error)
}

/// Takes back every migration; only tests do.
pub(in crate::store) fn revert_all(conn: &mut Conn) -> Result<usize, StoreError> {
    match &mut conn.db {
        Either::Sqlite(c) => c.revert_all_migrations(SQLITE).map(|v| v.len()),
        Either::Postgres(c) => c.revert_all_migrations(POSTGRES).map(|v| v.len()),
    }
    .map_err(schema_error)
}

/// Whether a key was ever given to this database. Asking makes neither a file nor a table.
pub(in crate::store) fn has_begun(target: &Target) -> Result<bool, StoreError> {
    use diesel::connection::SimpleConnection as _;
    use diesel::prelude::*;

    use super::schema::installation;
    #[derive(diesel::QueryableByName)]
    struct Table {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        is_there: bool,
    }
    let (mut db, table): (Either, Table) = match target {
        Target::Sqlite(path) if path.try_exists().is_ok_and(|is_there| !is_there) => return Ok(false),
        Target::Sqlite(path) => {
            let path = path.to_str().ok_or(StoreError::UnknownAddress)?;
            let mut c = SqliteConnection::establish(path).map_err(StoreError::Unreachable)?;
            c.batch_execute("PRAGMA busy_timeout = 5000;")?;
            let asked = "SELECT COUNT(*) > 0 AS is_there FROM sqlite_master WHERE name = 'installation'";
            let table = diesel::sql_query(asked).get_result(&mut c)?;
            (Either::Sqlite(c), table)
        }
        Target::Postgres(url) => {
            let mut c = PgConnection::establish(url).map_err(StoreError::Unreachable)?;
            let asked = "SELECT to_regclass('installation') IS NOT NULL AS is_there";
            let table = diesel::sql_query(asked).get_result(&mut c)?;
            (Either::Postgres(c), table)
        }
    };
    Ok(table.is_there && installation::table.count().get_result::<i64>(&mut db)? > 0)
}

/// Where the database is, for the operator to read: the whole path of a file; of a server's address what is no secret.
pub(in crate::store) fn shown(target: &Target) -> String {
    match target {
        Target::Sqlite(path) => {
            std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string()
        }
        Target::Postgres(url) => {
            let address = url.split('?').next().unwrap_or_default();
            let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
            let (_, place) = rest.rsplit_once('@').unwrap_or(("", rest));
            format!("{scheme}://{place}")
        }
    }
}

/// The database's own name and version, for `doctor`.
pub(in crate::store) fn version(conn: &mut Conn) -> Result<String, StoreError> {
    use diesel::RunQueryDsl as _;
    #[derive(diesel::QueryableByName)]
    struct Version {
        #[diesel(sql_type = diesel::sql_types::Text)]
        version: String,
    }
    let row: Version = match &mut conn.db {
        Either::Sqlite(c) => {
            diesel::sql_query("SELECT 'SQLite ' || sqlite_version() AS version").get_result(c)?
        }
        Either::Postgres(c) => {
            diesel::sql_query("SELECT 'PostgreSQL ' || current_setting('server_version') AS version")
                .get_result(c)?
        }
    };
    Ok(row.version)
}

/// The database's clock, to the second. SQLite's is the machine's.
pub(in crate::store) fn time(conn: &mut Conn) -> Result<crate::domain::time::Instant, StoreError> {
    use diesel::RunQueryDsl as _;
    #[derive(diesel::QueryableByName)]
    struct Time {
        #[diesel(sql_type = diesel::sql_types::Timestamp)]
        time: crate::domain::time::Instant,
    }
    let row: Time = match &mut conn.db {
        Either::Sqlite(c) => diesel::sql_query("SELECT datetime('now') AS time").get_result(c)?,
        Either::Postgres(c) => {
            diesel::sql_query("SELECT clock_timestamp() AT TIME ZONE 'UTC' AS time").get_result(c)?
        }
    };
    Ok(row.time)
}

/// Makes the row of a meeting, unless somebody else has just made it.
pub(in crate::store) fn insert_meeting(
    db: &mut Conn,
    id: crate::domain::ids::MeetingId,
    key: crate::domain::series::MeetingKey,
) -> Result<(), StoreError> {
    use diesel::prelude::*;

    use super::schema::meeting;
    use crate::domain::group::MeetingState;
    on_each!(db, conn => diesel::insert_into(meeting::table)
        .values((
            meeting::id.eq(id),
            meeting::series_id.eq(key.series),
            meeting::original_local.eq(key.original),
            meeting::state.eq(MeetingState::Scheduled),
            meeting::time_version.eq(1),
            meeting::revision.eq(0_i64),
        ))
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(())
}

/// Makes the row of a week that is released, unless somebody else has made it. Whether this did.
pub(in crate::store) fn insert_released_week(
    db: &mut Conn,
    id: crate::domain::ids::ReleasedWeekId,
    of: crate::domain::ids::ProgrammeId,
    it: &crate::domain::figures::week::ReleasedWeek,
) -> Result<bool, StoreError> {
    use diesel::prelude::*;

    use super::schema::released_week;
    let made = on_each!(db, conn => diesel::insert_into(released_week::table)
        .values((
            released_week::id.eq(id),
            released_week::programme_id.eq(of),
            released_week::week.eq(it.week),
            released_week::line.eq(it.line()),
        ))
        .on_conflict((released_week::programme_id, released_week::week))
        .do_nothing()
        .execute(conn))?;
    Ok(made == 1)
}

/// Waits for whoever is just making the first row of a meeting of the group, and lets nobody make one until the
/// transaction ends. On SQLite there is one writer.
pub(in crate::store) fn hold_series(
    db: &mut Conn,
    group: crate::domain::ids::GroupId,
) -> Result<(), StoreError> {
    use diesel::prelude::*;

    use super::schema::series;
    match &mut db.db {
        Either::Sqlite(_) => {}
        Either::Postgres(c) => {
            let mine = series::table.filter(series::group_id.eq(group)).order(series::id).select(series::id);
            let _: Vec<i64> = mine.for_update().load(c)?;
        }
    }
    Ok(())
}

/// The oldest mail that is due: its attempts so far, and when it is too late. On PostgreSQL what another worker has in
/// hand is passed over; on SQLite there is one writer.
pub(in crate::store) fn due_mail(
    db: &mut Conn,
    now: crate::domain::time::Instant,
) -> Result<Option<(crate::domain::ids::OutboxId, i32, crate::domain::time::Instant)>, StoreError> {
    use diesel::prelude::*;

    use super::schema::outbox as o;
    use crate::domain::group::Channel;
    use crate::domain::message::OutboxState;
    macro_rules! due {
        () => {
            o::table
                .filter(o::state.eq_any([OutboxState::Planned, OutboxState::Retry]))
                .filter(o::channel.eq(Channel::Mail).and(o::due_at.le(now)))
                .order((o::due_at, o::id))
                .select((o::id, o::attempts, o::expires_at))
        };
    }
    Ok(match &mut db.db {
        Either::Sqlite(c) => due!().first(c).optional()?,
        Either::Postgres(c) => due!().for_update().skip_locked().first(c).optional()?,
    })
}

/// A row for what whoever coordinates a programme adds to a quarter, empty, if there is none.
pub(in crate::store) fn ensure_narrative(
    db: &mut Conn,
    of: crate::domain::ids::ProgrammeId,
    quarter: crate::domain::release::Quarter,
) -> Result<(), StoreError> {
    use diesel::prelude::*;

    use super::schema::narrative;
    on_each!(db, conn => diesel::insert_into(narrative::table)
        .values((
            narrative::programme_id.eq(of),
            narrative::quarter.eq(quarter.to_string()),
            narrative::words.eq(""),
            narrative::revision.eq(0),
        ))
        .on_conflict((narrative::programme_id, narrative::quarter))
        .do_nothing()
        .execute(conn))?;
    Ok(())
}
