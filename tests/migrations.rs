//! Every migration can be undone; both databases end up with the same tables; diesel's picture of them is true.

#![expect(clippy::expect_used, reason = "a test that panics has said what is wrong")]

#[path = "support/databases.rs"]
mod databases;

use std::collections::{BTreeMap, BTreeSet};

use databases::{Kind, TestDb, the_system};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use parea::domain::figures::week::ReleasedWeek;
use parea::store::inventory::{Content, INVENTORY};
use parea::store::retention::{self, End};
use parea::store::{StoreError, installation};

/// Table, column, kind of column, may be null.
type Columns = BTreeSet<(String, String, String, bool)>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS of, c.name AS name, c.type AS kind, c.\"notnull\" = 0 AS nullable
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
const POSTGRES_COLUMNS: &str =
    "SELECT table_name::text AS of, column_name::text AS name, data_type::text AS kind,
    is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = 'public'";

/// The kinds of column, as SQLite's file names them, as PostgreSQL's catalogue does, and as diesel does.
const KINDS: [(&str, &str, &str); 7] = [
    ("BIGINT", "bigint", "BigInt"),
    ("INTEGER", "integer", "Integer"),
    ("TEXT", "text", "Text"),
    ("BLOB", "bytea", "Binary"),
    ("TIMESTAMP", "timestamp without time zone", "Timestamp"),
    ("DATE", "date", "Date"),
    ("BOOLEAN", "boolean", "Bool"),
];

fn columns(of: &TestDb) -> Columns {
    let found: Vec<Column> = match of.kind {
        Kind::Sqlite => {
            let path = of.url.strip_prefix("sqlite:").expect("a path");
            let mut conn = SqliteConnection::establish(path).expect("the file opens");
            diesel::sql_query(SQLITE_COLUMNS).load(&mut conn).expect("the list of columns")
        }
        Kind::Postgres => {
            let mut conn = PgConnection::establish(&of.url).expect("the server answers");
            diesel::sql_query(POSTGRES_COLUMNS).load(&mut conn).expect("the list of columns")
        }
    };
    found
        .into_iter()
        .filter(|column| column.of != "__diesel_schema_migrations")
        .map(|column| {
            let kind = KINDS
                .iter()
                .find(|(sqlite, postgres, _)| [*sqlite, *postgres].contains(&column.kind.as_str()))
                .unwrap_or_else(|| panic!("{}.{} is a {}", column.of, column.name, column.kind));
            (column.of, column.name, kind.2.to_owned(), column.nullable)
        })
        .collect()
}

/// What `src/store/schema.rs` and its rooms say, read as text: the macro leaves nothing to ask at run time.
fn diesel_columns() -> Columns {
    let read = |file: &std::path::Path| std::fs::read_to_string(file).expect("the schema");
    let rooms = std::fs::read_dir("src/store/schema").expect("the folder");
    let rooms = rooms.map(|entry| read(&entry.expect("an entry").path()));
    let text = rooms.fold(read("src/store/schema.rs".as_ref()), |text, room| text + &room);
    let mut table = String::new();
    let mut found = Columns::new();
    for line in text.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            table = name.to_owned();
        } else if let Some((name, kind)) =
            line.trim_end_matches(',').split_once(" -> ").filter(|_| line.ends_with(','))
        {
            let inner = kind.strip_prefix("Nullable<").and_then(|k| k.strip_suffix('>'));
            found.insert((table.clone(), name.to_owned(), inner.unwrap_or(kind).to_owned(), inner.is_some()));
        }
    }
    found
}

fn migrate(on: &TestDb) -> Vec<String> {
    on.db.write(|conn| installation::migrate(conn, &the_system())).map_err(|e: StoreError| e).expect("up")
}

fn revert(on: &TestDb) -> usize {
    on.db
        .write(|conn| installation::revert_all_migrations(conn, &the_system()))
        .map_err(|e: StoreError| e)
        .expect("down")
}

fn up_down_up(kind: Kind) {
    let on = TestDb::bare(kind);
    let first = migrate(&on);
    assert!(!first.is_empty());
    let there = columns(&on);
    assert_eq!(revert(&on), first.len());
    assert_eq!(columns(&on), Columns::new(), "down leaves nothing behind");
    assert_eq!(migrate(&on), first);
    assert_eq!(columns(&on), there);
    assert_eq!(migrate(&on), Vec::<String>::new(), "nothing is left to do");
}

#[test]
fn up_down_up_sqlite() {
    up_down_up(Kind::Sqlite);
}

#[test]
fn up_down_up_postgres() {
    up_down_up(Kind::Postgres);
}

/// The folders of the migrations before one, and that one last.
fn up_to(kind: Kind, last: &str) -> Vec<String> {
    let folder = if kind == Kind::Sqlite { "migrations/sqlite" } else { "migrations/postgres" };
    let all = std::fs::read_dir(folder).expect("the folder");
    let mut all: Vec<_> = all.map(|it| it.expect("an entry").path()).collect();
    all.sort();
    let end = all.iter().position(|it| it.ends_with(last)).expect("it is there");
    all.truncate(end + 1);
    all.iter().map(|it| std::fs::read_to_string(it.join("up.sql")).expect("its statements")).collect()
}

#[test]
fn a_week_that_stood_in_tables_becomes_the_line_that_the_journal_has() {
    let released = "released 2026-12-16T07:00:00Z kinisi 2026-12-07 8/10 attendances:place=volos:45 \
                    first_attendances:place=volos:-3 meetings:place=volos/field=+/format=online:1/12 groups:led:7 .";
    let withheld = "withheld 2026-12-23T07:00:00Z kinisi 2026-12-14 .";
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let on = TestDb::bare(kind);
        let mut all = up_to(kind, "2026-11-27-001504_a_week_is_one_line");
        let this = all.pop().expect("it is one of them");
        for before in all {
            on.execute(&before);
        }
        on.execute(
            "INSERT INTO programme (id, slug, name, about, zone, made_at)
             VALUES (1, 'kinisi', 'Kinisi', '', 'Europe/Athens', '2026-01-01 00:00:00');
             INSERT INTO released_week VALUES (1, 1, '2026-12-07', '2026-12-16 07:00:00', FALSE, 10, 8);
             INSERT INTO released_week VALUES (2, 1, '2026-12-14', '2026-12-23 07:00:00', TRUE, 0, 0);
             INSERT INTO figure VALUES (1, 'attendances', 'place=volos', 45);
             INSERT INTO figure VALUES (1, 'first_attendances', 'place=volos', -3);
             INSERT INTO week_meetings VALUES (1, 'place=volos/field=+/format=online', 12, 1);
             INSERT INTO week_groups VALUES (1, 'led', 7);
             INSERT INTO spending VALUES (1, 'attendances', 2026, 1);",
        );
        on.execute(&this);
        let lines = on.texts("(SELECT * FROM released_week ORDER BY week) AS it", "line");
        let read = |line: &str| ReleasedWeek::parse(line).expect("a line");
        assert_eq!(lines.iter().map(|it| read(it)).collect::<Vec<_>>(), [read(released), read(withheld)]);
        assert_eq!(on.count("spending"), 1);
    }
}

#[test]
fn both_databases_have_the_columns_that_diesel_thinks_they_have() {
    let diesel = diesel_columns();
    assert!(diesel.len() > 50, "the schema could not be read");
    assert_eq!(columns(&TestDb::migrated(Kind::Sqlite)), diesel);
    assert_eq!(columns(&TestDb::migrated(Kind::Postgres)), diesel);
}

/// What is counted of a meeting leads to its series, and to nobody.
#[test]
fn no_column_of_the_tally_leads_to_a_person() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let all = columns(&TestDb::migrated(kind));
        let of_tally: Vec<&str> =
            all.iter().filter(|(table, ..)| table == "tally").map(|(_, name, ..)| name.as_str()).collect();
        let counted = ["cause", "day", "first_time", "heads"];
        let row =
            ["id", "original_local", "quarter_at", "revision", "roles", "sealed_at", "series_id", "slip"];
        assert_eq!(of_tally, [&counted[..], &row[..]].concat());
        for (table, name, ..) in all {
            assert!(!name.contains("tally") && !name.contains("slip") || table == "tally", "{table}.{name}");
        }
    }
}

#[test]
fn every_table_says_once_how_its_rows_end() {
    let tables: BTreeSet<String> = diesel_columns().into_iter().map(|(table, ..)| table).collect();
    let rows: Vec<String> = retention::TABLE.iter().map(|row| row.table.to_owned()).collect();
    assert_eq!(rows.iter().cloned().collect::<BTreeSet<_>>(), tables);
    assert_eq!(rows.len(), tables.len());
    assert!(retention::TABLE.iter().all(|row| !row.ends.is_empty()));
}

/// What stands in a column goes by its kind: what is bytes is sealed or a secret, what is a time is a time.
#[test]
fn every_column_is_in_the_inventory_and_nothing_else_is() {
    let said: Vec<(String, String, Content)> = INVENTORY
        .iter()
        .flat_map(|kept| kept.columns.iter().map(move |(content, names)| (kept.table, *content, *names)))
        .flat_map(|(table, content, names)| {
            names.iter().map(move |name| (table.to_owned(), (*name).to_owned(), content))
        })
        .collect();
    let columns = diesel_columns();
    let names: BTreeSet<_> = columns.iter().map(|(table, name, ..)| (table.clone(), name.clone())).collect();
    let listed: BTreeSet<_> = said.iter().map(|(table, name, _)| (table.clone(), name.clone())).collect();
    assert_eq!(listed, names);
    assert_eq!(said.len(), names.len(), "each once");
    let kinds: BTreeMap<_, _> =
        columns.into_iter().map(|(table, name, kind, _)| ((table, name), kind)).collect();
    for (table, name, content) in said {
        let kind = kinds[&(table.clone(), name.clone())].as_str();
        let fits: &[&str] = match content {
            Content::Link => &["BigInt"],
            Content::Secret => &["Binary", "Text"],
            Content::Sealed => &["Binary"],
            Content::Words => &["Text"],
            Content::Code => &["Text", "Bool"],
            Content::Count => &["Integer", "BigInt"],
            Content::Time => &["Timestamp", "Date"],
        };
        assert!(fits.contains(&kind), "{table}.{name} is {kind}, and not {content:?}");
    }
}

/// Table, and the table with whose rows its own go.
type Cascades = BTreeSet<(String, String)>;

#[derive(QueryableByName)]
struct Cascade {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    with: String,
}

const SQLITE_CASCADES: &str = "SELECT m.name AS of, f.\"table\" AS \"with\"
    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.on_delete = 'CASCADE'";
const POSTGRES_CASCADES: &str = "SELECT c.table_name::text AS of, u.table_name::text AS \"with\"
    FROM information_schema.referential_constraints r
    JOIN information_schema.table_constraints c USING (constraint_schema, constraint_name)
    JOIN information_schema.constraint_column_usage u USING (constraint_schema, constraint_name)
    WHERE r.delete_rule = 'CASCADE' AND r.constraint_schema = 'public'";

fn cascades(of: &TestDb) -> Cascades {
    let found: Vec<Cascade> = match of.kind {
        Kind::Sqlite => {
            let path = of.url.strip_prefix("sqlite:").expect("a path");
            let mut conn = SqliteConnection::establish(path).expect("the file opens");
            diesel::sql_query(SQLITE_CASCADES).load(&mut conn).expect("the list of keys")
        }
        Kind::Postgres => {
            let mut conn = PgConnection::establish(&of.url).expect("the server answers");
            diesel::sql_query(POSTGRES_CASCADES).load(&mut conn).expect("the list of keys")
        }
    };
    found.into_iter().map(|it| (it.of, it.with)).collect()
}

#[test]
fn what_is_said_to_go_with_something_goes_with_it_on_both_databases() {
    let said: Cascades = retention::TABLE
        .iter()
        .flat_map(|row| row.ends.iter().map(|end| (row.table, end)))
        .filter_map(|(table, end)| match end {
            End::With(other) => Some((table.to_owned(), (*other).to_owned())),
            End::After(_) | End::Emptied(_) | End::Kept(_) => None,
        })
        .collect();
    assert!(said.len() > 20);
    assert_eq!(cascades(&TestDb::migrated(Kind::Sqlite)), said);
    assert_eq!(cascades(&TestDb::migrated(Kind::Postgres)), said);
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |folder: &str| -> BTreeMap<String, usize> {
        std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let files = std::fs::read_dir(&path).expect("a migration").count();
                (path.file_name().expect("a name").to_string_lossy().into_owned(), files)
            })
            .collect()
    };
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
}
