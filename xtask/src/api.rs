//! `cargo xtask api`: the public surface of the libraries as text, so that a change to it is seen in
//! review.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tools::Tool;
use crate::{cargo, say};

const CARGO_PUBLIC_API: Tool = Tool {
    package: "cargo-public-api",
    version: "0.52.0",
};

/// The libraries that others build on, with the features that add to their surface.
const CRATES: [(&str, &[&str]); 4] = [
    ("copera-api", &[]),
    ("copera-auth", &["--all-features"]),
    ("copera-term", &[]),
    ("copera-text", &[]),
];

/// Records the surfaces in `docs/api`.
pub(crate) fn record() -> Result<()> {
    for (package, features) in CRATES {
        let path = recorded(package);
        std::fs::create_dir_all(path.parent().unwrap_or(cargo::root()))?;
        std::fs::write(&path, surface(package, features)?)
            .with_context(|| format!("can't write {}", path.display()))?;
    }
    Ok(())
}

/// Fails if a surface is not the recorded one, and shows in what.
pub(crate) fn check() -> Result<()> {
    let now = cargo::root().join("target").join("api-now");
    std::fs::create_dir_all(&now)?;
    let mut changed = Vec::new();
    for (package, features) in CRATES {
        let path = now.join(format!("{package}.txt"));
        std::fs::write(&path, surface(package, features)?)
            .with_context(|| format!("can't write {}", path.display()))?;
        if !same(&recorded(package), &path)? {
            changed.push(package);
        }
    }
    if !changed.is_empty() {
        let changed = changed.join(", ");
        bail!("the public surface of {changed} has changed; if it is meant, run `cargo xtask api`");
    }
    say("The public surface is the recorded one.");
    Ok(())
}

fn recorded(package: &str) -> PathBuf {
    cargo::root()
        .join("docs/api")
        .join(format!("{package}.txt"))
}

/// What the crate offers, one item a line; without the impls that the compiler and blanket rules add.
fn surface(package: &str, features: &[&str]) -> Result<String> {
    // A target folder of its own: the variable below would have every crate built again and again.
    let target = cargo::root().join("target").join("api");
    let mut document = cargo::command("rustdoc");
    document
        .args(["--quiet", "--locked", "--lib", "--package", package])
        .args(features)
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        // The stable toolchain writes this format too, and keeps the switch for it to itself.
        .env("RUSTC_BOOTSTRAP", "1");
    cargo::run(&mut document, &format!("documenting {package}"))?;

    let json = format!("doc/{}.json", package.replace('-', "_"));
    let output = CARGO_PUBLIC_API
        .cargo()?
        .args(["public-api", "-sss", "--color=never", "--rustdoc-json"])
        .arg(target.join(json))
        .output()
        .context("can't start cargo public-api")?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("cargo public-api can't read what rustdoc wrote about {package}: {told}");
    }
    String::from_utf8(output.stdout).context("cargo public-api printed no text")
}

/// Compares two files, and shows the difference.
fn same(recorded: &Path, now: &Path) -> Result<bool> {
    // Git is there wherever this repository is; it is not asked about the repository.
    let status = Command::new("git")
        .args(["--no-pager", "diff", "--no-index", "--unified=0", "--"])
        .args([recorded, now])
        .status()
        .context("can't start git to show what has changed")?;
    Ok(status.success())
}
