//! `kopai logout`: removes the saved token, and nothing else.

use clap::Args;
use copera_auth::Stack;
use copera_term::{ExitCode, Record, Report};
use serde_json::json;

use crate::context::Context;
use crate::failure;
use crate::target::{self, Choice};

/// Remove the saved token
///
/// Takes the token out of ./.kopairc, or with --global out of ~/.kopairc, and leaves the rest of the
/// file. The service still honours the token: revoke it there under Settings → Access Tokens.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kopai logout\n  kopai logout --global\n  kopai logout --otlp --config my.json"
)]
pub(crate) struct Logout {
    #[command(flatten)]
    choice: Choice,
}

impl Logout {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let (account, console) = (self.choice.account(), &context.console);
        let stack = self.choice.stack(context);
        let layer = target::layer(&stack)?;
        let removed = stack.store(layer).remove("");
        let removed = removed.map_err(|error| failure::store(&error))?;
        let path = context.environment.display_path(&layer.path);
        let (word, sentence, what, exit) = if removed {
            (
                "logged_out",
                "Logged out.",
                "Removed the",
                ExitCode::Success,
            )
        } else {
            (
                "not_logged_in",
                "Not logged in.",
                "There is no",
                ExitCode::Usage,
            )
        };

        let flags = context.flags_for_files(account);
        let left = Stack::load(account.layout, &context.environment, flags).credential("");
        let left = left.map_err(|error| failure::config(error, account));
        let in_force = left.as_ref().ok().and_then(Option::as_ref);
        let place = in_force.map(|left| context.place(&left.origin));
        let shape = json!({ "status": word, "file": layer.path, "in_force": place });
        console.one(&shape, &Record::new(), sentence)?;
        let preposition = if removed { "from" } else { "in" };
        console
            .output
            .note(&format!("{what} {} {preposition} {path}.", account.token));
        console.output.note(&match (left?, place) {
            (Some(left), Some(place)) => format!("In force: {} from {place}.", left.redacted()),
            _ => "No other token is in force.".to_owned(),
        });
        if removed {
            console.output.note(
                "The service still honours the removed token: revoke it under Settings → Access Tokens.",
            );
        }
        Ok(exit)
    }
}
