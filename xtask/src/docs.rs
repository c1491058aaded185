//! `cargo xtask docs`: the command reference and the man pages, from the program's own grammar.

use anyhow::Result;

use crate::{cargo, say};

/// Writes both; with `check` it only says whether the reference is the recorded one.
///
/// The grammar lives in a program, not a library, so a test of the program does the work.
pub(crate) fn run(check: bool) -> Result<()> {
    let pages = cargo::root().join("target").join("man");
    let mut test = cargo::command("test");
    test.args(["--quiet", "--locked", "--package", "copera-cli"])
        .args(["--bin", "copera", "manual::"])
        .env("INSTA_UPDATE", if check { "no" } else { "always" })
        .env("RUST_BACKTRACE", "0");
    if !check {
        test.env("COPERA_MAN_PAGES", &pages);
    }
    cargo::run(&mut test, "the reference")?;
    if check {
        say("The reference is the recorded one.");
    } else {
        say(&format!("Wrote docs/reference.md and {}.", pages.display()));
    }
    Ok(())
}
