//! `copera auth logout --all`: takes every saved token away.

use std::sync::Arc;

use copera_auth::{ConfigError, Location, Origin, StoredProfile, Verdict};
use copera_term::{ExitCode, Prompter, Report};

use super::{forget_in_keyring, place};
use crate::context::Context;
use crate::failure;
use crate::files::store;
use crate::words;

/// Removes what every file of this run says of a token.
pub(super) fn run(context: &Context, force: bool) -> Result<ExitCode, Report> {
    let stack = context.config().stack();
    // A file that can't be read may hold tokens that are to be removed: then nothing is.
    if let Some(error) = stack.unreadable().next() {
        let error = ConfigError::File(Arc::clone(error));
        return Err(failure::config(&context.environment, error));
    }
    let mut stored = stack.stored_profiles();
    stored.retain(|profile| profile.location.is_some());
    if stored.is_empty() {
        return Err(
            Report::new(words::NO_STORED_TOKEN, "no saved token in any file")
                .suggest("run `copera config path` to see which files were looked at"),
        );
    }
    if let Some(prompter) = Prompter::new(*context.output()).filter(|_| !force) {
        confirm(context, &prompter, &stored)?;
    }
    for profile in &stored {
        remove(context, profile)?;
    }
    tell_what_is_left(context)?;
    Ok(ExitCode::Success)
}

fn confirm(context: &Context, prompter: &Prompter, stored: &[StoredProfile]) -> Result<(), Report> {
    let output = context.output();
    output.say("These tokens will be removed:");
    for profile in stored {
        output.say(&format!("  {}", line(context, profile)));
    }
    prompter.consent("Remove them all?")
}

fn line(context: &Context, profile: &StoredProfile) -> String {
    let shown = match &profile.location {
        Some(Ok(location)) => location.redacted(),
        _ => "not a valid token".to_owned(),
    };
    let origin = Origin::File(profile.position.clone());
    let at = place(&context.environment, &origin);
    format!("`{}`: {shown} at {at}", profile.name)
}

/// The keyring first: what the file says is the only way to find its entry again.
fn remove(context: &Context, profile: &StoredProfile) -> Result<(), Report> {
    if let Some(Ok(Location::Keyring(keyring))) = &profile.location {
        forget_in_keyring(context, keyring);
    }
    let path = &profile.position.path;
    let mut layers = context.config().stack().layers().iter();
    if let Some(layer) = layers.find(|layer| *layer.path == **path) {
        store(context, layer)
            .remove(&profile.name)
            .map_err(|error| failure::store(&error))?;
        context.output().note(&format!(
            "Removed the token of profile `{}` from {}.",
            profile.name,
            context.environment.display_path(path)
        ));
    }
    Ok(())
}

/// Variables and flags are not the program's to remove.
fn tell_what_is_left(context: &Context) -> Result<(), Report> {
    let stack = context.config().stack();
    let given = stack
        .credential_candidates("")
        .map_err(|error| failure::config(&context.environment, error))?;
    let given = given
        .iter()
        .find(|candidate| candidate.verdict == Verdict::Wins && candidate.origin.is_given());
    let output = context.output();
    match given {
        Some(given) => output.note(&format!(
            "Still in force: {} from {}.",
            given.shown,
            place(&context.environment, &given.origin)
        )),
        None => output.note("No other token is in force."),
    }
    output.say(
        "The service still honours the removed tokens. Delete them there: \
         Workspace Settings → Integrations.",
    );
    Ok(())
}
