//! Putting a token into a configuration file, and taking it out again.

mod edit;
mod mode;
mod save;
mod successor;

use std::path::{Path, PathBuf};

use thiserror::Error;

pub use edit::EditError;
use edit::Literal;
pub(crate) use mode::open_to_others;
pub use save::SaveError;
pub(crate) use save::{Readers, replace};

use crate::layout::{FileRule, Layout, Trust};
use crate::profile::{self, ProfileMatch};
use crate::setting::{Setting, SettingValue};
use crate::{Environment, Expiry, FileError, MAX_TOKEN_BYTES, Token, config_file, ownership};

/// The file store: a token as one value in a file that people edit by hand too.
///
/// Every byte outside that value stays as it was: comments, order, quotes, line endings. The file
/// is replaced in one step under a lock, and a symlink to it stays one. It ends with no more than
/// mode 0600; only one that a project shares and that holds no token keeps its mode.
///
/// ```
/// use copera_auth::layout::{FileRule, Place, Trust};
/// use copera_auth::{COPERA, Environment, FileStore, Token, TokenKind};
///
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join(".copera.toml");
/// std::fs::write(&path, "# mine\r\n[profiles.work]\r\ntoken = 'old' # work\r\n")?;
///
/// let environment = Environment::new([], None);
/// static HOME: FileRule = FileRule::toml(".copera.toml", Place::Home, Trust::User);
/// let store = FileStore::new(&COPERA, &HOME, &path, &environment);
/// store.put("work", &Token::parse("cp_pat_new", TokenKind::PREFIXES)?, None)?;
///
/// let text = std::fs::read_to_string(&path)?;
/// assert_eq!(text, "# mine\r\n[profiles.work]\r\ntoken = 'cp_pat_new' # work\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FileStore {
    layout: &'static Layout,
    rule: &'static FileRule,
    path: PathBuf,
    user: Option<u32>,
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
    /// The layout keeps credentials in its files only.
    #[error("this tool keeps tokens in its own files only")]
    NoStores,
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

impl FileStore {
    /// The store in the file at `path`, which was found by this rule of the layout. Nothing is
    /// read or made yet, and the file need not exist. [`crate::Stack::store`] fits the four
    /// together.
    pub fn new(
        layout: &'static Layout,
        rule: &'static FileRule,
        path: &Path,
        environment: &Environment,
    ) -> Self {
        let locks = environment
            .state_dir(layout.tool())
            .map(|state| state.join("locks"));
        Self {
            layout,
            rule,
            path: path.to_owned(),
            user: environment.user(),
            locks,
        }
    }

    /// The file's path, which may be a link to the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Finds out whether [`FileStore::put`] would work, for a token of any length, and changes
    /// nothing: to be asked before a person is asked for a token.
    ///
    /// # Errors
    /// Those of [`FileStore::put`].
    pub fn probe(&self, profile: &str) -> Result<(), StoreError> {
        let longest = "x".repeat(MAX_TOKEN_BYTES);
        let text = self.read()?;
        let edited = self.edited(
            &text,
            self.layout.credential,
            profile,
            Some(Literal::Text(&longest)),
        )?;
        save::probe(&self.path, &edited.unwrap_or(text), self.locks.as_deref())?;
        Ok(())
    }

    /// Saves the token of a profile, which is made if the file has none that matches the name.
    ///
    /// What the file says of a token elsewhere, and of the old one's expiry, is removed.
    ///
    /// # Errors
    /// The file can't be read, is not valid, or can't be replaced.
    pub fn put(
        &self,
        profile: &str,
        token: &Token,
        expiry: Option<Expiry>,
    ) -> Result<(), StoreError> {
        self.say_credential(profile, self.layout.credential, token.expose(), expiry)
    }

    /// Says that the token of a profile is in the keyring, and removes the one that stood here.
    ///
    /// # Errors
    /// As [`FileStore::put`]; [`StoreError::NoStores`] if the layout knows no keyring.
    pub fn refer_to_keyring(
        &self,
        profile: &str,
        expiry: Option<Expiry>,
    ) -> Result<(), StoreError> {
        let store = self.layout.store.ok_or(StoreError::NoStores)?;
        self.say_credential(profile, store, "keyring", expiry)
    }

    /// Sets one of the keys that say what or where the credential is, and removes the others.
    fn say_credential(
        &self,
        profile: &str,
        key: &str,
        value: &str,
        expiry: Option<Expiry>,
    ) -> Result<(), StoreError> {
        let date = expiry.map(|expiry| expiry.to_string());
        let mut edits = vec![(key, Some(Literal::Text(value)))];
        edits.extend(
            self.layout
                .credential_keys()
                .iter()
                .map(|other| (other.path, None))
                .filter(|(other, _)| *other != key),
        );
        edits.extend(
            self.layout
                .expiry
                .map(|key| (key, date.as_deref().map(Literal::Text))),
        );
        self.change(profile, &edits).map(|_| ())
    }

    /// Removes the token of a profile with its expiry, or what the file says of a token elsewhere,
    /// and nothing else; `false` if there was neither.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub fn remove(&self, profile: &str) -> Result<bool, StoreError> {
        let keys = self.layout.credential_keys();
        let keys = keys.iter().map(|key| key.path).chain(self.layout.expiry);
        let edits: Vec<_> = keys.map(|key| (key, None)).collect();
        self.change(profile, &edits)
    }

    /// How the file spells the profile; as asked for, if it has none that matches.
    ///
    /// # Errors
    /// The file can't be read, or several of its profiles match.
    pub fn spelt(&self, profile: &str) -> Result<String, StoreError> {
        self.spelling(&self.read()?, profile)
    }

    /// Sets a key (a [`crate::Key::path`]) to a string, `profile` standing in for the `*` in it.
    /// Whether the layout has such a key is not asked.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub fn set(&self, key: &str, profile: &str, value: &str) -> Result<(), StoreError> {
        self.change(profile, &[(key, Some(Literal::Text(value)))])
            .map(|_| ())
    }

    /// Sets a setting to a value that it takes: see [`Setting::value`].
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub fn write(&self, setting: &Setting, value: &SettingValue) -> Result<(), StoreError> {
        let value = match value {
            SettingValue::Text(text) => Literal::Text(text),
            SettingValue::Words(words) => Literal::Words(words),
        };
        self.change(setting.profile(), &[(setting.path(), Some(value))])
            .map(|_| ())
    }

    /// Removes a key, as [`FileStore::set`] names it; `false` if the file did not have it.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub fn unset(&self, key: &str, profile: &str) -> Result<bool, StoreError> {
        self.change(profile, &[(key, None)])
    }

    /// Takes the file away from everybody but its owner, as [`FileStore::put`] leaves it; `false`
    /// if nobody else could read it, or the system has no file modes. Not a byte of it changes.
    ///
    /// # Errors
    /// The file can't be read, belongs to another user, or its mode can't be changed.
    pub fn restrict(&self) -> Result<bool, StoreError> {
        let _lock = save::lock(&self.path, self.locks.as_deref())?;
        self.read()?;
        Ok(mode::restrict(&self.path)?)
    }

    /// The text with one key set or removed; `None` if there was nothing to remove.
    fn edited(
        &self,
        text: &str,
        key: &str,
        profile: &str,
        value: Option<Literal<'_>>,
    ) -> Result<Option<String>, StoreError> {
        let name = self.spelling(text, profile)?;
        let path: Vec<&str> = key
            .split('.')
            .map(|segment| {
                if segment == "*" {
                    name.as_str()
                } else {
                    segment
                }
            })
            .collect();
        let edited = match value {
            Some(value) => edit::set(self.rule.format, text, &path, value).map(Some),
            None => edit::remove(self.rule.format, text, &path),
        };
        edited.map_err(|problem| self.failed(problem))
    }

    /// How the file spells the profile; as asked for, if it has none.
    fn spelling(&self, text: &str, profile: &str) -> Result<String, StoreError> {
        let names = edit::children(self.rule.format, text, "profiles")
            .map_err(|problem| self.failed(problem))?;
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

    /// The text; empty if there is no file.
    ///
    /// In a project, a file of another user's is not adopted: what else it says, such as the host
    /// that a token is sent to, would become the user's own word.
    fn read(&self) -> Result<String, StoreError> {
        if !self.rule.place.is_home() && !ownership::is_trusted(&self.path, self.user) {
            return Err(StoreError::Foreign {
                path: self.path.clone(),
            });
        }
        Ok(config_file::read(&self.path)?.unwrap_or_default())
    }

    /// Makes several edits in one step, under the lock; `false` if there was nothing to change.
    fn change(
        &self,
        profile: &str,
        edits: &[(&str, Option<Literal<'_>>)],
    ) -> Result<bool, StoreError> {
        let _lock = save::lock(&self.path, self.locks.as_deref())?;
        let before = self.read()?;
        let mut text = before.clone();
        for (key, value) in edits {
            if let Some(edited) = self.edited(&text, key, profile, *value)? {
                text = edited;
            }
        }
        if text == before {
            return Ok(false);
        }
        replace(&self.path, &text, self.readers(&text)?)?;
        Ok(true)
    }

    /// A file that a whole project shares stays readable while no token stands in it. Any other is
    /// one person's own.
    fn readers(&self, text: &str) -> Result<Readers, StoreError> {
        if self.rule.trust != Trust::Shared {
            return Ok(Readers::Owner);
        }
        let path: Vec<&str> = self.layout.credential.split('.').collect();
        let holds_token =
            edit::holds(self.rule.format, text, &path).map_err(|problem| self.failed(problem))?;
        Ok(if holds_token {
            Readers::Owner
        } else {
            Readers::All
        })
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
