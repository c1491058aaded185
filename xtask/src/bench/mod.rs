//! `cargo xtask bench`: what is promised about speed and memory, measured on this machine.
//!
//! Everything is built as it is released and runs against a sandbox in a process of its own. Speed is
//! always a ratio to another program that does the same in the same minute, so that the figures hold
//! on any machine; the two take turns.

mod calls;
mod commands;
mod curl;
mod limits;
mod measurement;
mod peak;
mod race;
mod resolve;
mod rows;
mod start;
mod transfers;
mod workloads;

use std::process::{Command, Stdio};

use anyhow::{Result, bail, ensure};

use self::measurement::{Bound, Measurement, Scale};

/// Every promise, with its bound.
static ALL: [Measurement; 8] = [
    Measurement {
        name: "calls",
        about: "10,000 small GETs by the SDK, and by bare reqwest with the same headers and time limits",
        needs: &[],
        bounds: &[
            Bound::at_least("speed against reqwest, one in flight", 0.95, "×"),
            Bound::at_least("speed against reqwest, 64 in flight", 0.95, "×"),
        ],
        run: calls::run,
    },
    Measurement {
        name: "limits",
        about: "calls under a limit of 50 a minute, in real time",
        needs: &[],
        bounds: &[
            Bound::at_least("used of the limit by one client", 98.0, "%"),
            Bound::at_most("refused of one client's calls", 1.0, "calls"),
            Bound::at_least("used of the limit by 16 processes together", 95.0, "%"),
        ],
        run: limits::run,
    },
    Measurement {
        name: "transfers",
        about: "a file of 5 GiB by the SDK",
        needs: &[],
        bounds: &[
            Bound::at_most("peak memory of the upload", 32.0, "MiB"),
            Bound::at_most("peak memory of the download", 32.0, "MiB"),
        ],
        run: transfers::by_the_sdk,
    },
    Measurement {
        name: "rows",
        about: "a list of 100,000 rows by the SDK, as a stream",
        needs: &[],
        bounds: &[
            Bound::at_most("peak memory, typed", 16.0, "MiB"),
            Bound::at_most("peak memory, raw", 16.0, "MiB"),
        ],
        run: rows::by_the_sdk,
    },
    Measurement {
        name: "resolve",
        about: "which token is used, and where it may go, from three configuration files",
        needs: &["strace"],
        bounds: &[
            Bound::at_most("median of 1,000 runs", 1.0, "ms"),
            Bound::at_most("how often a file is opened", 1.0, "times"),
        ],
        run: resolve::run,
    },
    Measurement {
        name: "start",
        about: "`copera auth status`, and a program that does nothing",
        needs: &[],
        bounds: &[Bound::at_most("time against doing nothing", 2.5, "×")],
        run: start::run,
    },
    Measurement {
        name: "cli-rows",
        about: "`copera rows list` of 100,000 rows, and curl with jq",
        needs: &["curl", "jq", "sync"],
        bounds: &[
            Bound::at_least("speed against curl, as JSON to a file", 0.8, "×"),
            Bound::at_most("peak memory, as JSON to a file", 16.0, "MiB"),
            Bound::at_least("speed against curl | jq, as a table", 4.0, "×"),
            Bound::at_least("speed against curl | jq, with --jq", 4.0, "×"),
        ],
        run: rows::by_the_program,
    },
    Measurement {
        name: "cli-transfers",
        about: "`copera drive upload` and `download` of 1 GiB, and curl doing the same",
        needs: &["curl", "sync"],
        bounds: &[
            Bound::at_least("speed of the upload against curl", 0.9, "×"),
            Bound::at_least("speed of the download against curl", 0.95, "×"),
        ],
        run: transfers::by_the_program,
    },
];

/// What can be asked for.
pub(crate) fn names() -> Vec<&'static str> {
    ALL.iter().map(|measurement| measurement.name).collect()
}

/// Measures what is named, or everything, and fails where a bound is missed.
pub(crate) fn run(names: &[String], quick: bool) -> Result<()> {
    let scale = if quick { Scale::Quick } else { Scale::Full };
    let is_chosen = |measurement: &&Measurement| {
        names.is_empty() || names.iter().any(|name| name == measurement.name)
    };
    let mut missed = Vec::new();
    for measurement in ALL.iter().filter(is_chosen) {
        print(&format!("{}: {}", measurement.name, measurement.about));
        match measure(measurement, scale) {
            Ok(true) => {}
            Ok(false) => missed.push(measurement.name),
            Err(error) => {
                print(&format!("  failed: {error:#}"));
                missed.push(measurement.name);
            }
        }
    }
    if !missed.is_empty() {
        bail!("not everything is as promised: {}", missed.join(", "));
    }
    Ok(())
}

/// Whether everything that could be measured is as promised.
fn measure(measurement: &Measurement, scale: Scale) -> Result<bool> {
    if let Some(tool) = measurement.needs.iter().find(|tool| !is_here(tool)) {
        print(&format!("  missing: {tool} is not installed"));
        return Ok(true);
    }
    let values = (measurement.run)(scale)?;
    let bounds = measurement.bounds;
    ensure!(values.len() == bounds.len(), "one value a bound is needed");
    for (bound, value) in bounds.iter().zip(&values) {
        print(&format!("  {}", bound.judge(value)));
    }
    let mut judged = bounds.iter().zip(&values);
    Ok(judged.all(|(bound, value)| bound.is_kept(value)))
}

fn is_here(tool: &str) -> bool {
    Command::new(tool)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

#[expect(clippy::print_stdout, reason = "the figures are the result")]
fn print(line: &str) {
    println!("{line}");
}
