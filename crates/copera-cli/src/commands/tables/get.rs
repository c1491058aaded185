use clap::Args;
use copera_api::model::Column;
use copera_api::{Client, TableId};
use copera_term::{ExitCode, Mode, Record, Report, Table};

use super::OnBoard;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::{self, Page};
use crate::{failure, ids, schema, show};

/// Show one table and its columns
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera tables get 64a1b2c3d4e5f60718293a4d\n  \
                        copera tables get 64a1b2c3d4e5f60718293a4d --jq '.columns[] | [.columnId, .label] | @tsv'"
)]
pub(crate) struct Get {
    /// The table's id
    id: Option<String>,

    #[command(flatten)]
    on: OnBoard,
}

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: TableId = ids::required("table", self.id.as_deref())?;
        let board = self.on.id(context)?;
        let table = client
            .board(board)
            .table(id.clone())
            .get()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        schema::keep(context, &id, table.raw());
        let code = show::one(context, table.raw(), || {
            let mut record = Record::new();
            record.field("ID", table.id.as_str());
            let page = Page::Table(&table.board, &table.id);
            record.link(links::known(context, page).as_deref());
            record.field("Name", &table.name);
            record.field("Board", table.board.as_str());
            record.field("Created", &show::time(&table.created_at));
            record.field("Updated", &show::time(&table.updated_at));
            record
        })?;
        if context.output().mode() != Mode::Json && context.style().fields.is_none() {
            let columns = columns(&table.columns);
            context.print(|output, to| {
                if output.mode() == Mode::Table {
                    writeln!(to)?;
                }
                columns.write(output, to)
            })?;
        }
        Ok(code)
    }
}

fn columns(columns: &[Column]) -> Table {
    let mut shown = Table::new(&["COLUMN", "TYPE", "LABEL", "OPTIONS"]);
    for column in columns {
        let options = column.options.as_deref().unwrap_or_default();
        let options: Vec<_> = options
            .iter()
            .map(|option| option.label.as_deref().unwrap_or(option.id.as_str()))
            .collect();
        shown.row([
            column.id.as_str(),
            &column.kind,
            &column.label,
            &options.join(", "),
        ]);
    }
    shown
}
