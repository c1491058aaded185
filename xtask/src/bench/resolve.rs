//! The resolution of a token: how long it takes, and that it opens each file once.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::measurement::{Scale, Value};
use super::workloads::{Figures, Workloads};

/// The files of `crates/copera-bench/src/resolve.rs`, below its folder.
const FILES: [&str; 3] = [
    "home/.copera.toml",
    "project/.copera.toml",
    "project/.copera.local.toml",
];

pub(super) fn run(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let runs = scale.pick("1000", "100");
    let figures = Figures::of(workloads.command("resolve").args(["--runs", runs]))?;
    let slow = figures.number("oneInTwentyAboveMicros")?;
    let median = figures.number("medianMicros")? / 1000.0;
    let detail = format!("one in twenty above {slow:.0} µs");

    let watched = Command::new("strace")
        .args(["-f", "-e", "trace=open,openat"])
        .arg(workloads.command("resolve").get_program())
        .args(["resolve", "--runs", "1"])
        .output()
        .context("can't start strace")?;
    ensure!(watched.status.success(), "strace failed");
    let seen = String::from_utf8(watched.stderr).context("strace wrote no text")?;
    let opened = FILES.map(|file| times_opened(&seen, file));
    let most = opened.into_iter().max().unwrap_or_default();
    ensure!(
        opened.into_iter().all(|times| times > 0),
        "a file was not opened:\n{seen}"
    );
    Ok(vec![
        Value::new(median, detail),
        Value::new(f64::from(most), "as strace sees it"),
    ])
}

/// How often the file was opened for reading; the workload makes its files first.
fn times_opened(seen: &str, file: &str) -> u32 {
    let path = format!("/{file}\"");
    let lines = seen.lines();
    let opened = lines.filter(|line| line.contains(&path) && line.contains("O_RDONLY"));
    opened.map(|_| 1).sum()
}
