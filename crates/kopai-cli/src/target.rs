//! The file that signing in and out acts on, and what of its address may be taken over.

use clap::Args;
use copera_auth::{BaseUrl, Credential, HostDoubt, Layer, Resolved, Stack};
use copera_term::{Prompter, Report, words};

use crate::account::{Account, READING, SENDING};
use crate::context::Context;
use crate::failure::Result;

/// The choice of a file.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// Use ~/.kopairc instead of ./.kopairc
    #[arg(long, conflicts_with = "config")]
    global: bool,

    /// Act on the token that sends telemetry, not on the one that reads it
    #[arg(long)]
    pub(crate) otlp: bool,
}

impl Choice {
    pub(crate) fn account(&self) -> &'static Account {
        if self.otlp { &SENDING } else { &READING }
    }

    /// The files as seen by this choice; the first of them is the chosen one.
    pub(crate) fn stack(&self, context: &Context) -> Stack {
        let mut environment = context.environment.clone();
        // Whoever signs in for everywhere takes nothing over from the folder that they are in.
        if self.global {
            environment = environment.without_current_dir();
        }
        context.files(&environment)
    }
}

/// The file that was chosen, whether it exists or not.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) context: &'a Context,
    pub(crate) stack: &'a Stack,
    pub(crate) layer: &'a Layer,
}

impl<'a> Target<'a> {
    pub(crate) fn of(context: &'a Context, stack: &'a Stack) -> Result<Self, Report> {
        let layer = stack.layers().first().ok_or_else(|| {
            let message =
                "there is no folder to keep the file in: no current one, and HOME is not set";
            Report::new(words::HOME_DIR_ERROR, message).suggest("use --config PATH")
        })?;
        Ok(Self {
            context,
            stack,
            layer,
        })
    }

    /// Its path for people.
    pub(crate) fn shown(&self) -> String {
        self.context.environment.display_path(&self.layer.path)
    }

    /// The token in force here and now, but for one that is given for a call.
    pub(crate) fn in_force(&self) -> Result<Option<Credential>> {
        let files = self.context.files(&self.context.environment);
        Ok(files.credential("")?)
    }

    /// The address that the saved token will be sent to.
    ///
    /// The file in the current folder may be a stranger's: an address that only it names is shown
    /// and confirmed, or repeated on the command line.
    pub(crate) fn address(&self, prompter: Option<&Prompter>) -> Result<Resolved<BaseUrl>> {
        let account = self.context.account;
        let base = self.stack.address_beside(self.layer, account.address)?;
        if !self.stack.needs_no_confirmation(account.address, &base)? {
            let doubt = HostDoubt::new(&base, &self.context.environment);
            Prompter::consent_or(prompter, &doubt.question(), || {
                let next = format!("if that is meant, add {} {}", account.flag, base.value);
                Report::new(words::UNTRUSTED_HOST, doubt.refusal()).suggest(next)
            })?;
        }
        Ok(base)
    }
}
