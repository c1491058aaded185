use clap::Args;
use copera_api::{Client, RowId};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report};
use serde::Serialize;

use super::place::OnTable;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::{confirm, failure, ids, show};

/// Delete a row, or several
///
/// Several are deleted one after the other; the first failure ends it, and says how many are gone.
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

/// What the official tool prints: the service answers with nothing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shape<'a> {
    deleted: bool,
    row_id: &'a str,
}

impl<'a> Shape<'a> {
    fn of(id: &'a RowId) -> Self {
        Self {
            deleted: true,
            row_id: id.as_str(),
        }
    }
}

impl RunWithClient for Delete {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let delete = |id: &RowId| place.table.row(id.clone()).delete().send();
        match ids::several("row", &self.ids)? {
            ids::Several::One(id) => {
                confirm::deletion(context, self.force, &format!("row {id}"))?;
                delete(&id)
                    .await
                    .map_err(|error| failure::api(context, &error))?;
                show::change(context, &Shape::of(&id), &format!("Deleted row {id}."))
            }
            ids::Several::List(ids) => {
                confirm::deletion(context, self.force, &show::count(ids.len(), "row"))?;
                for (index, id) in ids.iter().enumerate() {
                    delete(id).await.map_err(|error| {
                        let mut report = failure::api(context, &error);
                        let all = ids.len();
                        report.message = format!(
                            "row {id}: {}; {index} of {all} rows were deleted",
                            report.message
                        );
                        report
                    })?;
                }
                deleted(context, &ids)
            }
        }
    }
}

fn deleted(context: &Context, ids: &[RowId]) -> Result<ExitCode, Report> {
    if context.output().mode() != Mode::Json {
        context
            .output()
            .note(&format!("Deleted {}.", show::count(ids.len(), "row")));
        return Ok(ExitCode::Success);
    }
    context.print_document(|_, to| {
        let document = serde_json::to_vec(&ids.iter().map(Shape::of).collect::<Vec<_>>())?;
        context.style().write(&document, Items::Bare, to)
    })?;
    Ok(ExitCode::Success)
}
