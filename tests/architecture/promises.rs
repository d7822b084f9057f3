//! What is promised about privacy names the tests that keep it; each is there.

use std::collections::BTreeSet;

use crate::{below, read, root};

/// The names between backticks in the lines of a table.
fn named(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// What stands between `fn` and its arguments.
fn functions(text: &str) -> impl Iterator<Item = &str> {
    text.split("fn ").skip(1).filter_map(|rest| rest.split_once('(')).map(|(name, _)| name)
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let text = read("tests/promises.md");
    let mut files: Vec<_> = ["src", "tests"].iter().flat_map(|folder| below(&root().join(folder))).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let all: Vec<String> = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let there: BTreeSet<&str> = all.iter().flat_map(|text| functions(text)).collect();
    let named = named(&text);
    assert!(named.len() > 20, "the promises could not be read");
    let missing: Vec<_> = named.into_iter().filter(|name| !there.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_test_that_is_not_there_would_be_missed() {
    assert_eq!(named("| words | `one`, `two` |\nnot `three`"), ["one", "two"]);
    let there: Vec<&str> = functions("async fn one(app: TestApp) {}\nfn two() {}").collect();
    assert_eq!(there, ["one", "two"]);
}
