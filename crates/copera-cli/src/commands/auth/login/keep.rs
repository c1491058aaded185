//! Keeping the token: in the file itself, or in the keyring with a word in the file.

use clap::ValueEnum;
use copera_auth::copera::keys;
use copera_auth::{BaseUrl, Expiry, FileStore, Keyring, StoreError, Token};
use copera_term::Report;
use serde::Deserialize;

use super::super::keyring;
use super::target::Target;
use crate::client;
use crate::context::Context;
use crate::failure;
use crate::files::{Place, store};
use crate::words;

/// Where a token can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Store {
    /// In the configuration file, as plain text
    File,
    /// In the operating system's keyring
    Keyring,
}

/// A place that was found to take the token.
pub(super) struct Keeper {
    file: FileStore,
    keyring: Option<Keyring>,
}

impl Keeper {
    /// Finds out whether the token could be kept, before anybody is asked for it. A store that was
    /// asked for and is not there is an error, never a silent fall-back to plain text.
    pub(super) fn choose(
        context: &Context,
        target: &Target<'_>,
        asked: Option<Store>,
    ) -> Result<Self, Report> {
        let file = store(context, target.layer);
        file.probe(&target.profile)
            .map_err(|error| failure::store(&error))?;
        let default = || {
            let set = target.config.stack().get::<Store>(keys::STORE);
            let set = set.map_err(|error| failure::config(&context.environment, error))?;
            // What is kept in a project stays there: its file may not send anybody to the keyring.
            Ok::<_, Report>(
                set.map(|set| set.value)
                    .filter(|_| target.place == Place::Home)
                    .unwrap_or(Store::File),
            )
        };
        let keyring = match asked.map_or_else(default, Ok)? {
            Store::File => None,
            Store::Keyring if target.place != Place::Home => return Err(home_only()),
            Store::Keyring => {
                let account = file
                    .spelt(&target.profile)
                    .map_err(|error| failure::store(&error))?;
                let keyring = keyring(context, account);
                let probe = client::with_patience(context, |patience| keyring.probe(patience));
                probe.map_err(|problem| failure::keyring(&keyring, &problem))?;
                Some(keyring)
            }
        };
        Ok(Self { file, keyring })
    }

    /// Keeps it, if it will still be sent to the host that was settled on.
    pub(super) fn keep(
        &self,
        context: &Context,
        target: &Target<'_>,
        base: &BaseUrl,
        token: &Token,
        expiry: Option<Expiry>,
    ) -> Result<(), Report> {
        let profile = &target.profile;
        let Some(keyring) = &self.keyring else {
            let still = || target.still_leads_to(context, base);
            return self
                .file
                .put_if(profile, token, expiry, still)
                .map_err(|error| match error {
                    StoreError::Overtaken { .. } => overtaken(base),
                    error => failure::store(&error),
                });
        };
        client::with_patience(context, |patience| keyring.write(token, patience))
            .map_err(|problem| failure::keyring(keyring, &problem))?;
        self.file
            .refer_to_keyring(profile, expiry)
            .map_err(|error| failure::store(&error))
    }

    /// Whether the token lies in a file as plain text.
    pub(super) fn is_plain_text(&self) -> bool {
        self.keyring.is_none()
    }
}

/// The files name another host than the one that was settled on.
fn overtaken(base: &BaseUrl) -> Report {
    let message = format!(
        "the token was meant for {}, and the files name another host by now; nothing was saved",
        base.host()
    );
    Report::new(words::UNTRUSTED_HOST, message)
        .suggest("see `copera config get api.base_url`, then sign in again")
}

fn home_only() -> Report {
    Report::new(
        words::INPUT_ERROR,
        "the keyring keeps tokens for everywhere; a project's file can't refer to it",
    )
    .suggest("leave out --file, or use --store file")
}
