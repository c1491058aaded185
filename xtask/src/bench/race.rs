//! Things that do the same, one after the other and again.

use std::time::{Duration, Instant};

use anyhow::Result;

/// How long each takes at its best. They take turns, so that a machine that is busy for a while is
/// busy for all of them.
pub(super) fn shortest<const N: usize>(
    rounds: usize,
    runs: [&dyn Fn() -> Result<()>; N],
) -> Result<[Duration; N]> {
    let mut best = [Duration::MAX; N];
    for _ in 0..rounds {
        for (run, best) in runs.iter().zip(&mut best) {
            let begun = Instant::now();
            run()?;
            *best = begun.elapsed().min(*best);
        }
    }
    Ok(best)
}

/// How many times as fast the first is as the second.
pub(super) fn speed(own: Duration, other: Duration) -> f64 {
    other.as_secs_f64() / own.as_secs_f64()
}
