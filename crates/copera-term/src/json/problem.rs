//! What is wrong with a text that should be JSON.

use std::io;

use thiserror::Error;

use super::grammar::{DEEPEST, Refused};

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

/// The text nests deeper than it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("it has more than {DEEPEST} lists and objects in one another")]
pub struct TooDeep;

/// Why a piece is not taken to its end.
pub(super) enum Stop {
    /// By its own fault.
    Refused(Refused),
    Write(io::Error),
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
