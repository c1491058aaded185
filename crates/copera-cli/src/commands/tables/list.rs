use clap::Args;
use copera_api::Client;
use copera_api::model::Table as Listed;
use copera_term::{ExitCode, Report, Table};

use super::OnBoard;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::Page;
use crate::{failure, show, streams};

/// List the tables of a board
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera tables list --board 64a1b2c3d4e5f60718293a4b\n  \
                        copera tables list --query tasks\n  copera tables list --output plain | cut -f1"
)]
pub(crate) struct List {
    #[command(flatten)]
    on: OnBoard,

    /// Only tables whose name holds this text
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.board(self.on.id(context)?).tables().list();
        if let Some(query) = self.query.filter(|query| !query.is_empty()) {
            request = request.query(query);
        }
        let tables = request
            .send_streaming()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let blank = || {
            let mut shown = Table::new(&["ID", "NAME", "COLUMNS", "UPDATED"]).whole(&[3]);
            shown.align_right(2);
            shown
        };
        streams::list(
            context,
            tables,
            "No tables found.",
            blank,
            |table: &Listed| {
                [
                    table.id.to_string(),
                    table.name.clone(),
                    table.columns.len().to_string(),
                    show::time(&table.updated_at),
                ]
            },
            |table| Page::Table(&table.board, &table.id),
        )
        .await
    }
}
