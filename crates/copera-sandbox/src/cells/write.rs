//! What a request may put into cells.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::Value;

use super::kind::Shape;
use crate::{
    answer::Refusal,
    id::Id,
    model::{Column, Source, Table},
    state::State,
};

/// One cell in the body of a request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CellWrite {
    column_id: Id,
    #[serde(default)]
    value: Value,
}

impl CellWrite {
    pub(crate) fn new(column_id: Id, value: Value) -> Self {
        Self { column_id, value }
    }
}

/// When a cell is written: an update leaves rich text alone, a creation may bring it along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Creation,
    Update,
}

/// The values to keep, `null` for a cell to be emptied.
///
/// A value for a column that can't be written is dropped without a word, as documented. A column
/// that the table does not have, or a value that does not fit, is a 400 and nothing is written:
/// the documents leave it open, and a silent half is the worse answer.
pub(crate) fn accepted(
    state: &State,
    table: &Table,
    writes: Vec<CellWrite>,
    moment: Moment,
) -> Result<BTreeMap<Id, Value>, Refusal> {
    let mut values = BTreeMap::new();
    for CellWrite { column_id, value } in writes {
        let column = table
            .column(&column_id)
            .ok_or_else(|| Refusal::invalid(&format!("columns.{column_id}")))?;
        let shape = column.r#type.shape();
        if shape == Shape::Computed || (shape == Shape::Markdown && moment == Moment::Update) {
            continue;
        }
        if !value.is_null() && !fits(state, column, shape, &value) {
            return Err(Refusal::invalid(&format!("columns.{}", column.label)));
        }
        values.insert(column_id, value);
    }
    Ok(values)
}

fn fits(state: &State, column: &Column, shape: Shape, value: &Value) -> bool {
    match shape {
        Shape::Text | Shape::Markdown => value.is_string(),
        Shape::Number => value.is_number(),
        Shape::Flag => value.is_boolean(),
        Shape::Moment => value
            .as_str()
            .is_some_and(|text| text.parse::<Timestamp>().is_ok() || text.parse::<Date>().is_ok()),
        Shape::Choice => is_option(column, value),
        Shape::Choices => all(value, |item| is_option(column, item)),
        Shape::People => all(value, |item| {
            id(item).is_some_and(|id| state.member(&id).is_some())
        }),
        Shape::Rows => all(value, |item| {
            let Source::Link { table, .. } = &column.source else {
                return false;
            };
            let row = id(item).and_then(|id| state.rows.get(&id));
            row.is_some_and(|row| row.table == *table)
        }),
        Shape::Place => ["latitude", "longitude"]
            .into_iter()
            .all(|name| value.get(name).is_some_and(Value::is_number)),
        Shape::Computed => false,
    }
}

fn all(value: &Value, test: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(test))
}

fn id(value: &Value) -> Option<Id> {
    value.as_str().and_then(Id::parse)
}

fn is_option(column: &Column, value: &Value) -> bool {
    let wanted = value.as_str();
    let mut options = column.options.iter();
    options.any(|option| Some(option.id.as_str()) == wanted)
}
