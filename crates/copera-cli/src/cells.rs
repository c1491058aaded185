//! What stands in a cell, in words.

use copera_api::Json;
use copera_api::model::{Cell, CellValue, Column, ColumnType};
use serde::Deserialize;

use crate::names::Names;
use crate::show;

/// For people: options by their labels, users by their names as far as they are known, linked rows by
/// what is shown for them, local times.
pub(crate) fn words(column: &Column, cell: &Cell, names: &Names) -> String {
    match column.read(cell) {
        CellValue::Checkbox(yes) => yes_or_no(yes).to_owned(),
        CellValue::Date(date) => show::time(&date),
        CellValue::Number(number) if column.kind == ColumnType::Money && names.for_a_person => {
            money(number.as_str())
        }
        CellValue::Users(users) => joined(
            users.iter().map(|id| names.person(id.as_str()).to_owned()),
            ", ",
        ),
        CellValue::Links { shown, .. } if !shown.is_empty() => joined(shown.iter().map(text), ", "),
        CellValue::Lookup(values) => {
            let values = values.iter();
            let values = values.filter_map(|value| value.foreign_row_value.as_ref());
            joined(values.map(|value| looked_up(value, names)), ", ")
        }
        CellValue::Other(json) if column.kind == ColumnType::File => files(&json),
        // The times that the service keeps of itself have no documented type, nor has whom it keeps
        // of itself.
        CellValue::Other(json) => match json.read::<String>() {
            Ok(word) => time(&word).unwrap_or_else(|| names.person(&word).to_owned()),
            Err(_) => text(&json),
        },
        value => exact(column, &value),
    }
}

/// What another row holds, in a column that nobody names: what it is shows in its value alone.
fn looked_up(json: &Json, names: &Names) -> String {
    let word = |word: &str| time(word).unwrap_or_else(|| names.anything(word).to_owned());
    if let Ok(one) = json.read::<String>() {
        return word(&one);
    }
    if let Ok(several) = json.read::<Vec<String>>() {
        return joined(several.iter().map(|one| word(one)), ", ");
    }
    match json.read::<bool>() {
        Ok(yes) => yes_or_no(yes).to_owned(),
        Err(_) => text(json),
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A moment, in local time; `None` for what is none.
fn time(text: &str) -> Option<String> {
    text.parse::<jiff::Timestamp>()
        .is_ok()
        .then(|| show::time(text))
}

/// A sum of money, to be read at a glance: `1,234,567.50`. Which currency it is nothing tells. What is
/// no plain decimal number is left as it is.
fn money(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole
        .bytes()
        .chain(fraction.bytes())
        .all(|byte| byte.is_ascii_digit())
    {
        return number.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{fraction:0<2}")
}

/// For files: as [`Column::parse`] takes it back, wherever it takes anything. Options have their labels,
/// those that are looked up elsewhere too; nothing else gets a name, whoever reads the file.
pub(crate) fn portable(column: &Column, cell: &Cell, names: &Names) -> String {
    match column.read(cell) {
        CellValue::Lookup(values) => {
            let values = values.iter();
            let values = values.filter_map(|value| value.foreign_row_value.as_ref());
            joined(values.map(|value| labelled(value, names)), ", ")
        }
        value => exact(column, &value),
    }
}

/// What another row holds, to the letter, but options by their labels.
fn labelled(json: &Json, names: &Names) -> String {
    match json.read::<Vec<String>>() {
        Ok(ids) if ids.iter().any(|id| names.option(id) != id) => {
            joined(ids.iter().map(|id| names.option(id).to_owned()), ", ")
        }
        _ => {
            let text = text(json);
            names.option(&text).to_owned()
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_money() {
        for (number, shown) in [
            ("0", "0.00"),
            ("17000", "17,000.00"),
            ("-1234567.5", "-1,234,567.50"),
            ("999", "999.00"),
            ("0.125", "0.125"),
            ("12345678901234567890", "12,345,678,901,234,567,890.00"),
            ("1e5", "1e5"),
            ("1.5E-3", "1.5E-3"),
        ] {
            assert_eq!(money(number), shown);
        }
    }
}
