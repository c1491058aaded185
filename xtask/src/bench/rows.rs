//! Long lists of rows: by the SDK as a stream, and by the program.

use std::fs::File;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use super::curl::Curl;
use super::measurement::{Scale, Value};
use super::race::{settle, shortest_after, speed};
use super::workloads::{Figures, Workloads};
use super::{commands, peak};
use crate::cargo;

/// What both sides make of the list.
const FILTER: &str = ".[].rowId";

fn count(scale: Scale) -> u32 {
    scale.pick(100_000, 10_000)
}

pub(super) fn by_the_sdk(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let rows = count(scale);
    let sandbox = workloads.serve(["--rows", &rows.to_string()])?;
    let measure = |figures: Figures| -> Result<Value> {
        let read = figures.number("rows")?;
        ensure!(read.total_cmp(&f64::from(rows)).is_eq(), "{read} rows came");
        let detail = format!("{rows} rows in {:.2} s", figures.number("seconds")?);
        Ok(Value::new(figures.peak_mib()?, detail))
    };
    Ok(vec![
        measure(workloads.on(&sandbox, "rows", [])?)?,
        measure(workloads.on(&sandbox, "rows", ["--raw"])?)?,
    ])
}

pub(super) fn by_the_program(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let sandbox = workloads.serve(["--rows", &count(scale).to_string()])?;
    let home = commands::signed_in(&sandbox)?;
    let (board, table) = (sandbox.text("/board")?, sandbox.text("/table")?);
    let curl = Curl::new(&sandbox)?;
    let url = curl.url(&format!("board/{board}/table/{table}/rows"));

    let list = |arguments: &[&str]| {
        let mut command = home.copera();
        command.args(["rows", "list", "--board", board, "--table", table]);
        command.args(arguments).stdout(Stdio::null());
        command
    };
    let listed = home.root().join("rows.json");
    let to_a_file = || -> Result<Command> {
        let mut command = list(&["--json"]);
        command.stdout(File::create(&listed)?);
        Ok(command)
    };
    let json = || cargo::run(&mut to_a_file()?, "rows list --json");
    let table = || cargo::run(&mut list(&["--output", "table"]), "rows list as a table");
    let jq = || cargo::run(&mut list(&["--jq", FILTER]), "rows list --jq");
    let fetched = home.root().join("fetched.json");
    let bytes = || cargo::run(curl.get(&url).arg("--output").arg(&fetched), "curl");
    let piped = || -> Result<()> {
        let mut curl = curl.get(&url).stdout(Stdio::piped()).spawn()?;
        let mut jq = Command::new("jq");
        if let Some(list) = curl.stdout.take() {
            jq.stdin(list);
        }
        let jq = jq.args(["--raw-output", FILTER]).stdout(Stdio::null());
        cargo::run(jq, "jq")?;
        ensure!(curl.wait()?.success(), "curl failed");
        Ok(())
    };

    let rounds = scale.pick(7, 3);
    let before = || settle(&[&listed, &fetched]);
    let runs: [&dyn Fn() -> Result<()>; 5] = [&json, &bytes, &table, &jq, &piped];
    let [json, bytes, table, jq, piped] = shortest_after(&before, rounds, runs)?;
    let peak = peak::mib(&mut to_a_file()?)?;
    let against = format!("and {piped:.2?} for curl | jq");
    Ok(vec![
        Value::new(
            speed(json, bytes),
            format!("{json:.2?}, and {bytes:.2?} for curl"),
        ),
        Value::new(peak, "looked at each millisecond"),
        Value::new(speed(table, piped), format!("{table:.2?}, {against}")),
        Value::new(speed(jq, piped), format!("{jq:.2?}, {against}")),
    ])
}
