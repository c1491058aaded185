//! The commands that read: pages of rows, as the server sent them or as a table.

pub(crate) mod flags;
pub(crate) mod get;
pub(crate) mod things;
mod words;

use copera_term::document::Column;
use copera_term::{ExitCode, Report};
use reqwest::Method;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use self::flags::{Search, Thing};
use crate::context::Context;
use crate::server::{Refusal, Server};

/// Where spans are searched.
pub(crate) const SPANS: &[&str] = &["signals", "traces", "search"];

/// What is said of a result without rows.
const NOTHING: &str = "No results found.";

/// One answer to a search.
#[derive(Deserialize)]
pub(crate) struct Page {
    data: Vec<Box<RawValue>>,
    #[serde(rename = "nextCursor")]
    next: Option<String>,
}

/// The rows of a search, and whether there are more.
struct Rows {
    rows: Vec<Box<RawValue>>,
    more: bool,
}

const METRICS: &[Column] = &[
    ("NAME", "name", str::to_owned),
    ("TYPE", "type", str::to_owned),
    ("UNIT", "unit", str::to_owned),
    ("DESCRIPTION", "description", str::to_owned),
];

/// Searches with these filters.
pub(crate) fn run<T: Thing>(context: &Context, search: &Search<T>) -> Result<ExitCode, Report> {
    let body = search.body(context.environment.now())?;
    let server = Server::open(context)?;
    let found = all(&server, T::PATH, body, search.all)?;
    if found.more {
        let count = found.rows.len();
        let more = format!("only {count} are shown, and there are more; --all reads them");
        context.console.note(more);
    }
    show(context, &found.rows, T::COLUMNS)
}

/// The rows of the first page, or of all. Servers spell the words for status and kind differently
/// and compare them exactly: the first spelling that finds something is this server's.
fn all(
    server: &Server,
    path: &[&str],
    body: Map<String, Value>,
    follow: bool,
) -> Result<Rows, Refusal> {
    let mut found = Rows {
        rows: Vec::new(),
        more: false,
    };
    for spelt in words::spellings(body) {
        let mut body = Value::Object(spelt);
        let mut cursors = Vec::new();
        loop {
            let page: Page = server.json(Method::POST, path, Some(&body))?;
            found.rows.extend(page.data);
            // A cursor that comes again leads nowhere.
            let next = page.next.filter(|next| !cursors.contains(next));
            found.more = next.is_some();
            let Some(next) = next.filter(|_| follow) else {
                break;
            };
            body["cursor"] = Value::from(next.clone());
            cursors.push(next);
        }
        if !found.rows.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The metrics that there are.
pub(crate) fn discover(context: &Context) -> Result<ExitCode, Report> {
    #[derive(Deserialize)]
    struct Answer {
        metrics: Vec<Box<RawValue>>,
    }
    let server = Server::open(context)?;
    let path = ["signals", "metrics", "discover"];
    let answer: Answer = server.json(Method::GET, &path, None)?;
    show(context, &answer.metrics, METRICS)
}

/// How a dashboard is written: a text, which is printed as it is.
pub(crate) fn schema(context: &Context) -> Result<ExitCode, Report> {
    let server = Server::open(context)?;
    let text = server.bytes(Method::GET, &["dashboards", "schema"], None)?;
    context.console.print(|to| Ok(to.write_all(&text)?))?;
    Ok(ExitCode::Success)
}

fn show(context: &Context, rows: &[Box<RawValue>], columns: &[Column]) -> Result<ExitCode, Report> {
    context.console.rows(rows, columns, NOTHING)?;
    Ok(ExitCode::Success)
}
