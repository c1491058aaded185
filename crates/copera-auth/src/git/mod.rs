//! Whether git would publish a file.

mod guard;
mod rules;

use std::path::Path;
use std::process::{Command, Stdio};

pub use guard::{GitGuard, ignore_beside};
use rules::is_ignored;

use crate::{Environment, discovery};

/// What git does with a file that holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GitStatus {
    /// Not inside a work tree.
    Outside,
    /// Ignored, and not tracked.
    Ignored,
    /// Neither: the next `git add .` takes it along.
    NotIgnored,
    /// Already part of the repository, whatever the ignore rules say.
    Tracked,
    /// Ignored by the rules; but git could not be asked whether the file is tracked all the same.
    Unknown,
}

/// Finds out what git does with the file at `path`, which need not exist.
///
/// The ignore rules are read without git. Asked of git itself is only whether the file is tracked,
/// without any configuration of the folder that could run a program, and where the user's own rules
/// for every work tree are. A link is looked at as it stands; what git does with the file that it
/// leads to is another question.
pub fn git_status(path: &Path, environment: &Environment) -> GitStatus {
    let Some(folder) = path.parent() else {
        return GitStatus::Outside;
    };
    let Some(root) = discovery::work_tree_root(folder) else {
        return GitStatus::Outside;
    };
    match (
        is_tracked(path, folder, environment),
        is_ignored(path, folder, root, environment),
    ) {
        (Some(true), _) => GitStatus::Tracked,
        (_, false) => GitStatus::NotIgnored,
        (Some(false), true) => GitStatus::Ignored,
        (None, true) => GitStatus::Unknown,
    }
}

/// `None` where git can't say: it is not there, or refuses to answer about this folder.
fn is_tracked(path: &Path, folder: &Path, environment: &Environment) -> Option<bool> {
    /// What git ends with when it does not know the file.
    const NOT_TRACKED: i32 = 1;
    let mut git = git(folder, environment);
    git.args(["-c", "core.fsmonitor=false"])
        .args(["ls-files", "--error-unmatch", "--"])
        .arg(path.file_name()?);
    match git.status().ok()?.code()? {
        0 => Some(true),
        NOT_TRACKED => Some(false),
        _ => None,
    }
}

/// Git in this folder, silent, and with nothing but the search path in its environment.
fn git(folder: &Path, environment: &Environment) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .env_clear()
        .envs(environment.variable("PATH").map(|path| ("PATH", path)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    git
}
