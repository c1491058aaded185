//! What comes of each fault: for a read, a write, a part of an upload and a download.
//! `docs/faults.md` shows it to people, and is held against what happens here.

mod faults;
mod play;

use std::{fmt::Write as _, path::Path};

use self::{
    faults::faults,
    play::{ALL, Asked, play},
};

const DOCUMENT: &str = include_str!("../../../../../docs/faults.md");
const HEAD: &str = "\
| Fault | A read | A write | A part | A download |
| --- | --- | --- | --- | --- |
";

/// The line of a fault that can't be played here.
fn documented(name: &str) -> &'static str {
    let start = format!("| {name} |");
    let mut lines = DOCUMENT.lines();
    lines
        .find(|line| line.starts_with(&start))
        .unwrap_or_default()
}

#[tokio::test]
async fn what_comes_of_each_fault() {
    let mut table = HEAD.to_owned();
    for (name, fault) in faults() {
        let mut line = Some(format!("| {name} |"));
        for asked in ALL {
            let outcome = play(&fault, asked).await;
            line = line
                .zip(outcome)
                .map(|(line, outcome)| format!("{line} {outcome} |"));
        }
        let line = line.unwrap_or_else(|| documented(name).to_owned());
        writeln!(table, "{line}").unwrap();
    }
    let (text, written) = DOCUMENT.split_at(DOCUMENT.find("| Fault |").unwrap());
    if written != table {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults.md");
        std::fs::write(&path, format!("{text}{table}")).unwrap();
        panic!(
            "docs/faults.md is not what happens; that is in {}",
            path.display()
        );
    }
}

/// A write is sent again only after it was refused, or never arrived.
#[tokio::test]
async fn no_fault_makes_a_write_happen_twice() {
    for (name, fault) in faults() {
        let refusals = [
            "403, Retry-After",
            "425",
            "429",
            "the connection",
            "the name",
        ];
        let refused = refusals.iter().any(|begin| name.starts_with(begin));
        let Some(outcome) = play(&fault, Asked::Write).await else {
            continue;
        };
        assert!(refused || !outcome.contains("tries"), "{name}: {outcome}");
    }
}
