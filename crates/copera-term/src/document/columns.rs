//! Tables of rows that are JSON objects.

use serde_json::Result;
use serde_json::value::RawValue;

use super::{Fields, cell};
use crate::table::Table;

/// A column: its heading, the field, and how a value is shown.
pub type Column = (&'static str, &'static str, fn(&str) -> String);

/// The fields of each row as they are shown.
///
/// # Errors
/// Where a row is no object.
pub fn cells(rows: &[Box<RawValue>], columns: &[Column]) -> Result<Vec<Vec<String>>> {
    let names: Vec<_> = columns.iter().map(|(_, field, _)| *field).collect();
    let fields = Fields::of(&names);
    let shown = |row: &RawValue| {
        let values = fields.values(row)?.into_iter().zip(columns);
        let shown = values.map(|(value, (.., show))| show(&cell(value)));
        Ok(shown.collect())
    };
    rows.iter().map(|row| shown(row)).collect()
}

/// A table of these columns, without those in which there is nothing.
///
/// # Errors
/// Where a row is no object.
pub fn columns(rows: &[Box<RawValue>], columns: &[Column]) -> Result<Table> {
    let cells = cells(rows, columns)?;
    let is_used = |column: &usize| cells.iter().any(|row| !row[*column].is_empty());
    let used: Vec<_> = (0..columns.len()).filter(is_used).collect();
    let headings: Vec<_> = used.iter().map(|column| columns[*column].0).collect();
    let mut table = Table::new(&headings);
    for row in &cells {
        table.row(used.iter().map(|column| row[*column].as_str()));
    }
    Ok(table)
}
