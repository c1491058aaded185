//! What it costs to start the program and answer without the network.

use std::process::Stdio;

use anyhow::Result;

use super::commands;
use super::measurement::{Scale, Value};
use super::race::{shortest, speed};
use super::workloads::Workloads;
use crate::cargo;

pub(super) fn run(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let sandbox = workloads.serve([])?;
    let home = commands::signed_in(&sandbox)?;
    let status = || {
        let mut command = home.copera();
        command.args(["auth", "status"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        cargo::run(&mut command, "auth status")
    };
    let nothing = || cargo::run(&mut workloads.nothing(), "doing nothing");
    let [own, other] = shortest(scale.pick(60, 20), [&status, &nothing])?;
    let detail = format!("{own:.2?}, and {other:.2?} for nothing");
    Ok(vec![Value::new(speed(other, own), detail)])
}
