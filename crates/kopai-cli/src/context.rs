//! What a command works with: the environment, the flags, and the configuration.

use copera_auth::layout::Place;
use copera_auth::{BaseUrl, Environment, Flags, LayerStatus, Origin, Resolved, Stack, Token};
use copera_auth::{Credential, Patience};
use copera_term::{Console, Report};

use crate::account::{Account, CONFIG};
use crate::cli::Globals;
use crate::failure;

/// Everything that one run shares.
pub(crate) struct Context {
    pub(crate) environment: Environment,
    pub(crate) globals: Globals,
    pub(crate) console: Console,
}

impl Context {
    /// What was typed about files and addresses.
    pub(crate) fn flags_for_files(&self, account: &Account) -> Flags {
        Flags::default()
            .with(CONFIG, self.globals.config.clone())
            .with(account.address, account.typed(&self.globals))
    }

    /// The configuration of this call.
    ///
    /// # Errors
    /// A file was named that does not exist.
    pub(crate) fn stack(&self, account: &Account) -> Result<Stack, Report> {
        let flags = self.flags_for_files(account);
        let flags = flags.with("token", self.globals.token.clone());
        let stack = Stack::load(account.layout, &self.environment, flags);
        for layer in stack.layers() {
            let path = self.environment.display_path(&layer.path);
            match (layer.status(), layer.rule.place) {
                (LayerStatus::Foreign, _) => {
                    let console = &self.console;
                    console.note(format!("{path} belongs to another user and was left alone"));
                }
                (LayerStatus::Absent, Place::Named { .. }) => {
                    let message = format!("{path}, which --config names, does not exist");
                    return Err(failure::input(&message));
                }
                _ => {}
            }
        }
        Ok(stack)
    }

    /// The token itself, if it may be sent to that address.
    pub(crate) fn open(
        &self,
        account: &'static Account,
        stack: &Stack,
        base: &Resolved<BaseUrl>,
        credential: &Credential,
    ) -> Result<Token, Report> {
        stack
            .check_host(account.address, base, credential)
            .map_err(|error| failure::config(error, account))?;
        credential
            .open(account.layout, &self.environment, Patience::Short)
            .map_err(|error| failure::open(&error))
    }

    /// Where a value stands, for people.
    pub(crate) fn place(&self, origin: &Origin) -> String {
        match origin.position() {
            Some(position) => {
                let path = self.environment.display_path(&position.path);
                format!("{path}:{}:{}", position.line, position.column)
            }
            None => origin.to_string(),
        }
    }
}
