//! How a row reads: its cells on the wire, and in words.

use serde::Serialize;
use serde_json::Value;

use super::kind::ColumnType;
use crate::{
    id::Id,
    model::{Column, Row, Source, Table, Time},
    state::State,
};

/// What stands in place of a password.
const MASK: &str = "********";
/// How much of a rich text a row shows, in characters.
const PREVIEW: usize = 200;

/// A row on the wire.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowView<'a> {
    #[serde(rename = "_id")]
    id: &'a Id,
    row_id: u64,
    owner: &'a Id,
    table: &'a Id,
    board: &'a Id,
    created_at: Time,
    updated_at: Time,
    /// All columns of the table; an empty cell has the value `null`.
    columns: Vec<CellView<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CellView<'a> {
    column_id: &'a Id,
    value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_value: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lookup_value: Option<Vec<Foreign>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Foreign {
    foreign_row_id: Id,
    foreign_row_value: Value,
}

impl<'a> RowView<'a> {
    pub(crate) fn of(state: &'a State, table: &'a Table, row: &'a Row) -> Self {
        Self {
            id: &row.id,
            row_id: row.number,
            owner: &row.owner,
            table: &row.table,
            board: &row.board,
            created_at: row.created_at,
            updated_at: row.updated_at,
            columns: table
                .columns
                .iter()
                .map(|column| CellView::of(state, table, row, column))
                .collect(),
            description: &row.description,
        }
    }
}

impl<'a> CellView<'a> {
    pub(crate) fn of(state: &State, table: &Table, row: &Row, column: &'a Column) -> Self {
        Self {
            column_id: &column.id,
            value: shown(row, column),
            link_value: matches!(column.source, Source::Link { .. }).then(|| {
                let rows = linked(state, row, column);
                rows.map(|row| title(state, row)).collect()
            }),
            lookup_value: looked_up(state, table, row, column),
        }
    }
}

/// A cell as it is kept, computed ones included; `null` when it is empty.
pub(crate) fn read(row: &Row, column: &Column) -> Value {
    let time = |Time(time): Time| Value::from(format!("{time:.3}"));
    match column.r#type {
        ColumnType::Autonumber => row.number.into(),
        ColumnType::CreatedAt => time(row.created_at),
        ColumnType::UpdatedAt => time(row.updated_at),
        ColumnType::CreatedBy => row.owner.as_str().into(),
        ColumnType::LastModifiedBy => row.changed_by.as_str().into(),
        _ => row.values.get(&column.id).cloned().unwrap_or_default(),
    }
}

/// A cell as a client may see it.
pub(crate) fn shown(row: &Row, column: &Column) -> Value {
    match (column.r#type, read(row, column)) {
        (ColumnType::Password, Value::String(_)) => MASK.into(),
        (ColumnType::Description, Value::String(text)) => {
            text.chars().take(PREVIEW).collect::<String>().into()
        }
        (_, value) => value,
    }
}

/// The rows that a link cell names, in its order.
fn linked<'a>(state: &'a State, row: &'a Row, column: &Column) -> impl Iterator<Item = &'a Row> {
    let ids = row.values.get(&column.id).and_then(Value::as_array);
    ids.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter_map(|id| state.rows.get(id))
}

fn looked_up(state: &State, table: &Table, row: &Row, column: &Column) -> Option<Vec<Foreign>> {
    let Source::Lookup { via, column } = &column.source else {
        return None;
    };
    let via = table.column(via)?;
    let Source::Link { table: target, .. } = &via.source else {
        return None;
    };
    let foreign = state.table(target)?.column(column)?;
    let found = linked(state, row, via).map(|row| Foreign {
        foreign_row_id: row.id.clone(),
        foreign_row_value: shown(row, foreign),
    });
    Some(found.collect())
}

/// What names a row where another links to it: the first text column of its table.
fn title(state: &State, row: &Row) -> String {
    let table = state.table(&row.table);
    let named = table.and_then(|table| {
        let mut columns = table.columns.iter();
        columns.find(|column| column.r#type == ColumnType::Text)
    });
    named
        .and_then(|column| row.values.get(&column.id)?.as_str())
        .map_or_else(|| format!("#{}", row.number), str::to_owned)
}

/// A cell in words: labels, names and titles in place of ids.
pub(crate) fn display(state: &State, column: &Column, cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => name(state, column, text).unwrap_or_else(|| text.clone()),
        Value::Array(items) => {
            let words: Vec<_> = items
                .iter()
                .map(|item| display(state, column, item))
                .collect();
            words.join(", ")
        }
        other => other.to_string(),
    }
}

/// What an id in a cell stands for.
fn name(state: &State, column: &Column, id: &str) -> Option<String> {
    if let Some(option) = column
        .options
        .iter()
        .find(|option| option.id.as_str() == id)
    {
        return Some(option.label.clone());
    }
    match column.r#type {
        ColumnType::Users | ColumnType::CreatedBy | ColumnType::LastModifiedBy => {
            let member = state.member(&Id::parse(id)?)?;
            Some(member.name.clone())
        }
        ColumnType::Link => Some(title(state, state.rows.get(id)?)),
        _ => None,
    }
}
