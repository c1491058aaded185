//! `cargo xtask test`: everything that must hold before a change goes in.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::{cargo, features, say};

/// A test that can't run on a machine appends a line to the file that this variable names.
const SKIPS: &str = "COPERA_TEST_SKIPS";

/// One check: what it is called, and the cargo command.
struct Step {
    name: &'static str,
    subcommand: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

/// In the order of how soon each can fail.
const STEPS: [Step; 4] = [
    Step {
        name: "the format check (run `cargo fmt --all`)",
        subcommand: "fmt",
        arguments: &["--all", "--check"],
        environment: &[],
    },
    Step {
        name: "clippy",
        subcommand: "clippy",
        arguments: &[
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "--deny",
            "warnings",
        ],
        environment: &[],
    },
    // Without `--all-targets`, which would build the examples as tests: one of them is the program
    // that terminal tests drive. It includes the documentation's examples.
    Step {
        name: "the test suite",
        subcommand: "test",
        arguments: &["--workspace", "--locked"],
        environment: &[("INSTA_UPDATE", "no"), ("RUST_BACKTRACE", "0")],
    },
    Step {
        name: "the documentation build",
        subcommand: "doc",
        arguments: &[
            "--workspace",
            "--no-deps",
            "--locked",
            "--document-private-items",
        ],
        environment: &[("RUSTDOCFLAGS", "--deny warnings")],
    },
];

pub(crate) fn run() -> Result<()> {
    let skips = cargo::root().join("target").join("skipped-tests.txt");
    let _ = std::fs::remove_file(&skips);
    for step in &STEPS {
        let start = Instant::now();
        let mut command: Command = cargo::command(step.subcommand);
        command
            .args(step.arguments)
            .envs(step.environment.iter().copied())
            .env(SKIPS, &skips);
        cargo::run(&mut command, step.name)?;
        passed(step.name, start);
    }
    let start = Instant::now();
    features::run()?;
    passed("each feature alone", start);
    match std::fs::read_to_string(&skips) {
        Ok(skipped) => say(&format!(
            "\nEverything passed, but these tests could not run on this machine:\n{skipped}"
        )),
        Err(_) => say("\nEverything passed, and nothing was skipped."),
    }
    Ok(())
}

fn passed(what: &str, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    say(&format!("passed: {what} in {seconds:.0} s"));
}
