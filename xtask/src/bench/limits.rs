//! Keeping to a limit that is enforced: how much of it is used, and how often the service refuses.
//!
//! In real time, since waiting is what is measured: two windows of a minute, or one. The client and
//! the processes have different tokens, which the sandbox counts apart, and so run at the same time.

use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow};

use super::measurement::{Scale, Value};
use super::workloads::{Figures, Workloads};
use crate::serving::Serving;

/// What the sandbox allows in a window.
const LIMIT: u32 = 50;
const WINDOW_SECONDS: f64 = 60.0;
const PROCESSES: u32 = 16;

pub(super) fn run(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let sandbox = workloads.serve(["--limited"])?;
    // Some calls more than the full windows have: the last ones end when the next window opens.
    let (windows, each) = scale.pick((2, 7), (1, 4));
    let (one, many) = thread::scope(|scope| {
        let one = scope.spawn(|| alone(&workloads, &sandbox, windows * LIMIT + 1));
        let many = together(&workloads, &sandbox, each);
        (one.join().map_err(|_| anyhow!("a thread panicked")), many)
    });
    let (one, many) = (one??, many?);
    let used = |run: &Run| 100.0 * f64::from(windows) * WINDOW_SECONDS / run.seconds;
    let detail = |run: &Run| {
        let (seconds, refusals) = (run.seconds, run.refusals);
        format!("{windows} windows of a minute took {seconds:.2} s; refused {refusals}")
    };
    Ok(vec![
        Value::new(used(&one), detail(&one)),
        Value::new(one.refusals, "as 429"),
        Value::new(used(&many), detail(&many)),
    ])
}

struct Run {
    seconds: f64,
    refusals: f64,
}

fn alone(workloads: &Workloads, sandbox: &Serving, calls: u32) -> Result<Run> {
    let begun = Instant::now();
    let figures = workloads.on(sandbox, "limit", ["--calls", &calls.to_string()])?;
    Ok(Run {
        seconds: begun.elapsed().as_secs_f64(),
        refusals: figures.number("refusals")?,
    })
}

fn together(workloads: &Workloads, sandbox: &Serving, each: u32) -> Result<Run> {
    let folder = tempfile::tempdir()?;
    let budget = folder.path().join("budget.json");
    let begun = Instant::now();
    let process = || {
        let mut command = workloads.command("limit");
        command
            .args(["--base", sandbox.text("/baseUrl")?])
            .args(["--token", sandbox.text("/otherToken")?])
            .args(["--calls", &each.to_string()])
            .arg("--budget")
            .arg(&budget);
        Figures::of(&mut command)?.number("refusals")
    };
    let refusals: Result<f64> = thread::scope(|scope| {
        let processes: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(process)).collect();
        let mut ends = processes.into_iter().map(thread::ScopedJoinHandle::join);
        ends.try_fold(0.0, |sum, end| {
            Ok(sum + end.map_err(|_| anyhow!("a thread panicked"))??)
        })
    });
    Ok(Run {
        seconds: begun.elapsed().as_secs_f64(),
        refusals: refusals?,
    })
}
