//! A file to which lines are added, and each is on the disk before anybody goes on. What the lines say is not known here.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// The file. It need not be there yet.
#[derive(Debug, Clone)]
pub struct Journal {
    path: PathBuf,
}

impl Journal {
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Adds lines; before the first one ever, `first`. A line that was broken off by a power cut stays, and these begin after it.
    ///
    /// # Errors
    /// When they are not on the disk.
    pub fn add(&self, first: &str, lines: &[String]) -> io::Result<()> {
        let mut file =
            OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.path)?;
        let mut text = String::new();
        if file.metadata()?.len() == 0 {
            text.push_str(first);
            text.push('\n');
            settle(&self.path)?;
        } else {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                text.push('\n');
            }
        }
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    /// Whether it could be written; nothing is.
    ///
    /// # Errors
    /// When it could not.
    pub fn can_be(&self) -> io::Result<()> {
        match OpenOptions::new().append(true).open(&self.path) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                let folder = std::fs::metadata(folder(&self.path))?;
                let is_open = folder.is_dir() && !folder.permissions().readonly();
                if is_open { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
            }
            opened => opened.map(drop),
        }
    }

    /// Whether it would be lost with that file.
    #[must_use]
    pub fn is_on_the_disk_of(&self, file: &Path) -> bool {
        let disk = |path: &Path| std::fs::metadata(folder(path)).ok().map(|it| it.dev());
        disk(&self.path).is_some_and(|mine| disk(file) == Some(mine))
    }

    /// All that stands in it; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self) -> io::Result<Option<String>> {
        match std::fs::read(&self.path) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(cause),
        }
    }
}

/// That a file has this name is written to the disk, too.
///
/// # Errors
/// When the disk says so.
pub fn settle(path: &Path) -> io::Result<()> {
    File::open(folder(path))?.sync_all()
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_after_what_is_there_even_when_it_was_broken_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let journal = Journal::at(path.clone());
        assert_eq!(journal.read().unwrap(), None);
        journal.add("first", &["one".to_owned()]).unwrap();
        std::fs::write(&path, "first\none\nbro").unwrap();
        journal.add("first", &["two".to_owned(), "three".to_owned()]).unwrap();
        assert_eq!(journal.read().unwrap().unwrap(), "first\none\nbro\ntwo\nthree\n");
    }

    #[test]
    fn where_it_cannot_be_written_it_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Journal::at(folder.path().to_owned()).add("first", &[]).is_err());
        assert!(Journal::at(folder.path().join("no/folder")).add("first", &[]).is_err());
    }
}
