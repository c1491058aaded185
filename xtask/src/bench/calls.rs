//! Small calls: what this client adds to reqwest.

use anyhow::Result;

use super::measurement::{Scale, Value};
use super::workloads::Workloads;

pub(super) fn run(scale: Scale) -> Result<Vec<Value>> {
    let workloads = Workloads::build()?;
    let rounds = scale.pick("20", "4");
    let sandbox = workloads.serve([])?;
    let measure = |in_flight| {
        let arguments = [
            "--each",
            "500",
            "--rounds",
            rounds,
            "--in-flight",
            in_flight,
        ];
        let figures = workloads.on(&sandbox, "calls", arguments)?;
        let (ours, bare) = (
            figures.number("microsPerCall")?,
            figures.number("bareMicrosPerCall")?,
        );
        let detail = format!("{ours:.1} µs a call, reqwest {bare:.1}");
        Ok(Value::new(figures.number("speed")?, detail))
    };
    ["1", "64"].into_iter().map(measure).collect()
}
