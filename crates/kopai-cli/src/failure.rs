//! From an error of a library to what a person is told: word, sentence, next step, exit code.

use copera_auth::{ConfigError, OpenError, Origin, StoreError};
use copera_term::{Report, words};
use thiserror::Error;

use crate::account::Account;
use crate::server::Refusal;

/// Why a command failed.
#[derive(Debug, Error)]
#[error(transparent)]
pub(crate) enum Failure {
    Config(#[from] ConfigError),
    Open(#[from] OpenError),
    Server(#[from] Refusal),
    Store(#[from] StoreError),
    Told(#[from] Report),
}

/// What became of a command, or a part of it.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

pub(crate) fn not_signed_in(account: &Account) -> Report {
    let message = format!("not signed in: no {} was found", account.token);
    Report::new(words::AUTH_REQUIRED, message).suggest(format!("run `{}`", account.sign_in))
}

impl Failure {
    /// What a person is told, in the words of the account that the command is about.
    pub(crate) fn report(self, account: &Account) -> Report {
        let message = self.to_string();
        let failed = |word| Report::new(word, message);
        match self {
            Self::Told(report) => report,
            Self::Server(refusal) => refusal.into(),
            Self::Open(_) => failed(words::AUTH_REQUIRED),
            // A mistake on the command line is a mistake of usage; the same in a file is not.
            Self::Config(ConfigError::Value {
                origin: Origin::Flag { .. },
                ..
            }) => failed(words::INPUT_ERROR),
            Self::Config(ConfigError::File(_)) => failed(words::CONFIG_ERROR)
                .suggest("mend the file, or name another one with --config"),
            Self::Config(ConfigError::Token { .. }) => failed(words::CONFIG_ERROR)
                .suggest(format!("run `{}` to save a good one", account.sign_in)),
            Self::Config(ConfigError::UntrustedHost(refused)) => failed(words::UNTRUSTED_HOST)
                .suggest(format!(
                    "if you trust that host, add {} {}",
                    account.flag, refused.host_shown
                )),
            Self::Config(_) => failed(words::CONFIG_ERROR),
            Self::Store(StoreError::Foreign { .. }) => {
                failed(words::WRITE_ERROR).suggest("remove it, or use your own file: --global")
            }
            Self::Store(StoreError::File(_) | StoreError::Edit { .. }) => {
                failed(words::CONFIG_ERROR).suggest("mend the file; nothing was changed")
            }
            Self::Store(_) => failed(words::WRITE_ERROR),
        }
    }
}
