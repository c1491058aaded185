//! What is said and done before a secret is written where git may take it along.

use std::path::Path;

use super::{GitStatus, git_status};
use crate::config_file::{self, FileError, FileProblem};
use crate::{Environment, StoreError, store};

/// Keeps a file that a secret is about to be written to out of a repository. The tool asks and
/// tells; the words, and what is done upon a yes, are here.
#[derive(Debug, Clone)]
pub struct GitGuard<'a> {
    path: &'a Path,
    line: String,
    environment: &'a Environment,
}

impl<'a> GitGuard<'a> {
    /// For the file at `path`, which need not exist.
    pub fn new(path: &'a Path, environment: &'a Environment) -> Self {
        Self {
            path,
            line: ignore_line(path),
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
        let line = &self.line;
        format!("git does not ignore the file. Add `{line}` to {rules}?")
    }

    /// Does what the question asks, upon a yes.
    ///
    /// # Errors
    /// Those of [`ignore_beside`].
    pub fn add_line(&self) -> Result<(), StoreError> {
        ignore_beside(self.path, &self.line)
    }

    /// Asks by `agree` about a file that git does not ignore, and does what the question asks upon a
    /// yes; what is left to say is as in [`GitGuard::warning`].
    ///
    /// # Errors
    /// Those of `agree`, and of [`ignore_beside`].
    pub fn settle<E: From<StoreError>>(
        &self,
        agree: impl FnOnce(&str) -> Result<bool, E>,
    ) -> Result<Option<String>, E> {
        let status = self.status();
        if status == GitStatus::NotIgnored && agree(&self.question())? {
            self.add_line()?;
            return Ok(self.warning(self.status()));
        }
        Ok(self.warning(status))
    }

    /// What a person must know of a file with this status, as a sentence without a full stop; `None`
    /// where git leaves the file alone.
    pub fn warning(&self, status: GitStatus) -> Option<String> {
        let (path, line) = (self.environment.display_path(self.path), &self.line);
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

/// The line of a `.gitignore` that covers the file, and what lies beside it for a moment while it is
/// replaced.
fn ignore_line(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut line = String::new();
    for character in name.chars() {
        let begins = line.is_empty() && "#!".contains(character);
        if begins || r"*?[\".contains(character) {
            line.push('\\');
        }
        line.push(character);
    }
    line + "*"
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
    fn a_line_that_covers_the_file() {
        for (name, line) in [
            (".tool.local.toml", ".tool.local.toml*"),
            ("my [1] #?.json", r"my \[1] #\?.json*"),
            ("#a!", r"\#a!*"),
            ("!a", r"\!a*"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join(".git")).unwrap();
            let (path, environment) = (folder.path().join(name), Environment::new([], None));
            let guard = GitGuard::new(&path, &environment);
            assert_eq!(guard.line, line);
            assert_eq!(guard.status(), GitStatus::NotIgnored);
            let no = guard.settle(|_| Ok::<_, StoreError>(false)).unwrap();
            assert!(no.unwrap().contains("git does not ignore"));
            let yes = guard.settle(|_| Ok::<_, StoreError>(true)).unwrap();
            assert!(yes.unwrap().contains("git could not be asked"));
            // Without a search path git is not found: the rules alone decide.
            assert_eq!(guard.status(), GitStatus::Unknown, "{line}");
        }
    }

    #[test]
    fn a_line_of_its_own() {
        assert_eq!(with_ignore_line("", "x"), "x\n");
        assert_eq!(with_ignore_line("a", "x"), "a\nx\n");
        assert_eq!(with_ignore_line("a\n", "x"), "a\nx\n");
        assert_eq!(with_ignore_line("a\r\nb", "x"), "a\r\nb\r\nx\r\n");
    }
}
