//! The root key's file, and the keys derived from it.
//!
//! A file of lines, each `parea-root-key-1 ` and 64 hexadecimal digits, readable by its owner only. Each line is a generation of
//! sealing keys: cells say which one they want, and the last one seals. Links, codes and the index of addresses come of the
//! first line for ever. Whoever loses the file loses every sealed cell; whoever has it and the database has everything.
//! Backups never hold it.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use super::lines::Lines;
use crate::world::{Entropy, settle};

const HEADER: &str = "parea-root-key-1";

type Key = Zeroizing<[u8; 32]>;

/// Every key that Parea uses, derived from one root.
#[derive(ZeroizeOnDrop)]
pub struct Keys {
    /// The sealing keys, generation by generation. They grow while the service runs.
    #[zeroize(skip)]
    seals: RwLock<Lines<Key>>,
    /// Where a later generation is looked for.
    #[zeroize(skip)]
    file: Option<PathBuf>,
    pub(in crate::vault) pepper: [u8; 32],
    blind: [u8; 32],
    links: [u8; 32],
    forms: [u8; 32],
    message_ids: [u8; 32],
    erasures: [u8; 32],
    figures: [u8; 32],
    check: [u8; 32],
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

/// What is wrong with a key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileTrouble {
    /// There is none.
    #[error("there is no key file")]
    Missing,
    /// Others on the machine may read it.
    #[error("the key file can be read by others")]
    ReadableByOthers,
    /// It is not a key file.
    #[error("this is not a key file")]
    Malformed,
    /// Somebody else is adding a generation, or was broken off at it: this is their file.
    #[error("another generation is being added: {0}")]
    Busy(PathBuf),
    /// It cannot be read or written.
    #[error("the key file cannot be read or written: {0}")]
    Io(#[source] io::Error),
}

impl Keys {
    /// Derives every key from a root of 32 bytes.
    #[must_use]
    pub fn from_root(root: [u8; 32]) -> Self {
        Self::from_roots(&Lines::of_one(Zeroizing::new(root)), None)
    }

    fn from_roots(roots: &Lines<Key>, file: Option<PathBuf>) -> Self {
        let derive = |label: &[u8]| *derived(&roots.first, label);
        Self {
            seals: RwLock::new(roots.map(|root| derived(root, b"seal"))),
            file,
            pepper: derive(b"pepper"),
            blind: derive(b"blind index"),
            links: derive(b"links"),
            forms: derive(b"forms"),
            message_ids: derive(b"message id"),
            erasures: derive(b"erasure"),
            figures: derive(b"figures"),
            check: derive(b"fingerprint"),
        }
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it is missing, readable by others, or not a key file.
    pub fn read(path: &Path) -> Result<Self, KeyFileTrouble> {
        let meta = fs::metadata(path).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => KeyFileTrouble::Missing,
            _ => KeyFileTrouble::Io(cause),
        })?;
        if meta.permissions().mode() & 0o077 != 0 {
            return Err(KeyFileTrouble::ReadableByOthers);
        }
        Ok(Self::from_roots(&roots_in(path)?, Some(path.to_owned())))
    }

    /// Makes a new key file of mode 0400, and never writes over an old one.
    ///
    /// # Errors
    /// When the file is there already, or cannot be written.
    pub fn create(path: &Path, entropy: &Entropy) -> Result<Self, KeyFileTrouble> {
        let root: Key = Zeroizing::new(entropy.bytes());
        let roots = Lines::of_one(root);
        begin(path)
            .and_then(|file| write(file, &roots))
            .and_then(|()| settle(path))
            .map_err(KeyFileTrouble::Io)?;
        Ok(Self::from_roots(&roots, Some(path.to_owned())))
    }

    /// Adds a generation to the key file, and seals with it from now on. The file is written anew beside the old one and put in its
    /// place: at no moment is there none, and nothing is sealed before it would survive a power cut. Whoever has begun the file
    /// beside it is the only one who does this.
    ///
    /// # Errors
    /// When there is no file, somebody else is at it, it has 255 lines, or it cannot be written.
    pub fn add_generation(&self, entropy: &Entropy) -> Result<u8, KeyFileTrouble> {
        let path = self.file.as_deref().ok_or(KeyFileTrouble::Missing)?;
        let beside = path.with_extension("next");
        let file = begin(&beside).map_err(|cause| match cause.kind() {
            io::ErrorKind::AlreadyExists => KeyFileTrouble::Busy(beside.clone()),
            _ => KeyFileTrouble::Io(cause),
        })?;
        let added = roots_in(path).and_then(|roots| {
            let roots = roots.and(Zeroizing::new(entropy.bytes())).ok_or(KeyFileTrouble::Malformed)?;
            let written = write(file, &roots).and_then(|()| fs::rename(&beside, path));
            written.and_then(|()| settle(path)).map_err(KeyFileTrouble::Io)?;
            Ok(roots)
        });
        if added.is_err() {
            // What was begun is no key file, and would be in the way. That it is gone already is as good.
            drop(fs::remove_file(&beside));
        }
        self.take(&added?);
        Ok(self.newest().0)
    }

    /// The generation that seals, and its key.
    pub(in crate::vault) fn newest(&self) -> (u8, Key) {
        let seals = self.seals.read().unwrap_or_else(PoisonError::into_inner);
        (seals.count(), seals.last().clone())
    }

    /// The generation that seals.
    #[must_use]
    pub fn generation(&self) -> u8 {
        self.newest().0
    }

    /// The sealing key of a generation. One that is not known is looked for in the file: somebody has added it meanwhile.
    pub(in crate::vault) fn sealing(&self, generation: u8) -> Option<Key> {
        let known =
            |it: &Self| it.seals.read().unwrap_or_else(PoisonError::into_inner).get(generation).cloned();
        known(self).or_else(|| {
            self.take(&roots_in(self.file.as_deref()?).ok()?);
            known(self)
        })
    }

    fn take(&self, roots: &Lines<Key>) {
        let mut seals = self.seals.write().unwrap_or_else(PoisonError::into_inner);
        if seals.count() < roots.count() {
            *seals = roots.map(|root| derived(root, b"seal"));
        }
    }

    /// A name for this key that tells nothing about it; the database keeps it, so that a wrong file is noticed.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        HEX.encode(self.check.get(..8).unwrap_or_default())
    }

    /// A keyed hash by which a sealed value can be found again, and only by whoever has the key. `of` keeps values of
    /// different columns apart.
    #[must_use]
    pub fn blind(&self, of: &'static str, value: &str) -> Vec<u8> {
        mac(&self.blind, &[of.as_bytes(), value.as_bytes()]).to_vec()
    }

    /// What stays of a person who has been forgotten: whoever has the key and the id can make it once more, and nobody else.
    #[must_use]
    pub fn erasure_mark(&self, person: [u8; 8]) -> String {
        HEX.encode(&mac(&self.erasures, &[&person]))
    }

    /// The chance of which the noise of a figure is made. It stays the same when a generation is added.
    #[must_use]
    pub fn figure_chance(&self, parts: &[&[u8]]) -> [u8; 32] {
        mac(&self.figures, parts)
    }

    /// For links that prove themselves.
    pub(in crate::vault) fn link_mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        mac(&self.links, parts)
    }

    /// For the hidden field of forms.
    pub(in crate::vault) fn form_mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        mac(&self.forms, parts)
    }

    /// The left part of a mail's Message-ID: the same for every attempt, and telling nothing.
    #[must_use]
    pub fn message_id(&self, key: &str) -> String {
        self.opaque(&[key.as_bytes()])
    }

    /// The left part of a mail's List-Id, by which its reader may sort: one for each membership, and telling nothing.
    #[must_use]
    pub fn list_id(&self, membership: [u8; 8]) -> String {
        self.opaque(&[b"list", &membership])
    }

    fn opaque(&self, parts: &[&[u8]]) -> String {
        HEX.encode(mac(&self.message_ids, parts).get(..16).unwrap_or_default())
    }
}

/// HMAC-SHA-256 over the parts, each with its length, so that no two lists of parts are the same bytes.
pub(in crate::vault) fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256>>::new(&(*key).into_block());
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC's own rule for short keys: zeros up to the block.
trait IntoBlock {
    fn into_block(self) -> hmac::digest::Key<Hmac<Sha256>>;
}

impl IntoBlock for [u8; 32] {
    fn into_block(self) -> hmac::digest::Key<Hmac<Sha256>> {
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        for (to, from) in block.iter_mut().zip(self) {
            *to = from;
        }
        block
    }
}

fn derived(root: &[u8; 32], label: &[u8]) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    // Fails only beyond 255 blocks of output; one is asked for.
    let made = Hkdf::<Sha256>::new(Some(b"parea"), root).expand(label, key.as_mut());
    debug_assert!(made.is_ok());
    key
}

/// A file of mode 0400 that is not there yet.
fn begin(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o400).open(path)
}

fn write(mut file: File, roots: &Lines<Key>) -> io::Result<()> {
    let line = |root: &Key| format!("{HEADER} {}\n", HEX.encode(root.as_ref()));
    let text: Zeroizing<String> = Zeroizing::new(roots.all().map(line).collect());
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn roots_in(path: &Path) -> Result<Lines<Key>, KeyFileTrouble> {
    let text = fs::read_to_string(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::InvalidData => KeyFileTrouble::Malformed,
        io::ErrorKind::NotFound => KeyFileTrouble::Missing,
        _ => KeyFileTrouble::Io(cause),
    })?;
    let text = Zeroizing::new(text);
    let mut roots = text.trim().lines().map(|line| parse(line).map(Zeroizing::new));
    let first = roots.next().flatten().ok_or(KeyFileTrouble::Malformed)?;
    roots.try_fold(Lines::of_one(first), |lines, root| lines.and(root?)).ok_or(KeyFileTrouble::Malformed)
}

fn parse(line: &str) -> Option<[u8; 32]> {
    let (header, digits) = line.trim().split_once(' ')?;
    if header != HEADER {
        return None;
    }
    HEX.decode(digits.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        assert!(matches!(Keys::read(&path), Err(KeyFileTrouble::Missing)));
        let made = Keys::create(&path, &Entropy::seeded(1)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o400);
        assert_eq!(Keys::read(&path).unwrap().fingerprint(), made.fingerprint());
        assert!(matches!(Keys::create(&path, &Entropy::seeded(2)), Err(KeyFileTrouble::Io(_))));
    }

    #[test]
    fn a_key_file_that_others_can_read_or_that_is_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        for bad in ["", "parea-root-key-1", "parea-root-key-1 00", "parea-root-key-2 00", "\u{0}"] {
            fs::write(&path, bad).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            assert!(matches!(Keys::read(&path), Err(KeyFileTrouble::Malformed)), "{bad}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Keys::read(&path), Err(KeyFileTrouble::ReadableByOthers)));
    }

    #[test]
    fn a_generation_is_added_and_found_by_whoever_knew_the_file_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let entropy = Entropy::seeded(1);
        let made = Keys::create(&path, &entropy).unwrap();
        let before = Keys::read(&path).unwrap();
        assert_eq!((made.generation(), made.add_generation(&entropy).unwrap(), made.generation()), (1, 2, 2));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o400);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing stays beside it");
        assert_eq!(before.generation(), 1);
        assert_eq!(before.sealing(2), made.sealing(2));
        assert_eq!(before.generation(), 2, "it seals with the new one, too");
        assert!(before.sealing(3).is_none() && before.sealing(0).is_none());
        assert_ne!(made.sealing(1), made.sealing(2));
        assert_eq!(Keys::read(&path).unwrap().fingerprint(), made.fingerprint());
        assert!(matches!(Keys::from_root([1; 32]).add_generation(&entropy), Err(KeyFileTrouble::Missing)));
    }

    #[test]
    fn two_who_add_a_generation_do_not_write_over_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let entropy = Entropy::seeded(1);
        let keys = Keys::create(&path, &entropy).unwrap();
        fs::write(folder.path().join("root.next"), "").unwrap();
        assert!(matches!(keys.add_generation(&entropy), Err(KeyFileTrouble::Busy(_))));
        assert_eq!((keys.generation(), Keys::read(&path).unwrap().generation()), (1, 1));
        fs::remove_file(folder.path().join("root.next")).unwrap();
        // The other one has read the file before, and adds to what stands there now.
        let other = Keys::read(&path).unwrap();
        assert_eq!((keys.add_generation(&entropy).unwrap(), other.add_generation(&entropy).unwrap()), (2, 3));
        assert_eq!(keys.sealing(3), other.sealing(3));
        assert_eq!(keys.sealing(2), other.sealing(2));
    }

    #[test]
    fn keys_keep_purposes_apart() {
        let keys = Keys::from_root([1; 32]);
        assert_ne!(keys.blind("person.email", "a"), keys.blind("person.sign_in_name", "a"));
        assert_ne!(keys.blind("ab", "c"), keys.blind("a", "bc"));
        assert_ne!(keys.fingerprint(), Keys::from_root([2; 32]).fingerprint());
        assert_ne!(keys.link_mac(&[b"x"]), keys.form_mac(&[b"x"]));
    }
}
