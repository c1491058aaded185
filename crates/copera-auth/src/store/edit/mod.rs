//! Setting and removing one value in the text of a configuration file.
//!
//! The parser only tells where things stand; the change itself is a splice into the original text.
//! So every byte outside it is untouched by construction, which a parse-and-print round trip does
//! not give: that turns CRLF into LF, swallows a byte-order mark, and drops comments that belong
//! to a replaced value.

mod json;
mod toml;
mod verify;

use std::ops::Range;

use thiserror::Error;

use crate::config_file::{FileProblem, MAX_FILE_BYTES};
use crate::document::{self, Content, Node};
use crate::layout::FileFormat;

/// Why a value can't be set or removed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EditError {
    /// The text can't be parsed.
    #[error(transparent)]
    File(FileProblem),
    /// Something on the way to the value is no table.
    #[error("has something other than a table at `{key}`")]
    NotATable {
        /// The dotted key.
        key: String,
    },
    /// A table stands where the value should be.
    #[error("has a table where a value should be, at `{key}`")]
    NotAValue {
        /// The dotted key.
        key: String,
    },
    /// The change would have touched something else as well, so it was not made.
    #[error("is written in a way that can't be edited safely at `{key}`; please edit it by hand")]
    Unsafe {
        /// The dotted key.
        key: String,
    },
    /// The text would no longer be read: the change makes it larger than [`MAX_FILE_BYTES`].
    #[error("would grow past the 1 MiB that a configuration file may have")]
    TooLarge,
}

/// What a value is set to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Literal<'a> {
    Text(&'a str),
    Words(&'a [String]),
}

impl From<Literal<'_>> for figment::value::Value {
    fn from(literal: Literal<'_>) -> Self {
        match literal {
            Literal::Text(text) => text.into(),
            Literal::Words(words) => words.to_vec().into(),
        }
    }
}

/// The text with the value at `path` set.
pub(crate) fn set(
    format: FileFormat,
    text: &str,
    path: &[&str],
    value: Literal<'_>,
) -> Result<String, EditError> {
    let splice = match format {
        FileFormat::Toml => toml::set(text, path, value)?,
        FileFormat::Json => json::set(text, path, value)?,
    };
    verify::checked(format, text, &splice, path, Some(value))
}

/// The text without the value at `path`; `None` if there is none.
pub(crate) fn remove(
    format: FileFormat,
    text: &str,
    path: &[&str],
) -> Result<Option<String>, EditError> {
    let splice = match format {
        FileFormat::Toml => toml::remove(text, path)?,
        FileFormat::Json => json::remove(text, path)?,
    };
    splice
        .map(|splice| verify::checked(format, text, &splice, path, None))
        .transpose()
}

/// The names directly below a table; none if it does not exist.
pub(crate) fn children(
    format: FileFormat,
    text: &str,
    table: &str,
) -> Result<Vec<String>, EditError> {
    let root = document::parse(format, text).map_err(EditError::File)?;
    let table = root.child(table);
    Ok(table.map_or_else(Vec::new, |table| {
        table
            .children()
            .iter()
            .map(|(name, _)| name.clone())
            .collect()
    }))
}

/// Whether a value that is not blank stands at `path`, in which `*` is any name.
pub(crate) fn holds(format: FileFormat, text: &str, path: &[&str]) -> Result<bool, EditError> {
    fn below(node: &Node, path: &[&str]) -> bool {
        match (path.split_first(), &node.content) {
            (None, Content::Value(value)) => {
                !value.as_str().is_some_and(|text| text.trim().is_empty())
            }
            (None, Content::Table(_)) => true,
            (Some((segment, deeper)), _) => node
                .children()
                .iter()
                .any(|(name, child)| (*segment == "*" || name == segment) && below(child, deeper)),
        }
    }
    Ok(below(
        &document::parse(format, text).map_err(EditError::File)?,
        path,
    ))
}

/// A change of one stretch of text.
struct Splice {
    range: Range<usize>,
    insert: String,
}

impl Splice {
    fn apply(&self, text: &str) -> String {
        [
            &text[..self.range.start],
            &self.insert,
            &text[self.range.end..],
        ]
        .concat()
    }
}
