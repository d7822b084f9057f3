//! All that stands in a database, read from outside as whoever has stolen it reads it: every table, every column, in the
//! order in which the rows lie there, and which transaction wrote each.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::databases::{Kind, TestDb};

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    pub table: String,
    /// Where it lies: the number of its row, or page and place.
    pub place: String,
    /// The transaction that wrote it last; only PostgreSQL says so.
    pub written_by: i64,
    pub content: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = BigInt)]
    written_by: i64,
    #[diesel(sql_type = Text)]
    content: String,
}

/// A table, and in SQLite one of its columns and whether its rows are numbered.
#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    numbered: i64,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS of, c.name AS name, m.sql NOT LIKE '%WITHOUT ROWID%' AS numbered
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'";
const POSTGRES_TABLES: &str = "SELECT table_name::text AS of, '' AS name, 0::bigint AS numbered
    FROM information_schema.tables WHERE table_schema = 'public'";

impl TestDb {
    /// Every row of every table, but for the tables that are named.
    pub fn dump(&self, without: &[&str]) -> Vec<Line> {
        let columns: Vec<Column> = match self.kind {
            Kind::Sqlite => diesel::sql_query(SQLITE_COLUMNS).load(&mut self.sqlite()),
            Kind::Postgres => diesel::sql_query(POSTGRES_TABLES).load(&mut self.postgres()),
        }
        .expect("the tables");
        let mut tables: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
        for column in columns.iter().filter(|it| it.of != "__diesel_schema_migrations") {
            tables.entry(&column.of).or_default().push(column);
        }
        assert!(tables.len() > 20, "the tables could not be read");
        tables.retain(|table, _| !without.contains(table));
        let selects: Vec<String> =
            tables.iter().map(|(table, columns)| self.select(table, columns)).collect();
        let select = diesel::sql_query(selects.join(" UNION ALL "));
        let found: Vec<Found> = match self.kind {
            Kind::Sqlite => select.load(&mut self.sqlite()),
            Kind::Postgres => select.load(&mut self.postgres()),
        }
        .expect("the rows");
        let line = |it: Found| Line {
            table: it.of,
            place: it.place,
            written_by: it.written_by,
            content: it.content,
        };
        let mut lines: Vec<Line> = found.into_iter().map(line).collect();
        lines.sort_by_key(|line| (line.table.clone(), numbers(&line.place)));
        lines
    }

    /// The files in which SQLite keeps it, with what waits to be written into them; PostgreSQL's are its own.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let Some(path) = self.url.strip_prefix("sqlite:") else { return Vec::new() };
        let names = ["", "-wal", "-shm"].map(|end| format!("{path}{end}"));
        let files: Vec<_> =
            names.into_iter().filter_map(|it| Some((it.clone(), std::fs::read(it).ok()?))).collect();
        assert!(!files.is_empty(), "there is a file");
        files
    }

    /// What PostgreSQL's own tool writes of it, as an operator would; of SQLite the files are a copy.
    pub fn pg_dump(&self) -> Vec<u8> {
        if self.kind == Kind::Sqlite {
            return Vec::new();
        }
        let dumped = std::process::Command::new("pg_dump").arg(&self.url).output().expect("pg_dump is there");
        assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
        dumped.stdout
    }

    /// What stands in a column of bytes, each with the number of its row.
    pub fn cells(&self, table: &str, id: &str, column: &str) -> Vec<(i64, Vec<u8>)> {
        #[derive(QueryableByName)]
        struct Cell {
            #[diesel(sql_type = BigInt)]
            id: i64,
            #[diesel(sql_type = diesel::sql_types::Binary)]
            cell: Vec<u8>,
        }
        let select = format!(
            "SELECT {id} AS id, \"{column}\" AS cell FROM \"{table}\" WHERE \"{column}\" IS NOT NULL"
        );
        let found: Vec<Cell> = match self.kind {
            Kind::Sqlite => diesel::sql_query(select).load(&mut self.sqlite()),
            Kind::Postgres => diesel::sql_query(select).load(&mut self.postgres()),
        }
        .expect("the cells");
        found.into_iter().map(|it| (it.id, it.cell)).collect()
    }

    fn select(&self, table: &str, columns: &[&Column]) -> String {
        match self.kind {
            Kind::Sqlite => {
                let content: Vec<String> =
                    columns.iter().map(|it| format!("'{0}=' || quote(\"{0}\")", it.name)).collect();
                let content = content.join(" || ' ' || ");
                let place = if columns[0].numbered == 1 { "CAST(rowid AS TEXT)" } else { "''" };
                format!("SELECT '{table}' AS of, {place} AS place, 0 AS written_by, {content} AS content FROM \"{table}\"")
            }
            Kind::Postgres => format!(
                "SELECT '{table}' AS of, it.ctid::text AS place, it.xmin::text::bigint AS written_by, it::text AS content
                 FROM \"{table}\" it"
            ),
        }
    }

    fn sqlite(&self) -> SqliteConnection {
        SqliteConnection::establish(self.url.strip_prefix("sqlite:").expect("a path")).expect("the database")
    }

    fn postgres(&self) -> PgConnection {
        PgConnection::establish(&self.url).expect("the database")
    }
}

/// The numbers in a place, in which places follow each other.
fn numbers(place: &str) -> Vec<u64> {
    place.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect()
}

/// The numbers of transactions belong to the server; what they tell is their order. So the first is 0, the next 1.
pub fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    let order: BTreeMap<i64, i64> = {
        let mut all: Vec<i64> = lines.iter().map(|line| line.written_by).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().zip(0..).collect()
    };
    for line in &mut lines {
        line.written_by = order[&line.written_by];
    }
    lines
}

/// What stands in one and not in the other.
pub fn differences(one: &[Line], other: &[Line]) -> Vec<String> {
    let only = |here: &[Line], there: &[Line]| -> Vec<String> {
        here.iter().filter(|line| !there.contains(line)).map(|line| format!("{line:?}")).collect()
    };
    [only(one, other), only(other, one)].concat()
}
