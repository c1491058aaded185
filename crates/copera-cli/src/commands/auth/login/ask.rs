//! Getting the token from a person, or from a pipe.

use copera_auth::{Config, Flags, TokenKind, Url};
use copera_term::{Prompter, Report, nobody_to_ask};

use super::Mode;
use crate::browser;
use crate::commands::auth::place;
use crate::context::Context;
use crate::failure;

const PROMPT: &str = "Paste the token: ";

/// Ends at once where nobody can be asked and nothing is piped in.
pub(super) fn check_can_ask(mode: &Mode, context: &Context) -> Result<(), Report> {
    let output = context.output();
    let possible = match mode {
        Mode::Given(_) => true,
        Mode::Paste => output.can_prompt() || !output.stdin_is_terminal(),
        Mode::Guided => output.can_prompt(),
    };
    if possible {
        Ok(())
    } else {
        Err(non_interactive())
    }
}

fn non_interactive() -> Report {
    nobody_to_ask("signing in", "the token").suggest(
        "use `copera auth login --token=TOKEN`, pipe the token into `copera auth login --token`, \
         or set COPERA_CLI_AUTH_TOKEN",
    )
}

/// From the prompt, or the first line of what is piped in.
pub(super) fn pasted(prompter: Option<&Prompter>) -> Result<String, Report> {
    Prompter::secret_or_piped(prompter, PROMPT)
}

/// Shows the page where tokens are made, then asks.
pub(super) fn guided(
    context: &Context,
    config: &Config,
    prompter: Option<&Prompter>,
) -> Result<String, Report> {
    let Some(prompter) = prompter else {
        return Err(non_interactive());
    };
    let page = page(context, config)?;
    let output = context.output();
    output.say("Choose a workspace and create a token on this page:\n");
    output.say(&format!("  {page}\n"));
    output.say("Tokens can also be made in the web app:\n");
    for kind in TokenKind::KNOWN {
        if let (Some(prefix), Some(made_at)) = (kind.prefix(), kind.made_at()) {
            output.say(&format!("  {kind} ({prefix}…): {made_at}"));
        }
    }
    output.say("");
    // The address is printed above: a browser that does not open changes nothing.
    let _ = browser::open(&context.environment, &page);
    Ok(prompter.secret(PROMPT)?)
}

/// The page where tokens are made. A project's files must not choose it: the page is about to ask
/// for the person's password.
fn page(context: &Context, config: &Config) -> Result<Url, Report> {
    let failed = |error| failure::config(&context.environment, error);
    let mut web_url = config.web_url().map_err(failed)?;
    if !config.needs_no_confirmation(&web_url).map_err(failed)? {
        let place = place(&context.environment, &web_url.origin);
        context.note(format!(
            "the web address at {place} was left alone: a project can't choose where you sign in"
        ));
        let own = context.environment.clone().without_current_dir();
        web_url = Config::load(&own, Flags::default())
            .web_url()
            .map_err(failed)?;
    }
    Ok(web_url.value.join(["oauth", "cli"]))
}
