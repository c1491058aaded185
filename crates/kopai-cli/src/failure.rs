//! From an error of a library to what a person is told: word, sentence, next step, exit code.

use copera_auth::{ConfigError, OpenError, Origin, StoreError};
use copera_term::{ExitCode, PromptError, Report};

use crate::account::Account;

pub(crate) fn not_signed_in(account: &Account) -> Report {
    let message = format!("not signed in: no {} was found", account.token);
    Report::new("auth_required", ExitCode::Auth, message)
        .suggest(format!("run `{}`", account.sign_in))
}

/// A "no" at a prompt.
pub(crate) fn aborted() -> Report {
    Report::new("aborted", ExitCode::Failure, "aborted; nothing was done")
}

/// Something that was asked for in a way that can't be carried out.
pub(crate) fn input(message: &str) -> Report {
    Report::new("input_error", ExitCode::Usage, message)
}

pub(crate) fn prompt(error: &PromptError) -> Report {
    let (word, exit) = match error {
        PromptError::Interrupted => ("interrupted", ExitCode::Interrupted),
        PromptError::Closed => ("aborted", ExitCode::Failure),
        _ => ("input_error", ExitCode::Failure),
    };
    Report::new(word, exit, format!("{error}; nothing was done"))
}

pub(crate) fn config(error: ConfigError, account: &Account) -> Report {
    let message = error.to_string();
    match error {
        ConfigError::File(_) => Report::new("config_error", ExitCode::Failure, message)
            .suggest("mend the file, or name another one with --config"),
        // A mistake on the command line is a mistake of usage; the same in a file is not.
        ConfigError::Value {
            origin: Origin::Flag { .. },
            ..
        } => input(&message),
        ConfigError::Token { .. } => Report::new("config_error", ExitCode::Failure, message)
            .suggest(format!("run `{}` to save a good one", account.sign_in)),
        ConfigError::UntrustedHost(refused) => {
            Report::new("untrusted_host", ExitCode::Failure, message).suggest(format!(
                "if you trust that host, add {} {}",
                account.flag, refused.host_shown
            ))
        }
        _ => Report::new("config_error", ExitCode::Failure, message),
    }
}

/// A credential that can't be fetched from where it is.
pub(crate) fn open(error: &OpenError) -> Report {
    Report::new("auth_required", ExitCode::Auth, error.to_string())
}

pub(crate) fn store(error: &StoreError) -> Report {
    let message = error.to_string();
    match error {
        StoreError::Foreign { .. } => Report::new("write_error", ExitCode::Failure, message)
            .suggest("remove it, or use your own file: --global"),
        StoreError::File(_) | StoreError::Edit { .. } => {
            Report::new("config_error", ExitCode::Failure, message)
                .suggest("mend the file; nothing was changed")
        }
        _ => Report::new("write_error", ExitCode::Failure, message),
    }
}
