//! `copera docs search`.

use std::io::{self, Write};

use clap::Args;
use copera_api::Client;
use copera_api::docs::SearchDocs;
use copera_api::model::{DocHit, DocSearch, Highlight};
use copera_term::document::{self, Items};
use copera_term::{ExitCode, Mode, Output, Report, Table, escape};

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::highlight::Marked;
use crate::links::{Known, Page};
use crate::pages;
use crate::sorting::Searching;
use crate::{failure, show};

/// The hits are printed alone, as the official tool prints them.
const HITS: Items = Items::Bare;

/// Search in titles and texts of documents
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera docs search engine\n  \
                        copera docs search engine --sort-by createdAt --sort-order asc --limit 50\n  \
                        copera docs search engine --jq '.[]._id'")]
pub(crate) struct Search {
    #[command(flatten)]
    searching: Searching,
}

impl RunWithClient for Search {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let request = client.docs().search(&self.searching.query);
        let request = self.searching.applied(
            request,
            SearchDocs::sort_by,
            SearchDocs::order,
            SearchDocs::limit,
        );
        let found = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let code = print(context, found.raw(), &found)?;
        pages::note_limit(context, found.hits.len(), found.total_hits, HITS);
        Ok(code)
    }
}

/// The hits alone, as the official tool prints them.
fn print(context: &Context, raw: &[u8], found: &DocSearch) -> Result<ExitCode, Report> {
    let hits =
        document::items(raw, Items::Under("hits")).and_then(|hits| serde_json::to_vec(&hits));
    let hits = hits.map_err(failure::document)?;
    let blocks = context.output().mode() == Mode::Table && context.style().fields.is_none();
    if blocks && !found.hits.is_empty() {
        let known = Known::read(context);
        context.print(|output, to| {
            let mut hits = found.hits.iter();
            hits.try_for_each(|hit| block(hit, address(hit, known.as_ref()).as_deref(), output, to))
        })?;
        return Ok(ExitCode::Success);
    }
    show::list(context, &hits, HITS, "No documents found.", || {
        let mut table = Table::new(&["ID", "TITLE", "UPDATED", "IN", "MATCH"]).whole(&[2]);
        let known = Known::read(context);
        for hit in &found.hits {
            table.row([
                hit.id.as_str(),
                &hit.title,
                &show::time(&hit.updated_at),
                &ancestors(hit),
                &body(hit).map_or_else(String::new, |text| text.plain()),
            ]);
            table.link(address(hit, known.as_ref()).as_deref());
        }
        table
    })
}

/// A hit for people: what it is, and below it the words that were found.
fn block(
    hit: &DocHit,
    address: Option<&str>,
    output: &Output,
    to: &mut dyn Write,
) -> io::Result<()> {
    let title = match marked(hit, |highlight| highlight.title.as_deref()) {
        Some(title) => title.styled(output),
        None => escape::line(&hit.title).into_owned(),
    };
    let id = output.linked(&escape::line(hit.id.as_str()), address);
    writeln!(to, "{id}  {title}")?;
    if let Some(body) = body(hit) {
        writeln!(to, "    {}", body.styled(output))?;
    }
    let place = match ancestors(hit) {
        line if line.is_empty() => String::new(),
        line => format!("in {}, ", escape::line(&line)),
    };
    let updated = show::time(&hit.updated_at);
    writeln!(to, "    {place}updated {}", escape::line(&updated))
}

fn address(hit: &DocHit, known: Option<&Known>) -> Option<String> {
    known.map(|known| known.link(Page::Doc(&hit.id)))
}

fn body(hit: &DocHit) -> Option<Marked> {
    marked(hit, |highlight| highlight.md_body.as_deref())
}

fn marked(hit: &DocHit, part: impl Fn(&Highlight) -> Option<&str>) -> Option<Marked> {
    let text = Marked::read(part(hit.highlight.as_ref()?)?);
    text.has_mark().then_some(text)
}

fn ancestors(hit: &DocHit) -> String {
    let titles: Vec<_> = hit
        .parents
        .iter()
        .map(|parent| parent.title.as_str())
        .collect();
    titles.join(" > ")
}
