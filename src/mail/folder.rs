//! Mails kept in a folder instead of being sent: each whole, and beside it as somebody can read it. The folder is for its
//! owner alone, because links stand in mails.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{Result, Write as _};
#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A folder of mails.
#[derive(Clone)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Makes the folder, for nobody else to look into.
    ///
    /// # Errors
    /// When the disk refuses.
    fn make(&self) -> Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        builder.mode(0o700);
        builder.create(&self.0)
    }

    /// Whether the folder is there, or could be made: what is nearest to it is a folder, and not one that nobody writes to.
    pub fn can_be(&self) -> bool {
        let here =
            |path: &Path| if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
        let nearest = self.0.ancestors().find_map(|path| std::fs::metadata(here(path)).ok());
        nearest.is_some_and(|it| it.is_dir() && !it.permissions().readonly())
    }

    /// Keeps a mail, whole or not at all.
    pub(super) fn keep(&self, name: &str, mail: &[u8], readable: &str) -> Result<()> {
        self.make()?;
        write(&self.0.join(format!("{name}.txt")), readable.as_bytes())?;
        let part = self.0.join(format!(".{name}.eml"));
        write(&part, mail)?;
        std::fs::rename(part, self.0.join(format!("{name}.eml")))
    }

    /// What lies in it, the newest first, as somebody can read it.
    pub fn readable(&self) -> Vec<String> {
        let mut files: Vec<_> = self
            .files()
            .into_iter()
            .filter(|(_, path)| path.extension().is_some_and(|it| it == "txt"))
            .collect();
        files.sort();
        files.iter().rev().filter_map(|(_, path)| std::fs::read_to_string(path).ok()).collect()
    }

    /// Deletes what was kept before a moment. How many files went.
    pub fn forget(&self, before: SystemTime) -> usize {
        let old = self.files().into_iter().filter(|(kept, _)| *kept < before);
        old.filter(|(_, path)| std::fs::remove_file(path).is_ok()).count()
    }

    /// Our own files, and when each was written.
    fn files(&self) -> Vec<(SystemTime, PathBuf)> {
        let Ok(entries) = std::fs::read_dir(&self.0) else {
            return Vec::new();
        };
        entries
            .filter_map(std::result::Result::ok)
            .filter(|it| it.path().extension().is_some_and(|ending| ending == "txt" || ending == "eml"))
            .filter_map(|it| Some((it.metadata().and_then(|meta| meta.modified()).ok()?, it.path())))
            .collect()
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn nobody_else_looks_into_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let parent = tempfile::tempdir().unwrap();
        let folder = Folder::at(parent.path().join("mailbox"));
        folder.keep("one", b"mail", "readable").unwrap();
        let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.0.clone()), 0o700);
        assert_eq!(mode(folder.0.join("one.eml")), 0o600);
        assert_eq!(mode(folder.0.join("one.txt")), 0o600);
    }

    #[test]
    fn what_is_old_goes_and_only_what_is_ours() {
        let parent = tempfile::tempdir().unwrap();
        let folder = Folder::at(parent.path().to_owned());
        folder.keep("one", b"mail", "readable").unwrap();
        std::fs::write(parent.path().join("notes"), "somebody else's").unwrap();
        let written = folder.files()[0].0;
        assert_eq!(folder.forget(written - Duration::from_secs(60)), 0);
        assert_eq!(folder.readable(), ["readable"]);
        assert_eq!(folder.forget(written + Duration::from_secs(60)), 2);
        assert!(parent.path().join("notes").exists());
    }
}
