use clap::Args;
use copera_api::{Client, RowId, WriteMode};
use copera_term::{ExitCode, Report};

use super::data::Cells;
use super::get::one;
use super::place::{OnTable, Place};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::waiting::{Waiting, Written};
use crate::{failure, ids};

/// Make a row
///
/// Values for columns that can't be written are dropped by the service without a word. It writes the
/// description a moment after the row; --wait waits until it can be read back.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows create --set 'Name=Oil the bearings' --set 'Status=To do'\n  \
                        copera rows create --data '{\"columns\":[{\"columnId\":\"64a1b2c3d4e5f60718293a50\",\"value\":\"Oil\"}]}'\n  \
                        copera rows create --data @row.json --dry-run"
)]
pub(crate) struct Create {
    #[command(flatten)]
    on: OnTable,

    #[command(flatten)]
    cells: Cells,

    #[command(flatten)]
    waiting: Waiting,
}

impl RunWithClient for Create {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let (cells, description) = self.cells.for_creation(context, &place).await?;
        let mut row = place.table.rows().create();
        for (column, value) in cells {
            row = row.set(column, &value);
        }
        if let Some(description) = &description {
            row = row.description(description);
        }
        let row = row
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        // First: whatever becomes of the waiting, the row is there.
        let code = one(context, client, &place, &row).await?;
        if let Some(description) = description.filter(|_| self.waiting.is_wanted(context)) {
            self.wait(context, &place, &row.id, &description).await?;
        }
        Ok(code)
    }
}

impl Create {
    async fn wait(
        &self,
        context: &Context,
        place: &Place,
        id: &RowId,
        description: &str,
    ) -> Result<(), Report> {
        let row = place.table.row(id.clone());
        let read = async || match row.description().send().await {
            Ok(text) => Ok(text.into_value().content),
            Err(error) => Err(failure::api(context, &error)),
        };
        let written = Written {
            before: "",
            mode: WriteMode::Replace,
            new: description,
            thing: &format!("the description of row {id}"),
            look: &format!("copera rows description {id}"),
        };
        self.waiting.until_read(written, read).await
    }
}

/// Change cells of a row
///
/// Other cells keep their values. To write long text, see `copera rows update-column-content`, and for the
/// row's description `copera rows update-description`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows update 64a1b2c3d4e5f60718293a4e --set Status=Done --set Points=5\n  \
                        copera rows update 64a1b2c3d4e5f60718293a4e --data @change.json"
)]
pub(crate) struct Update {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    #[command(flatten)]
    cells: Cells,
}

impl RunWithClient for Update {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let id: RowId = ids::required("row", self.id.as_deref())?;
        let cells = self.cells.for_update(context, &place).await?;
        let mut row = place.table.row(id).update();
        for (column, value) in cells {
            row = row.set(column, &value);
        }
        let row = row
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        one(context, client, &place, &row).await
    }
}
