//! `cargo xtask fuzz`: bytes against everything that takes bytes.

use std::path::Path;

use anyhow::{Context, Result};

use crate::tools::Tool;
use crate::{cargo, say};

const CARGO_FUZZ: Tool = Tool {
    package: "cargo-fuzz",
    version: "0.13.2",
};

/// An input that takes longer than this is a finding, too.
const SECONDS_PER_INPUT: u32 = 10;

/// Runs each target for so many seconds. What makes one fail is told, and kept in `fuzz/artifacts`;
/// once mended, it belongs into `fuzz/corpus`.
pub(crate) fn run(seconds: u32) -> Result<()> {
    for target in targets()? {
        say(&format!("fuzzing {target} for {seconds} s"));
        // libFuzzer writes what it learns to the first of these, and the saved inputs are read only.
        let learnt = cargo::root().join("target/fuzz-corpus").join(&target);
        std::fs::create_dir_all(&learnt).context("can't make a folder below target/")?;
        let mut fuzz = CARGO_FUZZ.cargo()?;
        fuzz.args(["fuzz", "run", "--sanitizer", "none", "--target-dir"])
            .arg(cargo::root().join("target/fuzz"))
            .arg(&target)
            .arg(&learnt)
            .arg(Path::new("fuzz/corpus").join(&target))
            .arg("--")
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={SECONDS_PER_INPUT}"));
        if let Some(dictionary) = dictionary(&target) {
            fuzz.arg(format!("-dict=fuzz/{dictionary}"));
        }
        // libFuzzer needs compiler switches that the stable toolchain has, and keeps to itself. An
        // address sanitizer would find nothing in code that forbids `unsafe`.
        fuzz.env("RUSTC_BOOTSTRAP", "1");
        cargo::run(&mut fuzz, &format!("fuzzing {target}"))?;
    }
    Ok(())
}

/// What the inputs of a target are made of, where that is written down.
fn dictionary(target: &str) -> Option<&'static str> {
    match target {
        "edit" | "layers" => Some("toml.dict"),
        "rc" => Some("json.dict"),
        "command" | "token" => Some("token.dict"),
        _ => None,
    }
}

fn targets() -> Result<Vec<String>> {
    let list = CARGO_FUZZ
        .cargo()?
        .args(["fuzz", "list"])
        .output()
        .context("can't start cargo fuzz")?;
    let list = String::from_utf8(list.stdout).context("cargo fuzz lists no names")?;
    Ok(list.lines().map(str::to_owned).collect())
}
