//! `copera auth status`: which token, from where, and what else was found.

use clap::Args;
use copera_auth::{BaseUrl, Candidate, Credential, DEFAULT_PROFILE, Origin, Resolved};
use copera_term::{ExitCode, Mode, Record, Report, Table, json};
use serde::Serialize;

use super::{TOKEN, note_overruled, place, source};
use crate::commands::Run;
use crate::context::Context;
use crate::failure;

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
    base_url: Option<String>,
    /// Whether the token may be sent there; see the trust rule.
    base_url_allowed: bool,
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
        let failed = |error| failure::config(&context.environment, error);
        let (profile, credential) = context.config().credential().map_err(failed)?;
        let candidates = if let Some(credential) = &credential {
            note_overruled(context, profile.as_ref(), credential);
            credential.candidates.clone()
        } else {
            let name = profile
                .as_ref()
                .map_or(DEFAULT_PROFILE, |profile| &profile.value);
            context
                .config()
                .stack()
                .candidates(TOKEN, name)
                .map_err(failed)?
        };
        let found = Found {
            profile,
            credential,
            candidates,
        };
        context.print(|output, to| match output.mode() {
            Mode::Json => json::write(&found.shape(context), to),
            Mode::Table | Mode::Plain => {
                found.record(context).write(output, to)?;
                if output.mode() == Mode::Table && !found.candidates.is_empty() {
                    writeln!(to)?;
                    found.trace(context).write(output, to)?;
                }
                Ok(())
            }
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
}

impl Found {
    /// Whether the token, if there is one, may be sent to the host in force.
    fn host_is_allowed(&self, context: &Context, base: &Resolved<BaseUrl>) -> bool {
        let credential = self.credential.as_ref();
        credential.is_none_or(|credential| context.config().check_host(base, credential).is_ok())
    }

    fn shape(&self, context: &Context) -> Shape {
        let credential = self.credential.as_ref();
        let base = context.config().base_url().ok();
        Shape {
            profile: self.profile.as_ref().map(|profile| profile.value.clone()),
            token_source: credential.map_or_else(|| "not set".to_owned(), |it| source(&it.origin)),
            token: credential.map(Credential::redacted).unwrap_or_default(),
            configured: credential.is_some(),
            kind: credential.map(|credential| credential.kind().name()),
            base_url_allowed: base
                .as_ref()
                .is_some_and(|base| self.host_is_allowed(context, base)),
            base_url: base.map(|base| base.value.to_string()),
            candidates: self.candidates.iter().map(candidate).collect(),
        }
    }

    fn record(&self, context: &Context) -> Record {
        let mut record = Record::new();
        let profile = match &self.profile {
            Some(profile) if profile.origin == Origin::Default => profile.value.clone(),
            Some(profile) => format!(
                "{} ({})",
                profile.value,
                place(&context.environment, &profile.origin)
            ),
            None => "unknown: a configuration file can't be read".to_owned(),
        };
        record.field("Profile", &profile);
        match &self.credential {
            Some(credential) => {
                record.field("Token", &credential.redacted());
                record.field("Kind", credential.kind().description());
                record.field("Source", &place(&context.environment, &credential.origin));
            }
            None => record.field("Token", "not set"),
        }
        if let Ok(base) = context.config().base_url() {
            let origin = match &base.origin {
                Origin::Default => String::new(),
                origin => format!(" ({})", place(&context.environment, origin)),
            };
            let refused = if self.host_is_allowed(context, &base) {
                ""
            } else {
                ": refused for this token"
            };
            record.field("API", &format!("{}{origin}{refused}", base.value));
        }
        record
    }

    fn trace(&self, context: &Context) -> Table {
        let mut table = Table::new(&["VERDICT", "TOKEN", "FOUND AT"]);
        for candidate in &self.candidates {
            let place = place(&context.environment, &candidate.origin);
            table.row([
                candidate.verdict.name(),
                candidate.shown.as_str(),
                place.as_str(),
            ]);
        }
        table
    }
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
