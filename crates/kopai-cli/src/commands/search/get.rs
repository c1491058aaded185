//! `kopai traces get`: one trace, whole, drawn as a tree.

use std::collections::HashMap;

use clap::Args;
use copera_term::document::{Column, DocumentError, cells};
use copera_term::time::show_span;
use copera_term::{ExitCode, Report, Table, tree};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{SPANS, all, show, words};
use crate::context::Context;
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
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let server = Server::open(context)?;
        let mut body = Map::new();
        body.insert("traceId".to_owned(), self.trace.into());
        body.insert("limit".to_owned(), Value::from(1000));
        let rows = all(&server, SPANS, body, true)?.rows;
        let console = &context.console;
        if console.speaks_json() || console.fields().is_some() || rows.is_empty() {
            return show(context, &rows, COLUMNS);
        }
        let table = draw(&rows).map_err(|error| DocumentError::from(error).report())?;
        console.print(|to| Ok(table.write(&console.output, to)?))?;
        Ok(ExitCode::Success)
    }
}

/// A span whose parent is not among them begins a tree, since some program may not have sent its own.
fn draw(rows: &[Box<RawValue>]) -> serde_json::Result<Table> {
    let mut spans = cells(rows, COLUMNS)?;
    let begins = |span: &Vec<String>| span[2].parse().unwrap_or(0_u64);
    spans.sort_by_key(begins);
    let start = spans.first().map_or(0, begins);
    let ids: HashMap<_, _> = spans
        .iter()
        .enumerate()
        .map(|(at, span)| (&span[0], at))
        .collect();
    let parents: Vec<_> = spans
        .iter()
        .map(|span| ids.get(&span[1]).copied())
        .collect();

    let headings = COLUMNS[3..].iter().map(|(heading, ..)| *heading);
    let mut table = Table::new(&headings.chain(["START"]).collect::<Vec<_>>());
    for branch in tree::lines(&parents) {
        let span = &spans[branch.node];
        let name = format!("{}{}", branch.lead, span[3]);
        let offset = format!("+{}", show_span(&(begins(span) - start).to_string()));
        let rest = span[4..].iter().map(String::as_str);
        table.row(
            [name.as_str()]
                .into_iter()
                .chain(rest)
                .chain([offset.as_str()]),
        );
    }
    Ok(table)
}
