//! The commands that read: pages of rows, as the server sent them or as a table.

pub(crate) mod filters;
pub(crate) mod get;
mod words;

use copera_term::document::Column;
use copera_term::{ExitCode, Report};
use reqwest::Method;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use self::filters::{Filters, Search};
use crate::context::Context;
use crate::failure::Failure;
use crate::server::{Refusal, Server};

/// Where spans are searched.
pub(crate) const SPANS: &[&str] = &["signals", "traces", "search"];

/// One answer to a search, or several in one.
#[derive(Default, Deserialize)]
pub(crate) struct Page {
    data: Vec<Box<RawValue>>,
    #[serde(rename = "nextCursor")]
    next: Option<String>,
}

const METRICS: &[Column] = &[
    ("NAME", "name", str::to_owned),
    ("TYPE", "type", str::to_owned),
    ("UNIT", "unit", str::to_owned),
    ("DESCRIPTION", "description", str::to_owned),
];

/// Searches with these filters.
pub(crate) fn run<F: Filters>(context: &Context, search: &Search<F>) -> Result<ExitCode, Failure> {
    let body = search.body(context.environment.now())?;
    let found = all(&Server::open(context)?, F::PATH, body, search.all)?;
    if found.next.is_some() {
        let count = found.data.len();
        let more = format!("only {count} are shown, and there are more; --all reads them");
        context.console.note(more);
    }
    Ok(show(context, &found.data, F::COLUMNS)?)
}

/// The rows of the first page, or of all. Servers spell the words for status and kind differently
/// and compare them exactly: the first spelling that finds something is this server's.
fn all(
    server: &Server,
    path: &[&str],
    body: Map<String, Value>,
    follow: bool,
) -> Result<Page, Refusal> {
    let mut found = Page::default();
    for spelt in words::spellings(body) {
        let mut body = Value::Object(spelt);
        let mut cursors = Vec::new();
        loop {
            let page: Page = server.search(path, &body)?;
            found.data.extend(page.data);
            // A cursor that comes again leads nowhere.
            found.next = page.next.filter(|next| !cursors.contains(next));
            let Some(next) = found.next.take_if(|_| follow) else {
                break;
            };
            body["cursor"] = Value::from(next.clone());
            cursors.push(next);
        }
        if !found.data.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The metrics that there are.
pub(crate) fn discover(context: &Context) -> Result<ExitCode, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        metrics: Vec<Box<RawValue>>,
    }
    let answer: Answer = Server::open(context)?.get(&["signals", "metrics", "discover"])?;
    Ok(show(context, &answer.metrics, METRICS)?)
}

/// How a dashboard is written: a text, which is printed as it is.
pub(crate) fn schema(context: &Context) -> Result<ExitCode, Failure> {
    let path = ["dashboards", "schema"];
    let text = Server::open(context)?.ask(Method::GET, &path, None)?;
    context.console.print(|to| Ok(to.write_all(&text)?))?;
    Ok(ExitCode::Success)
}

fn show(context: &Context, rows: &[Box<RawValue>], columns: &[Column]) -> Result<ExitCode, Report> {
    context.console.rows(rows, columns, "No results found.")?;
    Ok(ExitCode::Success)
}
