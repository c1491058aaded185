//! Running cargo, and finding what it built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// A cargo command at the root of the workspace, with the lock file taken as it is.
pub(crate) fn command(subcommand: &str) -> Command {
    let mut command = bare();
    command.arg(subcommand);
    command
}

/// Cargo at the root of the workspace, for a subcommand and its arguments.
pub(crate) fn bare() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root());
    command
}

/// Runs a command to its end; `what` completes the sentence "… failed".
pub(crate) fn run(command: &mut Command, what: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("can't start {what}"))?;
    if !status.success() {
        bail!("{what} failed");
    }
    Ok(())
}

/// Builds the programs and returns the folder that they lie in.
pub(crate) fn build_programs() -> Result<PathBuf> {
    let packages = ["--package", "copera-cli", "--package", "copera-sandbox"];
    build(&packages, "building the programs")?;
    Ok(target()?.join("debug"))
}

/// Builds the programs of a package as they are released, and returns the folder that they lie in.
/// One package at a time: together they would get each other's features.
pub(crate) fn build_release(package: &str) -> Result<PathBuf> {
    let what = format!("building {package} as it is released");
    build(&["--release", "--package", package], &what)?;
    Ok(target()?.join("release"))
}

fn build(arguments: &[&str], what: &str) -> Result<()> {
    let mut build = command("build");
    build.args(["--quiet", "--locked", "--bins"]);
    run(build.args(arguments), what)
}

/// What cargo knows of the workspace.
pub(crate) fn metadata() -> Result<serde_json::Value> {
    let output = command("metadata")
        .args(["--format-version", "1", "--no-deps", "--locked"])
        .output()
        .context("can't start cargo metadata")?;
    serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")
}

/// The folder that cargo builds in.
fn target() -> Result<PathBuf> {
    let metadata = metadata()?;
    let target = metadata["target_directory"]
        .as_str()
        .context("cargo metadata names no target folder")?;
    Ok(PathBuf::from(target))
}
