//! `copera docs delete`.

use clap::Args;
use copera_api::{Client, DocId, Error};
use copera_term::{ExitCode, Report};

use super::text;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{Words, each};
use crate::{confirm, ids, show};

/// Delete a document, or several
///
/// Only the owner of a document can delete it. It can be recovered in the Copera app. If one of several can't
/// be deleted, the others still are: each failure is named at the end, and the first one decides the exit
/// code.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs delete 64a1b2c3d4e5f60718293a4b\n  \
                        copera docs delete 64a1b2c3d4e5f60718293a4b --force\n  \
                        copera docs search draft --jq '.[]._id' | copera docs delete - --force"
)]
pub(crate) struct Delete {
    /// The document's id; several may be given; - takes the first word of each line of stdin
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// Ask nothing
    #[arg(long)]
    force: bool,
}

const DELETED: Words = Words {
    thing: "document",
    done: "deleted",
};

impl RunWithClient for Delete {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let ids = ids::several::<DocId>(context, "document", &self.ids)?;
        let things = match &ids {
            ids::Several::One(id) => format!("document {id}"),
            ids::Several::List(ids) => show::count(ids.len(), "document"),
        };
        confirm::deletion(context, self.force, &things)?;
        let delete = async |id: DocId| -> Result<(), Error> {
            client.doc(id.clone()).delete().send().await?;
            text::forget(context, &id);
            Ok(())
        };
        let outcome = each(context, DELETED, ids, delete).await;
        if outcome.has_result() {
            let things = match outcome.done.len() {
                1 => things,
                count => show::count(count, "document"),
            };
            context.output().note(&format!("Deleted {things}."));
        }
        outcome.end()
    }
}
