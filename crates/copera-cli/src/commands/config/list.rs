//! `copera config list`: every setting that something sets.

use clap::Args;
use copera_auth::{Candidate, Listed, Verdict};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report, Table};
use serde::Serialize;
use serde_json::Value;

use super::{Place, shown, value};
use crate::commands::Run;
use crate::commands::auth::place;
use crate::context::Context;
use crate::{failure, show};

/// List the settings in force
///
/// Tokens are shown redacted. Nothing is sent, no keyring is opened and no command is run.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera config list\n  copera config list --show-origin\n  \
                        copera config list --all --json"
)]
pub(crate) struct List {
    /// Show where each value stands: file, line and column, variable or flag
    #[arg(long)]
    show_origin: bool,

    /// Show values too that are not in force, with what became of them
    #[arg(long)]
    all: bool,
}

#[derive(Serialize)]
struct Shape {
    key: String,
    value: Value,
    #[serde(flatten)]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
}

impl Run for List {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let settings = context
            .config()
            .stack()
            .settings()
            .map_err(|error| failure::config(&context.environment, error))?;
        let rows: Vec<_> = settings
            .iter()
            .flat_map(|listed| listed.candidates.iter().map(move |it| (listed, it)))
            .filter(|(_, candidate)| self.all || candidate.verdict == Verdict::Wins)
            .collect();
        if rows.is_empty() && context.output().mode() != Mode::Json {
            context.output().note("Nothing is set.");
            return Ok(ExitCode::Success);
        }
        let shapes = self.shapes(context, &rows);
        show::ours(context, &shapes, Items::Bare, |output, to| {
            self.table(context, &rows).write(output, to)
        })
    }
}

impl List {
    fn shapes(&self, context: &Context, rows: &[(&Listed, &Candidate)]) -> Vec<Shape> {
        rows.iter()
            .map(|(listed, candidate)| Shape {
                key: listed.setting.written(),
                value: value(context, &listed.setting, candidate),
                place: self.show_origin.then(|| Place::of(candidate)),
                verdict: self.all.then(|| candidate.verdict.name()),
            })
            .collect()
    }

    fn table(&self, context: &Context, rows: &[(&Listed, &Candidate)]) -> Table {
        let mut headings = vec!["KEY", "VALUE"];
        headings.extend(self.all.then_some("VERDICT"));
        headings.extend(self.show_origin.then_some("FOUND AT"));
        let mut table = Table::new(&headings);
        for (listed, candidate) in rows {
            let mut cells = vec![listed.setting.written(), shown(context, candidate)];
            cells.extend(self.all.then(|| candidate.verdict.name().to_owned()));
            let at = || place(&context.environment, &candidate.origin);
            cells.extend(self.show_origin.then(at));
            table.row(cells.iter().map(String::as_str));
        }
        table
    }
}
