//! Before a token is written into a project: would git take it along?

use copera_auth::{GitStatus, git_status, ignore_beside};
use copera_term::{Prompter, Report};

use super::target::{IGNORE_LINE, Target};
use crate::context::Context;
use crate::failure;
use crate::files::Place;

/// What was found, and what the person agreed to.
pub(super) struct Settled {
    status: GitStatus,
    add_line: bool,
}

/// Finds out, and asks; nothing is written yet, since the token may still turn out to be none.
pub(super) fn settle(
    context: &Context,
    target: &Target<'_>,
    prompter: Option<&Prompter>,
) -> Result<Settled, Report> {
    let status = match target.place {
        Place::Local => git_status(&target.layer.path, &context.environment),
        // The one lies outside of projects, the other is meant to be shared.
        Place::Home | Place::Project => GitStatus::Outside,
    };
    let add_line = match prompter {
        Some(prompter) if status == GitStatus::NotIgnored => {
            let folder = target.layer.path.with_file_name(".gitignore");
            let folder = context.environment.display_path(&folder);
            let question =
                format!("git does not ignore the file. Add `{IGNORE_LINE}` to {folder}?");
            prompter.confirm(&question, true)?
        }
        _ => false,
    };
    Ok(Settled { status, add_line })
}

impl Settled {
    /// Adds the line that was agreed to, and says what git does with the file then.
    pub(super) fn carry_out(self, target: &Target<'_>) -> Result<GitStatus, Report> {
        if !self.add_line {
            return Ok(self.status);
        }
        ignore_beside(&target.layer.path, IGNORE_LINE).map_err(|error| failure::store(&error))?;
        Ok(GitStatus::Ignored)
    }
}
