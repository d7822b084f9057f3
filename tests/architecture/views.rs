//! No page and no mail receives a row of the database: what a use case gives back, in a field, a variant or from a function,
//! names no type that the store reads from a table as it stands, so that a new column is never on a page by itself.

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

/// Where a use case gives one of them back: in a field, in a variant, or from a function.
pub fn escapes(rows: &BTreeSet<String>, source: &Source) -> Vec<String> {
    if source.room() != "service" {
        return Vec::new();
    }
    let mut found = BTreeSet::new();
    for (at, given) in given_back(&source.code) {
        let words = given.split(|c: char| !c.is_alphanumeric() && c != '_');
        for row in words.filter(|word| rows.contains(*word)) {
            found.insert(format!("{}: `{row}` is a row, and is shown as it stands", source.place(at)));
        }
    }
    found.into_iter().collect()
}

/// What others can get: the types of public fields and aliases, the insides of public enums, and what public functions
/// return, each with its place. What is public in this room only is not for them.
fn given_back(code: &str) -> Vec<(usize, &str)> {
    let item = |at: usize| &code[at..];
    code.match_indices("pub ")
        .filter_map(|(at, pub_)| {
            let rest = item(at + pub_.len());
            let declared = rest.split(['{', ';', '=']).next().unwrap_or_default();
            let given = if declared.split_whitespace().any(|word| word == "fn") {
                returned(rest.split(['{', ';']).next().unwrap_or_default())
            } else if rest.starts_with("enum ") {
                // Up to the brace at the beginning of a line.
                rest.split("\n}").next().unwrap_or_default()
            } else if rest.starts_with("type ") {
                rest.split(';').next().unwrap_or_default()
            } else {
                let line = rest.lines().next().unwrap_or_default();
                line.split_once(": ").map_or("", |(_, kind)| kind)
            };
            (!given.is_empty()).then_some((at, given))
        })
        .collect()
}

/// What stands behind the arrow of a signature; the arrows of its arguments are within brackets.
fn returned(signature: &str) -> &str {
    let mut depth = 0_i32;
    for (at, c) in signature.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '-' if depth == 0 && signature[at..].starts_with("->") => return &signature[at + 2..],
            _ => {}
        }
    }
    ""
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

#[test]
fn a_row_that_is_given_back_in_any_way_is_found() {
    let rows = BTreeSet::from(["Group".to_owned()]);
    let found = |code: &str| escapes(&rows, &Source::new("src/service/a.rs", code));
    for bad in [
        "pub fn show(db: &mut Conn) -> Visible<Group> {\n}\n",
        "pub fn show(\n    db: &mut Conn,\n    now: Instant,\n) -> Result<Visible<Vec<Group>>, Error> {\n}\n",
        "pub async fn show(work: impl Fn(u8) -> bool) -> Group {\n}\n",
        "pub enum View {\n    One(Group),\n}\n",
        "pub enum View {\n    Many {\n        all: Vec<Group>,\n    },\n}\n",
        "pub type View = Vec<Group>;\n",
        "pub struct View {\n    pub it: Group,\n}\n",
    ] {
        assert_eq!(found(bad).len(), 1, "{bad}");
    }
    for good in [
        "fn of(db: &mut Conn) -> Group {\n}\n",
        "pub(in crate::service) fn of(db: &mut Conn) -> Group {\n}\n",
        "pub fn show(of: &Group) -> Visible<View> {\n    let group: Group = of.clone();\n}\n",
        "pub fn show(work: impl Fn(u8) -> Group) -> bool {\n}\n",
        "pub enum View {\n    One(GroupId),\n}\n\nfn of() -> Group {\n}\n",
        "pub struct View {\n    pub id: GroupId,\n    group: Group,\n}\n",
    ] {
        assert_eq!(found(good), Vec::<String>::new(), "{good}");
    }
}
