//! `copera docs content`.

use clap::Args;
use copera_api::Client;
use copera_term::{ExitCode, Report, escape};

use super::{doc_or_default, text};
use crate::commands::RunWithClient;
use crate::context::Context;

/// Print the text of a document, as Markdown
///
/// The text alone, whatever the output format. It may be as old as `[cache] ttl` says; a document that
/// was written from here is read again.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs content 64a1b2c3d4e5f60718293a4b > notes.md\n  \
                        copera docs content 64a1b2c3d4e5f60718293a4b --no-cache"
)]
pub(crate) struct Content {
    /// The document's id; without it, doc_id of the profile
    id: Option<String>,

    /// Ask the service, and keep nothing
    #[arg(long)]
    no_cache: bool,
}

impl RunWithClient for Content {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id = doc_or_default(context, self.id.as_deref())?;
        let kept = if self.no_cache {
            None
        } else {
            text::kept(context, &id)
        };
        let text = if let Some(text) = kept {
            text
        } else {
            let text = text::read(context, client, &id).await?;
            if !self.no_cache {
                text::keep(context, &id, &text);
            }
            text
        };
        context.print(|output, to| {
            // A file gets it to the letter; a terminal gets nothing that acts on it.
            if output.stdout_is_terminal() {
                to.write_all(escape::paragraph(&text).as_bytes())?;
            } else {
                to.write_all(text.as_bytes())?;
            }
            if text.is_empty() || text.ends_with('\n') {
                return Ok(());
            }
            to.write_all(b"\n")
        })?;
        Ok(ExitCode::Success)
    }
}
