//! `copera auth status`: which token, from where, and what else was found.

use clap::Args;
use copera_auth::{
    BaseUrl, Candidate, ConfigError, Credential, DEFAULT_PROFILE, Expiry, Location, Origin,
    Resolved, TokenKind, Trust,
};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Record, Report, Table};
use jiff::Timestamp;
use serde::Serialize;

use super::{note_overruled, place, source};
use crate::commands::Run;
use crate::context::Context;
use crate::{failure, show};

/// Show which token is used, where it comes from, and what else was found
///
/// Looks at the environment and the configuration files only: nothing is sent.
/// Without a token the exit code is 4, so that `copera auth status || copera auth login` works.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera auth status\n  copera auth status --json\n  copera auth status --profile work"
)]
pub(crate) struct Status {}

/// The official tool's fields, and the trace.
#[derive(Serialize)]
struct Shape {
    profile: Option<String>,
    token_source: String,
    token: String,
    configured: bool,
    kind: Option<&'static str>,
    /// `inline`, `keyring` or `command`.
    location: Option<&'static str>,
    /// The last day, where it is known.
    expires_at: Option<String>,
    days_left: Option<i64>,
    base_url: Option<String>,
    base_url_source: Option<String>,
    /// Whether the token may be sent there; see the trust rule.
    base_url_allowed: bool,
    /// What is wrong with what was found.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    problems: Vec<String>,
    candidates: Vec<CandidateShape>,
}

/// One place that was looked at and had something to say.
#[derive(Serialize)]
struct CandidateShape {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    token: String,
    verdict: &'static str,
}

impl Run for Status {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let found =
            Found::look(context).map_err(|error| failure::config(&context.environment, error))?;
        if let Some(credential) = &found.credential {
            note_overruled(context, found.profile.as_ref(), credential);
            context.remember_expiry(found.expiry);
            if is_plain_text_at_home(credential) {
                context.note("the token lies in the file as plain text; `copera auth migrate --store keyring` moves it".to_owned());
            }
        }
        let shape = found.shape(context.environment.now());
        show::ours(context, &shape, Items::One, |output, to| {
            found.record(context).write(output, to)?;
            if output.mode() == Mode::Table && !found.candidates.is_empty() {
                writeln!(to)?;
                found.trace(context).write(output, to)?;
            }
            Ok(())
        })?;
        if found.credential.is_some() {
            return Ok(ExitCode::Success);
        }
        if context.output().mode() != Mode::Json {
            context
                .output()
                .note("Not signed in. Run `copera auth login`.");
        }
        Ok(ExitCode::Auth)
    }
}

/// What there is to show.
struct Found {
    profile: Option<Resolved<String>>,
    credential: Option<Credential>,
    candidates: Vec<Candidate>,
    expiry: Option<Expiry>,
    base: Option<Resolved<BaseUrl>>,
    host_is_allowed: bool,
    problems: Vec<String>,
}

impl Found {
    /// Looks at everything. What is wrong with the token or the address is something to show, not a
    /// reason to show nothing: this is the command that one looks for the reason with.
    fn look(context: &Context) -> Result<Self, ConfigError> {
        let config = context.config();
        let mut problems = Vec::new();
        let (profile, credential) = match config.credential() {
            Err(error @ (ConfigError::Token { .. } | ConfigError::Value { .. })) => {
                problems.push(error.to_string());
                (config.profile().ok(), None)
            }
            other => other?,
        };
        let candidates = if let Some(credential) = &credential {
            credential.candidates.clone()
        } else {
            let name = profile
                .as_ref()
                .map_or(DEFAULT_PROFILE, |profile| &profile.value);
            // What can't be listed is among the problems already.
            config
                .stack()
                .credential_candidates(name)
                .unwrap_or_default()
        };
        let expiry = match (&profile, &credential) {
            (Some(profile), Some(credential)) => {
                let expiry = config.stack().expiry(&profile.value, credential);
                expiry
                    .map_err(|error| problems.push(error.to_string()))
                    .ok()
                    .flatten()
            }
            _ => None,
        };
        let base = config
            .base_url()
            .map_err(|error| problems.push(error.to_string()))
            .ok();
        let host_is_allowed = match (&base, &credential) {
            (Some(base), Some(credential)) => config.check_host(base, credential).is_ok(),
            (base, _) => base.is_some(),
        };
        Ok(Self {
            profile,
            credential,
            candidates,
            expiry,
            base,
            host_is_allowed,
            problems,
        })
    }

    fn shape(&self, now: Timestamp) -> Shape {
        let credential = self.credential.as_ref();
        Shape {
            profile: self.profile.as_ref().map(|profile| profile.value.clone()),
            token_source: credential.map_or_else(|| "not set".to_owned(), |it| source(&it.origin)),
            token: credential.map(Credential::redacted).unwrap_or_default(),
            configured: credential.is_some(),
            kind: credential.and_then(Credential::kind).map(TokenKind::name),
            location: credential.map(|credential| credential.location.name()),
            expires_at: self.expiry.map(|expiry| expiry.to_string()),
            days_left: self.expiry.map(|expiry| expiry.days_left(now)),
            base_url: self.base.as_ref().map(|base| base.value.to_string()),
            base_url_source: self.base.as_ref().map(|base| source(&base.origin)),
            base_url_allowed: self.host_is_allowed,
            problems: self.problems.clone(),
            candidates: self.candidates.iter().map(candidate).collect(),
        }
    }

    fn record(&self, context: &Context) -> Record {
        let place = |origin: &Origin| place(&context.environment, origin);
        let mut record = Record::new();
        let profile = match &self.profile {
            Some(profile) if profile.origin == Origin::Default => profile.value.clone(),
            Some(profile) => format!("{} ({})", profile.value, place(&profile.origin)),
            None => "unknown: a configuration file can't be read".to_owned(),
        };
        record.field("Profile", &profile);
        match &self.credential {
            Some(credential) => {
                record.field("Token", &credential.redacted());
                record.field_if("Kind", credential.kind().map(TokenKind::description));
                record.field("Source", &place(&credential.origin));
                if let Some(expiry) = self.expiry {
                    let state = expiry.state(context.environment.now());
                    record.field("Expires", &format!("{expiry} ({state})"));
                }
            }
            None => record.field("Token", "not set"),
        }
        if let Some(base) = &self.base {
            let origin = match &base.origin {
                Origin::Default => String::new(),
                origin => format!(" ({})", place(origin)),
            };
            let refused = if self.host_is_allowed {
                ""
            } else {
                ": refused for this token"
            };
            record.field("API", &format!("{}{origin}{refused}", base.value));
        }
        for problem in &self.problems {
            record.field("Problem", problem);
        }
        record
    }

    /// The place first: it is what the trace is for, and the first column is never cut.
    fn trace(&self, context: &Context) -> Table {
        let mut table = Table::new(&["FOUND AT", "VERDICT", "TOKEN"]);
        for candidate in &self.candidates {
            let place = place(&context.environment, &candidate.origin);
            table.row([
                place.as_str(),
                candidate.verdict.name(),
                candidate.shown.as_str(),
            ]);
        }
        table
    }
}

/// Whether the token lies in the home file itself, from where it can be moved.
fn is_plain_text_at_home(credential: &Credential) -> bool {
    let at_home = credential
        .origin
        .position()
        .is_some_and(|position| position.trust == Trust::User);
    at_home && matches!(credential.location, Location::Inline(_))
}

fn candidate(candidate: &Candidate) -> CandidateShape {
    let position = candidate.origin.position();
    CandidateShape {
        source: source(&candidate.origin),
        file: position.map(|position| position.path.display().to_string()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        token: candidate.shown.clone(),
        verdict: candidate.verdict.name(),
    }
}
