//! A file that is not whole yet: gone with the download, or kept for a later one.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::place::is_at;
use super::target::{Target, failed};
use super::writing::Writing;
use crate::Error;

/// Behind the name of the target: the bytes so far.
const PART: &str = ".copera-part";
/// Behind the name of the target: whose bytes those are.
const JOURNAL: &str = ".copera-part.json";

/// Whose bytes a kept part holds. Only the same may be added to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The address that the service has the file at.
    pub(super) file: String,
    /// The strong tag of its content.
    pub(super) etag: String,
    pub(super) size: Option<u64>,
}

/// Bytes beside their target, readable by nobody else.
#[derive(Debug)]
pub(super) struct Part {
    file: Writing,
    /// The file that was asked for, which errors name.
    wanted: PathBuf,
    /// Removes the file unless it is kept.
    path: TempPath,
    /// Where it is written whose bytes these are; `None` where nothing is kept.
    journal: Option<PathBuf>,
    /// How many bytes were there already.
    pub(super) begun: u64,
}

impl Part {
    /// One that is gone unless it becomes whole.
    pub(super) fn fleeting(target: &Target) -> Result<Self, Error> {
        let (file, path) = private_in(target.folder())
            .map_err(failed("create", &target.path))?
            .into_parts();
        Ok(Self::new(target, file, path, None, 0))
    }

    /// One that stays if it does not become whole; with the bytes of an earlier one, if they belong
    /// to the same file.
    pub(super) fn kept(target: &Target, journal: &Journal) -> Result<Self, Error> {
        let (path, journal_path) = (target.beside(PART), target.beside(JOURNAL));
        let mut file = claim(&path, target)?;
        let known = read(&journal_path).is_some_and(|earlier| earlier == *journal);
        let length = file.metadata().map_err(failed("look at", &path))?.len();
        let fits = journal.size.is_none_or(|size| length <= size);
        if !known || !fits {
            // Emptied first: at no time does the journal speak for bytes of another file.
            file.set_len(0).map_err(failed("empty", &path))?;
            write(&journal_path, journal)?;
        }
        let begun = file
            .seek(SeekFrom::End(0))
            .map_err(failed("continue", &path))?;
        let mut path = TempPath::try_from_path(&path).map_err(failed("find", &path))?;
        path.disable_cleanup(true);
        Ok(Self::new(target, file, path, Some(journal_path), begun))
    }

    fn new(
        target: &Target,
        file: File,
        path: TempPath,
        journal: Option<PathBuf>,
        begun: u64,
    ) -> Self {
        Self {
            wanted: target.path.clone(),
            file: Writing::new(file),
            path,
            journal,
            begun,
        }
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let wrote = self.file.write(bytes).await;
        wrote.map_err(failed("write", &self.wanted))
    }

    /// Forgets all bytes; `journal` says whose the next ones are, and `None` that nobody could go on
    /// with them.
    pub(super) async fn restart(&mut self, journal: Option<&Journal>) -> Result<(), Error> {
        let emptied = self.file.empty().await;
        emptied.map_err(failed("empty", &self.path))?;
        self.begun = 0;
        match (&self.journal, journal) {
            (None, _) => Ok(()),
            (Some(path), Some(journal)) => write(path, journal),
            (Some(path), None) => {
                let _ = std::fs::remove_file(path);
                self.path.disable_cleanup(false);
                self.journal = None;
                Ok(())
            }
        }
    }

    /// Sees to it that what is kept is in the file.
    pub(super) async fn set_aside(mut self) {
        // The download failed already; that its bytes can't be kept changes nothing about it.
        let _ = self.file.flush().await;
    }

    /// Puts the whole file in its place, without waiting for the disk.
    pub(super) async fn finish(mut self, target: &Target) -> Result<(), Error> {
        let written = self.file.flush().await;
        let settled = written.and_then(|file| target.settle_mode(file));
        settled.map_err(failed("write", &self.wanted))?;
        target.take(self.path)?;
        if let Some(journal) = self.journal {
            let _ = std::fs::remove_file(journal);
        }
        Ok(())
    }
}

/// Opens a part for this download alone.
fn claim(path: &Path, target: &Target) -> Result<File, Error> {
    let refuse = |why: &str| failed("continue", path)(io::Error::other(why.to_owned()));
    if let Ok(found) = path.symlink_metadata()
        && !found.is_file()
    {
        return Err(refuse("it is no regular file"));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let file = private(&mut options)
        .open(path)
        .map_err(failed("create", &target.path))?;
    match file.try_lock() {
        Ok(()) if is_at(&file, path) => Ok(file),
        // Whoever held it before has just put it in its place.
        Ok(()) | Err(TryLockError::WouldBlock) => Err(refuse("another download is writing it")),
        Err(TryLockError::Error(error)) => Err(failed("lock", path)(error)),
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// A file of a name that nobody has, which goes with what is returned. It is opened here: an error of
/// the library's own would name that file, which nobody asked for.
fn private_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".copera-").suffix(".part");
    builder.make_in(folder, |path| {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        private(&mut options).open(path)
    })
}

/// A journal that can't be read is none.
fn read(path: &Path) -> Option<Journal> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

fn write(path: &Path, journal: &Journal) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let written = || {
        let mut file = private_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(&serde_json::to_vec(journal)?)?;
        file.persist(path).map_err(|error| error.error)
    };
    written().map(drop).map_err(failed("write", path))
}
