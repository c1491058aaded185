//! The resolution of a token from three files: how long it takes, and that it opens each file once.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{cargo, say};

/// The files of `crates/copera-auth/examples/resolve.rs`, below its folder.
const FILES: [&str; 3] = [
    "home/.copera.toml",
    "project/.copera.toml",
    "project/.copera.local.toml",
];

pub(super) fn run() -> Result<()> {
    let example = [
        "--release",
        "--locked",
        "--package",
        "copera-auth",
        "--example",
        "resolve",
    ];
    let mut run = cargo::command("run");
    cargo::run(run.arg("--quiet").args(example), "the resolution")?;
    let program = cargo::root().join("target/release/examples/resolve");
    let watched = Command::new("strace")
        .args(["-f", "-e", "trace=open,openat"])
        .arg(program)
        .arg("once")
        .output();
    let Ok(watched) = watched else {
        say("how often each file is opened was not looked at: strace is not here");
        return Ok(());
    };
    let seen = String::from_utf8(watched.stderr).context("strace wrote no text")?;
    for file in FILES {
        let opened = times_opened(&seen, file);
        ensure!(opened == 1, "{file} was opened {opened} times:\n{seen}");
    }
    say("each of the three files is opened once");
    Ok(())
}

/// How often the file was opened for reading; the example makes its files first.
fn times_opened(seen: &str, file: &str) -> usize {
    let path = format!("/{file}\"");
    seen.lines()
        .filter(|line| line.contains(&path) && line.contains("O_RDONLY"))
        .count()
}
