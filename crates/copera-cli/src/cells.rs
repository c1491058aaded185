//! What stands in a cell, in words.

use copera_api::Json;
use copera_api::model::{Cell, CellValue, Column, ColumnType};
use serde::Deserialize;

use crate::people::People;
use crate::show;

/// For people: options by their labels, users by their names as far as they are known, linked rows by
/// what is shown for them, local times.
pub(crate) fn words(column: &Column, cell: &Cell, people: &People) -> String {
    match column.read(cell) {
        CellValue::Checkbox(yes) => if yes { "yes" } else { "no" }.to_owned(),
        CellValue::Date(date) => show::time(&date),
        CellValue::Users(users) => joined(
            users.iter().map(|id| people.name(id.as_str()).to_owned()),
            ", ",
        ),
        CellValue::Links { shown, .. } if !shown.is_empty() => joined(shown.iter().map(text), ", "),
        CellValue::Other(json) if column.kind == ColumnType::File => files(&json),
        // The times that the service keeps of itself have no documented type.
        CellValue::Other(json) => match json.read::<String>() {
            Ok(text) if text.parse::<jiff::Timestamp>().is_ok() => show::time(&text),
            // Nor has whom it keeps of itself.
            Ok(text) => people.name(&text).to_owned(),
            Err(_) => text(&json),
        },
        value => exact(column, &value),
    }
}

/// For files: as [`Column::parse`] takes it back, wherever it takes anything.
pub(crate) fn portable(column: &Column, cell: &Cell) -> String {
    exact(column, &column.read(cell))
}

fn exact(column: &Column, value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => text.clone(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Checkbox(yes) => yes.to_string(),
        CellValue::Date(date) => date.to_string(),
        CellValue::Choice(option) => option_label(column, option).to_owned(),
        CellValue::Labels(options) => joined(
            options
                .iter()
                .map(|option| option_label(column, option).to_owned()),
            ", ",
        ),
        CellValue::Users(users) => joined(users.iter().map(ToString::to_string), ", "),
        CellValue::Links { rows, .. } => joined(rows.iter().map(ToString::to_string), ", "),
        CellValue::Lookup(values) => {
            let values = values
                .iter()
                .filter_map(|value| value.foreign_row_value.as_ref());
            joined(values.map(text), ", ")
        }
        CellValue::Other(json) => text(json),
        // Nothing, or what a later version of the library learns to read.
        _ => String::new(),
    }
}

/// The names of files, each with the id that it is downloaded by. The shape is not documented: any
/// other one is shown as it is.
fn files(json: &Json) -> String {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct File {
        file_id: String,
        name: String,
    }
    match json.read::<Vec<File>>() {
        Ok(files) => joined(
            files
                .iter()
                .map(|file| format!("{} ({})", file.name, file.file_id)),
            ", ",
        ),
        Err(_) => text(json),
    }
}

/// What to call an option: its label, else its id.
pub(crate) fn option_label<'a>(column: &'a Column, option: &'a copera_api::OptionId) -> &'a str {
    column
        .option(option)
        .and_then(|option| option.label.as_deref())
        .unwrap_or(option.as_str())
}

/// A text without its quotes, anything else as it is spelled.
fn text(json: &Json) -> String {
    if json.is_null() {
        return String::new();
    }
    json.read().unwrap_or_else(|_| json.as_str().to_owned())
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}
