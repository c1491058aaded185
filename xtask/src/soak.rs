//! `cargo xtask soak`: the long forms of what `cargo xtask test` does in short.

use anyhow::Result;

use crate::{cargo, fuzz, say};

/// The tests of `copera-cli/tests/it/torture/kills.rs` read it.
const KILLS: (&str, &str) = ("COPERA_TORTURE_KILLS", "1000");

const FUZZ_SECONDS: u32 = 60;

pub(crate) fn run() -> Result<()> {
    say(&format!("killing {} saves", KILLS.1));
    let mut kills = cargo::command("test");
    kills
        .args(["--locked", "--package", "copera-cli", "--test", "it"])
        .args(["--", "torture::"])
        .envs([KILLS]);
    cargo::run(&mut kills, "the torture of the file store")?;
    fuzz::run(FUZZ_SECONDS)
}
