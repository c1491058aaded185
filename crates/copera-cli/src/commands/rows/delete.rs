use clap::Args;
use copera_api::{Client, Error, RowId};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::place::OnTable;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{Words, each};
use crate::{confirm, ids, show};

/// Delete a row, or several
///
/// Several are deleted one after the other. If one of several can't be deleted, the others still are: each
/// failure is named at the end, and the first one decides the exit code.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows delete 64a1b2c3d4e5f60718293a4e\n  \
                        copera rows list --query obsolete --output plain | copera rows delete - --force"
)]
pub(crate) struct Delete {
    /// The row's id; several may be given; - takes the first word of each line of stdin
    ids: Vec<String>,

    #[command(flatten)]
    on: OnTable,

    /// Do not ask
    #[arg(long)]
    force: bool,
}

const DELETED: Words = Words {
    thing: "row",
    done: "deleted",
};

/// What the official tool prints: the service answers with nothing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shape<'a> {
    deleted: bool,
    row_id: &'a str,
}

impl RunWithClient for Delete {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let ids = ids::several::<RowId>(context, "row", &self.ids)?;
        let things = match &ids {
            ids::Several::One(id) => format!("row {id}"),
            ids::Several::List(ids) => show::count(ids.len(), "row"),
        };
        confirm::deletion(context, self.force, &things)?;
        let delete = async |id: RowId| -> Result<RowId, Error> {
            place.table.row(id.clone()).delete().send().await?;
            Ok(id)
        };
        let outcome = each(context, DELETED, ids, delete).await;
        outcome.tell(context, "Deleted", |id| {
            let shape = Shape {
                deleted: true,
                row_id: id.as_str(),
            };
            serde_json::to_vec(&shape).unwrap_or_default()
        })?;
        outcome.end()
    }
}
