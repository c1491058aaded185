//! From what a person wrote to the value of a cell.

use std::str::FromStr;

use copera_text::line;
use serde::Deserialize;
use thiserror::Error;

use super::{
    CellValue, Column, ColumnOption, ColumnType,
    named::{NotFound, find},
};
use crate::{ColumnId, InvalidId, Json, Number, OptionId, Timestamp};

/// Why a cell can't have a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("column `{}`: {problem}", line(label))]
#[non_exhaustive]
pub struct InvalidCell {
    /// The column.
    pub column: ColumnId,
    /// The column's name.
    pub label: String,
    /// What is wrong with the value.
    pub problem: CellProblem,
}

/// What is wrong with a value for a cell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CellProblem {
    /// The service computes such cells, or it is not known how they are written.
    #[error("cells of type {} can't be written", line(.0.as_str()))]
    NotWritable(ColumnType),
    /// Another kind of value belongs there.
    #[error("a value there is {expected}")]
    Shape {
        /// What belongs there.
        expected: &'static str,
    },
    /// The text is none of the words for yes and no.
    #[error("`{}` is neither true nor false", line(.0))]
    Checkbox(String),
    /// The text is no number.
    #[error("`{}` is no number such as 12 or -0.5", line(.0))]
    Number(String),
    /// No 64-bit float reaches that far, and the service calculates with those.
    #[error("`{}` is beyond what a number can be there", line(.0))]
    NumberTooLarge(String),
    /// The text is no date, or a time that does not say of which place.
    #[error("`{}` is no date such as 2026-01-31, and no time such as 2026-01-31T09:30:00Z", line(.0))]
    Date(String),
    /// There is no such option.
    #[error("`{}` is none of its options, which are: {}", line(name), line(&known.join(", ")))]
    UnknownOption {
        /// What was given.
        name: String,
        /// The options that there are.
        known: Vec<String>,
    },
    /// Several options fit.
    #[error("several of its options are called `{}`: give the id", line(.0))]
    AmbiguousOption(String),
    /// The text names nobody or no row.
    #[error("{0}")]
    Id(#[from] InvalidId),
}

impl ColumnType {
    /// Whether a cell of such a column takes a value. The service computes the others, or nothing
    /// documents how they are written; what is sent for them it drops without notice.
    pub fn is_writable(&self) -> bool {
        !matches!(self, Self::Lookup | Self::File | Self::Other(_))
    }
}

impl Column {
    /// The value that a text stands for in this column.
    ///
    /// An option is named by id or label; several options, users or rows are parted by commas; a
    /// location is JSON. An empty text is the empty text, an empty list, or no value.
    ///
    /// ```
    /// # let column = r#"{"columnId":"c","label":"Stage","type":"STATUS",
    /// #     "options":[{"optionId":"o1","label":"Done"}]}"#;
    /// # let column: copera_api::model::Column = serde_json::from_str(column)?;
    /// use copera_api::model::CellValue;
    ///
    /// assert_eq!(column.parse("done")?, CellValue::Choice("o1".into()));
    /// let error = column.parse("later").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "column `Stage`: `later` is none of its options, which are: Done"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`InvalidCell`], which names the column.
    pub fn parse(&self, text: &str) -> Result<CellValue, InvalidCell> {
        self.value(text).map_err(|problem| self.invalid(problem))
    }

    /// The value that a JSON value stands for in this column: as its cells read, or a text as
    /// [`Column::parse`] takes it; options by id or label. `null` is no value.
    ///
    /// # Errors
    /// [`InvalidCell`], which names the column.
    pub fn parse_json(&self, json: &Json) -> Result<CellValue, InvalidCell> {
        self.json_value(json)
            .map_err(|problem| self.invalid(problem))
    }

    fn invalid(&self, problem: CellProblem) -> InvalidCell {
        InvalidCell {
            column: self.id.clone(),
            label: self.label.clone(),
            problem,
        }
    }

    fn value(&self, text: &str) -> Result<CellValue, CellProblem> {
        use ColumnType as T;
        let trimmed = text.trim();
        match &self.kind {
            T::Text | T::Description | T::Email | T::Phone | T::Website | T::Password => {
                Ok(CellValue::Text(text.to_owned()))
            }
            T::Labels => self.options_in(trimmed).map(CellValue::Labels),
            T::Users => ids(parts(trimmed)).map(CellValue::Users),
            T::Link => ids(parts(trimmed)).map(links),
            kind if !kind.is_writable() => Err(CellProblem::NotWritable(kind.clone())),
            _ if trimmed.is_empty() => Ok(CellValue::Empty),
            T::Number | T::Money | T::Duration => match trimmed.parse() {
                Ok(value) => number(value),
                Err(_) => Err(CellProblem::Number(trimmed.to_owned())),
            },
            T::Checkbox => checkbox(trimmed).map(CellValue::Checkbox),
            T::Date => date(trimmed).map(CellValue::Date),
            T::Status | T::Dropdown => self.option_called(trimmed).map(CellValue::Choice),
            T::Location => trimmed
                .parse()
                .map(CellValue::Other)
                .map_err(|_| shape("JSON")),
            T::Lookup | T::File | T::Other(_) => Err(CellProblem::NotWritable(self.kind.clone())),
        }
    }

    fn json_value(&self, json: &Json) -> Result<CellValue, CellProblem> {
        use ColumnType as T;
        if !self.kind.is_writable() {
            return Err(CellProblem::NotWritable(self.kind.clone()));
        }
        if json.is_null() {
            return Ok(CellValue::Empty);
        }
        if let Ok(text) = json.read::<String>() {
            return self.value(&text);
        }
        match self.kind {
            T::Number | T::Money | T::Duration => number(read(json, "a number")?),
            T::Checkbox => read(json, "true or false").map(CellValue::Checkbox),
            T::Labels => read::<Vec<String>>(json, "a list of options")?
                .iter()
                .map(|name| self.option_called(name))
                .collect::<Result<_, _>>()
                .map(CellValue::Labels),
            T::Users => ids(texts(json, "a list of user ids")?.iter()).map(CellValue::Users),
            T::Link => ids(texts(json, "a list of row ids")?.iter()).map(links),
            T::Location => Ok(CellValue::Other(json.clone())),
            T::Status | T::Dropdown => Err(shape("one of its options")),
            T::Date => Err(shape("a date, as text")),
            _ => Err(shape("a text")),
        }
    }

    /// The options that a text names. A label may have commas in it.
    fn options_in(&self, text: &str) -> Result<Vec<OptionId>, CellProblem> {
        if let Ok(option) = self.option_called(text) {
            return Ok(vec![option]);
        }
        parts(text).map(|name| self.option_called(name)).collect()
    }

    fn option_called(&self, name: &str) -> Result<OptionId, CellProblem> {
        fn label(option: &ColumnOption) -> &str {
            option.label.as_deref().unwrap_or_default()
        }
        let options = self.options.as_deref().unwrap_or_default();
        match find(options, name, |option| option.id.as_str(), label) {
            Ok(option) => Ok(option.id.clone()),
            Err(NotFound::Ambiguous) => Err(CellProblem::AmbiguousOption(name.to_owned())),
            Err(NotFound::Unknown) => Err(CellProblem::UnknownOption {
                name: name.to_owned(),
                known: options
                    .iter()
                    .map(|option| option.label.as_deref().unwrap_or(option.id.as_str()))
                    .map(str::to_owned)
                    .collect(),
            }),
        }
    }
}

/// Any digits are kept, but not a size that is read as infinite.
fn number(number: Number) -> Result<CellValue, CellProblem> {
    match number.as_f64() {
        Some(_) => Ok(CellValue::Number(number)),
        None => Err(CellProblem::NumberTooLarge(number.to_string())),
    }
}

fn shape(expected: &'static str) -> CellProblem {
    CellProblem::Shape { expected }
}

fn read<'a, T: Deserialize<'a>>(json: &'a Json, expected: &'static str) -> Result<T, CellProblem> {
    json.read().map_err(|_| shape(expected))
}

fn texts(json: &Json, expected: &'static str) -> Result<Vec<String>, CellProblem> {
    read(json, expected)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn ids<T: FromStr<Err = InvalidId>>(
    texts: impl Iterator<Item = impl AsRef<str>>,
) -> Result<Vec<T>, CellProblem> {
    texts.map(|text| Ok(text.as_ref().parse()?)).collect()
}

fn links(rows: Vec<crate::RowId>) -> CellValue {
    CellValue::Links {
        rows,
        shown: Vec::new(),
    }
}

fn checkbox(word: &str) -> Result<bool, CellProblem> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" => Ok(true),
        "false" | "no" | "n" | "off" | "0" => Ok(false),
        _ => Err(CellProblem::Checkbox(word.to_owned())),
    }
}

/// A day, or a moment; a time of day without an offset is neither.
fn date(text: &str) -> Result<Timestamp, CellProblem> {
    let day =
        |text: &str| text.len() == "2026-01-31".len() && text.parse::<jiff::civil::Date>().is_ok();
    if day(text) || text.parse::<jiff::Timestamp>().is_ok() {
        Ok(Timestamp::from(text))
    } else {
        Err(CellProblem::Date(text.to_owned()))
    }
}

#[cfg(test)]
mod tests;
