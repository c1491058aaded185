//! `copera docs content`.

use clap::Args;
use copera_api::{Client, DocId, Error};
use copera_term::{ExitCode, Report, escape};
use serde_json::json;

use super::{docs_or_default, text};
use crate::choosing;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{Words, each};

/// Print the text of a document, as Markdown
///
/// Prints the text alone, whatever the output format, and several texts one after the other. --jq and
/// --fields choose from {"content": TEXT}, or from a list of these for several documents. The text may be as
/// old as the setting cache.ttl allows; after a change that was made from here it is read anew.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs content 64a1b2c3d4e5f60718293a4b > notes.md\n  \
                        copera docs content 64a1b2c3d4e5f60718293a4b --no-cache\n  \
                        copera docs content --jq '.content | length'\n  \
                        copera docs search engine --jq '.[]._id' | copera docs content -"
)]
pub(crate) struct Content {
    /// The document's id; several are read one after the other; - takes the first word of each line of
    /// stdin; without it, doc_id of the profile
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// Ask the service, and keep nothing
    #[arg(long)]
    no_cache: bool,
}

const READ: Words = Words {
    thing: "document",
    done: "read",
};

impl RunWithClient for Content {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let ids = docs_or_default(context, &self.ids)?;
        let read = async |id: DocId| -> Result<String, Error> {
            let kept = (!self.no_cache).then(|| text::kept(context, &id));
            if let Some(text) = kept.flatten() {
                return Ok(text);
            }
            let text = text::fetch(client, &id).await?;
            if !self.no_cache {
                text::keep(context, &id, &text);
            }
            Ok(text)
        };
        let outcome = each(context, READ, ids, read).await;
        if choosing::is_asked_for(context) {
            outcome.print(context, |text| json!({"content": text}).to_string())?;
        } else {
            let mut texts = outcome.done.iter();
            texts.try_for_each(|text| print(context, text))?;
        }
        outcome.end()
    }
}

fn print(context: &Context, text: &str) -> Result<(), Report> {
    context.print(|output, to| {
        // A file gets it to the letter; a terminal gets nothing that acts on it.
        if output.stdout_is_terminal() {
            to.write_all(escape::paragraph(text).as_bytes())?;
        } else {
            to.write_all(text.as_bytes())?;
        }
        if text.is_empty() || text.ends_with('\n') {
            return Ok(());
        }
        to.write_all(b"\n")
    })
}
