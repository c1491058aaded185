//! How much memory a large download takes: `cargo run --example download_memory [GIB]`.
//!
//! Starts a sandbox that serves so many GiB of zeros (5 by default), has another process of this
//! program download them, and prints how long that took and the most memory that it had.
#![expect(
    clippy::print_stdout,
    reason = "a program of its own, that prints what it measured"
)]

use std::{env, error::Error, fs, path::Path, process::Command, time::Instant};

use copera_api::{
    Client,
    auth::{Token, TokenKind},
    transfer::Overwrite,
};
use copera_sandbox::{
    Sandbox,
    seed::{FULL_PAT, drive::BLUEPRINT},
};

const GIB: u64 = 1 << 30;

type Failure = Box<dyn Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [base, target] => download(base, Path::new(target)).await,
        [gib] => measure(gib.parse()?).await,
        _ => measure(5).await,
    }
}

/// The sandbox, and the download in a process that has nothing else in it.
async fn measure(gib: u64) -> Result<(), Failure> {
    let sandbox = Sandbox::start().await?;
    if !sandbox.replace_file_with_zeros(BLUEPRINT, gib * GIB)? {
        return Err("the sandbox has no such file".into());
    }
    let target = tempfile::NamedTempFile::new()?;
    let status = Command::new(env::current_exe()?)
        .arg(sandbox.base_url())
        .arg(target.path())
        .status()?;
    if !status.success() {
        return Err(format!("the download ended with {status}").into());
    }
    Ok(())
}

async fn download(base: &str, target: &Path) -> Result<(), Failure> {
    let token = Token::parse(FULL_PAT, TokenKind::PREFIXES)?;
    let client = Client::builder(base.parse()?, token).build()?;
    let begun = Instant::now();
    let download = client.drive_item(BLUEPRINT.parse()?).download();
    let download = download.send().await?.overwrite(Overwrite::Replace);
    let saved = download.to_path(target).await?;
    println!(
        "{} bytes in {:.1?}; peak memory {}",
        saved.bytes,
        begun.elapsed(),
        peak_memory()?.unwrap_or_else(|| "not told by this system".to_owned())
    );
    Ok(())
}

/// The most memory that this process had, as Linux counts it.
fn peak_memory() -> Result<Option<String>, Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let status = fs::read_to_string("/proc/self/status")?;
    let mut lines = status.lines();
    let peak = lines.find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(peak.map(|peak| peak.trim().to_owned()))
}
