//! What `cargo xtask bench` measures, as a program: each of its processes does one thing, and prints
//! what it found as one line of JSON. How much that may be is the task's to say.
#![forbid(unsafe_code)]

mod calls;
mod download;
mod limit;
mod peak;
mod resolve;
mod rows;
mod serve;
mod target;
mod upload;

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::Value;

/// One measurement, or the service that it is made on
#[derive(Debug, Parser)]
enum Workload {
    /// Serve a sandbox until standard input closes
    Serve(serve::Serve),
    /// Make many small calls, and the same with bare reqwest
    Calls(calls::Calls),
    /// Make calls under a limit
    Limit(limit::Limit),
    /// List rows as a stream
    Rows(rows::Rows),
    /// Upload a file
    Upload(upload::Upload),
    /// Download a file
    Download(download::Download),
    /// Resolve a token from three files
    Resolve(resolve::Resolve),
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("can't start a runtime")?;
    let figures = match Workload::parse() {
        Workload::Serve(serve) => return runtime.block_on(serve.run()),
        Workload::Calls(calls) => runtime.block_on(calls.run())?,
        Workload::Limit(limit) => runtime.block_on(limit.run())?,
        Workload::Rows(rows) => runtime.block_on(rows.run())?,
        Workload::Upload(upload) => runtime.block_on(upload.run())?,
        Workload::Download(download) => runtime.block_on(download.run())?,
        Workload::Resolve(resolve) => resolve.run()?,
    };
    print(&figures);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the figures are the result")]
fn print(figures: &Value) {
    println!("{figures}");
}
