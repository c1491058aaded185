//! Tasks of this repository: `cargo xtask`.
#![forbid(unsafe_code)]

mod cargo;
mod demo;
mod sandbox;
mod test;

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
    /// Run every check: format, lints, tests, documentation
    Test,
    /// Serve the sandbox on this machine until Ctrl-C
    Sandbox {
        /// Arguments for the sandbox; `-- --help` lists them
        #[arg(last = true)]
        arguments: Vec<String>,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Demo => demo::run(),
        Task::Test => test::run(),
        Task::Sandbox { arguments } => sandbox::run(&arguments),
    }
}
