//! The plan of the house, held against the house: which room may use which, what stands in one place only, what a file
//! looks like, and whether ARCHITECTURE.md still tells the truth. The checks are plain functions in the modules below,
//! each with bad samples that it must find.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics has said what is wrong"
)]

mod faults;
mod map;
mod places;
mod promises;
mod rooms;
mod shape;
mod source;
mod views;

use std::path::{Path, PathBuf};

use source::Source;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|cause| panic!("{name}: {cause}"))
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn sources() -> Vec<Source> {
    let mut files = below(&root().join("src"));
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files.sort();
    let shown = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    let found: Vec<Source> =
        files.iter().map(|path| Source::new(&shown(path), &read(&shown(path)))).collect();
    assert!(found.len() > 10, "the sources are read");
    found
}

#[track_caller]
fn nothing_found(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} found:\n  {}\n", complaints.len(), complaints.join("\n  "));
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    nothing_found(sources().iter().flat_map(rooms::wrong_ways).collect());
}

#[test]
fn what_has_one_place_stands_there_only() {
    nothing_found(sources().iter().flat_map(places::strays).collect());
}

#[test]
fn no_row_of_the_database_is_shown_as_it_stands() {
    let sources = sources();
    let rows = views::rows(&sources);
    assert!(rows.contains("Group"), "the rows are found: {rows:?}");
    nothing_found(sources.iter().flat_map(|source| views::escapes(&rows, source)).collect());
}

#[test]
fn a_file_says_what_it_is_for_and_is_finished() {
    nothing_found(sources().iter().flat_map(shape::complaints).collect());
}

/// Whoever lets the system act on its own adds a line here, and somebody reads it.
#[test]
fn the_systems_own_power_is_used_where_the_list_says() {
    let listed: Vec<String> = read("tests/system_viewers.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    assert_eq!(places::system_viewers(&sources()), listed);
}

#[test]
fn the_map_shows_what_is_there() {
    nothing_found(map::lost_names(&read("ARCHITECTURE.md"), root(), &sources(), &read("Cargo.toml")));
}
