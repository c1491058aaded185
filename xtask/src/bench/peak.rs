//! The most memory that another program has had.

use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

/// How often it is looked at. The system keeps the highest value: only what a program takes between
/// the last look and its end goes unseen.
const BETWEEN_LOOKS: Duration = Duration::from_millis(1);

/// Runs a command to its end, and tells how many MiB it had at its peak, as Linux counts it.
pub(super) fn mib(command: &mut Command) -> Result<f64> {
    let mut child = command.spawn().context("can't start the program")?;
    let path = format!("/proc/{}/status", child.id());
    let mut peak = None;
    let status = loop {
        let status = std::fs::read_to_string(&path).unwrap_or_default();
        peak = peak.max(high_water(&status));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(BETWEEN_LOOKS);
    };
    ensure!(status.success(), "the program ended with {status}");
    let kib: u32 = peak.context("the system does not tell VmHWM")?;
    Ok(f64::from(kib) / 1024.0)
}

fn high_water(status: &str) -> Option<u32> {
    let mut lines = status.lines();
    let peak = lines.find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().trim_end_matches("kB").trim_end().parse().ok()
}
