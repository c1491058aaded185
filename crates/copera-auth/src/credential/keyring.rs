//! The operating system's keyring: Secret Service, Keychain or Credential Manager.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::Token;

/// How long a keyring that does not answer is waited for.
const LIMIT: Duration = Duration::from_secs(3);

/// An entry in the keyring: the tool's name, and the profile as account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyring {
    service: &'static str,
    account: String,
}

/// Why the keyring does not do what was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeyringProblem {
    /// This build can't use keyrings.
    #[error("this build has no keyring support")]
    NotBuiltIn,
    /// There is none that can be reached.
    #[error("no keyring can be reached: {0}")]
    Unavailable(String),
    /// It is there, and locked.
    #[error("the keyring is locked, or refuses access: {0}")]
    Locked(String),
    /// It has no such entry.
    #[error("there is no such entry")]
    NoEntry,
    /// It does not answer.
    #[error("the keyring did not answer within {} s", LIMIT.as_secs())]
    NoAnswer,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

/// What to do when the keyring takes its time.
#[derive(Clone, Copy)]
pub enum Patience<'a> {
    /// Give up after three seconds.
    Short,
    /// A person is there who may be asked to unlock the keyring: if it is locked, call this once
    /// and wait for them.
    ForAPerson(&'a dyn Fn()),
}

impl Keyring {
    /// The entry of a profile.
    pub const fn new(service: &'static str, account: String) -> Self {
        Self { service, account }
    }

    /// The account: the profile's name.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Finds out whether the keyring can be used, by looking for the entry, and changes nothing.
    ///
    /// # Errors
    /// All but [`KeyringProblem::NoEntry`].
    pub fn probe(&self, patience: Patience<'_>) -> Result<(), KeyringProblem> {
        match self.read(patience) {
            Ok(_) | Err(KeyringProblem::NoEntry) => Ok(()),
            Err(problem) => Err(problem),
        }
    }

    /// The text of the entry.
    ///
    /// # Errors
    /// See [`KeyringProblem`].
    pub fn read(&self, patience: Patience<'_>) -> Result<String, KeyringProblem> {
        let Self { service, account } = self.clone();
        limited(patience, move || system::read(service, &account))
    }

    /// Saves a token in the entry, which is made if need be.
    ///
    /// # Errors
    /// See [`KeyringProblem`].
    pub fn write(&self, token: &Token, patience: Patience<'_>) -> Result<(), KeyringProblem> {
        let Self { service, account } = self.clone();
        let token = token.clone();
        limited(patience, move || {
            system::write(service, &account, token.expose())
        })
    }

    /// Removes the entry; `false` if there was none.
    ///
    /// # Errors
    /// See [`KeyringProblem`].
    pub fn remove(&self, patience: Patience<'_>) -> Result<bool, KeyringProblem> {
        let Self { service, account } = self.clone();
        match limited(patience, move || system::remove(service, &account)) {
            Ok(()) => Ok(true),
            Err(KeyringProblem::NoEntry) => Ok(false),
            Err(problem) => Err(problem),
        }
    }
}

/// Runs one operation on a thread of its own, which is left behind if it does not answer: a call
/// into a keyring that hangs can't be ended, only not waited for.
fn limited<T: Send + 'static>(
    patience: Patience<'_>,
    operation: impl FnOnce() -> Result<T, KeyringProblem> + Send + 'static,
) -> Result<T, KeyringProblem> {
    /// What the thread tells.
    enum Told<T> {
        /// The keyring answers, and is locked: what comes next may wait for a person.
        Locked,
        Done(Result<T, KeyringProblem>),
    }
    let (send, receive) = mpsc::channel();
    let locks_count = matches!(patience, Patience::ForAPerson(_));
    thread::spawn(move || {
        if locks_count && system::is_locked() {
            let _ = send.send(Told::Locked);
        }
        let _ = send.send(Told::Done(operation()));
    });
    match (receive.recv_timeout(LIMIT), patience) {
        (Ok(Told::Done(result)), _) => result,
        (Ok(Told::Locked), Patience::ForAPerson(say)) => {
            say();
            match receive.recv() {
                Ok(Told::Done(result)) => result,
                _ => Err(KeyringProblem::NoAnswer),
            }
        }
        (Ok(Told::Locked), Patience::Short) | (Err(RecvTimeoutError::Timeout), _) => {
            Err(KeyringProblem::NoAnswer)
        }
        (Err(RecvTimeoutError::Disconnected), _) => Err(KeyringProblem::Other(
            "the keyring's library failed".to_owned(),
        )),
    }
}

#[cfg(feature = "keyring")]
mod system {
    use keyring::v1::{Entry, Error};

    use super::KeyringProblem;

    pub(super) fn read(service: &str, account: &str) -> Result<String, KeyringProblem> {
        entry(service, account)?.get_password().map_err(problem)
    }

    pub(super) fn write(service: &str, account: &str, secret: &str) -> Result<(), KeyringProblem> {
        entry(service, account)?
            .set_password(secret)
            .map_err(problem)
    }

    pub(super) fn remove(service: &str, account: &str) -> Result<(), KeyringProblem> {
        entry(service, account)?
            .delete_credential()
            .map_err(problem)
    }

    fn entry(service: &str, account: &str) -> Result<Entry, KeyringProblem> {
        if let Err(error) = Entry::store_status() {
            return Err(KeyringProblem::Unavailable(error.to_string()));
        }
        Entry::new(service, account).map_err(problem)
    }

    fn problem(error: Error) -> KeyringProblem {
        match error {
            Error::NoEntry => KeyringProblem::NoEntry,
            Error::NoDefaultStore => KeyringProblem::Unavailable(error.to_string()),
            Error::NoStorageAccess(_) => KeyringProblem::Locked(error.to_string()),
            other => KeyringProblem::Other(other.to_string()),
        }
    }

    /// Whether the Secret Service says that its default collection is locked. Elsewhere the system
    /// asks on its own, and nothing has to be said.
    #[cfg(target_os = "linux")]
    pub(super) fn is_locked() -> bool {
        let locked = || -> zbus::Result<bool> {
            let bus = zbus::blocking::Connection::session()?;
            let collection = zbus::blocking::Proxy::new(
                &bus,
                "org.freedesktop.secrets",
                "/org/freedesktop/secrets/aliases/default",
                "org.freedesktop.Secret.Collection",
            )?;
            collection.get_property("Locked")
        };
        locked().unwrap_or(false)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn is_locked() -> bool {
        false
    }
}

#[cfg(not(feature = "keyring"))]
mod system {
    use super::KeyringProblem;

    pub(super) fn read(_: &str, _: &str) -> Result<String, KeyringProblem> {
        Err(KeyringProblem::NotBuiltIn)
    }

    pub(super) fn write(_: &str, _: &str, _: &str) -> Result<(), KeyringProblem> {
        Err(KeyringProblem::NotBuiltIn)
    }

    pub(super) fn remove(_: &str, _: &str) -> Result<(), KeyringProblem> {
        Err(KeyringProblem::NotBuiltIn)
    }

    pub(super) fn is_locked() -> bool {
        false
    }
}
