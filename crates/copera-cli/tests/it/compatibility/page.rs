//! The page that is made of what was measured.

use std::fmt::Write;

use super::Measured;
use super::cases::{Case, Cases};

const HEAD: &str = "\
# Line by line with the official tool

Made by a test, which runs every line of this page: change `crates/copera-cli/tests/it/compatibility/cases.toml`
and run `cargo xtask snapshots`. The middle column is what version 0.12.0 of the official tool does, by its source and
by trying it; the last is what was measured here, against the sandbox, with stdout and stderr in pipes.

A cell says the exit code, then what a script finds: the form of stdout (`text`, `nothing`, or JSON: an `object`, or a
`list` whose items are meant) with the fields that are always there, or the word of the error. *Equal* means that the
exit code, the form and the word are the same, and that no field is missing; there may be more fields, since nothing
that the service sends is dropped. Names in capitals stand for ids.
";

/// The page.
pub(super) fn write(cases: &Cases, measured: &[Vec<Measured<'_>>]) -> String {
    let differ = cases.all().filter(|case| case.differs.is_some()).count();
    let all = cases.all().count();
    let mut page = format!(
        "{HEAD}\n{all} lines: {} equal, {differ} that differ on purpose.\n",
        all - differ
    );
    for (section, measured) in cases.sections.iter().zip(measured) {
        // Writing into a text can't fail.
        let _ = write!(page, "\n## {}\n\n", section.title);
        page.push_str("| line | official tool | here |\n|---|---|---|\n");
        for Measured { case, run } in measured {
            let here = match &case.differs {
                None => "equal".to_owned(),
                Some(why) => format!("**{}** — {why}", case.official.beside(run)),
            };
            let _ = writeln!(page, "| {} | {} | {here} |", line(case), case.official);
        }
    }
    page
}

/// The line as a cell of a table, with what was given before it.
fn line(case: &Case) -> String {
    // A line break is written as `echo` of a shell reads it.
    let line = case.line.replace('|', "\\|").replace('\n', "\\n");
    match case.given.words() {
        "" => format!("`{line}`"),
        given => format!("`{line}` ({given})"),
    }
}
