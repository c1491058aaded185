//! From an error of a library to what a person is told: word, sentence, next step, exit code.
//!
//! The only place that knows all of them. The libraries say what happened, and give no advice.

use copera_api::transfer::upload::UploadError;
use copera_api::{Error, ErrorKind};
use copera_auth::{
    COPERA, ConfigError, Environment, Keyring, KeyringProblem, OpenError, Origin, SettingError,
    StoreError, Token, TokenKind,
};
use copera_term::document::DocumentError;
use copera_term::{ErrorWord, ExitCode, Report};

use crate::context::Context;
use crate::turned_away;
use crate::words;

pub(crate) fn not_signed_in() -> Report {
    Report::new(words::AUTH_REQUIRED, "not signed in: no token was found")
        .suggest("run `copera auth login`, or set COPERA_CLI_AUTH_TOKEN")
}

pub(crate) fn token_not_accepted(token: &Token) -> Report {
    let kind = TokenKind::of(token);
    let message = format!("the service does not accept the {kind} {token}; nothing was saved");
    Report::new(words::INVALID_TOKEN, message).suggest(turned_away::unknown(kind))
}

pub(crate) fn config(environment: &Environment, error: ConfigError) -> Report {
    let message = error.to_string();
    match error {
        ConfigError::File(_) => Report::new(words::CONFIG_ERROR, message)
            .suggest("mend the file, or give what it would decide by flag or variable"),
        // A mistake on the command line is a mistake of usage; the same in a file is not.
        ConfigError::Value {
            origin: Origin::Flag { .. },
            ..
        } => Report::new(words::INPUT_ERROR, message),
        ConfigError::Token { .. } => Report::new(words::CONFIG_ERROR, message)
            .suggest("run `copera auth login` to save a good one, or mend it there"),
        ConfigError::UnknownProfile { known, .. } => {
            let report = Report::new(words::UNKNOWN_PROFILE, message);
            if known.is_empty() {
                report.suggest("there are no profiles yet; run `copera auth login --profile NAME`")
            } else {
                report.suggest(format!("there are: {}", known.join(", ")))
            }
        }
        ConfigError::AmbiguousProfile { .. } => {
            Report::new(words::UNKNOWN_PROFILE, message).suggest("spell it as one of them")
        }
        ConfigError::UntrustedHost(refused) => {
            let home = environment.home().map(|home| home.join(".copera.toml"));
            let home = home.map_or_else(
                || "~/.copera.toml".to_owned(),
                |home| environment.display_path(&home),
            );
            Report::new(words::UNTRUSTED_HOST, message).suggest(format!(
                "if you trust that host, add `hosts = [\"{}\"]` under [trust] in {home}",
                refused.host
            ))
        }
        _ => Report::new(words::CONFIG_ERROR, message),
    }
}

/// A credential that can't be fetched from where it is.
pub(crate) fn open(error: &OpenError) -> Report {
    let report = Report::new(words::AUTH_REQUIRED, error.to_string());
    match error {
        OpenError::Keyring {
            problem: KeyringProblem::NoEntry,
            ..
        } => report.suggest("run `copera auth login` for this profile again"),
        OpenError::Keyring { .. } => report.suggest(
            "unlock or start the keyring, or give the token by COPERA_CLI_AUTH_TOKEN or --token",
        ),
        _ => report.suggest("run the command by itself to see what it does"),
    }
}

/// A keyring that does not do what was asked.
pub(crate) fn keyring(keyring: &Keyring, problem: &KeyringProblem) -> Report {
    let message = format!(
        "the token of `{}` can't be kept in the keyring: {problem}",
        keyring.account()
    );
    Report::new(words::KEYRING_ERROR, message)
        .suggest("start or unlock the keyring, or save the token as plain text with --store file")
}

pub(crate) fn store(error: &StoreError) -> Report {
    let message = error.to_string();
    match error {
        StoreError::AmbiguousProfile { .. } => {
            Report::new(words::UNKNOWN_PROFILE, message).suggest("spell it as one of them")
        }
        StoreError::Exists { .. } => {
            Report::new(words::FILE_EXISTS, message).suggest("add --force to replace it")
        }
        StoreError::Foreign { .. } => Report::new(words::WRITE_ERROR, message)
            .suggest("remove it, or save to your own file instead: --file home"),
        StoreError::File(_) | StoreError::Edit { .. } => {
            Report::new(words::CONFIG_ERROR, message).suggest("mend the file; nothing was changed")
        }
        _ => Report::new(words::WRITE_ERROR, message),
    }
}

/// A setting that can't be read or written as asked.
pub(crate) fn setting(error: &SettingError) -> Report {
    let report = Report::new(words::INPUT_ERROR, error.to_string());
    match error {
        SettingError::Unknown {
            nearest: Some(nearest),
            ..
        } => report.suggest(format!("did you mean `{nearest}`?")),
        SettingError::Unknown { nearest: None, .. } => {
            let keys: Vec<_> = COPERA
                .key_paths()
                .map(|path| path.replace('*', "NAME"))
                .collect();
            report.suggest(format!("there are: {}", keys.join(", ")))
        }
        SettingError::Table { settings, .. } => {
            report.suggest(format!("name one of: {}", settings.join(", ")))
        }
        SettingError::HomeOnly { .. } => report.suggest("use --file home"),
        SettingError::Credential { .. } => report.suggest(
            "`copera auth login` checks a token and saves it; `copera auth logout` removes it",
        ),
        _ => report,
    }
}

/// A document of another shape than documented.
pub(crate) fn document(error: serde_json::Error) -> Report {
    DocumentError::from(error).report()
}

/// Ctrl-C while the service was spoken to.
pub(crate) fn interrupted(context: &Context) -> Report {
    let left = context.pauses().left_a_change();
    let message = if left {
        "interrupted; a change that was under way may have been made"
    } else {
        "interrupted"
    };
    let mut report = Report::new(words::INTERRUPTED, message);
    report.suggestion = context
        .way_on()
        .or_else(|| left.then(|| "look whether it was made before you repeat it".to_owned()));
    report
}

/// A result that stdout does not take.
pub(crate) fn output(error: &std::io::Error) -> Report {
    let message = format!("can't write the result: {error}");
    Report::new(words::OUTPUT_ERROR, message)
}

/// An answer that is no JSON, or none that is read.
pub(crate) fn unreadable(error: &std::io::Error) -> Report {
    let message = format!("the answer can't be read: {error}");
    Report::new(words::REQUEST_FAILED, message)
}

/// A list that broke off after some of it was printed.
pub(crate) fn incomplete(context: &Context, error: &Error) -> Report {
    let cause = api(context, error);
    let mut report = broken_off(&cause.message);
    report.transient = cause.transient;
    report
}

/// As [`incomplete`], for what is wrong with the list itself.
pub(crate) fn broken_off(why: &str) -> Report {
    let message = format!("output incomplete: {why}");
    Report::new(words::REQUEST_FAILED, message)
        .suggest("run it again; what was printed is not the whole list")
}

/// Exhaustive on purpose: a new kind of error has to be given its place here.
pub(crate) fn api(context: &Context, error: &Error) -> Report {
    if let Error::Rehearsed { unsent, .. } = error {
        context.rehearsed((**unsent).clone());
    }
    let (word, exit) = match error {
        Error::Output { .. } => (words::OUTPUT_ERROR, ExitCode::Failure),
        _ => word(error.kind()),
    };
    let mut report = Report::new(word, error.to_string()).ending_with(exit);
    // Who tries again what may have been done does it twice.
    report.transient = error.is_transient() && !error.may_have_happened();
    report.suggestion = match context.past_expiry() {
        Some(expiry) if error.kind() == ErrorKind::Unauthorized => {
            let kind = error.token_kind().unwrap_or(TokenKind::Unknown);
            Some(format!(
                "its last day was {expiry}; {}, then run `copera auth login`",
                turned_away::made_at(kind)
            ))
        }
        _ => suggestion(context, error),
    };
    report
}

/// An upload that failed: which file, and what became of the call, if it was one.
pub(crate) fn upload(context: &Context, error: &UploadError) -> Report {
    let (word, exit) = match error {
        UploadError::InUse { .. } | UploadError::Untold { .. } => {
            (words::CONFLICT, ExitCode::Conflict)
        }
        _ => word(error.kind()),
    };
    let mut report = match error.call_error() {
        // What its call left behind shows nowhere: as good as never sent.
        Some(call) if call.may_have_happened() && !error.may_have_happened() => {
            let mut report = api(context, call);
            report.suggestion = by_kind(context, call);
            report
        }
        Some(call) => api(context, call),
        None => Report::new(word, "").ending_with(exit),
    };
    report.message = error.to_string();
    report.transient = error.is_transient();
    if matches!(error, UploadError::Untold { .. }) {
        report = report.suggest("send it into another folder, with `--parent`");
    }
    report
}

/// The machine's word and the exit code of each kind.
fn word(kind: ErrorKind) -> (ErrorWord, ExitCode) {
    match kind {
        ErrorKind::Denied
        | ErrorKind::Unauthorized
        | ErrorKind::WrongPassword
        | ErrorKind::Forbidden => (words::API_ERROR, ExitCode::Auth),
        // The end of the run shows the request instead of this report.
        ErrorKind::Rehearsed => (words::DRY_RUN, ExitCode::Success),
        ErrorKind::NotFound => (words::API_ERROR, ExitCode::NotFound),
        ErrorKind::Conflict => (words::API_ERROR, ExitCode::Conflict),
        ErrorKind::RateLimited => (words::API_ERROR, ExitCode::RateLimited),
        ErrorKind::Invalid | ErrorKind::Service => (words::API_ERROR, ExitCode::Failure),
        ErrorKind::UnsafeUrl => (words::UNSAFE_URL, ExitCode::Failure),
        ErrorKind::File => (words::FILE_ERROR, ExitCode::Failure),
        ErrorKind::Exists => (words::FILE_EXISTS, ExitCode::Conflict),
        ErrorKind::Storage
        | ErrorKind::Unreachable
        | ErrorKind::Timeout
        | ErrorKind::Interrupted
        | ErrorKind::Protocol
        | ErrorKind::Setup => (words::REQUEST_FAILED, ExitCode::Failure),
        ErrorKind::Input => (words::INPUT_ERROR, ExitCode::Usage),
    }
}

fn suggestion(context: &Context, error: &Error) -> Option<String> {
    if error.may_have_happened() {
        return Some("it may have been done all the same: look before you repeat it".to_owned());
    }
    by_kind(context, error)
}

/// What helps against an error of this kind.
fn by_kind(context: &Context, error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::Denied | ErrorKind::Unauthorized | ErrorKind::WrongPassword | ErrorKind::Forbidden => {
            error.explanation().map(|why| turned_away::advice(context, why))
        }
        ErrorKind::NotFound => Some("check the id; what the token's owner can't see is not found either".to_owned()),
        ErrorKind::RateLimited => Some(match error.retry_after() {
            Some(wait) if !wait.is_zero() => format!("try again in {} s", wait.as_secs_f64().ceil()),
            _ => "try again in a minute".to_owned(),
        }),
        ErrorKind::Unreachable if matches!(error, Error::ProxyUnreachable { .. }) => {
            Some("check the proxy, or list in NO_PROXY what is reached without it".to_owned())
        }
        ErrorKind::Unreachable => Some("check the network, and the address with `copera auth status`".to_owned()),
        ErrorKind::Protocol => {
            Some("check the address with `copera auth status`: does a proxy or another server answer there?".to_owned())
        }
        // Such as a wrong method: later it is as wrong.
        ErrorKind::Service if !error.is_transient() => None,
        ErrorKind::Service | ErrorKind::Storage | ErrorKind::Timeout | ErrorKind::Interrupted => Some("try again later".to_owned()),
        ErrorKind::Setup => match error {
            Error::NoRootCertificates { .. } => Some("install ca-certificates".to_owned()),
            _ => None,
        },
        ErrorKind::Conflict
        | ErrorKind::Invalid
        | ErrorKind::UnsafeUrl
        | ErrorKind::File
        | ErrorKind::Exists
        | ErrorKind::Input
        | ErrorKind::Rehearsed => None,
    }
}
