//! Tables, with their columns.

use crate::{
    BoardId, Client, Error, Reply, RowId, TableId, ViewId,
    call::Call,
    endpoint::{Endpoint, TABLE_EXPORT, TABLE_GET, TABLES_LIST},
    export::ExportTable,
    model::Table,
    request::requests,
    rows::{RowHandle, Rows},
    stream::{IntoCall, streamed},
};

/// The tables of a board; made by [`BoardHandle::tables`](crate::boards::BoardHandle::tables).
#[derive(Debug, Clone)]
pub struct Tables {
    client: Client,
    board: BoardId,
}

impl Tables {
    pub(crate) fn new(client: Client, board: BoardId) -> Self {
        Self { client, board }
    }

    /// Lists the tables, their columns included: `GET /board/{boardId}/tables`.
    ///
    /// Any kind of token, with scope `access_boards`.
    pub fn list(&self) -> ListTables {
        ListTables(Call::new(self.client.clone(), &TABLES_LIST).argument(&self.board))
    }
}

/// One table; made by [`BoardHandle::table`](crate::boards::BoardHandle::table).
#[derive(Debug, Clone)]
pub struct TableHandle {
    client: Client,
    board: BoardId,
    id: TableId,
}

impl TableHandle {
    pub(crate) fn new(client: Client, board: BoardId, id: TableId) -> Self {
        Self { client, board, id }
    }

    /// A call of an endpoint below this table.
    pub(crate) fn call(&self, endpoint: &'static Endpoint) -> Call {
        Call::new(self.client.clone(), endpoint)
            .argument(&self.board)
            .argument(&self.id)
    }

    /// Reads the table, its columns included: `GET /board/{boardId}/table/{tableId}`.
    ///
    /// Any kind of token, with scope `access_boards`.
    pub fn get(&self) -> GetTable {
        GetTable(self.call(&TABLE_GET))
    }

    /// Exports the table as the view shows it: `POST /board/{boardId}/table/{tableId}/export`.
    ///
    /// Scope `access_boards`; whether integration keys may is not documented, so they are let
    /// through. A PDF, a ZIP and whatever is large is made in the background, and no endpoint is
    /// known that tells when it is there.
    pub fn export(&self, view: ViewId) -> ExportTable {
        ExportTable::new(self.call(&TABLE_EXPORT), self.board.clone(), view)
    }

    /// The rows of the table.
    pub fn rows(&self) -> Rows {
        Rows::new(self.clone())
    }

    /// One row of the table.
    pub fn row(&self, id: RowId) -> RowHandle {
        RowHandle::new(self.clone(), id)
    }
}

requests! {
    /// A request for the tables of a board; made by [`Tables::list`].
    ListTables, send -> Reply<Vec<Table>>;
    /// A request for one table; made by [`TableHandle::get`].
    GetTable, send -> Reply<Table>;
}

impl ListTables {
    /// Only tables whose name matches. Default: all.
    pub fn query(self, text: impl Into<String>) -> Self {
        Self(self.0.query("q", text))
    }
}

impl IntoCall for ListTables {
    fn into_call(self) -> Result<Call, Error> {
        Ok(self.0)
    }
}

streamed! {
    ListTables of Table;
}
