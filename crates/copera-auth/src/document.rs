//! A parsed configuration file: values with the place they stand at.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use figment::value::{Dict, Value};
use toml_edit::{Item, TableLike};

use crate::config_file::{FileError, FileProblem};
use crate::origin::Position;
use crate::profile::{self, ProfileMatch};
use crate::{Key, Trust};

/// A parsed file that still knows where each of its values stands.
#[derive(Debug)]
pub(crate) struct Document {
    path: Arc<Path>,
    trust: Trust,
    toml: toml_edit::Document<String>,
}

/// A value in a file.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) value: Value,
    pub(crate) position: Position,
}

impl Document {
    pub(crate) fn parse(path: &Path, trust: Trust, text: &str) -> Result<Self, FileError> {
        let toml = parse_toml(text).map_err(|problem| FileError::new(path, problem))?;
        Ok(Self {
            path: path.into(),
            trust,
            toml,
        })
    }

    /// The value of a key; `profile` stands in for the `*` of keys that belong to one.
    pub(crate) fn get(&self, key: &Key, profile: &str) -> Option<Entry> {
        let mut item = self.toml.as_item();
        for segment in key.path.split('.') {
            let table = item.as_table_like()?;
            let segment = if segment == "*" {
                spelling(table, profile)?
            } else {
                segment
            };
            item = table.get(segment)?;
        }
        Some(Entry {
            value: to_value(item)?,
            position: self.position(item.span().unwrap_or_default()),
        })
    }
    /// The names of the profiles in this file.
    pub(crate) fn profiles(&self) -> Vec<&str> {
        let profiles = self.toml.get("profiles").and_then(Item::as_table_like);
        profiles.map_or_else(Vec::new, |table| {
            table.iter().map(|(name, _)| name).collect()
        })
    }

    /// Every key of the file, dotted, with the place of its value.
    pub(crate) fn keys(&self) -> Vec<(Vec<String>, Position)> {
        let mut found = Vec::new();
        self.collect(self.toml.as_table(), &mut Vec::new(), &mut found);
        found
    }

    fn collect(
        &self,
        table: &dyn TableLike,
        above: &mut Vec<String>,
        found: &mut Vec<(Vec<String>, Position)>,
    ) {
        for (name, item) in table.iter() {
            above.push(name.to_owned());
            match item.as_table_like() {
                Some(table) if !table.is_empty() => self.collect(table, above, found),
                Some(_) => {}
                None => found.push((
                    above.clone(),
                    self.position(item.span().unwrap_or_default()),
                )),
            }
            above.pop();
        }
    }

    fn position(&self, span: Range<usize>) -> Position {
        let (line, column) = line_and_column(self.toml.raw(), span.start);
        Position {
            path: Arc::clone(&self.path),
            line,
            column,
            trust: self.trust,
        }
    }
}

/// How this file spells the profile; `None` if it has none that matches, or several.
fn spelling<'a>(profiles: &'a dyn TableLike, profile: &str) -> Option<&'a str> {
    match profile::find(profile, profiles.iter().map(|(name, _)| name)) {
        ProfileMatch::One(name) => Some(name),
        ProfileMatch::None | ProfileMatch::Several(_) => None,
    }
}

/// Parses TOML; the error shows no line of the text, since a secret may stand in it.
pub(crate) fn parse_toml(text: &str) -> Result<toml_edit::Document<String>, FileProblem> {
    toml_edit::Document::parse(text.to_owned()).map_err(|error| {
        let (line, column) = line_and_column(text, error.span().unwrap_or_default().start);
        FileProblem::Syntax {
            line,
            column,
            message: first_line(error.message()),
        }
    })
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// Counted from 1; columns in characters, not counting a byte-order mark.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..]
        .trim_start_matches('\u{feff}')
        .chars()
        .count();
    (before.matches('\n').count() + 1, column + 1)
}

fn to_value(item: &Item) -> Option<Value> {
    match item {
        Item::Value(value) => Some(scalar_to_value(value)),
        Item::Table(table) => Some(table_to_value(table)),
        // An array of tables is no setting of any tool here; it shows up as an unknown key.
        Item::ArrayOfTables(_) | Item::None => None,
    }
}

fn scalar_to_value(value: &toml_edit::Value) -> Value {
    use toml_edit::Value as Toml;
    match value {
        Toml::String(text) => Value::from(text.value().clone()),
        Toml::Integer(number) => Value::from(*number.value()),
        Toml::Float(number) => Value::from(*number.value()),
        Toml::Boolean(yes) => Value::from(*yes.value()),
        Toml::Datetime(time) => Value::from(time.value().to_string()),
        Toml::Array(array) => Value::from(array.iter().map(scalar_to_value).collect::<Vec<_>>()),
        Toml::InlineTable(table) => table_to_value(table),
    }
}

fn table_to_value(table: &dyn TableLike) -> Value {
    let entries = table
        .iter()
        .filter_map(|(name, item)| Some((name.to_owned(), to_value(item)?)));
    Value::from(entries.collect::<Dict>())
}
