//! Which file signing in and out acts on, and what of its address may be taken over.

use clap::Args;
use copera_auth::layout::Place;
use copera_auth::{BaseUrl, Layer, Resolved, Stack};
use copera_term::{ExitCode, Prompter, Report};

use crate::account::Account;
use crate::context::Context;
use crate::failure;

/// The choice of a file.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// Use ~/.kopairc instead of ./.kopairc
    #[arg(long, conflicts_with = "config")]
    global: bool,

    /// Act on the token that sends telemetry, not on the one that reads it
    #[arg(long)]
    otlp: bool,
}

impl Choice {
    pub(crate) fn account(&self) -> &'static Account {
        Account::of(self.otlp)
    }

    pub(crate) fn otlp(&self) -> bool {
        self.otlp
    }

    /// The files as seen by this choice, without a token that is given for this call; the first of
    /// them is the chosen one.
    pub(crate) fn stack(&self, context: &Context) -> Stack {
        let mut environment = context.environment.clone();
        // Whoever signs in for everywhere takes nothing over from the folder that they are in.
        if self.global {
            environment = environment.without_current_dir();
        }
        let flags = context.flags_for_files(self.account());
        Stack::load(self.account().layout, &environment, flags)
    }
}

/// The file that was chosen, whether it exists or not.
pub(crate) fn layer(stack: &Stack) -> Result<&Layer, Report> {
    stack.layers().first().ok_or_else(|| {
        let message = "there is no folder to keep the file in: no current one, and HOME is not set";
        Report::new("home_dir_error", ExitCode::Failure, message).suggest("use --config PATH")
    })
}

/// The address that the saved token will be sent to.
///
/// The file in the current folder may be a stranger's: an address that only it names is shown and
/// confirmed, or repeated on the command line.
pub(crate) fn address(
    context: &Context,
    account: &Account,
    stack: &Stack,
    layer: &Layer,
    prompter: Option<&Prompter>,
) -> Result<Resolved<BaseUrl>, Report> {
    let failed = |error| failure::config(error, account);
    let set = if account.typed(&context.globals).is_some() {
        stack.get(account.address).map_err(failed)?
    } else {
        // The file decides whole, so what it does not say is taken over from the home file.
        let mut layers = stack.layers().iter();
        let home = layers.find(|layer| layer.rule.place == Place::Home);
        let named = |layer| stack.get_from(layer, account.address).map_err(failed);
        match (named(layer)?, home) {
            (None, Some(home)) => named(home)?,
            (set, _) => set,
        }
    };
    let base: Resolved<BaseUrl> = account.or_default(set)?;
    if stack
        .needs_no_confirmation(account.address, &base)
        .map_err(failed)?
    {
        return Ok(base);
    }
    let (host, place) = (base.value.host(), context.place(&base.origin));
    let Some(prompter) = prompter else {
        let message = format!(
            "the token would be sent to {host}, which only {place} names; nothing was saved"
        );
        return Err(
            Report::new("untrusted_host", ExitCode::Failure, message).suggest(format!(
                "if that is meant, add {} {}",
                account.flag, base.value
            )),
        );
    };
    let question = format!("The token will be sent to {host}, as {place} says. Is that meant?");
    match prompter.confirm(&question, false) {
        Ok(true) => Ok(base),
        Ok(false) => Err(failure::aborted()),
        Err(error) => Err(failure::prompt(&error)),
    }
}
