//! `copera auth`: signing in and out, and which token is used.

pub(crate) mod doctor;
pub(crate) mod list;
pub(crate) mod login;
pub(crate) mod logout;
mod logout_all;
pub(crate) mod migrate;
pub(crate) mod scopes;
pub(crate) mod status;
pub(crate) mod token;
pub(crate) mod use_profile;
pub(crate) mod whoami;

use copera_auth::{Credential, Environment, Keyring, Origin, Resolved};

use crate::client;
use crate::context::Context;

/// Where a token comes from, in the words of the official tool; a file by its path alone.
fn source(origin: &Origin) -> String {
    match origin.position() {
        Some(position) => position.path.display().to_string(),
        None => origin.to_string(),
    }
}

/// Where a value stands, for people: the home folder as `~`, a file with line and column.
pub(crate) fn place(environment: &Environment, origin: &Origin) -> String {
    match origin {
        Origin::Variable { name } => format!("variable {name}"),
        Origin::Flag { name } => format!("flag {name}"),
        other => environment.display_origin(other),
    }
}

/// Says so when the variable goes before a token that was named in this very call.
pub(crate) fn note_overruled(
    context: &Context,
    profile: Option<&Resolved<String>>,
    credential: &Credential,
) {
    let asked = profile.is_some_and(|profile| profile.origin.is_given());
    if let Some(candidate) = credential.overruled(asked) {
        let (winner, loser) = (&credential.origin, &candidate.origin);
        context.note(format!(
            "{} goes before {} ({})",
            place(&context.environment, winner),
            place(&context.environment, loser),
            candidate.shown
        ));
    }
}

/// The entry in the keyring for a profile, as its file spells it.
fn keyring(context: &Context, account: String) -> Keyring {
    Keyring::new(context.config().stack().layout().tool(), account)
}

/// Removes an entry from the keyring. One that is out of reach does not block signing out here; what
/// may be left there is said.
fn forget_in_keyring(context: &Context, keyring: &Keyring) {
    if let Err(problem) = client::with_patience(context, |patience| keyring.remove(patience)) {
        let account = keyring.account();
        context.note(format!(
            "the entry of `{account}` could not be removed from the keyring: {problem}"
        ));
    }
}
