//! Large files, up and down: by the SDK, and by the program.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Result, ensure};

use super::commands;
use super::curl::Curl;
use super::measurement::{Scale, Value};
use super::race::{settle, shortest_after, speed};
use super::workloads::{Figures, Workloads};
use crate::cargo;

const MIB: u64 = 1024 * 1024;
/// How large the parts are that both sides send.
const PART: u64 = 8 * MIB;

pub(super) fn by_the_sdk(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let mib = scale.pick(5 * 1024, 256);
    let bytes = (mib * MIB).to_string();
    let sandbox = workloads.serve(["--zeros", &bytes])?;
    let measure = |figures: Figures| -> Result<Value> {
        let speed = figures.number("bytes")? / figures.number("seconds")? / 1e6;
        let detail = format!("{mib} MiB at {speed:.0} MB/s");
        Ok(Value::new(figures.peak_mib()?, detail))
    };
    Ok(vec![
        measure(workloads.on(&sandbox, "upload", ["--bytes", &bytes])?)?,
        measure(workloads.on(&sandbox, "download", [])?)?,
    ])
}

pub(super) fn by_the_program(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let parts: u32 = scale.pick(128, 16);
    let size = u64::from(parts) * PART;
    let sandbox = workloads.serve(["--zeros", &size.to_string()])?;
    let home = commands::signed_in(&sandbox)?;
    let [whole, target] = ["whole", "target"].map(|name| home.root().join(name));
    File::create(&whole)?.set_len(size)?;
    let cut = cut(home.root(), parts)?;
    let (curl, file) = (Curl::new(&sandbox)?, sandbox.text("/file")?);

    let upload = || {
        let mut command = home.copera();
        let part_size = PART.to_string();
        command.args(["drive", "upload", "--chunk-size", &part_size]);
        cargo::run(command.arg(&whole).stdout(Stdio::null()), "drive upload")
    };
    let upload_by_curl = || curl.upload(&cut, PART);
    let download = || {
        let mut command = home.copera();
        command.args(["drive", "download", file, "-o"]).arg(&target);
        cargo::run(command.stdout(Stdio::null()), "drive download")
    };
    let download_by_curl = || curl.download(file, &target);

    let rounds = scale.pick(7, 2);
    let before = || settle(&[&target]);
    let [up, curl_up] = shortest_after(&before, rounds, [&upload, &upload_by_curl])?;
    let [down, curl_down] = shortest_after(&before, rounds, [&download, &download_by_curl])?;
    ensure!(
        target.metadata()?.len() == size,
        "the file did not come whole"
    );
    Ok(vec![
        Value::new(
            speed(up, curl_up),
            format!("{up:.2?}, and {curl_up:.2?} for curl"),
        ),
        Value::new(
            speed(down, curl_down),
            format!("{down:.2?}, and {curl_down:.2?} for curl"),
        ),
    ])
}

/// As much as the whole file has in a file for each part: curl can't send a stretch of one, and one
/// file for all parts would spare it the reading.
fn cut(folder: &Path, parts: u32) -> Result<Vec<PathBuf>> {
    let cut: Vec<_> = (0..parts)
        .map(|number| folder.join(format!("part-{number}")))
        .collect();
    for part in &cut {
        File::create(part)?.set_len(PART)?;
    }
    Ok(cut)
}
