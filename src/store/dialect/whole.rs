//! Reading and writing the whole database, table by table, whatever its schema: for backups. A row is a list of texts, and the same
//! list from either database, so that what one has written the other can read.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection as _;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::MigrationHarness as _;

use super::{POSTGRES, SQLITE, schema_error};
use crate::store::conn::{Conn, Either};
use crate::store::error::StoreError;

/// A table, and its columns in the order in which it has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    kinds: Vec<&'static Kind>,
}

/// A kind of column: what the databases call it, how each gives it as text, and takes text for it. `#` is the column, and then the
/// text.
#[derive(Debug, PartialEq, Eq)]
struct Kind {
    names: [&'static str; 2],
    given: [&'static str; 2],
    taken: [&'static str; 2],
}

const INTEGER: [[&str; 2]; 2] = [["CAST(# AS TEXT)", "#::text"], ["CAST(# AS INTEGER)", "(#)::bigint"]];

const fn kind(names: [&'static str; 2], [given, taken]: [[&'static str; 2]; 2]) -> Kind {
    Kind { names, given, taken }
}

const KINDS: [Kind; 7] = [
    kind(["BIGINT", "bigint"], INTEGER),
    kind(["INTEGER", "integer"], INTEGER),
    kind(["TEXT", "text"], [["#", "#"], ["#", "#"]]),
    kind(
        ["BLOB", "bytea"],
        [
            ["CASE WHEN # IS NOT NULL THEN hex(#) END", "upper(encode(#, 'hex'))"],
            ["unhex(#)", "decode(#, 'hex')"],
        ],
    ),
    kind(
        ["TIMESTAMP", "timestamp without time zone"],
        [["#", "to_char(#, 'YYYY-MM-DD HH24:MI:SS')"], ["#", "(#)::timestamp"]],
    ),
    kind(["DATE", "date"], [["#", "to_char(#, 'YYYY-MM-DD')"], ["#", "(#)::date"]]),
    kind(
        ["BOOLEAN", "boolean"],
        [["CAST(# AS TEXT)", "#::int::text"], ["CAST(# AS INTEGER)", "(#)::int::boolean"]],
    ),
];

const SQLITE_COLUMNS: &str = "SELECT m.name AS of, c.name AS name, c.type AS kind
    FROM sqlite_master m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'
    ORDER BY m.name, c.name";
const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text AS of, column_name::text AS name, data_type::text AS kind
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_\\_%'
    ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"";

/// Constraints between rows wait for the end of the transaction: rows come table by table, and some point to later ones.
const SQLITE_WAITS: &str = "PRAGMA defer_foreign_keys = ON";
const POSTGRES_WAITS: &str = "DO $$ DECLARE it record; BEGIN
    FOR it IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', it.of, it.conname); END LOOP;
END $$";
/// They are looked at now, and from now on at once again.
const POSTGRES_HOLDS: &str = "SET CONSTRAINTS ALL IMMEDIATE; DO $$ DECLARE it record; BEGIN
    FOR it IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', it.of, it.conname); END LOOP;
END $$";

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    row: String,
}

/// Every table but diesel's own, by name.
pub(in crate::store) fn tables(db: &mut Conn) -> Result<Vec<Table>, StoreError> {
    let found: Vec<Column> = match &mut db.db {
        Either::Sqlite(c) => diesel::sql_query(SQLITE_COLUMNS).load(c)?,
        Either::Postgres(c) => diesel::sql_query(POSTGRES_COLUMNS).load(c)?,
    };
    let mut all: BTreeMap<String, Table> = BTreeMap::new();
    for Column { of, name, kind } in found {
        let known = KINDS.iter().find(|it| it.names.contains(&kind.as_str()));
        let table = all.entry(of.clone()).or_insert_with(|| Table {
            name: of,
            columns: Vec::new(),
            kinds: Vec::new(),
        });
        table.columns.push(name);
        table.kinds.push(known.ok_or(StoreError::Unknown("kind of column"))?);
    }
    Ok(all.into_values().collect())
}

/// Gives every row of a table, as JSON: a list of texts and nulls.
pub(in crate::store) fn rows<E: From<StoreError>>(
    db: &mut Conn,
    table: &Table,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let given = |which: usize| {
        let columns = table.columns.iter().zip(&table.kinds);
        let given: Vec<String> = columns
            .map(|(name, kind)| filled(kind.given.get(which).copied(), &format!("\"{name}\"")))
            .collect();
        given.join(", ")
    };
    let said = |error| E::from(StoreError::from(error));
    match &mut db.db {
        Either::Sqlite(c) => {
            let asked = format!("SELECT json_array({}) AS row FROM \"{}\"", given(0), table.name);
            for row in diesel::sql_query(asked).load_iter::<Row, _>(c).map_err(said)? {
                each(&row.map_err(said)?.row)?;
            }
        }
        Either::Postgres(c) => {
            let asked = format!("SELECT json_build_array({})::text AS row FROM \"{}\"", given(1), table.name);
            let rows = diesel::sql_query(asked).load_iter::<Row, PgRowByRowLoadingMode>(c);
            for row in rows.map_err(said)? {
                each(&row.map_err(said)?.row)?;
            }
        }
    }
    Ok(())
}

/// Writes rows into a table, from a JSON list of what [`rows`] gave. How many.
pub(in crate::store) fn insert(db: &mut Conn, table: &Table, rows: &str) -> Result<usize, StoreError> {
    let taken = |which: usize, nth: fn(usize) -> String| {
        let kinds = table.kinds.iter().enumerate();
        let taken: Vec<String> =
            kinds.map(|(at, kind)| filled(kind.taken.get(which).copied(), &nth(at))).collect();
        taken.join(", ")
    };
    let columns: Vec<String> = table.columns.iter().map(|name| format!("\"{name}\"")).collect();
    let into = format!("INSERT INTO \"{}\" ({})", table.name, columns.join(", "));
    Ok(match &mut db.db {
        Either::Sqlite(c) => {
            let from = taken(0, |at| format!("json_extract(value, '$[{at}]')"));
            diesel::sql_query(format!("{into} SELECT {from} FROM json_each(?)"))
                .bind::<Text, _>(rows)
                .execute(c)?
        }
        Either::Postgres(c) => {
            let from = taken(1, |at| format!("value->>{at}"));
            diesel::sql_query(format!(
                "{into} SELECT {from} FROM json_array_elements($1::json) AS it (value)"
            ))
            .bind::<Text, _>(rows)
            .execute(c)?
        }
    })
}

fn filled(expression: Option<&str>, with: &str) -> String {
    expression.unwrap_or("#").replace('#', with)
}

/// See [`SQLITE_WAITS`].
pub(in crate::store) fn let_links_wait(db: &mut Conn) -> Result<(), StoreError> {
    Ok(match &mut db.db {
        Either::Sqlite(c) => c.batch_execute(SQLITE_WAITS),
        Either::Postgres(c) => c.batch_execute(POSTGRES_WAITS),
    }?)
}

/// See [`POSTGRES_HOLDS`]. SQLite looks when the transaction ends.
pub(in crate::store) fn hold_links(db: &mut Conn) -> Result<(), StoreError> {
    match &mut db.db {
        Either::Sqlite(_) => Ok(()),
        Either::Postgres(c) => Ok(c.batch_execute(POSTGRES_HOLDS)?),
    }
}

/// The versions of the migrations that have been applied, the first one first. Asking makes no table, as diesel's own question
/// would.
pub(in crate::store) fn applied(db: &mut Conn) -> Result<Vec<String>, StoreError> {
    #[derive(QueryableByName)]
    struct Applied {
        #[diesel(sql_type = Text)]
        version: String,
    }
    let asked = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version");
    let applied: Vec<Applied> = on_each!(db, c => asked.load(c))?;
    Ok(applied.into_iter().map(|it| it.version).collect())
}

/// Applies the migrations of these versions and no others; whether all of them are known.
pub(in crate::store) fn migrate_to(db: &mut Conn, versions: &[String]) -> Result<bool, StoreError> {
    macro_rules! run {
        ($c:ident, $source:ident) => {{
            let pending = $c.pending_migrations($source).map_err(schema_error)?;
            let wanted = pending.iter().filter(|it| versions.contains(&it.name().version().to_string()));
            for it in wanted {
                $c.run_migration(it).map_err(schema_error)?;
            }
        }};
    }
    match &mut db.db {
        Either::Sqlite(c) => run!(c, SQLITE),
        Either::Postgres(c) => run!(c, POSTGRES),
    }
    Ok(applied(db)? == versions)
}
