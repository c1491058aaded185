//! A file on this machine, and whether it is still the one that it was.

use std::{
    fmt,
    fs::{File, Metadata},
    io::{self, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};

use super::UploadError;
use crate::transfer::off_thread::off_thread;

/// What tells a file from another, and from itself after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FileIdentity {
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    modified: Option<i64>,
    /// Where the system has such a thing. The device is left out: its number may be another one
    /// after a restart of the machine.
    inode: Option<u64>,
}

impl FileIdentity {
    fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().map(|time| {
            let nanos = |span: std::time::Duration| i64::try_from(span.as_nanos());
            match time.duration_since(UNIX_EPOCH) {
                Ok(after) => nanos(after).unwrap_or(i64::MAX),
                Err(before) => nanos(before.duration()).map_or(i64::MIN, |nanos| -nanos),
            }
        });
        Self {
            size: metadata.len(),
            modified,
            inode: inode(metadata),
        }
    }

    fn change(self, now: Self) -> Option<FileChange> {
        if self.inode != now.inode {
            Some(FileChange::Replaced)
        } else if now.size > self.size {
            Some(FileChange::Grew)
        } else if now.size < self.size {
            Some(FileChange::Shrank)
        } else if self.modified != now.modified {
            Some(FileChange::Written)
        } else {
            None
        }
    }
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems have nothing of the kind"
)]
fn inode(metadata: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(metadata))
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> Option<u64> {
    None
}

/// What happened to a file while it was uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileChange {
    /// It is longer than it was.
    Grew,
    /// It is shorter than it was.
    Shrank,
    /// It was written to; its length is the same.
    Written,
    /// Another file is in its place.
    Replaced,
}

impl fmt::Display for FileChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Grew => "grew",
            Self::Shrank => "shrank",
            Self::Written => "was written to",
            Self::Replaced => "was replaced",
        })
    }
}

/// A file as it was when its upload was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalFile {
    pub(super) path: PathBuf,
    pub(super) identity: FileIdentity,
}

impl LocalFile {
    /// Looks at a file; a link is followed.
    pub(super) fn inspect(path: &Path) -> Result<Self, UploadError> {
        let metadata = std::fs::metadata(path).map_err(UploadError::local("read", path))?;
        if !metadata.is_file() {
            return Err(UploadError::NotAFile {
                path: path.to_owned(),
            });
        }
        Ok(Self {
            path: path.to_owned(),
            identity: FileIdentity::of(&metadata),
        })
    }

    /// Whether the file at the path is still the same.
    pub(super) async fn check(&self) -> Result<(), UploadError> {
        let now = tokio::fs::metadata(&self.path).await;
        self.compare(&now.map_err(UploadError::local("read", &self.path))?)
    }

    /// Opens the file at a place in it, if it is still the same.
    pub(super) async fn open_at(&self, place: u64) -> Result<File, UploadError> {
        let path = self.path.clone();
        let opened = off_thread(move || {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(place))?;
            let metadata = file.metadata()?;
            Ok((file, metadata))
        });
        let opened = opened.await;
        let (file, metadata) = opened.map_err(UploadError::local("read", &self.path))?;
        self.compare(&metadata)?;
        Ok(file)
    }

    /// Why a part could not be read to its end.
    pub(super) async fn explain(&self, error: io::Error) -> UploadError {
        match self.check().await {
            Err(changed) => changed,
            Ok(()) => UploadError::local("read", &self.path)(error),
        }
    }

    fn compare(&self, now: &Metadata) -> Result<(), UploadError> {
        match self.identity.change(FileIdentity::of(now)) {
            None => Ok(()),
            Some(change) => Err(UploadError::Changed {
                path: self.path.clone(),
                change,
            }),
        }
    }
}
