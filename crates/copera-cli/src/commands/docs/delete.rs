//! `copera docs delete`.

use clap::Args;
use copera_api::{Client, DocId};
use copera_term::{ExitCode, Report};

use super::text;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::{confirm, failure, ids};

/// Delete a document
///
/// Its owner only. It can be recovered in the Copera app.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs delete 64a1b2c3d4e5f60718293a4b\n  \
                        copera docs delete 64a1b2c3d4e5f60718293a4b --force"
)]
pub(crate) struct Delete {
    /// The document's id
    id: Option<String>,

    /// Ask nothing
    #[arg(long)]
    force: bool,
}

impl RunWithClient for Delete {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DocId = ids::required("document", self.id.as_deref())?;
        confirm::deletion(context, self.force, &format!("document {id}"))?;
        let deleted = client.doc(id.clone()).delete().send().await;
        deleted.map_err(|error| failure::api(context, &error))?;
        text::forget(context, &id);
        context.output().note(&format!("Deleted document {id}."));
        Ok(ExitCode::Success)
    }
}
