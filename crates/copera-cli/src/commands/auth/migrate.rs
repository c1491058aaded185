//! `copera auth migrate`: moves saved tokens between the home file and the keyring.

use clap::Args;
use copera_auth::{Credential, FileStore, Layer, Location};
use copera_term::document::Items;
use copera_term::{ExitCode, Report, Table};
use serde::Serialize;

use super::keyring;
use super::login::Store;
use crate::commands::Run;
use crate::context::Context;
use crate::files::{Place, store};
use crate::words;
use crate::{client, failure, show};

/// Move a saved token to the keyring, or back into the home file
///
/// The token is written to its new place and read back before it is removed from the old one, so that it is
/// never lost, and no copy stays behind.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera auth migrate --store keyring\n  \
                        copera auth migrate --store file --profile work\n  \
                        copera auth migrate --store keyring --all")]
pub(crate) struct Migrate {
    /// Where to move it
    #[arg(long, value_name = "STORE")]
    store: Store,

    /// Every profile of the home file
    #[arg(long)]
    all: bool,
}

/// What became of one profile.
#[derive(Serialize)]
struct Outcome {
    profile: String,
    store: &'static str,
    moved: bool,
}

impl Run for Migrate {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let failed = |error| failure::config(&context.environment, error);
        let layer = Place::Home.layer(context)?;
        let file = store(context, layer);
        let profiles = if self.all {
            layer.profiles().into_iter().map(str::to_owned).collect()
        } else {
            let name = context.config().profile().map_err(failed)?.value;
            vec![file.spelt(&name).map_err(|error| failure::store(&error))?]
        };
        let mut moved = Vec::new();
        for profile in profiles {
            let Some(credential) = in_layer(context, layer, &profile)? else {
                continue;
            };
            let done = migrate(context, &file, &profile, &credential, self.store)?;
            moved.push(Outcome {
                profile,
                store: name(self.store),
                moved: done,
            });
        }
        if moved.is_empty() {
            return Err(nothing("no saved token was found in the home file"));
        }
        print(context, &moved)
    }
}

/// The credential that the home file itself has for a profile, whatever goes before it.
fn in_layer(context: &Context, layer: &Layer, profile: &str) -> Result<Option<Credential>, Report> {
    let environment = context
        .environment
        .clone()
        .without_current_dir()
        .without_variables();
    let config = copera_auth::Config::load(&environment, copera_auth::Flags::default());
    let credential = config.stack().credential(profile);
    let credential = credential.map_err(|error| failure::config(&context.environment, error))?;
    let here = |credential: &Credential| {
        credential
            .origin
            .position()
            .is_some_and(|position| *position.path == *layer.path)
    };
    Ok(credential.filter(here))
}

/// Moves one token; `false` if it is there already, or comes from a command.
fn migrate(
    context: &Context,
    file: &FileStore,
    profile: &str,
    credential: &Credential,
    to: Store,
) -> Result<bool, Report> {
    let expiry = context.config().stack().expiry(profile, credential);
    let expiry = expiry.map_err(|error| failure::config(&context.environment, error))?;
    let stored = |error| failure::store(&error);
    match (&credential.location, to) {
        (Location::Inline(token), Store::Keyring) => {
            let keyring = keyring(context, profile.to_owned());
            let failed = |problem| failure::keyring(&keyring, &problem);
            client::with_patience(context, |patience| keyring.write(token, patience))
                .map_err(failed)?;
            let back = client::with_patience(context, |patience| keyring.read(patience))
                .map_err(failed)?;
            if back != token.expose() {
                return Err(Report::new(
                    words::KEYRING_ERROR,
                    "the keyring gave back something else than was saved; the file was left as it was",
                ));
            }
            file.refer_to_keyring(profile, expiry).map_err(stored)?;
            Ok(true)
        }
        (Location::Keyring(keyring), Store::File) => {
            let token = client::open_credential(context, credential)?;
            file.put(profile, &token, expiry).map_err(stored)?;
            let removed = client::with_patience(context, |patience| keyring.remove(patience));
            if let Err(problem) = removed {
                context.note(format!(
                    "the entry of `{profile}` could not be removed from the keyring: {problem}"
                ));
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn print(context: &Context, moved: &[Outcome]) -> Result<ExitCode, Report> {
    let mut table = Table::new(&["PROFILE", "STORE", "MOVED"]);
    for row in moved {
        table.row([
            row.profile.as_str(),
            row.store,
            if row.moved { "yes" } else { "no" },
        ]);
    }
    show::ours(context, moved, Items::Bare, |output, to| {
        table.write(output, to)
    })
}

fn name(store: Store) -> &'static str {
    match store {
        Store::File => "file",
        Store::Keyring => "keyring",
    }
}

fn nothing(message: &str) -> Report {
    Report::new(words::NO_STORED_TOKEN, message.to_owned())
        .suggest("run `copera auth login --store keyring`")
}
