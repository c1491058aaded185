//! `copera auth list`: every saved profile.

use clap::Args;
use copera_auth::{Location, Origin, StoredProfile, TokenKind};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report, Table};
use jiff::Timestamp;
use serde::Serialize;

use super::place;
use crate::commands::Run;
use crate::context::Context;
use crate::show;

/// List the profiles of all configuration files
///
/// Shows where each token is, and which profile is in force by which rule. Nothing is sent, no keyring is
/// opened and no command is run. A profile that stands in several files is listed once for each of them, in
/// the order in which they count.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera auth list\n  copera auth list --output plain | cut -f1\n  \
                        copera auth list --json"
)]
pub(crate) struct List {}

#[derive(Serialize)]
struct Shape {
    profile: String,
    active: bool,
    /// `flag`, `variable`, `default_profile` or `default`.
    active_by: Option<&'static str>,
    kind: Option<&'static str>,
    /// `inline`, `keyring` or `command`.
    location: Option<&'static str>,
    token: String,
    /// The last day, where it is known.
    expires_at: Option<String>,
    days_left: Option<i64>,
    file: String,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl Run for List {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let stack = context.config().stack();
        let profiles = stack.stored_profiles();
        let rule = match stack.profile() {
            Ok(profile) => Some(profile.origin),
            // The list is where one looks for the name that is right.
            Err(error) => {
                context.note(error.to_string());
                None
            }
        };
        if stack.credential_is_given() {
            context.note(
                "a token is given by variable or flag, and goes before every saved one".to_owned(),
            );
        }
        let shapes = profiles
            .iter()
            .map(|profile| shape(profile, rule.as_ref(), context.environment.now()));
        let shapes: Vec<_> = shapes.collect();
        if profiles.is_empty() && context.output().mode() != Mode::Json {
            context
                .output()
                .note("No profiles are saved. Run `copera auth login`.");
            return Ok(ExitCode::Success);
        }
        show::ours(context, &shapes, Items::Bare, |output, to| {
            table(context, &profiles, rule.as_ref()).write(output, to)
        })
    }
}

fn shape(profile: &StoredProfile, rule: Option<&Origin>, now: Timestamp) -> Shape {
    let position = &profile.position;
    let located = profile.location.as_ref();
    let location = located.and_then(|found| found.as_ref().ok());
    let problem = located.and_then(|found| found.as_ref().err());
    Shape {
        profile: profile.name.clone(),
        active: profile.active,
        active_by: rule.filter(|_| profile.active).map(rule_word),
        kind: location.and_then(Location::kind).map(TokenKind::name),
        location: location.map(Location::name),
        token: location.map(Location::redacted).unwrap_or_default(),
        expires_at: profile.expiry.map(|expiry| expiry.to_string()),
        days_left: profile.expiry.map(|expiry| expiry.days_left(now)),
        file: position.path.display().to_string(),
        line: position.line,
        column: position.column,
        problem: problem.map(ToString::to_string),
    }
}

/// Which rule chose the profile.
fn rule_word(origin: &Origin) -> &'static str {
    match origin {
        Origin::Flag { .. } => "flag",
        Origin::Variable { .. } => "variable",
        Origin::File(_) => "default_profile",
        _ => "default",
    }
}

fn table(context: &Context, profiles: &[StoredProfile], rule: Option<&Origin>) -> Table {
    let mut table = Table::new(&[
        "PROFILE",
        "TOKEN",
        "KIND",
        "EXPIRES",
        "IN FORCE BY",
        "FOUND AT",
    ]);
    for profile in profiles {
        let (token, kind) = match &profile.location {
            None => ("no token".to_owned(), None),
            Some(Ok(location)) => (location.redacted(), location.kind()),
            Some(Err(_)) => ("not valid".to_owned(), None),
        };
        let at = place(
            &context.environment,
            &Origin::File(profile.position.clone()),
        );
        let rule = match rule.filter(|_| profile.active) {
            Some(Origin::Default) => "default".to_owned(),
            Some(origin @ Origin::File(_)) => {
                format!("default_profile at {}", place(&context.environment, origin))
            }
            Some(origin) => place(&context.environment, origin),
            None => String::new(),
        };
        let kind = kind.map_or("", TokenKind::name);
        let expires = profile
            .expiry
            .map(|expiry| format!("{expiry} ({})", expiry.state(context.environment.now())));
        let expires = expires.unwrap_or_default();
        table.row([profile.name.as_str(), &token, kind, &expires, &rule, &at]);
    }
    table
}
