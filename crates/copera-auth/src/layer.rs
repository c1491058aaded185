//! One configuration file of a run: found, read, and whether its owner counts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config_file::{self, FileError, FileProblem};
use crate::document::Document;
use crate::layout::FileRule;
use crate::origin::{Origin, Position};
use crate::{Environment, ownership};

/// One configuration file of this run.
#[derive(Debug)]
#[non_exhaustive]
pub struct Layer {
    /// The rule that it was found by.
    pub rule: &'static FileRule,
    /// Its path, whether or not there is a file.
    pub path: PathBuf,
    pub(crate) state: State,
}

/// What became of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayerStatus {
    /// There is none.
    Absent,
    /// It counts.
    Read,
    /// It exists, and can't be read.
    Unreadable,
    /// Another user's, and left alone.
    Foreign,
}

impl LayerStatus {
    /// The word in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Read => "read",
            Self::Unreadable => "unreadable",
            Self::Foreign => "foreign",
        }
    }
}

/// The same, with what was read.
#[derive(Debug)]
pub(crate) enum State {
    Absent,
    Read(Box<Document>),
    Unreadable(Arc<FileError>),
    /// Owned by somebody else: left alone, as if it were not there.
    Foreign,
}

impl Layer {
    pub(crate) fn load(rule: &'static FileRule, path: PathBuf, environment: &Environment) -> Self {
        let state = read(rule, &path, environment);
        Self { rule, path, state }
    }

    /// What became of reading the file.
    pub fn status(&self) -> LayerStatus {
        match self.state {
            State::Absent => LayerStatus::Absent,
            State::Read(_) => LayerStatus::Read,
            State::Unreadable(_) => LayerStatus::Unreadable,
            State::Foreign => LayerStatus::Foreign,
        }
    }

    /// Whether the file exists and could be read.
    pub fn is_read(&self) -> bool {
        self.document().is_some()
    }

    /// Whether a value stands in it.
    pub fn holds(&self, origin: &Origin) -> bool {
        let position = origin.position();
        position.is_some_and(|position| *position.path == *self.path)
    }

    /// The names of the profiles in it; none if it could not be read.
    pub fn profiles(&self) -> Vec<&str> {
        self.document().map(Document::profiles).unwrap_or_default()
    }

    /// What stands in it, if it could be read.
    pub(crate) fn document(&self) -> Option<&Document> {
        match &self.state {
            State::Read(document) => Some(document),
            _ => None,
        }
    }

    /// Where a file that can't be read went wrong; its beginning, where that is not known.
    pub(crate) fn position_of(&self, error: &FileError) -> Position {
        let (line, column) = match error.problem {
            FileProblem::Syntax { line, column, .. } => (line, column),
            _ => (1, 1),
        };
        Position {
            path: self.path.as_path().into(),
            line,
            column,
            trust: self.rule.trust,
        }
    }
}

fn read(rule: &'static FileRule, path: &Path, environment: &Environment) -> State {
    // Before anything else is found out about it: what a stranger's file is like is no obstacle.
    if !rule.place.is_home() && !ownership::is_trusted(path, environment.user()) {
        return State::Foreign;
    }
    let document = match config_file::read(path) {
        Ok(None) => return State::Absent,
        Ok(Some(text)) => Document::parse(path, rule, &text),
        Err(error) => Err(error),
    };
    match document {
        Ok(document) => State::Read(Box::new(document)),
        Err(error) => State::Unreadable(Arc::new(error)),
    }
}
