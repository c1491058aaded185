//! A parsed configuration file: values with the place they stand at.
//!
//! The two formats become one tree that knows, for each value, where in the text it stands. The
//! text itself is not kept: an edit reads the file again, under a lock.

mod json;
mod toml;

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use figment::value::{Dict, Value};

pub(crate) use self::json::parse as parse_json;
pub(crate) use self::toml::{parse as parse_toml, parse_document as parse_toml_document};

use crate::Key;
use crate::config_file::{FileError, FileProblem};
use crate::layout::{FileFormat, FileRule};
use crate::origin::Position;
use crate::profile::{self, ProfileMatch};

/// A value, and where in the text it stands.
pub(crate) struct Node {
    pub(crate) content: Content,
    /// The bytes of the value; of a table's header or key, where it has no value of its own.
    pub(crate) span: Range<usize>,
}

pub(crate) enum Content {
    Value(Value),
    Table(Vec<(String, Node)>),
}

impl Node {
    /// What stands below a key of this table.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children()
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, node)| node)
    }

    pub(crate) fn children(&self) -> &[(String, Self)] {
        match &self.content {
            Content::Table(children) => children,
            Content::Value(_) => &[],
        }
    }

    fn to_value(&self) -> Value {
        match &self.content {
            Content::Value(value) => value.clone(),
            Content::Table(children) => {
                let entries = children
                    .iter()
                    .map(|(name, node)| (name.clone(), node.to_value()));
                Value::from(entries.collect::<Dict>())
            }
        }
    }
}

/// Parses a text; an error shows no line of it, since a secret may stand there.
pub(crate) fn parse(format: FileFormat, text: &str) -> Result<Node, FileProblem> {
    match format {
        FileFormat::Toml => parse_toml(text),
        FileFormat::Json => parse_json(text),
    }
}

/// A parsed file.
pub(crate) struct Document {
    path: Arc<Path>,
    rule: &'static FileRule,
    root: Node,
    /// Where each line of the text begins.
    lines: Lines,
}

/// Without the values: one of them may be a secret.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("path", &self.path)
            .field("rule", &self.rule)
            .finish_non_exhaustive()
    }
}

/// A value in a file.
pub(crate) struct Entry {
    pub(crate) value: Value,
    pub(crate) position: Position,
    /// The profile as the file spells it, if the key belongs to one.
    pub(crate) profile: Option<String>,
}

impl Document {
    pub(crate) fn parse(
        path: &Path,
        rule: &'static FileRule,
        text: &str,
    ) -> Result<Self, FileError> {
        let root = parse(rule.format, text).map_err(|problem| FileError::new(path, problem))?;
        Ok(Self {
            path: path.into(),
            rule,
            root,
            lines: Lines::of(text),
        })
    }

    /// The value of a key; `profile` stands in for the `*` of keys that belong to one.
    ///
    /// # Errors
    /// The place of something other than a table on the way: it may have been meant to hold it.
    pub(crate) fn get(&self, key: &Key, profile: &str) -> Result<Option<Entry>, Position> {
        let mut node = &self.root;
        let mut spelt = None;
        for segment in key.path.split('.') {
            if let Content::Value(_) = node.content {
                return Err(self.position(node.span.start));
            }
            let segment = match segment {
                "*" => match spelling(node, profile) {
                    Some(name) => *spelt.insert(name),
                    None => return Ok(None),
                },
                segment => segment,
            };
            match node.child(segment) {
                Some(child) => node = child,
                None => return Ok(None),
            }
        }
        Ok(Some(Entry {
            value: node.to_value(),
            position: self.position(node.span.start),
            profile: spelt.map(str::to_owned),
        }))
    }

    /// The names of the profiles in this file.
    pub(crate) fn profiles(&self) -> Vec<&str> {
        let profiles = self.root.child("profiles");
        profiles.map_or_else(Vec::new, |table| names(table).collect())
    }

    /// The profiles of this file, each with its place.
    pub(crate) fn profile_places(&self) -> Vec<(&str, Position)> {
        let profiles = self.root.child("profiles").map_or(&[][..], Node::children);
        profiles
            .iter()
            .map(|(name, node)| (name.as_str(), self.position(node.span.start)))
            .collect()
    }

    /// Every key of the file, with the place of its value.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (Vec<String>, Position)> {
        let values = self.values().into_iter();
        values.map(|(segments, _, position)| (segments, position))
    }

    /// Every key of the file, with its value and the place of that.
    pub(crate) fn values(&self) -> Vec<(Vec<String>, &Value, Position)> {
        let mut found = Vec::new();
        self.collect(&self.root, &mut Vec::new(), &mut found);
        found
    }

    fn collect<'a>(
        &self,
        table: &'a Node,
        above: &mut Vec<String>,
        found: &mut Vec<(Vec<String>, &'a Value, Position)>,
    ) {
        for (name, node) in table.children() {
            above.push(name.clone());
            match &node.content {
                Content::Table(_) => self.collect(node, above, found),
                Content::Value(value) => {
                    found.push((above.clone(), value, self.position(node.span.start)));
                }
            }
            above.pop();
        }
    }

    fn position(&self, offset: usize) -> Position {
        let (line, column) = self.lines.locate(offset);
        Position {
            path: Arc::clone(&self.path),
            line,
            column,
            trust: self.rule.trust,
        }
    }
}

fn names(table: &Node) -> impl Iterator<Item = &str> {
    table.children().iter().map(|(name, _)| name.as_str())
}

/// How this file spells the profile; `None` if it has none that matches, or several.
fn spelling<'a>(profiles: &'a Node, profile: &str) -> Option<&'a str> {
    match profile::find(profile, names(profiles)) {
        ProfileMatch::One(name) => Some(name),
        ProfileMatch::None | ProfileMatch::Several(_) => None,
    }
}

/// Turns offsets into lines and columns without keeping the text, in which secrets stand.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The offset that each line begins at.
    starts: Vec<usize>,
    /// The offsets that don't count as a column: they begin no character, or a byte-order mark.
    skipped: Vec<usize>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let mut starts = vec![0];
        let mut skipped = Vec::new();
        for (offset, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                starts.push(offset + 1);
            }
            if !text.is_char_boundary(offset) {
                skipped.push(offset);
            }
        }
        if text.starts_with('\u{feff}') {
            skipped.push(0);
        }
        skipped.sort_unstable();
        Self { starts, skipped }
    }

    /// Line and column, counted from 1; columns in characters, not counting a byte-order mark.
    pub(crate) fn locate(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let before = |limit: usize| self.skipped.partition_point(|skipped| *skipped < limit);
        (line, offset - start - (before(offset) - before(start)) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let text = "\u{feff}ab\nüx\r\n\nz";
        let lines = Lines::of(text);
        for (needle, expected) in [
            ("ab", (1, 1)),
            ("b", (1, 2)),
            ("ü", (2, 1)),
            ("x", (2, 2)),
            ("z", (4, 1)),
        ] {
            assert_eq!(
                lines.locate(text.find(needle).unwrap()),
                expected,
                "{needle}"
            );
        }
    }
}
