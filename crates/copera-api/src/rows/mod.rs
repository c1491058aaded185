//! Rows: their cells, their long texts, their passwords.

mod authenticate;
mod list;
mod write;

pub use self::{
    authenticate::AuthenticateRow,
    list::ListRows,
    write::{CreateRow, UpdateRow},
};
use crate::{
    AttachmentId, ColumnId, CommentId, Reply, RowId,
    call::Call,
    comments::{CommentHandle, CommentsHandle},
    endpoint::{
        CELL_CONTENT_GET, CELL_CONTENT_WRITE, CELL_FILE_DOWNLOAD, Endpoint, ROW_AUTHENTICATE,
        ROW_CREATE, ROW_DELETE, ROW_DESCRIPTION_GET, ROW_DESCRIPTION_WRITE, ROW_GET,
        ROW_GET_BY_NUMBER, ROW_UPDATE, ROWS_LIST,
    },
    markdown::{WriteMarkdown, WriteMode},
    model::{Markdown, Row},
    request::requests,
    tables::TableHandle,
    transfer::StartDownload,
};

/// The rows of a table; made by [`TableHandle::rows`].
#[derive(Debug, Clone)]
pub struct Rows {
    table: TableHandle,
}

impl Rows {
    pub(crate) fn new(table: TableHandle) -> Self {
        Self { table }
    }

    /// Lists the rows, all at once: `GET /board/{boardId}/table/{tableId}/rows`.
    ///
    /// Any kind of token, with scope `access_boards`. There are no pages; how many rows come at
    /// most is not documented; [`ListRows::stream`] is made for many.
    pub fn list(&self) -> ListRows {
        ListRows::new(self.table.call(&ROWS_LIST))
    }

    /// Reads the row with this visible number:
    /// `GET /board/{boardId}/table/{tableId}/row-number/{rowNumber}`.
    ///
    /// Scope `access_boards`. The endpoint is known from the documents only.
    pub fn get_by_number(&self, number: u64) -> GetRow {
        let call = self.table.call(&ROW_GET_BY_NUMBER);
        GetRow(call.argument(number.to_string()))
    }

    /// Makes a row: `POST /board/{boardId}/table/{tableId}/row`.
    ///
    /// Any kind of token, with scope `access_boards`. Values for columns that can't be written are
    /// dropped by the service without notice.
    pub fn create(&self) -> CreateRow {
        CreateRow::new(self.table.call(&ROW_CREATE))
    }

    /// Looks up the row that has `identifier.1` in column `identifier.0`, and checks that its
    /// password in column `password.0` is `password.1`:
    /// `POST /board/{boardId}/table/{tableId}/row/authenticate`.
    ///
    /// Any kind of token, with scope `access_boards`. What happens where several rows have the same
    /// identifier is not documented.
    pub fn authenticate(
        &self,
        identifier: (ColumnId, impl Into<String>),
        password: (ColumnId, impl Into<String>),
    ) -> AuthenticateRow {
        AuthenticateRow::new(
            self.table.call(&ROW_AUTHENTICATE),
            (identifier.0, identifier.1.into()),
            (password.0, password.1.into()),
        )
    }
}

/// One row; made by [`TableHandle::row`].
#[derive(Debug, Clone)]
pub struct RowHandle {
    table: TableHandle,
    id: RowId,
}

impl RowHandle {
    pub(crate) fn new(table: TableHandle, id: RowId) -> Self {
        Self { table, id }
    }

    /// A call of an endpoint below this row.
    pub(crate) fn call(&self, endpoint: &'static Endpoint) -> Call {
        self.table.call(endpoint).argument(&self.id)
    }

    /// Reads the row: `GET /board/{boardId}/table/{tableId}/row/{rowId}`.
    ///
    /// Any kind of token, with scope `access_boards`.
    pub fn get(&self) -> GetRow {
        GetRow(self.call(&ROW_GET))
    }

    /// Changes cells of the row: `PATCH /board/{boardId}/table/{tableId}/row/{rowId}`.
    ///
    /// Any kind of token, with scope `access_boards`. Other cells keep their values; long text is
    /// not changed by this call, see [`CellHandle::write`].
    pub fn update(&self) -> UpdateRow {
        UpdateRow::new(self.call(&ROW_UPDATE))
    }

    /// Deletes the row: `DELETE /board/{boardId}/table/{tableId}/row/{rowId}`.
    ///
    /// Any kind of token, with scope `access_boards`.
    pub fn delete(&self) -> DeleteRow {
        DeleteRow(self.call(&ROW_DELETE))
    }

    /// Reads the row's description, as Markdown:
    /// `GET /board/{boardId}/table/{tableId}/row/{rowId}/md`.
    ///
    /// Scope `access_boards`. It has nothing to do with cells of a `DESCRIPTION` column.
    pub fn description(&self) -> GetMarkdown {
        GetMarkdown(self.call(&ROW_DESCRIPTION_GET))
    }

    /// Writes the row's description: `POST /board/{boardId}/table/{tableId}/row/{rowId}/md`.
    ///
    /// Scope `access_boards`.
    pub fn write_description(&self, mode: WriteMode, text: impl Into<String>) -> WriteMarkdown {
        WriteMarkdown::new(self.call(&ROW_DESCRIPTION_WRITE), mode, text.into())
    }

    /// One cell of the row, for its long text or its files.
    pub fn cell(&self, column: ColumnId) -> CellHandle {
        CellHandle {
            row: self.clone(),
            column,
        }
    }

    /// One comment of the row, for its file.
    pub fn comment(&self, id: CommentId) -> CommentHandle {
        CommentHandle::new(self.clone(), id)
    }

    /// The comments of the row.
    pub fn comments(&self) -> CommentsHandle {
        CommentsHandle::new(self.clone())
    }
}

/// One cell: the long text of a column of type `DESCRIPTION`, the files of one of type `FILE`; made
/// by [`RowHandle::cell`].
#[derive(Debug, Clone)]
pub struct CellHandle {
    row: RowHandle,
    column: ColumnId,
}

impl CellHandle {
    /// Reads the cell's whole text, as Markdown:
    /// `GET /board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md`.
    ///
    /// Scope `access_boards`.
    pub fn content(&self) -> GetMarkdown {
        GetMarkdown(self.row.call(&CELL_CONTENT_GET).argument(&self.column))
    }

    /// Writes the cell's text:
    /// `POST /board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md`.
    ///
    /// Scope `access_boards`.
    pub fn write(&self, mode: WriteMode, text: impl Into<String>) -> WriteMarkdown {
        let call = self.row.call(&CELL_CONTENT_WRITE).argument(&self.column);
        WriteMarkdown::new(call, mode, text.into())
    }

    /// Fetches the bytes of a file of the cell:
    /// `GET /board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/file/{fileId}/download`.
    ///
    /// Any kind of token, with scope `access_boards`. How the id is told by the cell's value is not
    /// documented.
    pub fn download(&self, file: &AttachmentId) -> StartDownload {
        let call = self.row.call(&CELL_FILE_DOWNLOAD).argument(&self.column);
        StartDownload::of_attachment(call, file)
    }
}

requests! {
    /// A request for one row; made by [`RowHandle::get`] and [`Rows::get_by_number`].
    GetRow, send -> Reply<Row>;
    /// The end of a row; made by [`RowHandle::delete`].
    DeleteRow, send_for_status -> ();
    /// A request for a text; made by [`RowHandle::description`] and [`CellHandle::content`].
    GetMarkdown, send -> Reply<Markdown>;
}
