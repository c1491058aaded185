//! Before a token is written into a project: would git take it along?

use copera_auth::{GitGuard, GitStatus};
use copera_term::{Prompter, Report};

use super::target::Target;
use crate::context::Context;
use crate::failure;
use crate::files::Place;

/// What was found, and what the person agreed to.
pub(super) struct Settled<'a> {
    guard: GitGuard<'a>,
    status: GitStatus,
    add_line: bool,
}

/// Finds out, and asks; nothing is written yet, since the token may still turn out to be none.
pub(super) fn settle<'a>(
    context: &'a Context,
    target: &'a Target<'_>,
    prompter: Option<&Prompter>,
) -> Result<Settled<'a>, Report> {
    let guard = GitGuard::new(&target.layer.path, &context.environment);
    let status = match target.place {
        Place::Local => guard.status(),
        // The one lies outside of projects, the other is meant to be shared.
        Place::Home | Place::Project => GitStatus::Outside,
    };
    let add_line = match prompter {
        Some(prompter) if status == GitStatus::NotIgnored => {
            prompter.confirm(&guard.question(), true)?
        }
        _ => false,
    };
    Ok(Settled {
        guard,
        status,
        add_line,
    })
}

impl Settled<'_> {
    /// Adds the line that was agreed to, and gives what is left to say about git and the file.
    pub(super) fn carry_out(self) -> Result<Option<String>, Report> {
        if !self.add_line {
            return Ok(self.guard.warning(self.status));
        }
        let added = self.guard.add_line();
        added.map_err(|error| failure::store(&error))?;
        Ok(None)
    }
}
