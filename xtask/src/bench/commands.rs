//! The program `copera`, as it is released, in a home that points at a sandbox.

use std::process::Stdio;

use anyhow::{Context, Result};

use crate::cargo;
use crate::home::Home;
use crate::serving::Serving;

pub(super) fn signed_in(sandbox: &Serving) -> Result<Home> {
    let program = cargo::build_release("copera-cli")?.join("copera");
    let settings = format!(
        "[api]\nbase_url = \"{}\"\n\n[profiles.default]\ntoken = \"{}\"\n",
        sandbox.text("/baseUrl")?,
        sandbox.text("/token")?
    );
    Home::new(program, &settings)
}

/// Whether the program has such a command.
pub(super) fn exists<const N: usize>(home: &Home, command: [&str; N]) -> Result<bool> {
    let status = home
        .copera()
        .args(command)
        .arg("--help")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("can't start copera")?;
    Ok(status.success())
}
