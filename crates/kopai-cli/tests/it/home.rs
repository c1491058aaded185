//! A throw-away home with a project in it, and the program run inside.

use std::ffi::OsStr;
use std::fmt;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A token that reads.
pub(crate) const TOKEN: &str = "kpi_read_0123456789abcdefghijklmnop";
/// A token that sends, and may not read.
pub(crate) const SENDER: &str = "kpi_send_0123456789abcdefghijklmnop";
/// One that is over.
pub(crate) const EXPIRED: &str = "kpi_over_0123456789abcdefghijklmnop";
/// One that has asked too often.
pub(crate) const LIMITED: &str = "kpi_much_0123456789abcdefghijklmnop";
/// One that breaks the server.
pub(crate) const BREAKING: &str = "kpi_oops_0123456789abcdefghijklmnop";

/// No run of any test may show one of these, but those whose result it is.
const TOKENS: [&str; 5] = [TOKEN, SENDER, EXPIRED, LIMITED, BREAKING];

pub(crate) struct Home(tempfile::TempDir);

impl Home {
    /// An empty home and project.
    pub(crate) fn empty() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        for folder in [home.home(), home.project()] {
            std::fs::create_dir_all(folder).unwrap();
        }
        home
    }

    /// Signed in everywhere, at this server.
    pub(crate) fn signed_in(token: &str, url: &str) -> Self {
        let home = Self::empty();
        home.write("~/.kopairc", &file(token, url));
        // As signing in leaves it.
        home.set_mode("~/.kopairc", 0o600);
        home
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.0.path().join("project")
    }

    /// A path with `~/` for the home; anything else lies in the project.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match name.strip_prefix("~/") {
            Some(name) => self.home().join(name),
            None => self.project().join(name),
        }
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        let permissions = PermissionsExt::from_mode(mode);
        std::fs::set_permissions(self.path(name), permissions).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn mode(&self, name: &str) -> u32 {
        let metadata = self.path(name).metadata().unwrap();
        metadata.permissions().mode() & 0o777
    }

    /// The paths below the root that could be credentials or their left-overs, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                // Locks stay: they are empty, and lie in a folder of their own.
                if path.ends_with("home/.local") || path.ends_with(".git") {
                    continue;
                }
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    found.push(path);
                }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), &mut found);
        let name = |path: &PathBuf| path.strip_prefix(&self.0).unwrap().display().to_string();
        let mut names: Vec<_> = found.iter().map(name).collect();
        names.sort();
        names
    }

    /// The program with these arguments; nothing in its environment but the home and the search path.
    pub(crate) fn kopai<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Program<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kopai"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .current_dir(self.project());
        Program {
            home: self,
            command,
            stdin: Vec::new(),
        }
    }
}

/// A `.kopairc` as people write it.
pub(crate) fn file(token: &str, url: &str) -> String {
    format!("{{\n  \"url\": \"{url}\",\n  \"token\": \"{token}\"\n}}\n")
}

/// A run of the program that has not begun.
#[must_use]
pub(crate) struct Program<'a> {
    home: &'a Home,
    command: Command,
    stdin: Vec<u8>,
}

impl Program<'_> {
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.into();
        self
    }

    /// In this folder of the project.
    pub(crate) fn below(mut self, folder: &str) -> Self {
        self.command.current_dir(self.home.project().join(folder));
        self
    }

    /// For a run on a terminal, or under another program.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }

    pub(crate) fn run(self) -> Outcome {
        let outcome = self.run_and_see_the_secret();
        for token in TOKENS {
            let shown = outcome.stdout.contains(token) || outcome.stderr.contains(token);
            assert!(!shown, "a token is shown: {outcome}");
        }
        outcome
    }

    /// For the commands whose result holds a token.
    pub(crate) fn run_and_see_the_secret(mut self) -> Outcome {
        self.command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        // A program that does not read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        let output = child.wait_with_output().unwrap();
        let root = self.home.root().display().to_string();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&root, "");
        Outcome {
            code: output.status.code().expect("not ended by a signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// What a run did.
#[must_use = "assert something"]
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// Asserts how it ended and returns the error's word.
    pub(crate) fn fails_with(&self, code: i32) -> String {
        assert_eq!(self.code, code, "{self}");
        assert_eq!(self.stdout, "", "a failure has no result");
        let error: serde_json::Value =
            serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}: {self}"));
        error["error"].as_str().unwrap().to_owned()
    }

    pub(crate) fn succeeds(&self) -> &Self {
        assert_eq!(self.code, 0, "{self}");
        self
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            code,
            stdout,
            stderr,
        } = self;
        write!(
            f,
            "exit code: {code}\n--- stdout\n{stdout}--- stderr\n{stderr}"
        )
    }
}
