//! From an error of a library to what a person is told: word, sentence, next step, exit code.

use copera_auth::{ConfigError, OpenError, Origin, StoreError};
use copera_term::{ExitCode, Report};
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
    Report::new("auth_required", ExitCode::Auth, message)
        .suggest(format!("run `{}`", account.sign_in))
}

impl Failure {
    /// What a person is told, in the words of the account that the command is about.
    pub(crate) fn report(self, account: &Account) -> Report {
        let message = self.to_string();
        let failed = |word, message| Report::new(word, ExitCode::Failure, message);
        match self {
            Self::Told(report) => report,
            Self::Server(refusal) => refusal.into(),
            Self::Open(_) => Report::new("auth_required", ExitCode::Auth, message),
            // A mistake on the command line is a mistake of usage; the same in a file is not.
            Self::Config(ConfigError::Value {
                origin: Origin::Flag { .. },
                ..
            }) => Report::input(message),
            Self::Config(ConfigError::File(_)) => failed("config_error", message)
                .suggest("mend the file, or name another one with --config"),
            Self::Config(ConfigError::Token { .. }) => failed("config_error", message)
                .suggest(format!("run `{}` to save a good one", account.sign_in)),
            Self::Config(ConfigError::UntrustedHost(refused)) => failed("untrusted_host", message)
                .suggest(format!(
                    "if you trust that host, add {} {}",
                    account.flag, refused.host_shown
                )),
            Self::Config(_) => failed("config_error", message),
            Self::Store(StoreError::Foreign { .. }) => {
                failed("write_error", message).suggest("remove it, or use your own file: --global")
            }
            Self::Store(StoreError::File(_) | StoreError::Edit { .. }) => {
                failed("config_error", message).suggest("mend the file; nothing was changed")
            }
            Self::Store(_) => failed("write_error", message),
        }
    }
}
