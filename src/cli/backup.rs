//! `parea backup`, `parea backup verify`, `parea restore`: the whole installation in one sealed file, and out of it again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::there::{self, There};
use super::{Failure, start};
use crate::access::Viewer;
use crate::domain::journal;
use crate::l10n::{Arg, L10n};
use crate::service::backing_up::{self, BackupError, Held};
use crate::settings::Settings;
use crate::store::Db;
use crate::vault::Keys;
use crate::world::{Clock, Entropy, Journal, settle};

/// Takes the name, writes beside it, and puts in its place what is whole. A file that is there is never written over.
pub(super) fn write(l: L10n, path: &Path) -> Result<(), Failure> {
    let settings = start::settings(l)?;
    let target = start::target(l, &settings)?;
    let There::Both(keys) = there::look(l, &settings, &target)? else {
        return Err(vec![there::of_both(l, "doctor-nothing-there", &settings, &target)]);
    };
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(|cause| {
        match cause.kind() {
            io::ErrorKind::AlreadyExists => vec![l.with("operator-backup-there", &[("path", shown(path))])],
            _ => in_words(l, path, &cause.into()),
        }
    })?;
    let (beside, entropy, now) = (beside(path), Entropy::system(), Clock::system().now());
    let written =
        Db::open(target, keys.clone(), entropy.clone(), 1).map_err(BackupError::from).and_then(|db| {
            db.read(|db| {
                let file =
                    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
                let viewer = Viewer::system("backup");
                let held = backing_up::write(db, &viewer, (&keys, &entropy), BufWriter::new(&file), now)?;
                file.sync_all()?;
                Ok::<_, BackupError>(held)
            })
        });
    let named = written.and_then(|held| {
        fs::rename(&beside, path)?;
        settle(path)?;
        Ok(held)
    });
    if named.is_err() {
        // What was begun is no backup. That it is gone already is as good.
        drop(fs::remove_file(&beside));
        drop(fs::remove_file(path));
    }
    let held = named.map_err(|error| in_words(l, path, &error))?;
    eprintln!("{}", l.with("operator-backed-up", &of_held(path, &held)));
    Ok(())
}

/// Reads one to its end.
pub(super) fn verify(l: L10n, path: &Path) -> Result<(), Failure> {
    let settings = start::settings(l)?;
    let keys = key(l, &settings)?;
    let verified = open(path).and_then(|file| backing_up::verify(&keys, file));
    let held = verified.map_err(|error| in_words(l, path, &error))?;
    eprintln!("{}", l.with("operator-backup-whole", &of_held(path, &held)));
    Ok(())
}

/// Makes the installation anew.
pub(super) fn restore(l: L10n, path: &Path, without_journal: bool) -> Result<(), Failure> {
    let settings = start::settings(l)?;
    let target = start::target(l, &settings)?;
    let keys = Arc::new(key(l, &settings)?);
    if there::has_begun(l, &target)? {
        return Err(vec![there::of_both(l, "operator-restore-not-empty", &settings, &target)]);
    }
    let journal = journal(l, &settings, &keys, without_journal)?;
    // Before the database is made: it is not left behind when the file is no backup.
    let checked = open(path).and_then(|file| backing_up::verify(&keys, file));
    let held = checked.map_err(|error| in_words(l, path, &error))?;
    let now = Clock::system().now();
    let db =
        Db::open(target, keys.clone(), Entropy::system(), 1).map_err(|error| start::trouble(l, &error))?;
    let viewer = Viewer::system("restore");
    let (_, replayed) = db
        .write(|db| backing_up::restore(db, &viewer, &keys, open(path)?, journal.as_ref(), now))
        .map_err(|error| in_words(l, path, &error))?;
    eprintln!("{}", l.with("operator-restored", &of_held(path, &held)));
    match journal {
        Some(journal) => {
            eprintln!("{}", l.with("operator-restored-forgotten", &[("count", replayed.forgotten.into())]));
            eprintln!("{}", l.with("operator-restored-weeks", &[("count", replayed.weeks.into())]));
            if journal.unread > 0 {
                eprintln!("{}", l.with("operator-journal-unread", &[("count", journal.unread.into())]));
            }
        }
        None => {
            eprintln!("{}", l.with("operator-restored-unknown", &of_held(path, &held)));
            eprintln!("{}", l.with("operator-restored-withheld", &[("count", replayed.weeks.into())]));
        }
    }
    Ok(())
}

/// What the journal says; `None` when it is lost and the operator has said so.
fn journal(
    l: L10n,
    settings: &Settings,
    keys: &Keys,
    without: bool,
) -> Result<Option<journal::Journal>, Failure> {
    let path = &settings.journal_file;
    let words = |key: &str| vec![l.with(key, &[("path", shown(path))])];
    let text = Journal::at(path.clone()).read().map_err(|cause| {
        vec![l.with("operator-file-trouble", &[("path", shown(path)), ("cause", cause.to_string().into())])]
    })?;
    match text {
        None if without => Ok(None),
        None => Err(words("operator-journal-missing")),
        Some(text) => {
            journal::read(&text, &keys.fingerprint()).map(Some).ok_or_else(|| words("operator-journal-other"))
        }
    }
}

fn key(l: L10n, settings: &Settings) -> Result<Keys, Failure> {
    Keys::read(&settings.key_file).map_err(|trouble| vec![there::in_words(l, settings, &trouble)])
}

fn open(path: &Path) -> Result<BufReader<File>, BackupError> {
    Ok(BufReader::new(File::open(path)?))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

fn shown(path: &Path) -> Arg<'static> {
    path.display().to_string().into()
}

fn of_held(path: &Path, held: &Held) -> [(&'static str, Arg<'static>); 3] {
    [("path", shown(path)), ("made", held.made_at.to_string().into()), ("rows", held.rows.into())]
}

fn in_words(l: L10n, path: &Path, error: &BackupError) -> Failure {
    let cause = |cause: &io::Error| ("cause", cause.to_string().into());
    match error {
        BackupError::Store(error) => start::trouble(l, error),
        BackupError::Later => vec![l.with("operator-backup-later", &[("path", shown(path))])],
        BackupError::Damaged => vec![l.with("operator-backup-damaged", &[("path", shown(path))])],
        BackupError::Io(it) => vec![l.with("operator-file-trouble", &[("path", shown(path)), cause(it)])],
        BackupError::NotFound | BackupError::Erasing(_) | BackupError::Releasing(_) => {
            vec![error.to_string()]
        }
    }
}
