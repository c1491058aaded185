//! `copera auth doctor`: what is wrong with how tokens are kept, and mending it.

use std::io::{self, Write};

use clap::Args;
use copera_auth::{Environment, Finding, Severity};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Output, Record, Report, Table};
use serde::Serialize;

use crate::commands::Run;
use crate::context::Context;
use crate::{failure, show};

/// Find what is wrong with how tokens are kept, and mend it
///
/// Looks at the environment, the configuration files, their modes and what git does with them.
/// Nothing is sent, no keyring is opened and no token command is run. The exit code is 1 while
/// something needs action.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera auth doctor\n  copera auth doctor --fix\n  copera auth doctor --json"
)]
pub(crate) struct Doctor {
    /// Mend what can be mended safely: file modes, and what git should ignore
    #[arg(long)]
    fix: bool,
}

impl Run for Doctor {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let config = context.config();
        // What is noted beside other commands is a finding here.
        context.drop_notes();
        let fixed = if self.fix {
            mend(context, config.findings())
        } else {
            Vec::new()
        };
        // Looked for anew, so that what was mended in vain is still there.
        let left = config.findings();
        let show = |finding, fixed| Shown::new(context, finding, fixed);
        let shown: Vec<_> = fixed
            .iter()
            .map(|finding| show(finding, true))
            .chain(left.iter().map(|finding| show(finding, false)))
            .collect();
        show::ours(context, &shown, Items::Bare, |output, to| {
            match output.mode() {
                Mode::Plain => lines(&shown).write(output, to),
                _ => records(&shown, output, to),
            }
        })?;
        let needing = left
            .iter()
            .filter(|finding| finding.severity() == Severity::ActionNeeded)
            .count();
        if context.output().mode() != Mode::Json {
            context.output().note(&sum(&left, needing, self.fix));
        }
        Ok(if needing == 0 {
            ExitCode::Success
        } else {
            ExitCode::Failure
        })
    }
}

/// Mends what is safe to mend, and returns what was. A failure is noted; the finding stays.
fn mend(context: &Context, findings: Vec<Finding>) -> Vec<Finding> {
    let stack = context.config().stack();
    let mut fixed = Vec::new();
    for finding in findings {
        match stack.fix(&finding) {
            Ok(true) => fixed.push(finding),
            Ok(false) => {}
            Err(error) => context.note(failure::store(&error).message),
        }
    }
    fixed
}

/// A finding as it is printed.
#[derive(Serialize)]
struct Shown {
    finding: &'static str,
    severity: &'static str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    fix: String,
    fixed: bool,
    /// The place for people.
    #[serde(skip)]
    place: String,
    #[serde(skip)]
    heading: &'static str,
}

impl Shown {
    fn new(context: &Context, finding: &Finding, fixed: bool) -> Self {
        let environment = &context.environment;
        let (line, column) = finding.line_and_column().unzip();
        // A key may be named like a token, in a file that was mangled.
        let masks = context.output().masks();
        let masked = |text: &str| masks.apply(text).into_owned();
        Self {
            finding: finding.name(),
            severity: finding.severity().name(),
            file: finding
                .path()
                .map(|path| masked(&path.display().to_string())),
            line,
            column,
            message: masked(&finding.message(environment)),
            fix: masked(&finding.fix(environment)),
            fixed,
            place: masked(&place(environment, finding)),
            heading: match finding.severity() {
                _ if fixed => "Fixed",
                Severity::ActionNeeded => "Action needed",
                Severity::WorthKnowing => "Worth knowing",
            },
        }
    }
}

fn place(environment: &Environment, finding: &Finding) -> String {
    let path = finding.path().map(|path| environment.display_path(path));
    match (path, finding.line_and_column()) {
        (Some(path), Some((line, column))) => format!("{path}:{line}:{column}"),
        (path, _) => path.unwrap_or_default(),
    }
}

/// A line each, for programs that read lines.
fn lines(shown: &[Shown]) -> Table {
    let mut table = Table::new(&["STATE", "FINDING", "PLACE", "MESSAGE", "FIX"]);
    for it in shown {
        let state = if it.fixed { "fixed" } else { it.severity };
        table.row([state, it.finding, &it.place, &it.message, &it.fix]);
    }
    table
}

/// A block each, for people: sentences that must not be cut.
fn records(shown: &[Shown], output: &Output, to: &mut dyn Write) -> io::Result<()> {
    for (index, it) in shown.iter().enumerate() {
        if index > 0 {
            writeln!(to)?;
        }
        let mut record = Record::new();
        record.field(it.heading, &it.message);
        record.field_if("Place", Some(&it.place));
        record.field(if it.fixed { "Done" } else { "Fix" }, &it.fix);
        record.write(output, to)?;
    }
    Ok(())
}

/// What it comes to, and whether more can be done.
fn sum(left: &[Finding], needing: usize, fixing: bool) -> String {
    let verdict = match needing {
        0 => "Nothing needs action.".to_owned(),
        1 => "One finding needs action.".to_owned(),
        _ => format!("{needing} findings need action."),
    };
    if !fixing && left.iter().any(Finding::can_be_fixed) {
        format!("{verdict} `copera auth doctor --fix` does what is safe.")
    } else {
        verdict
    }
}
