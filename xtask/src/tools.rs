//! Tools that a task needs and that no crate depends on: installed once, into the target folder.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{cargo, say};

/// A cargo subcommand from the registry, at the version that the tasks were written for.
pub(crate) struct Tool {
    pub(crate) package: &'static str,
    pub(crate) version: &'static str,
}

impl Tool {
    /// `cargo` with the tool as a subcommand, which is built first if it is missing or another version.
    pub(crate) fn cargo(&self) -> Result<Command> {
        let programs = root().join("bin");
        if !self.is_installed() {
            say(&format!("installing {} {}", self.package, self.version));
            let mut install = cargo::command("install");
            // A debug build is quick to make, and quick enough.
            install
                .args(["--locked", "--debug", "--quiet", "--force", "--root"])
                .arg(root())
                .arg(format!("{}@{}", self.package, self.version));
            cargo::run(&mut install, &format!("installing {}", self.package))?;
        }
        let mut command = cargo::bare();
        command.env("PATH", path_with(programs)?);
        Ok(command)
    }

    fn is_installed(&self) -> bool {
        let output = Command::new(root().join("bin").join(self.package))
            .arg("--version")
            .output();
        output.is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout)
                .split_whitespace()
                .any(|word| word == self.version)
        })
    }
}

fn root() -> PathBuf {
    cargo::root().join("target").join("tools")
}

/// The program search path with this folder before all others.
fn path_with(folder: PathBuf) -> Result<OsString> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a task is run by a person, and passes their path on"
    )]
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).context("can't put the tools on the path")
}
