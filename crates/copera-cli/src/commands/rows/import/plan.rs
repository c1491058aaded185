//! From records to rows: names to columns, values by the columns' types. All of it before anything
//! is sent.

use std::collections::{BTreeMap, BTreeSet};

use copera_api::model::{Column, Table};
use copera_api::{ColumnId, Json};
use copera_term::Report;
use serde::Deserialize;

use super::input::{Input, Record, Value};
use crate::commands::rows::data::{self, NewCell};
use crate::schema;

/// What the service says of every row, and nobody can set.
const OWN: [&str; 8] = [
    "_id",
    "rowId",
    "owner",
    "table",
    "board",
    "createdAt",
    "updatedAt",
    "url",
];
/// The row's description, where no column is called so.
const DESCRIPTION: &str = "description";
/// The cells of a row as the service writes them, where no column is called so.
const CELLS: &str = "columns";

/// A row to make.
#[derive(Debug)]
pub(super) struct NewRow {
    pub(super) cells: Vec<NewCell>,
    pub(super) description: Option<String>,
}

/// What stands behind a name.
#[derive(Debug, Clone, Copy)]
enum Meaning<'a> {
    Cell(&'a Column),
    Description,
    Cells,
    /// It can't be set, and is passed over.
    Nothing,
}

/// How the records become rows.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    meanings: BTreeMap<&'a str, Meaning<'a>>,
    table: &'a Table,
    /// Names that are passed over.
    pub(super) left_out: BTreeSet<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CellData {
    column_id: ColumnId,
    value: Json,
}

impl<'a> Plan<'a> {
    /// Finds out what each name means.
    ///
    /// # Errors
    /// A name leads to no column, or two of the first line to the same.
    pub(super) fn new(table: &'a Table, input: &'a Input) -> Result<Self, Report> {
        let mut plan = Self {
            meanings: BTreeMap::new(),
            table,
            left_out: BTreeSet::new(),
        };
        for name in input.names() {
            let meaning = meaning(table, name).map_err(|report| separated(input, name, report))?;
            if matches!(meaning, Meaning::Nothing) {
                plan.left_out.insert(name);
            }
            plan.meanings.insert(name, meaning);
        }
        plan.check_heading(input)?;
        Ok(plan)
    }

    /// A column that the first line names by its label and by its id has no value that counts.
    fn check_heading(&self, input: &Input) -> Result<(), Report> {
        let mut named = BTreeMap::new();
        for name in input.heading() {
            let Some(Meaning::Cell(column)) = self.meanings.get(name) else {
                continue;
            };
            if let Some(other) = named.insert(&column.id, name) {
                let message = format!(
                    "the first line names column `{}` twice: `{other}` and `{name}`",
                    column.label
                );
                return Err(Report::input(message).suggest("leave one of them out"));
            }
        }
        Ok(())
    }

    /// The row that a record becomes.
    ///
    /// # Errors
    /// Values don't fit their columns, each in words: whoever mends the record sees all of them at once.
    pub(super) fn row(&self, record: &Record) -> Result<NewRow, String> {
        let mut row = NewRow {
            cells: Vec::new(),
            description: None,
        };
        let mut problems = Vec::new();
        for (name, value) in &record.values {
            let added = match self.meanings.get(name.as_str()) {
                Some(Meaning::Cell(column)) => add(&mut row, column, value),
                Some(Meaning::Description) => description(value).map(|text| row.description = text),
                Some(Meaning::Cells) => self.add_all(&mut row, value),
                Some(Meaning::Nothing) | None => Ok(()),
            };
            problems.extend(added.err());
        }
        if problems.is_empty() {
            Ok(row)
        } else {
            Err(problems.join(", "))
        }
    }

    /// Cells as a row of the service has them; those that it computes are passed over.
    fn add_all(&self, row: &mut NewRow, value: &Value) -> Result<(), String> {
        let cells: Vec<CellData> = match value {
            Value::Json(json) => json.read().map_err(|error| format!("{CELLS}: {error}"))?,
            Value::Text(_) => return Err(format!("{CELLS}: expected a list of cells")),
        };
        for cell in cells {
            let column = self.table.column(&cell.column_id);
            let column = column.ok_or_else(|| format!("there is no column {}", cell.column_id))?;
            if column.kind.is_writable() {
                add(row, column, &Value::Json(cell.value))?;
            }
        }
        Ok(())
    }
}

/// Spreadsheets write semicolons or tabs where the comma is in numbers, and call it CSV.
fn separated(input: &Input, name: &str, report: Report) -> Report {
    if input.heading().count() != 1 || !name.contains([';', '\t']) {
        return report;
    }
    Report::input(format!("the first line names one column, `{name}`"))
        .suggest("a comma is what parts values in CSV: write the file with commas")
}

/// The names that only a column can have.
pub(super) fn column_names(input: &Input) -> impl Iterator<Item = &str> {
    input
        .names()
        .into_iter()
        .filter(|name| !OWN.contains(name) && ![DESCRIPTION, CELLS].contains(name))
}

fn meaning<'a>(table: &'a Table, name: &str) -> Result<Meaning<'a>, Report> {
    match (table.column_called(name.trim()), name) {
        (Ok(column), _) if column.kind.is_writable() => Ok(Meaning::Cell(column)),
        (Ok(_), _) => Ok(Meaning::Nothing),
        (Err(_), DESCRIPTION) => Ok(Meaning::Description),
        (Err(_), CELLS) => Ok(Meaning::Cells),
        (Err(_), name) if OWN.contains(&name) => Ok(Meaning::Nothing),
        (Err(_), name) => schema::column(table, name).map(Meaning::Cell),
    }
}

/// A value that is none leaves the cell as the service makes it.
fn add(row: &mut NewRow, column: &Column, value: &Value) -> Result<(), String> {
    let value = match value {
        Value::Text(text) => column.parse(text),
        Value::Json(json) if json.is_null() => return Ok(()),
        Value::Json(json) => column.parse_json(json),
    };
    let value = value.map_err(|error| error.to_string())?;
    if row.cells.iter().any(|(id, _)| *id == column.id) {
        return Err(format!("column `{}` has two values", column.label));
    }
    let json = data::json(&value).map_err(|report| report.message)?;
    row.cells.push((column.id.clone(), json));
    Ok(())
}

fn description(value: &Value) -> Result<Option<String>, String> {
    match value {
        Value::Text(text) => Ok(Some(text.clone())),
        Value::Json(json) => json
            .read()
            .map_err(|_| format!("{DESCRIPTION}: a value there is a text")),
    }
}
