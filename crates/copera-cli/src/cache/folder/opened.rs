//! A folder by its open handle.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{self, AtFlags, CWD, Dir, Mode, OFlags};
use rustix::io::Errno;

/// What of a mode lets others put something into a folder.
const WRITABLE_BY_OTHERS: u32 = 0o022;

pub(in crate::cache) struct Folder {
    handle: File,
    user: Option<u32>,
}

impl Folder {
    /// The folder at `path`. Only the last part of it may not be a link: what lies above is where the
    /// user, or the system, has put the home.
    pub(in crate::cache) fn open(path: &Path, user: Option<u32>) -> io::Result<Self> {
        // A slash at the end would have a link followed after all.
        let path: PathBuf = path.components().collect();
        Self::open_at(CWD, &path, user)
    }

    /// As [`Folder::open`], and makes it if need be, with what is missing above it.
    pub(in crate::cache) fn create(path: &Path, user: Option<u32>) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        Self::open(path, user)
    }

    pub(in crate::cache) fn below(&self, name: &str) -> io::Result<Self> {
        Self::open_at(&self.handle, Path::new(name), self.user)
    }

    pub(in crate::cache) fn create_below(&self, name: &str) -> io::Result<Self> {
        match fs::mkdirat(&self.handle, name, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => self.below(name),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens a file for reading, without ever waiting.
    pub(in crate::cache) fn open_file(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(fs::openat(&self.handle, name, flags, Mode::empty())?.into())
    }

    /// Makes a file that nobody else can read.
    pub(in crate::cache) fn create_file(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(fs::openat(&self.handle, name, flags, Mode::RUSR | Mode::WUSR)?.into())
    }

    pub(in crate::cache) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(fs::renameat(&self.handle, from, &self.handle, to)?)
    }

    pub(in crate::cache) fn remove_file(&self, name: &str) -> io::Result<()> {
        Ok(fs::unlinkat(&self.handle, name, AtFlags::empty())?)
    }

    pub(in crate::cache) fn remove_folder(&self, name: &str) -> io::Result<()> {
        Ok(fs::unlinkat(&self.handle, name, AtFlags::REMOVEDIR)?)
    }

    /// The names of what lies in it; one that is no UTF-8 is none of ours.
    pub(in crate::cache) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.handle)? {
            let entry = entry?;
            if let Ok(name) = entry.file_name().to_str() {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    fn open_at(above: impl AsFd, path: &Path, user: Option<u32>) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let handle = File::from(fs::openat(above, path, flags, Mode::empty())?);
        let metadata = handle.metadata()?;
        let own = user.is_none_or(|user| metadata.uid() == user);
        if !own || metadata.mode() & WRITABLE_BY_OTHERS != 0 {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(Self { handle, user })
    }
}
