//! `kopai logout`: removes the saved token, and nothing else.

use clap::Args;
use copera_term::{ExitCode, Record};
use serde_json::json;

use crate::context::Context;
use crate::failure::Result;
use crate::target::{Choice, Target};

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
    pub(crate) choice: Choice,
}

impl Logout {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode> {
        let stack = self.choice.stack(context);
        let target = Target::of(context, &stack)?;
        let removed = stack.store(target.layer).remove("")?;
        let left = target.in_force();
        let in_force = left.as_ref().ok().and_then(Option::as_ref);
        let place = in_force.map(|left| context.environment.display_origin(&left.origin));

        let (console, what, path) = (&context.console, context.account.token, target.shown());
        let (word, sentence, done, exit) = if removed {
            let done = format!(
                "Removed the {what} from {path}. The service still honours it: \
                 revoke it under Settings → Access Tokens."
            );
            ("logged_out", "Logged out.", done, ExitCode::Success)
        } else {
            let done = format!("There is no {what} in {path}.");
            ("not_logged_in", "Not logged in.", done, ExitCode::Usage)
        };
        let shape = json!({ "status": word, "file": target.layer.path, "in_force": place });
        console.one(&shape, &Record::new(), sentence)?;
        console.output.note(&done);
        let in_force = match (left?, place) {
            (Some(left), Some(place)) => format!("In force: {} from {place}.", left.redacted()),
            _ => "No other token is in force.".to_owned(),
        };
        console.output.note(&in_force);
        Ok(exit)
    }
}
