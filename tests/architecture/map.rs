//! ARCHITECTURE.md, held against the house: whatever it puts between backticks has to exist. A file or folder is looked
//! up, a type or function has to be defined in `src`, a crate to stand in Cargo.toml; what is none of these has to stand
//! in the list of things from outside.

use std::path::Path;

use crate::source::Source;

/// Said of other things than our own.
const FROM_OUTSIDE: &[&str] = &["Utc::now"];

pub fn lost_names(page: &str, root: &Path, sources: &[Source], manifest: &str) -> Vec<String> {
    let names = named(page);
    let mut lost: Vec<String> = names
        .iter()
        .filter(|name| !FROM_OUTSIDE.contains(&name.as_str()) && !exists(name, root, sources, manifest))
        .map(|name| format!("`{name}` is nowhere"))
        .collect();
    lost.sort();
    lost.dedup();
    lost
}

/// What stands between single backticks, and, of blocks of code, the first word of each line: the map.
fn named(page: &str) -> Vec<String> {
    let (mut names, mut block) = (Vec::new(), false);
    for line in page.lines() {
        if line.starts_with("```") {
            block = !block;
        } else if block {
            names.extend(line.split_whitespace().next().map(str::to_owned));
        } else {
            names.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    names
}

fn exists(name: &str, root: &Path, sources: &[Source], manifest: &str) -> bool {
    if let Some((before, rest)) = name.split_once('{')
        && let Some((choices, after)) = rest.split_once('}')
    {
        return choices
            .split(',')
            .all(|one| exists(&format!("{before}{one}{after}"), root, sources, manifest));
    }
    if name.contains('/') || name.contains('.') {
        return name
            .split_once('*')
            .map_or_else(|| root.join(name).exists(), |(before, _)| root.join(before).is_dir());
    }
    let last = name.trim_end_matches("()").rsplit("::").next().unwrap_or(name);
    if let Some(prefix) = last.strip_suffix('…') {
        return sources.iter().any(|s| s.code.contains(&format!("struct {prefix}")));
    }
    let is_module = |s: &Source| s.path.ends_with(&format!("/{}.rs", name.replace("::", "/")));
    let is_crate = manifest.lines().any(|line| line.split([' ', '=']).next() == Some(name));
    is_crate || sources.iter().any(|s| is_module(s) || defines(s, last))
}

/// A type, a trait, a function or a variant of an enum.
fn defines(source: &Source, name: &str) -> bool {
    let keywords = ["struct", "enum", "trait", "type", "fn", "const", "macro_rules!"];
    !name.is_empty()
        && source.finds(name).any(|at| {
            let before = source.code[..at].trim_end();
            keywords.iter().any(|keyword| before.ends_with(keyword))
        })
}

#[test]
fn what_is_not_there_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = [Source::new("src/store/conn.rs", "pub struct Conn; pub struct MayRun; fn page() {}")];
    let page = "`Conn` `May…` `page()` `store::conn` `Cargo.toml` `src/{lib,main}.rs` `serde` `store::conn::Conn`\n\
                ```\nsrc/lib.rs  the map\nsrc/attic/  lost\n```\n`Box` `Could…` `src/{lib,lost}.rs` `attic` `lost::Conns`";
    let lost = lost_names(page, root, &sources, "serde = 1");
    let expected = ["Box", "Could…", "attic", "lost::Conns", "src/attic/", "src/{lib,lost}.rs"];
    assert_eq!(lost, expected.map(|name| format!("`{name}` is nowhere")));
}
