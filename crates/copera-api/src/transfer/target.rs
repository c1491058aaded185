//! The place that a file is made at.

use std::{
    fs::Metadata,
    io,
    path::{Path, PathBuf},
};

use tempfile::TempPath;

use super::Overwrite;
use crate::Error;

/// Where a file will be, in one step: a new place, or that of a file that may be replaced.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) path: PathBuf,
    overwrite: Overwrite,
    /// What is there now.
    existing: Option<Metadata>,
}

impl Target {
    /// Looks at a path before anything is fetched. A link is followed if what it leads to may be
    /// replaced.
    pub(super) fn at(path: &Path, overwrite: Overwrite) -> Result<Self, Error> {
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self {
                path: path.to_owned(),
                overwrite,
                existing: None,
            }),
            Err(error) => Err(failed("look at", path)(error)),
            Ok(_) if overwrite == Overwrite::Refuse => Err(exists(path)),
            Ok(_) => {
                let real = path.canonicalize().map_err(failed("replace", path))?;
                let found = real.metadata().map_err(failed("replace", path))?;
                if found.is_dir() {
                    return Err(failed("replace", path)(io::ErrorKind::IsADirectory.into()));
                }
                if !found.is_file() {
                    let source = io::Error::other("it is no regular file");
                    return Err(failed("replace", path)(source));
                }
                Ok(Self {
                    path: real,
                    overwrite,
                    existing: Some(found),
                })
            }
        }
    }

    pub(super) fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    /// The path with something behind its name.
    pub(super) fn beside(&self, suffix: &str) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(suffix);
        path.into()
    }

    /// Puts a file in this place. If that can't be done, it is removed, unless it is one to keep.
    pub(super) fn take(&self, path: TempPath) -> Result<(), Error> {
        let put = match self.overwrite {
            Overwrite::Replace => path.persist(&self.path),
            Overwrite::Refuse => path.persist_noclobber(&self.path),
        };
        put.map_err(|error| {
            let is_there = error.error.kind() == io::ErrorKind::AlreadyExists;
            if is_there && self.overwrite == Overwrite::Refuse {
                exists(&self.path)
            } else {
                failed("create", &self.path)(error.error)
            }
        })
    }

    /// Gives a file that was private while it was incomplete the mode that it would have had: that
    /// of the file it replaces, or of any new file in the folder.
    #[cfg(unix)]
    pub(super) fn settle_mode(&self, file: &std::fs::File) -> io::Result<()> {
        use std::{
            fs::{File, Permissions},
            os::unix::fs::{MetadataExt, PermissionsExt},
        };
        let mode = match &self.existing {
            Some(existing) => existing.mode(),
            // Only a file that is made tells what the process's mask and the folder leave of this.
            None => tempfile::Builder::new()
                .make_in(self.folder(), |path| File::create_new(path))?
                .as_file()
                .metadata()?
                .mode(),
        };
        file.set_permissions(Permissions::from_mode(mode & 0o777))
    }

    #[cfg(not(unix))]
    pub(super) fn settle_mode(&self, _: &std::fs::File) -> io::Result<()> {
        Ok(())
    }
}

pub(super) fn failed(action: &'static str, path: &Path) -> impl Fn(io::Error) -> Error {
    move |source| Error::File {
        action,
        path: path.to_owned(),
        source,
    }
}

fn exists(path: &Path) -> Error {
    Error::Exists {
        path: path.to_owned(),
    }
}
