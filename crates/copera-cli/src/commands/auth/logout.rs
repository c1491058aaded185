//! `copera auth logout`: takes the saved token of a profile away.

use std::sync::Arc;

use clap::Args;
use copera_auth::copera::keys;
use copera_auth::{Candidate, ConfigError, DEFAULT_PROFILE, Layer, Verdict};
use copera_term::{ExitCode, Prompter, Report};

use super::{forget_in_keyring, keyring, logout_all, place};
use crate::commands::Run;
use crate::context::Context;
use crate::failure;
use crate::files::store;
use crate::words;

/// Remove the saved token
///
/// Removes the token that is saved in a file or in the keyring, even while the variable COPERA_CLI_AUTH_TOKEN
/// or --token is used instead of it. The service still accepts the token: delete it there, under Workspace
/// Settings → Integrations.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera auth logout\n  copera auth logout --profile work --force\n  copera auth logout --all"
)]
pub(crate) struct Logout {
    /// Remove every saved token of every profile, at home and in this project
    #[arg(long)]
    all: bool,

    /// Don't ask first
    #[arg(long)]
    force: bool,
}

impl Run for Logout {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        if self.all {
            return match context.globals().profile {
                Some(_) => Err(all_or_one()),
                None => logout_all::run(context, self.force),
            };
        }
        let failed = |error| failure::config(&context.environment, error);
        let profile = context.config().profile().map_err(failed)?.value;
        let candidates = context
            .config()
            .stack()
            .credential_candidates(&profile)
            .map_err(failed)?;
        let stored = candidates.iter().find(|candidate| is_stored(candidate));
        let stored = stored.and_then(|candidate| Some((candidate, candidate.origin.position()?)));
        let Some((stored, position)) = stored else {
            return Err(nothing_stored(context, &profile, &candidates));
        };
        // A file that can't be read may hold the very token that is to be removed.
        if stored.verdict == Verdict::Unreadable {
            let mut errors = context.config().stack().unreadable();
            let error = errors.find(|error| *error.path == *position.path);
            return Err(error.map_or_else(
                || nothing_stored(context, &profile, &candidates),
                |error| failed(ConfigError::File(Arc::clone(error))),
            ));
        }
        let mut layers = context.config().stack().layers().iter();
        let Some(layer) = layers.find(|layer| *layer.path == *position.path) else {
            return Err(nothing_stored(context, &profile, &candidates));
        };
        let shown = context.environment.display_path(&position.path);
        if let Some(prompter) = Prompter::new(*context.output()).filter(|_| !self.force) {
            let question = format!(
                "Remove the token {} of profile `{profile}` from {shown}?",
                stored.shown
            );
            prompter.consent(&question)?;
        }
        remove_from_keyring(context, layer, stored, &profile)?;
        if !store(context, layer)
            .remove(&profile)
            .map_err(|error| failure::store(&error))?
        {
            return Err(nothing_stored(context, &profile, &candidates));
        }
        context.output().note(&format!(
            "Removed the token of profile `{profile}` from {shown}."
        ));
        let remaining = candidates
            .iter()
            .filter(|candidate| candidate.origin != stored.origin);
        match remaining
            .into_iter()
            .find(|candidate| matches!(candidate.verdict, Verdict::Wins | Verdict::Shadowed))
        {
            Some(next) => {
                let place = place(&context.environment, &next.origin);
                context.output().note(&format!(
                    "In force from now on: {} from {place}.",
                    next.shown
                ));
            }
            None => context.output().note("No other token is in force."),
        }
        context.output().say(
            "The service still honours the removed token. Delete it there: \
             Workspace Settings → Integrations.",
        );
        Ok(ExitCode::Success)
    }
}

fn all_or_one() -> Report {
    let message = "--all means every profile, and --profile one of them";
    Report::new(words::USAGE_ERROR, message).suggest("leave out one of the two")
}

/// Removes the entry that the file refers to, if it does.
fn remove_from_keyring(
    context: &Context,
    layer: &Layer,
    stored: &Candidate,
    profile: &str,
) -> Result<(), Report> {
    if stored.key != keys::TOKEN_STORE {
        return Ok(());
    }
    let account = store(context, layer)
        .spelt(profile)
        .map_err(|error| failure::store(&error))?;
    forget_in_keyring(context, &keyring(context, account));
    Ok(())
}

/// Whether a file holds it, or may hold it.
fn is_stored(candidate: &Candidate) -> bool {
    candidate.origin.position().is_some()
        && matches!(
            candidate.verdict,
            Verdict::Wins | Verdict::Shadowed | Verdict::Unreadable
        )
}

fn nothing_stored(context: &Context, profile: &str, candidates: &[Candidate]) -> Report {
    let message = format!("no saved token for profile `{profile}`");
    let report = Report::new(words::NO_STORED_TOKEN, message);
    match candidates
        .iter()
        .find(|candidate| candidate.verdict == Verdict::Wins)
    {
        Some(given) => {
            let place = place(&context.environment, &given.origin);
            report.suggest(format!(
                "the token in force comes from the {place}; unset it there"
            ))
        }
        None if profile == DEFAULT_PROFILE => {
            report.suggest("run `copera auth status` to see what was looked at")
        }
        None => report.suggest("run `copera auth status --profile NAME` to see what was looked at"),
    }
}
