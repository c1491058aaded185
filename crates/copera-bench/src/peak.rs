//! The most memory that this process has had.

use anyhow::{Context, Result};

/// In KiB, as Linux counts it; `None` where the system is another one.
pub(crate) fn kib() -> Result<Option<u64>> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let status = std::fs::read_to_string("/proc/self/status").context("can't read /proc")?;
    let mut lines = status.lines();
    let peak = lines.find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.context("the system does not tell VmHWM")?;
    let kib = peak.trim().trim_end_matches("kB").trim_end();
    Ok(Some(kib.parse()?))
}
