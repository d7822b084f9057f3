//! The commands, as an operator runs them: what is wrong is said all at once, on standard error, with what to do; 1 when it
//! could not be done, 2 when it was not understood.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::app::TestApp;
use crate::support::databases::Kind;

/// `parea …` with settings, in a folder.
fn parea(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parea"))
        .args(arguments)
        .env_clear()
        .env("LANG", "en_US.UTF-8")
        .env("PAREA__DATABASE__URL", format!("sqlite:{}", folder.join("parea.db").display()))
        .env("PAREA__KEYS__FILE", folder.join("parea.key"))
        .env("PAREA__MAIL__URL", format!("mailbox:{}", folder.join("mailbox").display()))
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_mistake_in_the_settings_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = [
        ("PAREA__SERVER__LISTEN", "somewhere"),
        ("PAREA__SERVER__PUBLIC_URL", "http://parea.example"),
        ("PAREA__DATABASE__URL", "mysql://localhost/parea"),
        ("PAREA__SERVER__PROT", "80"),
        ("PAREA__HOME__ZONE", "Europe/Atlantis"),
    ];
    for command in ["doctor", "serve"] {
        let output = parea(folder.path(), &[command], &wrong);
        assert_eq!(output.status.code(), Some(1));
        let said = said(&output);
        let keys = ["server.listen", "server.public_url", "database.url", "server.prot", "home.zone"];
        for key in keys {
            assert!(said.contains(key), "{key} is missing in\n{said}");
        }
        assert!(said.lines().count() >= keys.len());
    }
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing was made");
}

#[test]
fn a_new_installation_is_made_by_migrate_and_passes_the_doctor() {
    let folder = tempfile::tempdir().unwrap();
    let doctor = parea(folder.path(), &["doctor"], &[]);
    assert_eq!(doctor.status.code(), Some(1), "{}", said(&doctor));
    assert!(said(&doctor).contains("parea.key"), "{}", said(&doctor));
    assert_eq!(parea(folder.path(), &["migrate"], &[]).status.code(), Some(0));
    let doctor = parea(folder.path(), &["doctor"], &[]);
    assert_eq!(doctor.status.code(), Some(0), "{}", said(&doctor));
    assert!(said(&doctor).contains("SQLite"));
    let greek = parea(folder.path(), &["doctor"], &[("LANG", "el_GR.UTF-8")]);
    assert!(said(&greek).chars().any(|letter| ('α'..='ω').contains(&letter)), "{}", said(&greek));
}

#[test]
fn a_wrong_key_file_opens_nothing_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let create = ["account", "create", "--name", "lake boat bread"];
    assert_eq!(parea(folder.path(), &create, &[]).status.code(), Some(0));
    let other = folder.path().join("other.key");
    let other = [("PAREA__KEYS__FILE", other.to_str().unwrap())];
    for command in ["serve", "migrate", "doctor"] {
        let output = parea(folder.path(), &[command], &other);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(said(&output).contains("key"), "{command}: {}", said(&output));
    }
    let again = parea(folder.path(), &create, &[]);
    assert_eq!(again.status.code(), Some(1), "the right key still knows the name");
    assert!(said(&again).contains("name"), "{}", said(&again));
}

#[test]
fn a_damaged_or_open_key_file_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("parea.key");
    std::fs::write(&key, "not a key").unwrap();
    for mode in [0o600, 0o644] {
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
        let output = parea(folder.path(), &["serve"], &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("parea.key"), "{}", said(&output));
    }
    assert!(!folder.path().join("parea.db").exists(), "no database was made for a key that is none");
}

#[test]
fn a_database_that_cannot_be_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = format!("sqlite:{}", folder.path().join("no/such/folder/parea.db").display());
    let nobody = "postgres://parea@127.0.0.1:1/parea";
    for url in [nowhere.as_str(), nobody] {
        let output = parea(folder.path(), &["serve"], &[("PAREA__DATABASE__URL", url)]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("database"), "{}", said(&output));
        assert!(!said(&output).contains("panicked"));
    }
    std::fs::write(
        folder.path().join("parea.db"),
        "this is a letter, not a database; it is long enough to be read",
    )
    .unwrap();
    let output = parea(folder.path(), &["serve"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("database"), "{}", said(&output));
}

#[test]
fn a_command_that_is_none_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["dance"][..], &["import", "meeting-guide"], &["demo", "--listen", "everywhere"]] {
        assert_eq!(parea(folder.path(), arguments, &[]).status.code(), Some(2), "{arguments:?}");
    }
    let output = parea(folder.path(), &["demo", "--listen", "0.0.0.0:0"], &[]);
    assert_eq!(output.status.code(), Some(1), "the demo is for this machine only");
    let output = parea(folder.path(), &["--help"], &[]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_feed_with_faults_changes_nothing_and_says_each() {
    let folder = tempfile::tempdir().unwrap();
    let feed = folder.path().join("feed.json");
    let whole = include_str!("../fixtures/meeting-guide.json");
    let mut odd: serde_json::Value = serde_json::from_str(whole).unwrap();
    odd[0]["day"] = 9.into();
    odd[1]["time"] = "25:70".into();
    odd[2]["slug"] = odd[3]["slug"].clone();
    odd[4]["name"] = 7.into();
    let odd = odd.to_string();
    let faults = [&whole[..whole.len() / 2], "[1, 2]", "{\"meetings\": true}", &odd];
    for fault in faults {
        std::fs::write(&feed, fault).unwrap();
        let import = ["import", "meeting-guide", feed.to_str().unwrap(), "--programme", "small-town"];
        let output = parea(folder.path(), &import, &[]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        if fault == odd {
            for word in ["Entry 1", "Entry 2", "Entry 4", "Entry 5"] {
                assert!(said(&output).contains(word), "{word} is missing in\n{}", said(&output));
            }
        }
    }
    std::fs::write(&feed, whole).unwrap();
    let import = ["import", "meeting-guide", feed.to_str().unwrap(), "--programme", "small-town", "--json"];
    let output = parea(folder.path(), &import, &[]);
    let last = String::from_utf8_lossy(&output.stdout).lines().last().unwrap().to_owned();
    let counts: serde_json::Value = serde_json::from_str(&last).unwrap();
    assert_eq!(counts["created"], counts["read"], "nothing was half there: {counts}");
}

/// The key belongs to the database wherever it is.
#[actix_web::test]
async fn a_wrong_key_file_is_noticed_on_postgresql_too() {
    let app = TestApp::on(Kind::Postgres).await;
    let folder = tempfile::tempdir().unwrap();
    let here = [("PAREA__DATABASE__URL", app.db.url.as_str())];
    assert_eq!(parea(folder.path(), &["account", "create", "--name", "lake"], &here).status.code(), Some(0));
    let other = tempfile::tempdir().unwrap();
    let output = parea(other.path(), &["serve"], &here);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("key"), "{}", said(&output));
}
