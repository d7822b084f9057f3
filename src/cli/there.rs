//! What is there: a key file and a database belong together. One without the other is a mistake in the settings, or a loss;
//! nothing is made in its place. Only where neither is, a new installation begins.

use std::path::absolute;
use std::sync::Arc;

use super::{Failure, start};
use crate::access::{Viewer, may_run};
use crate::l10n::L10n;
use crate::settings::Settings;
use crate::store::{Target, installation};
use crate::vault::{KeyFileTrouble, Keys};
use crate::world::Entropy;

/// What was found.
pub(super) enum There {
    /// A database that has begun, and a key file; whether they fit each other is not known yet.
    Both(Arc<Keys>),
    Neither,
}

/// Looks, and makes nothing.
pub(super) fn look(l: L10n, settings: &Settings, target: &Target) -> Result<There, Failure> {
    let keys = match Keys::read(&settings.key_file) {
        Ok(keys) => Some(Arc::new(keys)),
        Err(KeyFileTrouble::Missing) => None,
        Err(trouble) => return Err(vec![in_words(l, settings, &trouble)]),
    };
    let has_begun = has_begun(l, target)?;
    match (keys, has_begun) {
        (Some(keys), true) => Ok(There::Both(keys)),
        (None, false) => Ok(There::Neither),
        (Some(_), false) => Err(vec![of_both(l, "operator-database-missing", settings, target)]),
        (None, true) => Err(vec![of_both(l, "operator-key-missing", settings, target)]),
    }
}

/// Whether there is a database that has begun. Asking makes none.
pub(super) fn has_begun(l: L10n, target: &Target) -> Result<bool, Failure> {
    may_run(&Viewer::system("look"))
        .map_or(Ok(false), |run| installation::has_begun(target, &run))
        .map_err(|error| start::trouble(l, &error))
}

/// A sentence that names the two.
pub(super) fn of_both(l: L10n, sentence: &str, settings: &Settings, target: &Target) -> String {
    let key = absolute(&settings.key_file).unwrap_or_else(|_| settings.key_file.clone());
    let key = key.display().to_string();
    l.with(sentence, &[("key", key.into()), ("database", installation::place(target).into())])
}

/// The key of a new installation.
pub(super) fn make_key(l: L10n, settings: &Settings, entropy: &Entropy) -> Result<Arc<Keys>, Failure> {
    let made = Keys::create(&settings.key_file, entropy);
    made.map(Arc::new).map_err(|trouble| vec![in_words(l, settings, &trouble)])
}

/// Nothing came of the new installation, and nothing is sealed with its key: the next attempt begins anew, too.
pub(super) fn take_key_back(settings: &Settings) {
    if let Err(cause) = std::fs::remove_file(&settings.key_file) {
        tracing::warn!(%cause, "the key of an installation that did not begin stays behind");
    }
}

pub(super) fn in_words(l: L10n, settings: &Settings, trouble: &KeyFileTrouble) -> String {
    let sentence = match trouble {
        KeyFileTrouble::ReadableByOthers => "operator-key-readable",
        KeyFileTrouble::Malformed => "operator-key-malformed",
        KeyFileTrouble::Busy(_) => "operator-key-busy",
        KeyFileTrouble::Missing | KeyFileTrouble::Io(_) => "operator-key-io",
    };
    let path = match trouble {
        KeyFileTrouble::Busy(beside) => beside,
        _ => &settings.key_file,
    };
    l.with(sentence, &[("path", path.display().to_string().into())])
}
