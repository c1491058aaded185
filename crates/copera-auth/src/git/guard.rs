//! What is said and done before a secret is written where git may take it along.

use std::path::Path;

use super::{GitStatus, git_status};
use crate::config_file::{self, FileError, FileProblem};
use crate::{Environment, StoreError, store};

/// Keeps a file that a secret is about to be written to out of a repository. The tool asks and
/// tells; the words, and what is done upon a yes, are here.
#[derive(Debug, Clone, Copy)]
pub struct GitGuard<'a> {
    path: &'a Path,
    line: &'a str,
    environment: &'a Environment,
}

impl<'a> GitGuard<'a> {
    /// For the file at `path`, which need not exist; `line` is what a `.gitignore` says to have it
    /// ignored.
    pub fn new(path: &'a Path, line: &'a str, environment: &'a Environment) -> Self {
        Self {
            path,
            line,
            environment,
        }
    }

    /// What git does with the file now: see [`git_status`].
    pub fn status(&self) -> GitStatus {
        git_status(self.path, self.environment)
    }

    /// What a person is asked about a file that git does not ignore.
    pub fn question(&self) -> String {
        let rules = self.path.with_file_name(".gitignore");
        let rules = self.environment.display_path(&rules);
        let line = self.line;
        format!("git does not ignore the file. Add `{line}` to {rules}?")
    }

    /// Does what the question asks, upon a yes.
    ///
    /// # Errors
    /// Those of [`ignore_beside`].
    pub fn add_line(&self) -> Result<(), StoreError> {
        ignore_beside(self.path, self.line)
    }

    /// What a person must know of a file with this status, as a sentence without a full stop; `None`
    /// where git leaves the file alone.
    pub fn warning(&self, status: GitStatus) -> Option<String> {
        let (path, line) = (self.environment.display_path(self.path), self.line);
        Some(match status {
            GitStatus::Outside | GitStatus::Ignored => return None,
            GitStatus::Tracked => {
                let name = self.path.file_name().unwrap_or_default().display();
                format!(
                    "git tracks {path}: run `git rm --cached {name}` before the next commit, or the token goes along"
                )
            }
            GitStatus::NotIgnored => {
                format!("git does not ignore {path}: add `{line}` to .gitignore")
            }
            GitStatus::Unknown => format!("git could not be asked whether it tracks {path}"),
        })
    }
}

/// Adds a line to the `.gitignore` beside the file at `path`, which is made if need be. Whether the
/// line is there already is not asked: see [`git_status`].
///
/// # Errors
/// It can't be read or replaced, or is a link, which git does not follow either.
pub fn ignore_beside(path: &Path, line: &str) -> Result<(), StoreError> {
    let file = path.with_file_name(".gitignore");
    if file
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink())
    {
        return Err(FileError::new(&file, FileProblem::NotAFile).into());
    }
    let text = config_file::read(&file)?.unwrap_or_default();
    Ok(store::replace(
        &file,
        &with_ignore_line(&text, line),
        store::Readers::All,
    )?)
}

/// The text of a `.gitignore` with `line` added, on a line of its own.
fn with_ignore_line(text: &str, line: &str) -> String {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        ending
    };
    format!("{text}{gap}{line}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_its_own() {
        assert_eq!(with_ignore_line("", "x"), "x\n");
        assert_eq!(with_ignore_line("a", "x"), "a\nx\n");
        assert_eq!(with_ignore_line("a\n", "x"), "a\nx\n");
        assert_eq!(with_ignore_line("a\r\nb", "x"), "a\r\nb\r\nx\r\n");
    }
}
