//! Every sentence stands in both languages, is used, can be said, and sounds as the house wants it to. The checks are
//! plain functions in `checks`, each with bad samples that it must find; here they are held against the real files.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics has said what is wrong"
)]

mod catalogue;
mod checks;
mod discreet;
#[path = "../support/lexicon.rs"]
mod lexicon;
mod sources;

use sha2::Digest as _;
use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use parea::domain::locale::Locale;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn words(locale: Locale) -> Catalogue {
    let folder = root().join("templates/locales").join(locale.code());
    let mut catalogue = Catalogue::default();
    for file in files(&folder, &["ftl"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        catalogue.read(&shown(&file), &text);
    }
    catalogue
}

/// All files below a folder with one of the endings, sorted. None when the folder is not there.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { files(&path, endings) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)))
        .collect();
    found.sort();
    found
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

fn read_all(files: Vec<PathBuf>) -> Vec<(String, String)> {
    files.into_iter().map(|file| (shown(&file), std::fs::read_to_string(&file).unwrap())).collect()
}

fn rust() -> Vec<(String, String)> {
    read_all(files(&root().join("src"), &["rs"]))
}

/// What askama compiles: pages and mails, not the files that are served as they are.
fn templates() -> Vec<(String, String)> {
    let all = read_all(files(&root().join("templates"), &["html", "txt", "svg", "xml"]));
    all.into_iter().filter(|(name, _)| !name.starts_with("templates/static/")).collect()
}

#[track_caller]
fn nothing_found(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} found:\n  {}\n", complaints.len(), complaints.join("\n  "));
}

#[test]
fn the_files_are_read() {
    for locale in Locale::all() {
        assert!(words(*locale).sayings.len() > 50, "{locale}");
    }
    assert!(rust().len() > 10);
}

#[test]
fn every_file_of_words_is_well_formed() {
    for locale in Locale::all() {
        nothing_found(words(*locale).complaints);
    }
}

#[test]
fn both_languages_say_the_same_things_with_the_same_arguments() {
    nothing_found(checks::differences(&words(Locale::En), &words(Locale::El)));
}

#[test]
fn every_key_that_is_used_exists() {
    let known = words(Locale::En);
    let mut complaints = Vec::new();
    for (file, text) in rust() {
        complaints.extend(checks::unknown_keys(&known, &file, &sources::literals_of_rust(&text)));
    }
    for (file, text) in templates() {
        complaints.extend(checks::unknown_keys(&known, &file, &sources::literals_of_template(&text)));
    }
    nothing_found(complaints);
}

#[test]
fn every_key_is_used() {
    let literals = rust().into_iter().flat_map(|(_, text)| sources::literals_of_rust(&text));
    let in_templates = templates().into_iter().flat_map(|(_, text)| sources::literals_of_template(&text));
    let used: Vec<sources::Literal> = literals.chain(in_templates).collect();
    nothing_found(checks::unused_keys(&words(Locale::En), &used));
}

#[test]
fn every_message_can_be_said() {
    for locale in Locale::all() {
        nothing_found(checks::unsayable(&words(*locale), *locale));
    }
}

#[test]
fn the_words_sound_like_this_house() {
    for locale in Locale::all() {
        nothing_found(checks::tone(&words(*locale)));
    }
}

#[test]
fn greek_is_written_in_greek_letters() {
    nothing_found(checks::lookalikes(&words(Locale::El)));
}

#[test]
fn plurals_have_the_forms_of_the_language() {
    for locale in Locale::all() {
        nothing_found(checks::plurals(&words(*locale)));
    }
}

#[test]
fn no_sentence_stands_in_a_template() {
    let complaints = templates().iter().flat_map(|(file, text)| checks::sentences(file, text)).collect();
    nothing_found(complaints);
}

/// What people have said yes to stays as they read it: a receipt names the words and does not repeat them. Whoever wants others
/// writes them under a new number.
#[test]
fn words_that_people_have_said_yes_to_never_change() {
    let pinned = [
        ("en", "412e2c465b267038c40f59a0dcef778494246a4f266f8e024e3a526de3ecee20"),
        ("el", "8a7cc384a0f3be0adc55d721b9a02e070fdd4ca3e57bb6296a54fb8d1f973dcd"),
    ];
    for (language, pin) in pinned {
        let path = format!("templates/locales/{language}/consent.ftl");
        let text = std::fs::read_to_string(path).unwrap();
        let said: Vec<&str> = text.lines().filter(|line| line.starts_with("consent-")).collect();
        let digest = sha2::Sha256::digest(said.join("\n"));
        assert_eq!(data_encoding::HEXLOWER.encode(&digest), pin, "{said:#?}");
    }
}
