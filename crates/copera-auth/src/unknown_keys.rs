//! Keys in files that count for nothing: unknown ones, most likely mistyped, and refused ones.

use std::fmt;

use crate::document::Document;
use crate::layer::Layer;
use crate::layout::{Key, ReadFrom};
use crate::origin::Position;
use crate::stack::Stack;

/// How alike two keys must be before one is offered for the other (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.8;

/// A key that no rule reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownKey {
    /// As it is written in the file, dotted.
    pub key: String,
    /// The place of its value.
    pub position: Position,
    /// The nearest key that there is, if any is near.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown key `{}` at {}", self.key, self.position)?;
        match &self.nearest {
            Some(nearest) => write!(f, ": did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

/// A key that stands in a file which may not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RefusedKey {
    /// As it is written in the file, dotted.
    pub key: String,
    /// The place of its value.
    pub position: Position,
}

impl fmt::Display for RefusedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` at {} was refused: it is read from the home file only",
            self.key, self.position
        )
    }
}

impl Stack {
    /// The keys in project files that only the home file may set.
    pub fn refused_keys(&self) -> Vec<RefusedKey> {
        let home_only = |segments: &[String]| {
            let key = self.layout().keys.iter().find(|key| matches(key, segments));
            key.is_some_and(|key| key.read_from == ReadFrom::HomeOnly)
        };
        let projects = self
            .layers()
            .iter()
            .filter(|layer| !layer.rule.place.is_home());
        let keys = projects
            .filter_map(Layer::document)
            .flat_map(Document::keys);
        keys.filter(|(segments, _)| home_only(segments))
            .map(|(segments, position)| RefusedKey {
                key: segments.join("."),
                position,
            })
            .collect()
    }

    /// The keys in this run's files that nothing reads.
    pub fn unknown_keys(&self) -> Vec<UnknownKey> {
        let known = self.layout().keys;
        let mut unknown = Vec::new();
        for (segments, position) in self.documents().flat_map(Document::keys) {
            if !known.iter().any(|key| matches(key, &segments)) {
                let nearest = nearest(known, &segments);
                unknown.push(UnknownKey {
                    key: segments.join("."),
                    position,
                    nearest,
                });
            }
        }
        unknown
    }
}

/// Whether the rule is about the key that is written so.
pub(crate) fn matches(key: &Key, segments: &[String]) -> bool {
    let mut pattern = key.path.split('.');
    let all_match = segments.iter().all(|segment| {
        pattern
            .next()
            .is_some_and(|part| part == "*" || part == segment)
    });
    all_match && pattern.next().is_none()
}

pub(crate) fn nearest(known: &[Key], segments: &[impl AsRef<str>]) -> Option<String> {
    let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    let written = segments.join(".");
    known
        .iter()
        .map(|key| match (key.is_per_profile(), segments.get(1)) {
            (true, Some(profile)) => key.path.replace('*', profile),
            _ => key.path.to_owned(),
        })
        .map(|candidate| {
            (
                strsim::jaro_winkler(&candidate.to_lowercase(), &written.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, candidate)| candidate)
}
