//! The commands, as an operator runs them: what is wrong is said all at once, on standard error, with what to do; 1 when it
//! could not be done, 2 when it was not understood.

use std::path::Path;
use std::process::{Command, Output};

use parea::store::inventory::INVENTORY;

use crate::support::app::TestApp;
use crate::support::databases::{Kind, TestDb};

/// `parea …` with settings, in a folder.
fn parea(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parea"))
        .args(arguments)
        .env_clear()
        .env("LANG", "en_US.UTF-8")
        .env("PAREA__DATABASE__URL", format!("sqlite:{}", folder.join("parea.db").display()))
        .env("PAREA__KEYS__FILE", folder.join("parea.key"))
        .env("PAREA__JOURNAL__FILE", folder.join("parea.journal"))
        .env("PAREA__MAIL__URL", format!("mailbox:{}", folder.join("mailbox").display()))
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

/// What lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The folder of another installation, with its key.
fn a_key_of_another_installation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(parea(folder.path(), &["migrate"], &[]).status.code(), Some(0));
    folder
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
    for name in ["parea.key", "parea.db"] {
        assert!(said(&doctor).contains(folder.path().join(name).to_str().unwrap()), "{}", said(&doctor));
    }
    assert_eq!(names(folder.path()), [""; 0], "the doctor makes nothing");
    let made = parea(folder.path(), &["migrate"], &[]);
    assert_eq!(made.status.code(), Some(0));
    for name in ["parea.key", "parea.db"] {
        assert!(said(&made).contains(folder.path().join(name).to_str().unwrap()), "{}", said(&made));
    }
    let mode = |name: &str| {
        let meta = std::fs::metadata(folder.path().join(name)).unwrap();
        std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o777
    };
    assert_eq!((mode("parea.db"), mode("parea.key")), (0o600, 0o400), "nobody else reads them");
    let again = parea(folder.path(), &["migrate"], &[]);
    assert!(!said(&again).contains("parea.key"), "only the first start makes something: {}", said(&again));
    let doctor = parea(folder.path(), &["doctor"], &[]);
    assert_eq!(doctor.status.code(), Some(0), "{}", said(&doctor));
    assert!(said(&doctor).contains("SQLite"));
    let greek = parea(folder.path(), &["doctor"], &[("LANG", "el_GR.UTF-8")]);
    assert!(said(&greek).chars().any(|letter| ('α'..='ω').contains(&letter)), "{}", said(&greek));
}

const COMMANDS: [&[&str]; 5] = [
    &["serve"],
    &["migrate"],
    &["doctor"],
    &["account", "create", "--name", "lake"],
    &["import", "meeting-guide", "tests/fixtures/meeting-guide.json", "--programme", "small-town"],
];

#[test]
fn a_database_without_its_key_or_a_key_without_its_database_is_no_new_installation() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(parea(folder.path(), &["migrate"], &[]).status.code(), Some(0));
    let typo = |name: &str| folder.path().join(name).display().to_string();
    let (key, database) = (typo("paera.key"), format!("sqlite:{}", typo("paera.db")));
    let there = names(folder.path());
    let cases = [("PAREA__KEYS__FILE", &key, "paera.key"), ("PAREA__DATABASE__URL", &database, "paera.db")];
    for (setting, value, missing) in cases {
        for command in COMMANDS {
            for language in ["en_US.UTF-8", "el_GR.UTF-8"] {
                let output = parea(folder.path(), command, &[(setting, value), ("LANG", language)]);
                assert_eq!(output.status.code(), Some(1), "{command:?} with {setting}: {}", said(&output));
                assert!(said(&output).contains(&typo(missing)), "{command:?}: {}", said(&output));
                assert_eq!(names(folder.path()), there, "{command:?} with {setting} makes nothing");
            }
        }
    }
    assert_eq!(parea(folder.path(), &["doctor"], &[]).status.code(), Some(0), "and nothing is harmed");
}

#[test]
fn a_new_installation_that_cannot_be_made_leaves_nothing_in_its_way() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = format!("sqlite:{}", folder.path().join("no/such/folder/parea.db").display());
    let output = parea(folder.path(), &["migrate"], &[("PAREA__DATABASE__URL", &nowhere)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(folder.path()), [""; 0]);
    assert_eq!(parea(folder.path(), &["migrate"], &[]).status.code(), Some(0));
}

#[test]
fn a_wrong_key_file_opens_nothing_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let create = ["account", "create", "--name", "lake boat bread"];
    assert_eq!(parea(folder.path(), &create, &[]).status.code(), Some(0));
    let other = a_key_of_another_installation();
    let other = [("PAREA__KEYS__FILE", other.path().join("parea.key").display().to_string())];
    let other = [(other[0].0, other[0].1.as_str())];
    for command in ["serve", "migrate", "doctor"] {
        let output = parea(folder.path(), &[command], &other);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(said(&output).contains("does not belong to this database"), "{command}: {}", said(&output));
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
fn the_doctor_asks_the_mail_server() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(parea(folder.path(), &["migrate"], &[]).status.code(), Some(0));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://ana:secret@{}", listener.local_addr().unwrap());
    // It answers, and does not let anybody in.
    let porter = std::thread::spawn(move || {
        use std::io::Write as _;
        let (mut line, _) = listener.accept().unwrap();
        line.write_all(b"554 5.7.1 not today\r\n").unwrap();
    });
    let refused = parea(folder.path(), &["doctor"], &[("PAREA__MAIL__URL", &url)]);
    porter.join().unwrap();
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("554"), "{}", said(&refused));
    // Nobody is there, and nobody comes: no test is given a port below 1024.
    let nobody = "smtp://ana:secret@127.0.0.1:1";
    let away = parea(folder.path(), &["doctor"], &[("PAREA__MAIL__URL", nobody)]);
    assert_eq!(away.status.code(), Some(1), "{}", said(&away));
    assert!(said(&away).contains("mail server cannot be reached"), "{}", said(&away));
    for output in [refused, away] {
        assert!(said(&output).contains("SQLite"), "all else is fine: {}", said(&output));
        assert!(!said(&output).contains("secret"), "{}", said(&output));
    }
}

#[test]
fn the_record_names_every_column_and_needs_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let output = parea(folder.path(), &["record"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "table,column,topic,content,ends");
    assert!(lines.contains(&"membership,name,members,sealed,with person; with groups"));
    assert!(lines.contains(&"mail_log,count,mail,count,PT2592000S after day"), "{text}");
    let columns: usize = INVENTORY.iter().flat_map(|it| it.columns).map(|(_, names)| names.len()).sum();
    assert_eq!(lines.len(), columns + 1);
    assert!(names(folder.path()).is_empty(), "it only reads what the program knows");
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
async fn a_wrong_or_missing_key_file_is_noticed_on_postgresql_too() {
    let app = TestApp::on(Kind::Postgres).await;
    let folder = tempfile::tempdir().unwrap();
    let here = [("PAREA__DATABASE__URL", app.db.url.as_str())];
    assert_eq!(parea(folder.path(), &["account", "create", "--name", "lake"], &here).status.code(), Some(0));
    let other = a_key_of_another_installation();
    let output = parea(other.path(), &["serve"], &here);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("does not belong to this database"), "{}", said(&output));
    let without = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let output = parea(without.path(), command, &here);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert!(said(&output).contains("parea.key"), "{command:?}: {}", said(&output));
    }
    assert_eq!(names(without.path()), [""; 0]);
    let empty = TestDb::bare(Kind::Postgres);
    for command in COMMANDS {
        let output = parea(folder.path(), command, &[("PAREA__DATABASE__URL", empty.url.as_str())]);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert!(said(&output).contains("missing or empty"), "{command:?}: {}", said(&output));
        assert!(!said(&output).contains('@'), "nor whom it is asked as: {}", said(&output));
    }
}

#[test]
fn a_key_is_rotated_as_often_as_wanted_and_everything_opens_after_it() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(parea(folder.path(), &["migrate"], &[]).status.code(), Some(0));
    let made = parea(folder.path(), &["account", "create", "--name", "lake-boat-bread"], &[]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let key = folder.path().join("parea.key");
    for lines in [2, 3] {
        let rotated = parea(folder.path(), &["keys", "rotate"], &[]);
        assert_eq!(rotated.status.code(), Some(0), "{}", said(&rotated));
        assert!(
            said(&rotated).contains(&format!("generation {lines}")) && said(&rotated).contains("1 cells")
        );
        let text = std::fs::read_to_string(&key).unwrap();
        assert_eq!(text.lines().count(), lines);
        let doctor = parea(folder.path(), &["doctor"], &[]);
        assert_eq!(doctor.status.code(), Some(0), "{}", said(&doctor));
    }
    assert_eq!(names(folder.path()).iter().filter(|name| name.starts_with("parea.key")).count(), 1);
    // Without the lines that came later, what they sealed does not open, and that is said.
    let text = std::fs::read_to_string(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    std::fs::write(&key, text.lines().next().unwrap()).unwrap();
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let rotated = parea(folder.path(), &["keys", "rotate"], &[]);
    assert_eq!(rotated.status.code(), Some(1), "{}", said(&rotated));
}

#[test]
fn a_backup_is_made_verified_and_restored_elsewhere() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let create = ["account", "create", "--name", "lake boat bread"];
    let file = here.path().join("monday.backup");
    let backup = ["backup", file.to_str().unwrap()];
    let nothing = parea(here.path(), &backup, &[]);
    assert_eq!((nothing.status.code(), names(here.path()).len()), (Some(1), 0), "{}", said(&nothing));
    assert_eq!(parea(here.path(), &create, &[]).status.code(), Some(0));
    let made = parea(here.path(), &backup, &[]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    assert_eq!(names(here.path()), ["monday.backup", "parea.db", "parea.key"]);
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let again = parea(here.path(), &backup, &[]);
    assert_eq!(again.status.code(), Some(1), "it is not written over");
    assert!(said(&again).contains("monday.backup"), "{}", said(&again));

    let verify = ["backup", "verify", file.to_str().unwrap()];
    let verified = parea(here.path(), &verify, &[]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    assert!(said(&verified).contains("whole"), "{}", said(&verified));
    let restore = ["restore", file.to_str().unwrap()];
    let there_is_one = parea(here.path(), &restore, &[]);
    assert_eq!(there_is_one.status.code(), Some(1));
    assert!(said(&there_is_one).contains("parea.db"), "{}", said(&there_is_one));

    let keyless = parea(there.path(), &restore, &[]);
    assert_eq!((keyless.status.code(), names(there.path()).len()), (Some(1), 0), "{}", said(&keyless));
    std::fs::copy(here.path().join("parea.key"), there.path().join("parea.key")).unwrap();
    let no_journal = parea(there.path(), &restore, &[]);
    assert_eq!((no_journal.status.code(), names(there.path()).len()), (Some(1), 1), "{}", said(&no_journal));
    assert!(said(&no_journal).contains("--without-journal"), "{}", said(&no_journal));
    std::fs::write(there.path().join("parea.journal"), "parea-journal-1 of another key\n").unwrap();
    let other = parea(there.path(), &restore, &[]);
    assert!(other.status.code() == Some(1) && said(&other).contains("parea.journal"), "{}", said(&other));
    std::fs::remove_file(there.path().join("parea.journal")).unwrap();
    for language in ["el_GR.UTF-8", "en_US.UTF-8"] {
        let damaged = there.path().join("damaged");
        std::fs::write(&damaged, &std::fs::read(&file).unwrap()[1..]).unwrap();
        let refused = ["restore", damaged.to_str().unwrap(), "--without-journal"];
        let refused = parea(there.path(), &refused, &[("LANG", language)]);
        assert!(refused.status.code() == Some(1) && said(&refused).contains("damaged"), "{}", said(&refused));
        assert_eq!(names(there.path()), ["damaged", "parea.key"], "no database is left behind");
        let done = parea(there.path(), &["restore", restore[1], "--without-journal"], &[("LANG", language)]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert!(said(&done).lines().count() >= 2, "it says what nobody can know: {}", said(&done));
        let taken = parea(there.path(), &create, &[]);
        assert_eq!(taken.status.code(), Some(1), "the account is there: {}", said(&taken));
        for name in ["parea.db", "parea.db-wal", "parea.db-shm", "damaged"] {
            drop(std::fs::remove_file(there.path().join(name)));
        }
    }
}
