//! What can be wrong with a configuration.

use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;

use crate::config_file::FileError;
use crate::origin::Origin;
use crate::{TokenError, UntrustedHost};

/// Why the configuration does not yield what was asked for. No text shows a secret.
#[derive(Debug, Clone, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// A file that may have decided the key can't be read.
    #[error(transparent)]
    File(Arc<FileError>),
    /// A value that is not what the key takes.
    #[error("`{key}` is not valid ({origin}): {problem}")]
    Value {
        /// The key, as it is written in a file.
        key: String,
        /// Where the value stands.
        origin: Origin,
        /// What is wrong.
        problem: String,
    },
    /// A credential that is no token.
    #[error("{source} ({origin})")]
    Token {
        /// Where it stands.
        origin: Origin,
        /// What is wrong.
        source: TokenError,
    },
    /// A profile was asked for that no file has.
    #[error("there is no profile `{name}` (named by {origin})")]
    UnknownProfile {
        /// The name.
        name: String,
        /// Where it was asked for.
        origin: Origin,
        /// The profiles that there are, sorted.
        known: Vec<String>,
    },
    /// Several profiles of one file match a name that none is spelt like.
    #[error("{} has several profiles that `{name}` may mean: {}", path.display(), matches.join(", "))]
    AmbiguousProfile {
        /// The name that was asked for.
        name: String,
        /// The file.
        path: PathBuf,
        /// The profiles that differ only in letter case.
        matches: Vec<String>,
    },
    /// A source that is less trusted than the credential's names the host to send it to.
    #[error(transparent)]
    UntrustedHost(Box<UntrustedHost>),
    /// A key that the layout does not have.
    #[error("there is no setting `{key}`")]
    NoSuchKey {
        /// As it was asked for.
        key: String,
    },
}

impl From<UntrustedHost> for ConfigError {
    fn from(error: UntrustedHost) -> Self {
        Self::UntrustedHost(Box::new(error))
    }
}
