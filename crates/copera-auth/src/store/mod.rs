//! Putting a token into a configuration file, and taking it out again.

mod edit;
mod save;

use std::path::{Path, PathBuf};

use thiserror::Error;

pub use edit::EditError;
pub use save::SaveError;

use crate::profile::{self, ProfileMatch};
use crate::{Environment, FileError, Token, config_file};

/// The file store: a token as one value in a TOML file that people edit by hand too.
///
/// Every byte outside that value stays as it was: comments, order, quotes, line endings. The file
/// is replaced in one step under a lock, ends with no more than mode 0600, and a symlink to it
/// stays one.
///
/// ```
/// use copera_auth::{Environment, FileStore, Token, TokenKind};
///
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join(".copera.toml");
/// std::fs::write(&path, "# mine\r\n[profiles.work]\r\ntoken = 'old' # work\r\n")?;
///
/// let environment = Environment::new([], None);
/// let store = FileStore::new(&path, &environment, "copera");
/// store.put("work", &Token::parse("cp_pat_new", TokenKind::PREFIXES)?)?;
///
/// let text = std::fs::read_to_string(&path)?;
/// assert_eq!(text, "# mine\r\n[profiles.work]\r\ntoken = 'cp_pat_new' # work\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
    locks: Option<PathBuf>,
}

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

impl FileStore {
    /// The store in the file at `path`; `tool` names the folder that its locks are kept in.
    pub fn new(path: &Path, environment: &Environment, tool: &str) -> Self {
        let locks = environment.state_dir(tool).map(|state| state.join("locks"));
        Self {
            path: path.to_owned(),
            locks,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Finds out whether [`FileStore::put`] would work, and changes nothing: to be asked before a
    /// person is asked for a token.
    ///
    /// # Errors
    /// Those of [`FileStore::put`].
    pub fn probe(&self, profile: &str) -> Result<(), StoreError> {
        let text = self.read()?;
        self.edit_put(&text, profile, "probe")?;
        save::probe(&self.path, self.locks.as_deref())?;
        Ok(())
    }

    /// Saves the token of a profile, which is made if the file has none that matches the name.
    ///
    /// # Errors
    /// The file can't be read, is no valid TOML, or can't be replaced.
    pub fn put(&self, profile: &str, token: &Token) -> Result<(), StoreError> {
        self.change(|text| self.edit_put(text, profile, token.expose()).map(Some))?;
        Ok(())
    }

    /// Removes the token of a profile and nothing else; `false` if there was none.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub fn remove(&self, profile: &str) -> Result<bool, StoreError> {
        self.change(|text| {
            let name = self.spelling(text, profile)?;
            edit::remove(text, &["profiles", &name, "token"])
                .map_err(|problem| self.failed(problem))
        })
    }

    fn edit_put(&self, text: &str, profile: &str, value: &str) -> Result<String, StoreError> {
        let name = self.spelling(text, profile)?;
        edit::set(text, &["profiles", &name, "token"], value)
            .map_err(|problem| self.failed(problem))
    }

    /// How the file spells the profile; as asked for, if it has none.
    fn spelling(&self, text: &str, profile: &str) -> Result<String, StoreError> {
        let names = edit::children(text, "profiles").map_err(|problem| self.failed(problem))?;
        match profile::find(profile, names.iter().map(String::as_str)) {
            ProfileMatch::One(name) => Ok(name.to_owned()),
            ProfileMatch::None => Ok(profile.to_owned()),
            ProfileMatch::Several(matches) => Err(StoreError::AmbiguousProfile {
                name: profile.to_owned(),
                path: self.path.clone(),
                matches: matches.into_iter().map(str::to_owned).collect(),
            }),
        }
    }

    fn read(&self) -> Result<String, StoreError> {
        Ok(config_file::read(&self.path)?
            .map(|file| file.text)
            .unwrap_or_default())
    }

    /// Runs one edit under the lock; `false` if it had nothing to change.
    fn change(
        &self,
        edit: impl FnOnce(&str) -> Result<Option<String>, StoreError>,
    ) -> Result<bool, StoreError> {
        let _lock = save::lock(&self.path, self.locks.as_deref())?;
        let Some(text) = edit(&self.read()?)? else {
            return Ok(false);
        };
        save::replace(&self.path, &text)?;
        Ok(true)
    }

    fn failed(&self, problem: EditError) -> StoreError {
        match problem {
            EditError::File(problem) => FileError::new(&self.path, problem).into(),
            problem => StoreError::Edit {
                path: self.path.clone(),
                problem,
            },
        }
    }
}
