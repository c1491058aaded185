//! `cargo xtask snapshots`: what the programs print now becomes what they must print.

use anyhow::Result;

use crate::cargo;

pub(crate) fn run() -> Result<()> {
    let mut tests = cargo::command("test");
    tests.args(["--quiet", "--workspace", "--locked"]);
    // Snapshots that no test asks for any more go, too.
    tests
        .env("INSTA_UPDATE", "always")
        .env("INSTA_UNREFERENCED", "delete")
        .env("RUST_BACKTRACE", "0");
    cargo::run(&mut tests, "the test suite")
}
