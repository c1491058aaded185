//! `copera auth token`: the secret itself.

use clap::Args;
use copera_term::{ExitCode, Report};

use super::note_overruled;
use crate::commands::Run;
use crate::context::Context;
use crate::words;
use crate::{client, failure};

/// Print the token that is in force, and nothing else
///
/// For scripts that call the service themselves; the output format makes no difference. On a terminal, where
/// others may read along, it needs --show.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  curl -H \"Authorization: Bearer $(copera auth token)\" \
                        https://api.copera.ai/public/v1/board/list-boards\n  \
                        copera auth token --profile work --show"
)]
pub(crate) struct Token {
    /// Print it on a terminal too
    #[arg(long)]
    show: bool,
}

impl Run for Token {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        // First of all: a keyring is not unlocked for a token that is not shown.
        if context.output().stdout_is_terminal() && !self.show {
            return Err(Report::new(
                words::INPUT_ERROR,
                "the token would be shown on this terminal",
            )
            .suggest("add --show if that is meant; `copera auth status` shows which token it is"));
        }
        let config = context.config();
        let (profile, credential) = config
            .credential()
            .map_err(|error| failure::config(&context.environment, error))?;
        let credential = credential.ok_or_else(failure::not_signed_in)?;
        note_overruled(context, profile.as_ref(), &credential);
        // Nothing is sent, so there is no host to trust or not.
        let token = client::open_credential(context, &credential)?;
        context.print(|_, to| writeln!(to, "{}", token.expose()))?;
        Ok(ExitCode::Success)
    }
}
