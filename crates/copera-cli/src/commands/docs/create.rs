//! `copera docs create`.

use clap::Args;
use copera_api::{Client, DocId};
use copera_term::{ExitCode, Report};

use super::get::record;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::{self, Page};
use crate::words;
use crate::{content, failure, ids, show};

/// Make a document
///
/// The text is what --content says: the text itself, @FILE, or - for what is piped in. Without --content it
/// is what is piped in, if anything is.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs create --title Plan --content '# Plan'\n  \
                        copera docs create --title Notes --parent 64a1b2c3d4e5f60718293a4b < notes.md"
)]
pub(crate) struct Create {
    /// The title, which must be given
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The document that it lies in; without it, none
    #[arg(long, value_name = "ID")]
    parent: Option<String>,

    /// The text, as Markdown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    content: Option<String>,
}

impl RunWithClient for Create {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let Some(title) = self.title.filter(|title| !title.trim().is_empty()) else {
            let report = Report::new(words::MISSING_FLAG, "no title given");
            return Err(report.suggest("add --title TEXT"));
        };
        let parent = ids::given::<DocId>(self.parent.as_deref())?;
        let text = content::optional(context, "--content", self.content.as_deref())?;
        let mut request = client.docs().create(title);
        if let Some(parent) = parent {
            request = request.parent(parent);
        }
        if let Some(text) = text {
            request = request.content(text);
        }
        let doc = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let link = links::link(context, client, Page::Doc(&doc.id)).await;
        show::one(
            context,
            &links::with_url(doc.raw(), link.as_deref()),
            || record(&doc, link.as_deref()),
        )
    }
}
