//! The order of a row list.

use std::cmp::Ordering;

use serde_json::Value;

use super::{
    dates::Span,
    kind::FilterKind,
    show::{display, read},
};
use crate::{
    answer::Refusal,
    id::Id,
    model::{Column, Row, Table},
    state::State,
};

/// The sort keys of a request, the first one foremost.
#[derive(Debug)]
pub(crate) struct Order<'a>(Vec<(&'a Column, Direction)>);

#[derive(Debug, Clone, Copy)]
enum Direction {
    Ascending,
    Descending,
}

/// What a cell is sorted by.
#[derive(Debug, PartialEq, PartialOrd)]
enum Key {
    Number(f64),
    Text(String),
}

impl<'a> Order<'a> {
    /// Reads `columnId:asc,columnId:desc`; without a direction it is ascending.
    pub(crate) fn parse(text: &str, table: &'a Table) -> Result<Self, Refusal> {
        let keys = text.split(',').map(|key| {
            let (id, direction) = key.split_once(':').unwrap_or((key, "asc"));
            let direction = match direction {
                "asc" => Direction::Ascending,
                "desc" => Direction::Descending,
                _ => return None,
            };
            Some((table.column(&Id::parse(id)?)?, direction))
        });
        keys.collect::<Option<_>>()
            .map(Self)
            .ok_or_else(|| Refusal::invalid("sort"))
    }

    /// Sorts: options in the order of their column, all text without regard to letter case, empty
    /// cells last in either direction. Rows that are alike keep their order.
    pub(crate) fn apply(&self, state: &State, rows: &mut [&Row]) {
        rows.sort_by_cached_key(|row| row.number);
        for (column, direction) in self.0.iter().rev() {
            let mut keyed: Vec<_> = rows
                .iter()
                .map(|row| (key(state, row, column), *row))
                .collect();
            keyed.sort_by(|(one, _), (other, _)| match (one, other) {
                (Some(one), Some(other)) => {
                    let order = one.partial_cmp(other).unwrap_or(Ordering::Equal);
                    match direction {
                        Direction::Ascending => order,
                        Direction::Descending => order.reverse(),
                    }
                }
                (one, other) => one.is_none().cmp(&other.is_none()),
            });
            for (place, (_, row)) in rows.iter_mut().zip(keyed) {
                *place = row;
            }
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 and places in a list are small"
)]
fn key(state: &State, row: &Row, column: &Column) -> Option<Key> {
    let cell = read(row, column);
    match (&cell, column.r#type.filter_kind()) {
        // What has no order of its own has none here; a password's would tell about it.
        (Value::Null, _) | (_, FilterKind::Opaque) => None,
        (Value::Array(items), _) if items.is_empty() => None,
        (Value::String(text), _) if text.is_empty() => None,
        (Value::Number(number), _) => number.as_f64().map(Key::Number),
        (Value::Bool(flag), _) => Some(Key::Number(f64::from(u8::from(*flag)))),
        (Value::String(text), FilterKind::Date) => {
            Span::written(text).map(|span| Key::Number(span.first.as_millisecond() as f64))
        }
        (Value::String(id), FilterKind::Select) if !column.options.is_empty() => {
            let mut options = column.options.iter();
            let place = options.position(|option| option.id.as_str() == id)?;
            Some(Key::Number(place as f64))
        }
        _ => Some(Key::Text(display(state, column, &cell).to_lowercase())),
    }
}
