//! What a program finds around itself, taken once and handed in.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::Origin;

/// A snapshot of the process: variables, current directory, home directory, user, time.
///
/// Every rule of this crate reads it, and nothing else of the process, so that each can be tested
/// as a pure function. A program takes it once, in `main`:
///
/// ```
/// # #![allow(clippy::disallowed_methods)]
/// use copera_auth::Environment;
///
/// let environment = Environment::new(std::env::vars_os(), std::env::current_dir().ok());
/// # let _ = environment;
/// ```
#[derive(Clone)]
pub struct Environment {
    variables: HashMap<OsString, OsString>,
    current_dir: Option<PathBuf>,
    home: Option<PathBuf>,
    user: Option<u32>,
    now: Timestamp,
}

/// Without the variables: one of them may be a secret, and not only those that this crate knows.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("current_dir", &self.current_dir)
            .field("home", &self.home)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

impl Environment {
    /// From the variables and the current directory of the process, or of a test.
    ///
    /// The home directory is taken from `HOME` (Windows: `USERPROFILE`) among the variables, the
    /// user is the one that the operating system runs the process as.
    pub fn new(
        variables: impl IntoIterator<Item = (OsString, OsString)>,
        current_dir: Option<PathBuf>,
    ) -> Self {
        let variables: HashMap<_, _> = variables.into_iter().collect();
        let home_variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let home = variables
            .get(OsStr::new(home_variable))
            .map(PathBuf::from)
            .filter(|home| home.is_absolute());
        Self {
            variables,
            current_dir,
            home,
            user: effective_user(),
            now: Timestamp::now(),
        }
    }

    /// As if no variable were set; the home directory stays what it was.
    #[must_use]
    pub fn without_variables(mut self) -> Self {
        self.variables.clear();
        self
    }

    /// As if it were this moment; for tests of what depends on the date.
    #[must_use]
    pub fn with_now(mut self, now: Timestamp) -> Self {
        self.now = now;
        self
    }

    /// As if the process ran as this user; for tests of the ownership rules.
    #[must_use]
    pub fn with_user(mut self, user: u32) -> Self {
        self.user = Some(user);
        self
    }

    /// As if the process had no current directory: no project file is found then.
    #[must_use]
    pub fn without_current_dir(mut self) -> Self {
        self.current_dir = None;
        self
    }

    /// The variable's text, unless it is unset or blank. A variable that is not Unicode comes with
    /// replacement characters, which no rule accepts as part of a value.
    pub fn variable(&self, name: &str) -> Option<String> {
        self.raw_variable(name)
            .filter(|text| !text.trim().is_empty())
    }

    /// The variable's text, even if it is blank.
    pub fn raw_variable(&self, name: &str) -> Option<String> {
        let value = self.variables.get(OsStr::new(name))?;
        Some(value.to_string_lossy().into_owned())
    }

    /// All variables, for a program that is started on the user's behalf.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&OsString, &OsString)> {
        self.variables.iter()
    }

    /// Whether the variable says yes: set, not blank, and none of `0`, `false`, `no` and `off`.
    pub fn is_true(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|text| {
            !["0", "false", "no", "off"].contains(&text.trim().to_ascii_lowercase().as_str())
        })
    }

    /// The current directory; `None` if it was deleted or can't be read.
    pub fn current_dir(&self) -> Option<&Path> {
        self.current_dir.as_deref()
    }

    /// The home directory; `None` if the variable is unset, blank or relative.
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// The moment at which the snapshot was taken.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The numeric id of the user; `None` where the system has none.
    pub fn user(&self) -> Option<u32> {
        self.user
    }

    /// Where `tool` keeps what it can do without: locks, journals. A folder of that name in
    /// `XDG_STATE_HOME` or `~/.local/state`, on macOS in `~/Library/Application Support`, on Windows
    /// in `LOCALAPPDATA`; it need not exist. `None` without a home directory.
    pub fn state_dir(&self, tool: &str) -> Option<PathBuf> {
        let base = if cfg!(windows) {
            self.absolute("LOCALAPPDATA")?
        } else if cfg!(target_os = "macos") {
            self.home()?.join("Library/Application Support")
        } else {
            match self.absolute("XDG_STATE_HOME") {
                Some(base) => base,
                None => self.home()?.join(".local/state"),
            }
        };
        Some(base.join(tool))
    }

    /// Where `tool` keeps what it can get again. A folder of that name in `XDG_CACHE_HOME` or
    /// `~/.cache`, on macOS in `~/Library/Caches`, on Windows `cache` in that of `LOCALAPPDATA`; it
    /// need not exist. `None` without a home directory.
    pub fn cache_dir(&self, tool: &str) -> Option<PathBuf> {
        if cfg!(windows) {
            return Some(self.absolute("LOCALAPPDATA")?.join(tool).join("cache"));
        }
        let base = if cfg!(target_os = "macos") {
            self.home()?.join("Library/Caches")
        } else {
            match self.absolute("XDG_CACHE_HOME") {
                Some(base) => base,
                None => self.home()?.join(".cache"),
            }
        };
        Some(base.join(tool))
    }

    /// `path`, with the home directory written as `~`, for people.
    pub fn display_path(&self, path: &Path) -> String {
        match self.home().and_then(|home| path.strip_prefix(home).ok()) {
            Some(below) => Path::new("~").join(below).display().to_string(),
            None => path.display().to_string(),
        }
    }

    /// Where a value stands, for people: a file with line and column, the home directory as `~`.
    pub fn display_origin(&self, origin: &Origin) -> String {
        match origin.position() {
            Some(position) => {
                let path = self.display_path(&position.path);
                format!("{path}:{}:{}", position.line, position.column)
            }
            None => origin.to_string(),
        }
    }

    fn absolute(&self, name: &str) -> Option<PathBuf> {
        self.variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    }
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems have no numeric user"
)]
fn effective_user() -> Option<u32> {
    Some(rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn effective_user() -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Environment {
        Environment::new(
            variables
                .iter()
                .map(|(name, value)| (name.into(), value.into())),
            None,
        )
    }

    #[test]
    fn blank_is_absent() {
        let environment = with(&[("A", "x"), ("B", " \t"), ("C", "")]);
        assert_eq!(environment.variable("A").as_deref(), Some("x"));
        assert_eq!(environment.variable("B"), None);
        assert_eq!(environment.variable("C"), None);
        assert_eq!(environment.raw_variable("B").as_deref(), Some(" \t"));
    }

    #[test]
    fn words_for_yes_and_no() {
        for (word, yes) in [
            ("1", true),
            ("true", true),
            ("TRUE", true),
            ("github", true),
            ("0", false),
            ("False", false),
            ("", false),
        ] {
            assert_eq!(with(&[("CI", word)]).is_true("CI"), yes, "{word:?}");
        }
        assert!(!with(&[]).is_true("CI"));
    }

    #[cfg(unix)]
    #[test]
    fn a_home_must_be_absolute() {
        assert_eq!(with(&[("HOME", "relative")]).home(), None);
        assert_eq!(with(&[("HOME", "")]).home(), None);
        assert_eq!(with(&[("HOME", "/h")]).home(), Some(Path::new("/h")));
        assert_eq!(
            with(&[("HOME", "/h")]).display_path(Path::new("/h/.copera.toml")),
            "~/.copera.toml"
        );
    }
}
