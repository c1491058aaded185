//! Putting a token into a configuration file, and taking it out again.

mod change;
mod create;
mod edit;
mod error;
mod mode;
mod save;
mod successor;

use std::path::{Path, PathBuf};

pub use create::Existing;
pub use edit::EditError;
use edit::Literal;
pub use error::StoreError;
pub(crate) use mode::open_to_others;
pub use save::SaveError;
pub(crate) use save::{Readers, replace};

use crate::layout::{FileRule, Layout};
use crate::setting::{Setting, SettingValue};
use crate::{Environment, Expiry, MAX_TOKEN_BYTES, Token};

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
        self.put_if(profile, token, expiry, || true)
    }

    /// As [`FileStore::put`], if `still` says so once the lock is held: what the caller made sure of
    /// before a person was asked for the token may have changed by then.
    ///
    /// # Errors
    /// As [`FileStore::put`]; [`StoreError::Overtaken`] if `still` says no.
    pub fn put_if(
        &self,
        profile: &str,
        token: &Token,
        expiry: Option<Expiry>,
        still: impl FnOnce() -> bool,
    ) -> Result<(), StoreError> {
        let token = (self.layout.credential, token.expose());
        self.say_credential(profile, token, expiry, &[], still)
    }

    /// As [`FileStore::put`], and sets further keys (as [`FileStore::set`] names them) in the same
    /// step: a token and the address that it is for are never seen without each other.
    ///
    /// # Errors
    /// As [`FileStore::put`].
    pub fn put_beside(
        &self,
        profile: &str,
        token: &Token,
        expiry: Option<Expiry>,
        beside: &[(&str, &str)],
    ) -> Result<(), StoreError> {
        let token = (self.layout.credential, token.expose());
        self.say_credential(profile, token, expiry, beside, || true)
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
        self.say_credential(profile, (store, "keyring"), expiry, &[], || true)
    }

    /// Sets one of the keys that say what or where the credential is, and removes the others.
    fn say_credential(
        &self,
        profile: &str,
        (key, value): (&str, &str),
        expiry: Option<Expiry>,
        beside: &[(&str, &str)],
        still: impl FnOnce() -> bool,
    ) -> Result<(), StoreError> {
        let date = expiry.map(|expiry| expiry.to_string());
        let mut edits: Vec<_> = beside
            .iter()
            .chain([&(key, value)])
            .map(|(key, value)| (*key, Some(Literal::Text(value))))
            .collect();
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
        self.change_if(profile, &edits, still).map(|_| ())
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
}
