//! What is wrong with a text that should be JSON.

use std::io;

use thiserror::Error;

use super::grammar::Misplaced;

/// The text ended before the document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the JSON text ends too early")]
pub struct CutShort;

/// The text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text is no JSON from its byte {at} on")]
pub struct NotJson {
    /// How many bytes are before what is wrong, or before a piece that is no UTF-8.
    pub at: u64,
}

/// Why a piece is not taken to its end.
pub(super) enum Stop {
    /// No JSON goes on like this.
    Misplaced,
    Write(io::Error),
}

impl From<Misplaced> for Stop {
    fn from(Misplaced: Misplaced) -> Self {
        Self::Misplaced
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
