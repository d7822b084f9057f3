//! No page and no mail receives a row of the database: what a use case gives back names no type that the store reads from
//! a table as it stands, so that a new column is never on a page by itself.

use std::collections::BTreeSet;

use crate::source::Source;

/// The public rows of the store.
pub fn rows(sources: &[Source]) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for source in sources.iter().filter(|source| source.room() == "store") {
        let mut is_row = false;
        for line in source.code.lines() {
            if line.starts_with("#[derive(") {
                is_row = line.contains("Queryable");
            } else if let Some(rest) = line.strip_prefix("pub struct ").filter(|_| is_row) {
                rows.extend(rest.split([' ', '<', '(', ';']).next().map(str::to_owned));
            }
        }
    }
    rows
}

/// Where a use case gives one of them back.
pub fn escapes(rows: &BTreeSet<String>, source: &Source) -> Vec<String> {
    if source.room() != "service" {
        return Vec::new();
    }
    let names = |line: &str| {
        let kind =
            line.trim_start().strip_prefix("pub ").and_then(|field| field.split_once(": ")).map(|it| it.1);
        let words = kind.unwrap_or_default().split(|c: char| !c.is_alphanumeric() && c != '_');
        words.filter(|word| rows.contains(*word)).map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = source.code.lines().enumerate().filter(|(_, line)| !line.contains("fn "));
    lines
        .flat_map(|(n, line)| names(line).into_iter().map(move |row| (n, row)))
        .map(|(n, row)| format!("{}:{}: `{row}` is a row, and is shown as it stands", source.path, n + 1))
        .collect()
}

#[test]
fn a_row_that_is_shown_is_found() {
    let store = Source::new(
        "src/store/a.rs",
        "#[derive(Debug, Queryable)]\npub struct Group {\n    pub id: u8,\n}\n\n#[derive(Debug)]\npub struct Kept;\n",
    );
    let rows = rows(&[store]);
    assert_eq!(rows, BTreeSet::from(["Group".to_owned()]));
    let shown = Source::new(
        "src/service/a.rs",
        "pub struct View {\n    pub all: Vec<Group>,\n    pub kept: Kept,\n}\n",
    );
    assert_eq!(escapes(&rows, &shown).len(), 1);
    let elsewhere = Source::new("src/store/b.rs", "pub struct View {\n    pub all: Vec<Group>,\n}\n");
    assert!(escapes(&rows, &elsewhere).is_empty());
}
