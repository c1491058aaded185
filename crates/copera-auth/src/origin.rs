//! Where a value stands, and what became of every other candidate for its place.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::Trust;

/// A value with the place it came from and everything else that was looked at.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Resolved<T> {
    /// The value in force.
    pub value: T,
    /// Where it stands.
    pub origin: Origin,
    /// Every place that had something to say, in the order they were looked at, the winner included.
    pub candidates: Vec<Candidate>,
}

impl<T> Resolved<T> {
    /// A built-in default, with the candidates that did not count; none where nothing was looked at.
    pub fn default_value(value: T, candidates: Vec<Candidate>) -> Self {
        Self {
            value,
            origin: Origin::Default,
            candidates,
        }
    }

    /// The same with another view of the value.
    pub fn map<U>(self, view: impl FnOnce(T) -> U) -> Resolved<U> {
        Resolved {
            value: view(self.value),
            origin: self.origin,
            candidates: self.candidates,
        }
    }
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// An environment variable.
    Variable {
        /// Its name.
        name: &'static str,
    },
    /// A flag on the command line.
    Flag {
        /// As it is typed, with its dashes.
        name: &'static str,
    },
    /// What was typed behind the command, without a flag.
    Argument,
    /// A file.
    File(Position),
    /// Built into the tool.
    Default,
}

impl Origin {
    /// How far this source is trusted.
    pub fn trust(&self) -> Trust {
        match self {
            Self::Variable { .. } | Self::Flag { .. } | Self::Argument | Self::Default => {
                Trust::User
            }
            Self::File(position) => position.trust,
        }
    }

    /// Whether the value was given for this one call, by variable or flag.
    pub fn is_given(&self) -> bool {
        matches!(
            self,
            Self::Variable { .. } | Self::Flag { .. } | Self::Argument
        )
    }

    /// The place in a file, if it is one.
    pub fn position(&self) -> Option<&Position> {
        match self {
            Self::File(position) => Some(position),
            _ => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable { name } => write!(f, "environment variable {name}"),
            Self::Flag { name } => write!(f, "{name} flag"),
            Self::Argument => f.write_str("the command line"),
            Self::File(position) => position.fmt(f),
            Self::Default => f.write_str("built-in default"),
        }
    }
}

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The file.
    pub path: Arc<Path>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// How far the file is trusted.
    pub trust: Trust,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}

/// One place that had something to say about a key.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Candidate {
    /// The key that it stands at, as [`crate::Key::path`] writes it.
    pub key: &'static str,
    /// The place.
    pub origin: Origin,
    /// What it says, with a secret redacted; empty where there is nothing to show.
    pub shown: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether it says something else than the winner, which was found before it; white space
    /// around a value does not count. False for the winner and whatever was found before that.
    pub differs: bool,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// In force.
    Wins,
    /// Another one was found before it.
    Shadowed,
    /// Blank, which counts as absent.
    Empty,
    /// Not allowed to say it: the key is read from the home file only.
    Refused,
    /// The file could not be read, and was passed over.
    Unreadable,
}

impl Verdict {
    /// The word in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wins => "wins",
            Self::Shadowed => "shadowed",
            Self::Empty => "empty",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
