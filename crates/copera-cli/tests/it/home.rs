//! A throw-away home with a project in it, and the program run inside.

use std::ffi::OsStr;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use copera_sandbox::{Sandbox, SandboxBuilder, seed};

/// The token that most tests sign in with.
pub(crate) const TOKEN: &str = seed::FULL_PAT;

pub(crate) struct Home {
    root: tempfile::TempDir,
    sandbox: Sandbox,
}

impl Home {
    /// An empty home and project, and a sandbox that nothing points at yet.
    pub(crate) fn empty() -> Self {
        Self::beside(Sandbox::builder())
    }

    /// As [`Home::signed_in`], beside a sandbox with so many more rows in a table.
    pub(crate) fn with_rows(table: &str, count: u64) -> Self {
        Self::beside(Sandbox::builder().rows(table, count)).sign_in()
    }

    fn beside(sandbox: SandboxBuilder) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let sandbox = runtime.block_on(sandbox.unlimited().start()).unwrap();
        let home = Self {
            root: tempfile::tempdir().unwrap(),
            sandbox,
        };
        for folder in [home.home(), home.project()] {
            std::fs::create_dir_all(folder).unwrap();
        }
        home
    }

    /// A home file that points at the sandbox, and holds no token.
    pub(crate) fn new() -> Self {
        let home = Self::empty();
        home.write("~/.copera.toml", &home.api());
        home
    }

    /// As [`Home::new`], signed in.
    pub(crate) fn signed_in() -> Self {
        Self::empty().sign_in()
    }

    fn sign_in(self) -> Self {
        self.write(
            "~/.copera.toml",
            &format!("{}[profiles.default]\ntoken = \"{TOKEN}\"\n", self.api()),
        );
        self
    }

    /// The `[api]` table that points at the sandbox.
    pub(crate) fn api(&self) -> String {
        format!(
            "[api]\nbase_url = \"{}\"\nweb_url = \"{}\"\n",
            self.sandbox.base_url(),
            self.sandbox.web_url()
        )
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.root.path().to_owned()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.root.path().join("project")
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
        // As the program leaves its own files. What others may read has tests of its own.
        #[cfg(unix)]
        if name.contains(".copera") {
            self.set_mode(name, 0o600);
        }
    }

    #[cfg(unix)]
    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(self.path(name), mode).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
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
        walk(self.root.path(), &mut found);
        let mut names: Vec<_> = found
            .iter()
            .map(|path| {
                path.strip_prefix(self.root.path())
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect();
        names.sort();
        names
    }

    /// The program with these arguments; nothing in its environment but the home.
    pub(crate) fn copera<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Program<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copera"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home())
            // Times are shown in the zone of whoever looks.
            .env("TZ", "UTC")
            .current_dir(self.project());
        Program {
            home: self,
            command,
            stdin: Vec::new(),
        }
    }

    /// A line for a shell in which the program is `copera`.
    #[cfg(unix)]
    pub(crate) fn shell(&self, line: &str, variables: &[(&str, &str)]) -> Program<'_> {
        let folder = Path::new(env!("CARGO_BIN_EXE_copera")).parent().unwrap();
        let mut command = Command::new("sh");
        command
            .args(["-c", line])
            .env_clear()
            .env("HOME", self.home())
            .env("TZ", "UTC")
            .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
            .envs(variables.iter().copied())
            .current_dir(self.project());
        Program {
            home: self,
            command,
            stdin: Vec::new(),
        }
    }

    /// Text with everything that differs from run to run written as a word.
    pub(crate) fn stable(&self, text: &str) -> String {
        let root = self.root.path().display().to_string();
        text.replace(&self.sandbox.address().to_string(), "[HOST]")
            .replace(&root, "")
            .replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
    }
}

/// A run of the program that has not begun.
#[must_use]
pub(crate) struct Program<'a> {
    home: &'a Home,
    command: Command,
    stdin: Vec<u8>,
}

impl<'a> Program<'a> {
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// More words on its command line.
    #[cfg(unix)]
    pub(crate) fn with_words(mut self, first: &str, more: &[&str]) -> Self {
        self.command.arg(first).args(more);
        self
    }

    pub(crate) fn without_home(mut self) -> Self {
        self.command.env_remove("HOME");
        self
    }

    pub(crate) fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.into();
        self
    }

    /// For a run on a terminal, or under another program.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }

    pub(crate) fn run(self) -> Outcome {
        let (home, outcome) = self.outcome();
        outcome.hide_no_secret();
        outcome.stable(home)
    }

    /// For the one command whose result is a secret: what it prints is not searched for one.
    pub(crate) fn run_and_see_the_secret(self) -> Outcome {
        let (home, outcome) = self.outcome();
        outcome.stable(home)
    }

    fn outcome(mut self) -> (&'a Home, Outcome) {
        self.command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        // A program that does not read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let outcome = Outcome {
            code: output.status.code().expect("not ended by a signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        (self.home, outcome)
    }
}

/// What a run did. `Display` is what snapshots hold.
#[must_use = "snapshot it, or assert something"]
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    fn stable(self, home: &Home) -> Self {
        Self {
            stdout: home.stable(&self.stdout),
            stderr: home.stable(&self.stderr),
            ..self
        }
    }

    /// No run of any test may show a token.
    fn hide_no_secret(&self) {
        for token in seed::TOKENS {
            let hidden = &token.secret[7..];
            assert!(
                !self.stdout.contains(hidden) && !self.stderr.contains(hidden),
                "a token is shown: {self:?}"
            );
        }
    }

    pub(crate) fn stdout_json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// The one JSON object that a failure is.
    pub(crate) fn error(&self) -> serde_json::Value {
        assert_ne!(self.code, 0, "{self}");
        serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// Asserts how it ended and returns the error's word.
    pub(crate) fn fails_with(&self, code: i32) -> String {
        assert_eq!(self.code, code, "{self}");
        assert_eq!(self.stdout, "", "a failure has no result");
        self.error()["error"].as_str().unwrap().to_owned()
    }

    pub(crate) fn succeeds(&self) -> &Self {
        assert_eq!(self.code, 0, "{self}");
        self
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "exit code: {}\n--- stdout\n{}--- stderr\n{}",
            self.code, self.stdout, self.stderr
        )
    }
}
