//! `kopai traces get`: one trace, whole, drawn as a tree.

use clap::Args;
use copera_term::ExitCode;
use copera_term::document::{Column, Timeline};
use copera_term::time::show_span;

use super::{SPANS, all, show, words};
use crate::context::Context;
use crate::failure::Result;
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

const TREE: Timeline = Timeline {
    id: "SpanId",
    parent: "ParentSpanId",
    began: "Timestamp",
};

const COLUMNS: &[Column] = &[
    ("SPAN", "SpanName", str::to_owned),
    ("SERVICE", "ServiceName", str::to_owned),
    ("KIND", "SpanKind", words::show),
    ("STATUS", "StatusCode", words::show),
    ("DURATION", "Duration", show_span),
];

impl Get {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode> {
        let server = Server::open(context)?;
        let body = [("traceId", self.trace.into()), ("limit", 1000.into())];
        let body = body.map(|(field, value)| (field.to_owned(), value));
        let rows = all(&server, SPANS, body.into_iter().collect(), true)?.data;
        show(context, &rows, |rows| TREE.table(rows, COLUMNS))
    }
}
