use clap::Args;
use copera_api::rows::RowHandle;
use copera_api::tables::TableHandle;
use copera_api::{BoardId, Client, RowId, TableId};
use copera_auth::copera::DefaultId;
use copera_term::Report;

use crate::context::Context;
use crate::ids;
use crate::links::{self, Page};

/// The table that a command works on, as it was typed.
#[derive(Debug, Args)]
pub(crate) struct OnTable {
    /// The board's id; without it, `board_id` of the profile
    #[arg(long, value_name = "ID")]
    board: Option<String>,

    /// The table's id; without it, `table_id` of the profile
    #[arg(long, value_name = "ID")]
    table: Option<String>,
}

/// The table that a command works on.
#[derive(Debug)]
pub(super) struct Place {
    board: BoardId,
    pub(super) id: TableId,
    pub(super) table: TableHandle,
}

impl OnTable {
    pub(super) fn place(&self, context: &Context, client: &Client) -> Result<Place, Report> {
        let board: BoardId = ids::or_default(
            context,
            DefaultId::Board,
            "board",
            "--board",
            self.board.as_deref(),
        )?;
        let id: TableId = ids::or_default(
            context,
            DefaultId::Table,
            "table",
            "--table",
            self.table.as_deref(),
        )?;
        let table = client.board(board.clone()).table(id.clone());
        Ok(Place { board, id, table })
    }

    /// A row of the table, named on the command line.
    pub(super) fn row(
        &self,
        context: &Context,
        client: &Client,
        row: Option<&str>,
    ) -> Result<RowHandle, Report> {
        let place = self.place(context, client)?;
        Ok(place.table.row(ids::required("row", row)?))
    }
}

impl Place {
    pub(super) fn board_id(&self) -> &BoardId {
        &self.board
    }

    /// The address of a row in the web application.
    pub(super) async fn link(
        &self,
        context: &Context,
        client: &Client,
        row: &RowId,
    ) -> Option<String> {
        links::link(context, client, Page::Row(&self.board, &self.id, row)).await
    }
}
