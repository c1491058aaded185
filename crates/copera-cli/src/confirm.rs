//! Asking before something is lost.

use copera_term::{Prompter, Report};

use crate::context::Context;
use crate::words;

/// Lets a deletion go ahead: `--force` was given, or a person says yes. A rehearsal deletes nothing
/// and needs neither.
///
/// # Errors
/// `confirmation_required` where nobody can be asked; `aborted` for a no.
pub(crate) fn deletion(context: &Context, force: bool, thing: &str) -> Result<(), Report> {
    if force || context.globals().dry_run {
        return Ok(());
    }
    let prompter = Prompter::new(*context.output());
    let question = format!("Delete {thing}?");
    Prompter::consent_or(prompter.as_ref(), &question, || {
        let message = format!("deleting {thing} needs a confirmation; nothing was sent");
        Report::new(words::CONFIRMATION_REQUIRED, message).suggest("add --force")
    })
}
