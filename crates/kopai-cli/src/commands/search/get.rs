//! `kopai traces get`: one trace, whole, drawn as a tree.

use std::collections::HashMap;

use clap::Args;
use copera_term::document::{Column, cells};
use copera_term::time::show_span;
use copera_term::{ExitCode, Table, tree};
use serde_json::value::RawValue;

use super::{SPANS, all, show, words};
use crate::context::Context;
use crate::failure::Failure;
use crate::server::Server;

/// Show all spans of one trace, as a tree
///
/// However many spans it has, all are read.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kopai traces get 5b8efff798038103d269b633813fc60c\n  \
                  kopai traces get 5b8efff798038103d269b633813fc60c --json --fields SpanName,Duration"
)]
pub(crate) struct Get {
    /// The trace's id
    #[arg(value_name = "TRACE_ID")]
    trace: String,
}

/// What the tree is made of: the first four say where a span stands in it, the others are shown.
const COLUMNS: &[Column] = &[
    ("", "SpanId", str::to_owned),
    ("", "ParentSpanId", str::to_owned),
    ("", "Timestamp", str::to_owned),
    ("SPAN", "SpanName", str::to_owned),
    ("SERVICE", "ServiceName", str::to_owned),
    ("KIND", "SpanKind", words::show),
    ("STATUS", "StatusCode", words::show),
    ("DURATION", "Duration", show_span),
];

impl Get {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let server = Server::open(context)?;
        let body = [("traceId", self.trace.into()), ("limit", 1000.into())];
        let body = body.map(|(field, value)| (field.to_owned(), value));
        let rows = all(&server, SPANS, body.into_iter().collect(), true)?.data;
        let console = &context.console;
        if console.speaks_json() || console.fields().is_some() || rows.is_empty() {
            return Ok(show(context, &rows, COLUMNS)?);
        }
        console.print(|to| Ok(draw(&rows)?.write(&console.output, to)?))?;
        Ok(ExitCode::Success)
    }
}

/// A span whose parent is not among them begins a tree, since some program may not have sent its own.
fn draw(rows: &[Box<RawValue>]) -> serde_json::Result<Table> {
    let mut spans = cells(rows, COLUMNS)?;
    let begins = |span: &Vec<String>| span[2].parse().unwrap_or(0_u64);
    spans.sort_by_key(begins);
    let start = spans.first().map_or(0, begins);
    let ids = spans.iter().zip(0..).map(|(span, at)| (&span[0], at));
    let ids: HashMap<_, _> = ids.collect();
    let parents = spans.iter().map(|span| ids.get(&span[1]).copied());

    let headings = COLUMNS[3..].iter().map(|(heading, ..)| *heading);
    let mut table = Table::new(&headings.chain(["START"]).collect::<Vec<_>>());
    for branch in tree::lines(&parents.collect::<Vec<_>>()) {
        let span = &spans[branch.node];
        let name = format!("{}{}", branch.lead, span[3]);
        let offset = format!("+{}", show_span(&(begins(span) - start).to_string()));
        let rest = span[4..].iter().chain([&offset]).map(String::as_str);
        table.row([name.as_str()].into_iter().chain(rest));
    }
    Ok(table)
}
