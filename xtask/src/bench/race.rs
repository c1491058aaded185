//! Things that do the same, one after the other and again.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io};

use anyhow::Result;

use crate::cargo;

/// How long each takes at its best. They take turns, so that a machine that is busy for a while is
/// busy for all of them.
pub(super) fn shortest<const N: usize>(
    rounds: usize,
    runs: [&dyn Fn() -> Result<()>; N],
) -> Result<[Duration; N]> {
    shortest_after(&|| Ok(()), rounds, runs)
}

/// The same, with something to do before each run that does not count.
pub(super) fn shortest_after<const N: usize>(
    before: &dyn Fn() -> Result<()>,
    rounds: usize,
    runs: [&dyn Fn() -> Result<()>; N],
) -> Result<[Duration; N]> {
    let mut best = [Duration::MAX; N];
    for _ in 0..rounds {
        for (run, best) in runs.iter().zip(&mut best) {
            before()?;
            let begun = Instant::now();
            run()?;
            *best = begun.elapsed().min(*best);
        }
    }
    Ok(best)
}

/// Leaves the disk as it is before a run that writes much: what other runs wrote is on it, and the
/// files that this one writes are not there yet.
pub(super) fn settle(files: &[&Path]) -> Result<()> {
    for file in files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    cargo::run(&mut Command::new("sync"), "sync")
}

/// How many times as fast the first is as the second.
pub(super) fn speed(own: Duration, other: Duration) -> f64 {
    other.as_secs_f64() / own.as_secs_f64()
}
