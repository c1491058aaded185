//! The commands that read: pages of rows, as the server sent them or as a table.

pub(crate) mod filters;
pub(crate) mod get;
mod words;

use copera_term::document::{Column, columns};
use copera_term::request::{Page, Rows, Search, pages};
use copera_term::{ExitCode, Table};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::context::Context;
use crate::failure::Result;
use crate::server::{Refusal, Server};

/// Where spans are searched.
pub(crate) const SPANS: &[&str] = &["signals", "traces", "search"];

const METRICS: &[Column] = &[
    ("NAME", "name", str::to_owned),
    ("TYPE", "type", str::to_owned),
    ("UNIT", "unit", str::to_owned),
    ("DESCRIPTION", "description", str::to_owned),
];

/// Searches with these filters.
pub(crate) fn run<T: Rows>(context: &Context, search: &Search<T>) -> Result<ExitCode> {
    let request = search.request(context.environment.now())?;
    let found = all(&Server::open(context)?, T::PATH, request, search.all)?;
    if found.next.is_some() {
        let count = found.data.len();
        let are = if count == 1 { "is" } else { "are" };
        let more = format!("only {count} {are} shown, and there are more; --all reads them");
        context.console.note(more);
    }
    show(context, &found.data, |rows| columns(rows, T::COLUMNS))
}

/// The rows of the first page, or of all. Servers spell the words for status and kind differently
/// and compare them exactly: the first spelling that finds something is this server's.
fn all(
    server: &Server,
    path: &[&str],
    request: Map<String, Value>,
    follow: bool,
) -> Result<Page, Refusal> {
    let mut found = Page::default();
    for spelt in words::spellings(request) {
        found = pages(spelt, follow, |request| server.read(path, Some(request)))?;
        if !found.data.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The metrics that there are.
pub(crate) fn discover(context: &Context) -> Result<ExitCode> {
    #[derive(Deserialize)]
    struct Answer {
        metrics: Vec<Box<RawValue>>,
    }
    let answer: Answer = Server::open(context)?.read(&["signals", "metrics", "discover"], None)?;
    show(context, &answer.metrics, |rows| columns(rows, METRICS))
}

/// How a dashboard is written: a text, which is printed as it is.
pub(crate) fn schema(context: &Context) -> Result<ExitCode> {
    let text = Server::open(context)?.ask(&["dashboards", "schema"], None)?;
    context.console.print(|to| Ok(to.write_all(&text)?))?;
    Ok(ExitCode::Success)
}

/// Prints rows as they are, or as a table for people.
fn show(
    context: &Context,
    rows: &[Box<RawValue>],
    table: impl FnOnce(&[Box<RawValue>]) -> serde_json::Result<Table>,
) -> Result<ExitCode> {
    let (console, known) = (&context.console, include_str!("../../../fields.txt"));
    console.rows(rows, table, "No results found.", known)?;
    Ok(ExitCode::Success)
}
