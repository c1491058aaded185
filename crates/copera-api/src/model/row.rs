use serde::Deserialize;

use crate::{BoardId, ColumnId, Json, RowId, TableId, Timestamp, UserId, wire::present};

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Row {
    /// The row's id.
    #[serde(rename = "_id")]
    pub id: RowId,
    /// The row's small visible number.
    #[serde(rename = "rowId")]
    pub number: u64,
    /// The user whom it belongs to.
    pub owner: UserId,
    /// The table that it belongs to.
    pub table: TableId,
    /// The board that it belongs to.
    pub board: BoardId,
    /// The cells, each of which names its column.
    #[serde(rename = "columns")]
    pub cells: Vec<Cell>,
    /// The row's fixed description. Its full text has an endpoint of its own.
    pub description: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When the row was last changed.
    pub updated_at: Timestamp,
}

impl Row {
    /// The cell in this column.
    pub fn cell(&self, column: &ColumnId) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column_id == *column)
    }
}

/// What stands in one column of a row, as the service sent it.
///
/// A row does not say what its columns are: [`Column::read`](super::Column::read) tells what the
/// cell means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Cell {
    /// The column.
    pub column_id: ColumnId,
    /// The value; a `null` that was sent is not `None`.
    #[serde(default, deserialize_with = "present")]
    pub value: Option<Json>,
    /// For a column of links: what to show for each linked row, in the same order.
    #[serde(default, deserialize_with = "present")]
    pub link_value: Option<Json>,
    /// For a lookup column: what the linked rows hold.
    pub lookup_value: Option<Vec<LookupValue>>,
}

/// What one linked row holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LookupValue {
    /// The linked row.
    pub foreign_row_id: RowId,
    /// The value there.
    #[serde(default, deserialize_with = "present")]
    pub foreign_row_value: Option<Json>,
}
