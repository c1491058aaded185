//! The file that signing in and out acts on, and what of its address may be taken over.

use std::path::Path;

use clap::Args;
use copera_auth::layout::Place;
use copera_auth::{BaseUrl, Credential, Layer, Origin, Resolved, Stack};
use copera_term::{ExitCode, Prompter, Report};

use crate::account::{Account, READING, SENDING};
use crate::context::Context;
use crate::failure::Failure;

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
            Report::new("home_dir_error", ExitCode::Failure, message).suggest("use --config PATH")
        })?;
        Ok(Self {
            context,
            stack,
            layer,
        })
    }

    pub(crate) fn path(&self) -> &'a Path {
        &self.layer.path
    }

    /// Its path for people.
    pub(crate) fn shown(&self) -> String {
        self.context.environment.display_path(self.path())
    }

    /// Whether a value stands in it.
    pub(crate) fn holds(&self, origin: &Origin) -> bool {
        let position = origin.position();
        position.is_some_and(|position| *position.path == *self.path())
    }

    /// The line of a `.gitignore` for it, and for what a save that was killed leaves beside it.
    pub(crate) fn ignore_line(&self) -> String {
        let name = self.path().file_name().unwrap_or_default();
        format!("{}*", name.display())
    }

    /// The token in force here and now, but for one that is given for a call.
    pub(crate) fn in_force(&self) -> Result<Option<Credential>, Failure> {
        let files = self.context.files(&self.context.environment);
        Ok(files.credential("")?)
    }

    /// The address that the saved token will be sent to.
    ///
    /// The file in the current folder may be a stranger's: an address that only it names is shown
    /// and confirmed, or repeated on the command line.
    pub(crate) fn address(
        &self,
        prompter: Option<&Prompter>,
    ) -> Result<Resolved<BaseUrl>, Failure> {
        let (context, account) = (self.context, self.context.account);
        let base = context.or_default(self.named()?)?;
        if self.stack.needs_no_confirmation(account.address, &base)? {
            return Ok(base);
        }
        let (host, place) = (base.value.host(), context.place(&base.origin));
        let Some(prompter) = prompter else {
            let message = format!(
                "the token would be sent to {host}, which only {place} names; nothing was saved"
            );
            let next = format!("if that is meant, add {} {}", account.flag, base.value);
            let report = Report::new("untrusted_host", ExitCode::Failure, message);
            return Err(report.suggest(next).into());
        };
        let question = format!("The token will be sent to {host}, as {place} says. Is that meant?");
        if prompter.confirm(&question, false)? {
            return Ok(base);
        }
        let message = "aborted; nothing was done";
        Err(Report::new("aborted", ExitCode::Failure, message).into())
    }

    /// What was typed, or else what the file says. It decides whole, so what it does not say is
    /// taken over from the home file.
    fn named(&self) -> Result<Option<Resolved<BaseUrl>>, Failure> {
        let key = self.context.account.address;
        if self.context.typed_address().is_some() {
            return Ok(self.stack.get(key)?);
        }
        let is_home = |layer: &&Layer| layer.rule.place == Place::Home;
        let home = self.stack.layers().iter().find(is_home);
        for layer in [Some(self.layer), home].into_iter().flatten() {
            let named = self.stack.get_from(layer, key)?;
            if named.is_some() {
                return Ok(named);
            }
        }
        Ok(None)
    }
}
