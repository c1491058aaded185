//! Tables, their columns, and rows as they are kept. How a row reads is in [`cells`](crate::cells).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Time;
use crate::{cells::ColumnType, id::Id};

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Table {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) board: Id,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) columns: Vec<Column>,
    /// The view that an export names. No endpoint lists views.
    #[serde(skip)]
    pub(crate) view: Id,
    /// The number that the next row will have: numbers are not used twice.
    #[serde(skip)]
    pub(crate) next_number: u64,
}

impl Table {
    pub(crate) fn column(&self, id: &Id) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == *id)
    }
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Column {
    #[serde(rename = "columnId")]
    pub(crate) id: Id,
    pub(crate) label: String,
    pub(crate) r#type: ColumnType,
    pub(crate) order: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) options: Vec<Choice>,
    /// The schema does not show it.
    #[serde(skip)]
    pub(crate) source: Source,
}

/// Where the cells of a column come from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    Own,
    /// Rows of another table, whose column `mirror` holds the way back.
    Link {
        table: Id,
        mirror: Id,
    },
    /// A column of the rows that the link column `via` names.
    Lookup {
        via: Id,
        column: Id,
    },
}

/// One of the values of a status, dropdown or labels column: the documents' "option".
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Choice {
    #[serde(rename = "optionId")]
    pub(crate) id: Id,
    pub(crate) order: usize,
    pub(crate) label: String,
    pub(crate) color: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status_group: Option<StatusGroup>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum StatusGroup {
    Todo,
    InProgress,
    Done,
}

/// A row as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: Id,
    /// The small visible number, `rowId` on the wire.
    pub(crate) number: u64,
    pub(crate) owner: Id,
    pub(crate) table: Id,
    pub(crate) board: Id,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) changed_by: Id,
    /// By column id; an empty cell is absent. Markdown and passwords are whole here.
    pub(crate) values: BTreeMap<Id, Value>,
    /// Markdown; empty when there is none.
    pub(crate) description: String,
}

impl Row {
    /// Fills a cell; `null` empties it.
    pub(crate) fn put(&mut self, column: Id, value: Value) {
        if value.is_null() {
            self.values.remove(&column);
        } else {
            self.values.insert(column, value);
        }
    }

    /// Notes who changed the row, and when.
    pub(crate) fn touch(&mut self, now: Timestamp, by: Id) {
        self.updated_at = Time(now);
        self.changed_by = by;
    }
}
