//! A throw-away home with a project in it.

use std::path::{Path, PathBuf};

use copera_auth::copera::keys;
use copera_auth::{Candidate, Config, Environment, Flags, Origin};

pub(crate) struct Folders {
    root: tempfile::TempDir,
}

impl Folders {
    /// Writes the files; `~` and `.` stand for the home and the project.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folders = Self {
            root: tempfile::tempdir().unwrap(),
        };
        for folder in [folders.home(), folders.project()] {
            std::fs::create_dir_all(folder).unwrap();
        }
        for (name, text) in files {
            std::fs::write(folders.path(name), text).unwrap();
        }
        folders
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.root.path().join("project")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match name.strip_prefix("~/") {
            Some(name) => self.home().join(name),
            None => self.project().join(name),
        }
    }

    pub(crate) fn environment(&self, variables: &[(&str, &str)]) -> Environment {
        let home = self.home().into_os_string();
        let variables = variables
            .iter()
            .map(|(name, value)| (name.into(), value.into()));
        Environment::new(
            variables.chain([("HOME".into(), home)]),
            Some(self.project()),
        )
    }

    pub(crate) fn config(&self, variables: &[(&str, &str)], flags: Flags) -> Config {
        Config::load(&self.environment(variables), flags)
    }

    /// The place, with the folders written as in [`Folders::with`].
    pub(crate) fn written(&self, origin: &Origin) -> String {
        let shown = origin.to_string();
        let home = format!("{}/", self.home().display());
        let project = format!("{}/", self.project().display());
        shown.replace(&home, "~/").replace(&project, "")
    }

    /// The whole trace as lines of `verdict place`.
    pub(crate) fn trace(&self, candidates: &[Candidate]) -> Vec<String> {
        candidates
            .iter()
            .map(|candidate| format!("{} {}", candidate.verdict, self.written(&candidate.origin)))
            .collect()
    }
}

pub(crate) fn token_flag(token: &str) -> Flags {
    Flags::default().with(keys::TOKEN, Some(token.to_owned()))
}

pub(crate) fn profile_flag(profile: &str) -> Flags {
    Flags::default().with(keys::PROFILE, Some(profile.to_owned()))
}

pub(crate) fn profile(token: &str) -> String {
    format!("[profiles.default]\ntoken = \"{token}\"\n")
}

pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}
