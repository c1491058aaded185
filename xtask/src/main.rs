//! Tasks of this repository: `cargo xtask`.
#![forbid(unsafe_code)]

mod api;
mod bench;
mod cargo;
mod demo;
mod docs;
mod features;
mod fuzz;
mod home;
mod sandbox;
mod serving;
mod snapshots;
mod soak;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks of this repository
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Show the main job with the real binary, against a sandbox on this machine
    Demo,
    /// Run every check: format, lints, tests, documentation, features
    Test,
    /// Check each crate with each of its features alone, and that none takes along what it should not
    Features,
    /// Run the tests and accept what they print as the new snapshots
    Snapshots,
    /// Record the public surface of the libraries in docs/api
    Api {
        /// Change nothing, and fail if it is not the recorded one
        #[arg(long)]
        check: bool,
    },
    /// Write the command reference, docs/reference.md, and the man pages, target/man
    Docs {
        /// Change nothing, and fail if the reference is not the recorded one
        #[arg(long)]
        check: bool,
    },
    /// Measure what is promised about speed and memory, and hold it to its bounds
    Bench {
        /// Which measurements; all otherwise
        #[arg(value_name = "NAME", value_parser = bench::names())]
        names: Vec<String>,
        /// Take less of everything, for a first look
        #[arg(long)]
        quick: bool,
    },
    /// Run the long forms of the tests: many more kills, and the fuzzers
    Soak,
    /// Throw bytes at everything that takes bytes
    Fuzz {
        /// How long, for each target
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Serve the sandbox on this machine until Ctrl-C
    Sandbox {
        /// Arguments for the sandbox; `-- --help` lists them
        #[arg(last = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("\nStopped: {error:#}."));
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Demo => demo::run(),
        Task::Test => test::run(),
        Task::Features => features::run(),
        Task::Snapshots => snapshots::run(),
        Task::Api { check: false } => api::record(),
        Task::Api { check: true } => api::check(),
        Task::Docs { check } => docs::run(check),
        Task::Bench { names, quick } => bench::run(&names, quick),
        Task::Soak => soak::run(),
        Task::Fuzz { seconds } => fuzz::run(seconds),
        Task::Sandbox { arguments } => sandbox::run(&arguments),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "what a task reports is for the person who runs it"
)]
fn say(line: &str) {
    eprintln!("{line}");
}
