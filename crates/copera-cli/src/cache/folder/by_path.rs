//! A folder by its path, where there are no modes: it lies in what the system keeps for the user.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

pub(in crate::cache) struct Folder(PathBuf);

impl Folder {
    pub(in crate::cache) fn open(path: &Path, _: Option<u32>) -> io::Result<Self> {
        if path.symlink_metadata()?.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    pub(in crate::cache) fn create(path: &Path, user: Option<u32>) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Self::open(path, user)
    }

    pub(in crate::cache) fn below(&self, name: &str) -> io::Result<Self> {
        Self::open(&self.0.join(name), None)
    }

    pub(in crate::cache) fn create_below(&self, name: &str) -> io::Result<Self> {
        Self::create(&self.0.join(name), None)
    }

    pub(in crate::cache) fn open_file(&self, name: &str) -> io::Result<File> {
        let path = self.0.join(name);
        if path.symlink_metadata()?.is_file() {
            File::open(path)
        } else {
            Err(io::ErrorKind::InvalidData.into())
        }
    }

    pub(in crate::cache) fn create_file(&self, name: &str) -> io::Result<File> {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(self.0.join(name))
    }

    pub(in crate::cache) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    pub(in crate::cache) fn remove_file(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    pub(in crate::cache) fn remove_folder(&self, name: &str) -> io::Result<()> {
        fs::remove_dir(self.0.join(name))
    }

    /// The names of what lies in it; one that is no Unicode is none of ours.
    pub(in crate::cache) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            names.extend(entry?.file_name().into_string());
        }
        Ok(names)
    }
}
