//! `copera auth scopes`: which surfaces the token reaches.

use clap::Args;
use copera_api::{Client, Reach};
use copera_auth::{Access, Scope, Surface, TokenKind};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report, Table};
use serde::Serialize;

use super::note_overruled;
use crate::client::VERIFY_TIMEOUT;
use crate::commands::Run;
use crate::context::Context;
use crate::grants::Grants;
use crate::{client, failure, show};

/// Show which parts of the service the token reaches
///
/// Without --probe nothing is sent, and the answer is what tokens of this kind may reach: the token does not
/// show which scopes it was granted. With --probe each part is asked with one short request that changes
/// nothing. Later errors can then say whether a scope is missing.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera auth scopes\n  copera auth scopes --probe\n  \
                        copera auth scopes --probe --json"
)]
pub(crate) struct Scopes {
    /// Ask the service, one request a part
    #[arg(long)]
    probe: bool,
}

#[derive(Serialize)]
struct Shape {
    surface: &'static str,
    /// The scope that it takes; null where any valid token of a fitting kind will do.
    scope: Option<&'static str>,
    /// What the token's kind says: `open`, `closed` or `service_decides`.
    access: &'static str,
    /// What the service says: `granted`, `scope_missing`, `needs_personal_access`,
    /// `internal_users_only`, `no_answer` or `not_asked`; null without --probe.
    probe: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl Run for Scopes {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let (kind, reaches) = if self.probe {
            let client = client::open(context)?;
            let reaches = client::block_on(context, probe(context, &client))??;
            let scopes = Surface::ALL.into_iter().map(Surface::scope);
            Grants::of(scopes.zip(&reaches)).keep(context);
            (client.token_kind(), reaches.into_iter().map(Some).collect())
        } else {
            let unasked: Vec<Option<Reach>> = Surface::ALL.iter().map(|_| None).collect();
            (kind(context)?, unasked)
        };
        let shapes = Surface::ALL.into_iter().zip(&reaches);
        let shapes = shapes.map(|(surface, reach)| shape(surface, kind, reach.as_ref()));
        let shapes: Vec<_> = shapes.collect();
        let code = show::ours(context, &shapes, Items::Bare, |output, to| {
            table(kind, &reaches).write(output, to)
        })?;
        if context.output().mode() != Mode::Json {
            let how = if self.probe {
                ""
            } else {
                " Add --probe to ask the service which scopes it has."
            };
            context
                .output()
                .note(&format!("Kind: {}.{how}", kind.description()));
        }
        Ok(code)
    }
}

/// The kind of the token in force, fetched from where it is.
fn kind(context: &Context) -> Result<TokenKind, Report> {
    let (profile, credential) = context
        .config()
        .credential()
        .map_err(|error| failure::config(&context.environment, error))?;
    let credential = credential.ok_or_else(failure::not_signed_in)?;
    note_overruled(context, profile.as_ref(), &credential);
    match credential.kind() {
        Some(kind) => Ok(kind),
        None => client::open_credential(context, &credential).map(|token| TokenKind::of(&token)),
    }
}

/// One after the other: the service counts requests a minute.
async fn probe(context: &Context, client: &Client) -> Result<Vec<Reach>, Report> {
    let mut reaches = Vec::new();
    for surface in Surface::ALL {
        let reach = client.probe(surface, VERIFY_TIMEOUT).await;
        reaches.push(reach.map_err(|error| failure::api(context, &error))?);
    }
    Ok(reaches)
}

fn shape(surface: Surface, kind: TokenKind, reach: Option<&Reach>) -> Shape {
    let problem = match reach {
        Some(Reach::NoAnswer(error)) => Some(error.to_string()),
        _ => None,
    };
    Shape {
        surface: surface.name(),
        scope: surface.scope().map(Scope::name),
        access: match surface.access(kind) {
            Access::Open => "open",
            Access::Closed => "closed",
            Access::Unsettled => "service_decides",
        },
        probe: reach.map(|reach| match reach {
            Reach::Granted => "granted",
            Reach::ScopeMissing(_) => "scope_missing",
            Reach::NeedsPersonalAccess => "needs_personal_access",
            Reach::InternalUsersOnly => "internal_users_only",
            Reach::NotAsked => "not_asked",
            _ => "no_answer",
        }),
        problem,
    }
}

fn table(kind: TokenKind, reaches: &[Option<Reach>]) -> Table {
    let mut table = Table::new(&["SURFACE", "REACHED", "SCOPE"]);
    for (surface, reach) in Surface::ALL.into_iter().zip(reaches) {
        let answer = match reach {
            Some(reach) => words(reach),
            None => match surface.access(kind) {
                Access::Open if surface.scope().is_some() => "with the scope".to_owned(),
                Access::Open => "yes, of an internal user".to_owned(),
                Access::Closed => "no: needs a personal access token".to_owned(),
                Access::Unsettled => "the service decides".to_owned(),
            },
        };
        let scope = surface.scope().map_or("-", Scope::name);
        table.row([surface.name(), answer.as_str(), scope]);
    }
    table
}

fn words(reach: &Reach) -> String {
    match reach {
        Reach::Granted => "granted".to_owned(),
        Reach::ScopeMissing(scope) => format!("scope missing: {scope}"),
        Reach::NeedsPersonalAccess => "needs a personal access token".to_owned(),
        Reach::InternalUsersOnly => "internal users only".to_owned(),
        Reach::NotAsked => "not asked: a request would do something".to_owned(),
        Reach::NoAnswer(error) => format!("no answer: {error}"),
        _ => "no answer".to_owned(),
    }
}
