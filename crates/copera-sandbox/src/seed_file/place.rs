//! Where in the text something is wrong.

use std::ops::Range;

use toml::Spanned;

use super::SeedError;

/// What is wrong, and the bytes that it is about.
#[derive(Debug)]
pub(super) struct Problem {
    start: usize,
    message: String,
}

impl Problem {
    pub(super) fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            start: span.start,
            message: message.into(),
        }
    }

    /// The same with lines and columns.
    pub(super) fn in_text(self, text: &str) -> SeedError {
        let before = text.get(..self.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        SeedError {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: self.message,
        }
    }
}

/// Something that is wrong with this value.
pub(super) fn wrong<T>(value: &Spanned<T>, message: impl Into<String>) -> Problem {
    Problem::at(value.span(), message)
}
