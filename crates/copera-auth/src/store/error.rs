//! Why a token could not be saved or removed.

use std::path::PathBuf;

use thiserror::Error;

use super::{EditError, SaveError};
use crate::FileError;

/// Why a file store could not do what was asked. The file is as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file's structure leaves no place for the token.
    #[error("{} {problem}", path.display())]
    Edit {
        /// The file.
        path: PathBuf,
        /// What is in the way.
        #[source]
        problem: EditError,
    },
    /// The file can't be replaced.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The layout keeps credentials in its files only.
    #[error("this tool keeps tokens in its own files only")]
    NoStores,
    /// What the caller had made sure of does not hold any more.
    #[error("{} was not changed: something that it depends on has changed meanwhile", path.display())]
    Overtaken {
        /// The file.
        path: PathBuf,
    },
    /// The file exists, and was not to be replaced.
    #[error("{} exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file belongs to another user.
    #[error("{} belongs to another user", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Several profiles of the file match the name, and none is spelt like it.
    #[error("{} has several profiles that `{name}` may mean: {}", path.display(), matches.join(", "))]
    AmbiguousProfile {
        /// The name that was asked for.
        name: String,
        /// The file.
        path: PathBuf,
        /// The profiles that differ only in letter case.
        matches: Vec<String>,
    },
}
