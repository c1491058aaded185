//! `cargo xtask sandbox`: the in-memory Copera as a program.

use std::process::Command;

use anyhow::Result;

use crate::cargo;

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let program = cargo::build_programs()?.join("copera-sandbox");
    cargo::run(Command::new(program).args(arguments), "the sandbox")
}
