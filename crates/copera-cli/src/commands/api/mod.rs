//! `copera api`: any request, answered with what the service says.

mod fields;
mod object;

use std::io::Write;

use clap::Args;
use copera_api::stream::Body;
use copera_api::{Client, Error, HeaderMap, Method, RawReply, RawRequest, StatusCode};
use copera_term::document::Items;
use copera_term::{ExitCode, Report, escape};
use serde_json::value::RawValue;

use self::fields::Fields;
use super::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{choosing, content, failure, show, streams};

/// Send any request, and print what the service answers
///
/// The path stands below the API's address, and the token goes nowhere else. Fields go into the
/// query of a GET, and into a JSON object otherwise.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera api /board/list-boards\n  \
                  copera api GET /workspace/members -f limit=50 --paginate --jq '.members[].name'\n  \
                  copera api POST /docs/ -f title=Notes\n  \
                  copera api POST /board/ID/table/ID/row -f 'columns[][columnId]=ID' -F 'columns[][value]=3'\n  \
                  copera api PATCH /notifications/ID --input change.json --include\n\n\
                  Fields of a body, as gh api has them:\n  \
                  -f 'a[]=x' -f 'a[]=y'       a list; 'a[]' alone is an empty one\n  \
                  -f 'a[b]=x' -f 'a[c]=y'     an object\n  \
                  -f 'a[][b]=x' -F 'a[][c]=1' a list of objects; a key that comes again begins the next")]
pub(crate) struct Api {
    /// The method, by default GET, or POST where fields or a body are given; and the path
    #[arg(value_name = "[METHOD] PATH", required = true, num_args = 1..=2)]
    words: Vec<String>,

    #[command(flatten)]
    fields: Fields,

    /// The body: JSON in a file; - is stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["field", "raw-field"])]
    input: Option<String>,

    /// A header
    #[arg(long, short = 'H', value_name = "NAME: VALUE")]
    header: Vec<String>,

    /// Ask for the further pages of a list too; each page is printed as it comes
    #[arg(long)]
    paginate: bool,

    /// Print the status and the headers of the answer too
    #[arg(long, short)]
    include: bool,
}

impl RunWithClient for Api {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let request = self.request(context, client)?;
        if !self.paginate {
            let body = request.send_streaming().await;
            let body = body.map_err(|error| self.failed(context, &error))?;
            return print(context, body, self.include).await;
        }
        let mut pages = request.pages();
        while let Some(page) = pages.next_streaming().await {
            let page = page.map_err(|error| self.failed(context, &error))?;
            print(context, page, self.include).await?;
        }
        Ok(ExitCode::Success)
    }
}

impl Api {
    /// Who names fields often means a query.
    fn failed(&self, context: &Context, error: &Error) -> Report {
        let report = failure::api(context, error);
        let is_by_fields = self.words.len() == 1 && self.input.is_none();
        match error {
            Error::Refused { request, refusal }
                if is_by_fields
                    && request.method() == Method::POST
                    && matches!(refusal.status.as_u16(), 404 | 405) =>
            {
                report.suggest("fields make it a POST; for a query write `copera api GET PATH`")
            }
            _ => report,
        }
    }

    fn request(&self, context: &Context, client: &Client) -> Result<RawRequest, Report> {
        let fields = self.fields.values(context)?;
        let has_body = self.input.is_some() || !fields.is_empty();
        let (method, path) = match self.words.as_slice() {
            [method, path] => (method_named(method)?, path),
            [word] if METHODS.contains(&word.as_str()) => {
                return Err(wrong(format!("`{word}` is a method, and a path is wanted")));
            }
            [path] if has_body => (Method::POST, path),
            [path] => (Method::GET, path),
            _ => return Err(wrong("a method and a path are wanted, no more")),
        };
        // A variable of a script that is not set would turn one request into another.
        if path.trim().is_empty() {
            return Err(wrong("the path is empty"));
        }
        // What changes something is not sent again and again.
        if self.paginate && method != Method::GET {
            return Err(wrong(format!("--paginate is for GET, not for {method}")));
        }
        let mut request = client.request(method.clone(), path);
        if method == Method::GET || method == Method::HEAD {
            // A query has no lists: a name may come again in it, and one with brackets is a name.
            for (name, value) in fields {
                if let Some(value) = value {
                    request = request.query(name, value.into_text());
                }
            }
        } else if !fields.is_empty() {
            request = request.json(object::object(fields)?);
        }
        if let Some(input) = &self.input {
            request = request.json(body(context, input)?);
        }
        for header in &self.header {
            let (name, value) = header.split_once(':').ok_or_else(|| {
                wrong(format!(
                    "`{header}` is no header, such as `Accept: text/csv`"
                ))
            })?;
            request = request
                .header(name.trim(), value.trim())
                .map_err(|error| wrong(error.to_string()))?;
        }
        Ok(request)
    }
}

/// The methods that the API has.
const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

fn method_named(word: &str) -> Result<Method, Report> {
    word.to_uppercase().parse().map_err(|_| {
        let methods = METHODS.join(", ");
        wrong(format!("`{word}` is no method; there are {methods}"))
    })
}

/// The body, to the letter; that it is JSON is checked here, where the person can be told.
fn body(context: &Context, input: &str) -> Result<String, Report> {
    let text = match input {
        "-" => content::required(context, "--input", Some("-"))?,
        path => content::file("--input", path)?,
    };
    match serde_json::from_str::<&RawValue>(&text) {
        Ok(_) => Ok(text),
        Err(error) => Err(wrong(format!("the body is no JSON: {error}"))),
    }
}

fn wrong(message: impl Into<String>) -> Report {
    Report::new(words::INPUT_ERROR, message)
}

/// A long list is printed while it comes, anything else when it is there.
async fn print(context: &Context, body: Body<RawReply>, include: bool) -> Result<ExitCode, Report> {
    let head = match &body {
        Body::Whole(reply) => Some((reply.status(), reply.headers())),
        Body::Streaming(elements) => elements.head(),
    };
    if let Some((status, headers)) = head.filter(|_| include) {
        context.print(|_, to| print_head(status, headers, to))?;
    }
    match body {
        Body::Whole(reply) => print_whole(context, reply.raw()),
        Body::Streaming(elements) => streams::as_json(context, elements).await,
    }
}

fn print_whole(context: &Context, body: &[u8]) -> Result<ExitCode, Report> {
    let items = match body.trim_ascii_start().first() {
        None => return Ok(ExitCode::Success),
        Some(b'[') => Items::Bare,
        Some(_) => Items::One,
    };
    if serde_json::from_slice::<&RawValue>(body).is_ok() {
        return show::as_json(context, body, items);
    }
    choosing::check_answer(context)?;
    context.print(|output, to| {
        if output.stdout_is_terminal() {
            let text = String::from_utf8_lossy(body);
            writeln!(to, "{}", escape::paragraph(&text))
        } else {
            to.write_all(body)
        }
    })?;
    Ok(ExitCode::Success)
}

fn print_head(status: StatusCode, headers: &HeaderMap, to: &mut dyn Write) -> std::io::Result<()> {
    writeln!(to, "HTTP {status}")?;
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        writeln!(to, "{name}: {}", escape::line(&value))?;
    }
    writeln!(to)
}
