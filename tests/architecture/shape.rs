//! How a file looks: it says what it is for, it is not too long, it is finished, and it has a name that means something.

use crate::source::Source;

const LINES_AT_MOST: usize = 500;

/// A name that says nothing gathers everything.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "manager"];

/// Looked for in comments, too.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX", "todo!", "unimplemented!"];

pub fn complaints(source: &Source) -> Vec<String> {
    let path = &source.path;
    let mut found = Vec::new();
    if !source.text.starts_with("//!") {
        found.push(format!("{path}: does not begin with what it is for (`//!`)"));
    }
    let lines = source.text.lines().count();
    if lines > LINES_AT_MOST {
        found.push(format!("{path}: {lines} lines, more than {LINES_AT_MOST}"));
    }
    for word in UNFINISHED {
        found.extend(
            source
                .text
                .lines()
                .enumerate()
                .filter(|(_, line)| line.contains(word))
                .map(|(n, _)| format!("{path}:{}: unfinished: {word}", n + 1)),
        );
    }
    let names = path.trim_end_matches(".rs").split('/');
    let inline = source.finds("mod").filter_map(|at| source.code[at..].split([' ', ';', '{', '\n']).nth(1));
    for name in names.chain(inline).filter(|name| EMPTY_NAMES.contains(name)) {
        found.push(format!("{path}: `{name}` says nothing about what is in it"));
    }
    found
}

#[test]
fn bad_shapes_are_found() {
    let long = "//! x\n".repeat(LINES_AT_MOST + 1);
    let bad = [
        ("src/a.rs", "fn f() {}", "does not begin"),
        ("src/a.rs", long.as_str(), "501 lines"),
        ("src/a.rs", "//! a\n// TODO: b", "src/a.rs:2: unfinished"),
        ("src/a.rs", "//! a\nfn f() { todo!() }", "unfinished"),
        ("src/web/helpers.rs", "//! a", "says nothing"),
        ("src/utils/a.rs", "//! a", "says nothing"),
        ("src/a.rs", "//! a\nmod common;", "says nothing"),
    ];
    for (path, text, expected) in bad {
        let found = complaints(&Source::new(path, text));
        assert!(found.iter().any(|c| c.contains(expected)), "{path}: {found:?}");
    }
    assert!(complaints(&Source::new("src/a.rs", "//! common\nmod commons;\n")).is_empty());
}
