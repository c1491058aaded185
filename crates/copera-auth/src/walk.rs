//! The walk through the layers that decides one setting.

use std::sync::Arc;

use figment::value::Value;

use crate::error::ConfigError;
use crate::layer::{Layer, State};
use crate::layout::{BrokenFile, Key, Lookup, Order, Place, ReadFrom};
use crate::origin::{Candidate, Origin, Verdict};
use crate::stack::{Stack, written};
use crate::{Token, extract};

/// The outcome of a walk.
pub(crate) struct Found {
    pub(crate) winner: Option<Winner>,
    pub(crate) candidates: Vec<Candidate>,
}

/// What was found first.
pub(crate) struct Winner {
    pub(crate) key: &'static Key,
    pub(crate) value: Value,
    pub(crate) origin: Origin,
    /// The profile as the file spells it, if the key belongs to one.
    pub(crate) profile: Option<String>,
}

impl Stack {
    /// Looks for the first of several keys that say the same in different ways: in each place one
    /// after the other. Everything that was looked at is written down.
    pub(crate) fn find(&self, keys: &[&'static Key], profile: &str) -> Result<Found, ConfigError> {
        let mut walk = Walk {
            stack: self,
            winner: None,
            candidates: Vec::new(),
        };
        for key in keys {
            for (text, origin) in self.given(key) {
                walk.meet(key, Value::from(text), origin, None);
            }
        }
        let deciding = self.deciding_layer(profile);
        for (index, layer) in self.layers().iter().enumerate() {
            let counts = deciding.is_none_or(|deciding| deciding == index);
            match &layer.state {
                State::Absent | State::Foreign => {}
                State::Read(document) => {
                    for key in keys {
                        let entry = document.get(key, profile);
                        let entry = entry.map_err(|position| ConfigError::Value {
                            key: written(key, profile),
                            origin: Origin::File(position),
                            problem: "expected a table on the way to it".to_owned(),
                        })?;
                        let Some(entry) = entry else { continue };
                        let origin = Origin::File(entry.position);
                        if !may_say(layer, key) {
                            walk.note(key, &entry.value, origin, Verdict::Refused);
                        } else if counts {
                            walk.meet(key, entry.value, origin, entry.profile);
                        } else {
                            walk.note(key, &entry.value, origin, Verdict::Shadowed);
                        }
                    }
                }
                State::Unreadable(error) => {
                    let passed = walk.winner.is_some()
                        || keys
                            .iter()
                            .all(|key| !may_say(layer, key) || self.is_passed(key));
                    if !passed {
                        return Err(ConfigError::File(Arc::clone(error)));
                    }
                    let origin = Origin::File(layer.position_of(error));
                    walk.candidates.push(Candidate {
                        key: keys.first().map_or("", |key| key.path),
                        origin,
                        shown: String::new(),
                        verdict: Verdict::Unreadable,
                        differs: false,
                    });
                }
            }
        }
        Ok(Found {
            winner: walk.winner,
            candidates: walk.candidates,
        })
    }

    /// The layer that decides everything, where the layout has it so and one has a credential.
    fn deciding_layer(&self, profile: &str) -> Option<usize> {
        if self.layout().lookup != Lookup::FirstWithCredential {
            return None;
        }
        let credential = self.layout().key(self.layout().credential)?;
        self.layers().iter().position(|layer| match &layer.state {
            State::Read(document) => matches!(document.get(credential, profile), Ok(Some(entry)) if !is_blank(&entry.value)),
            _ => false,
        })
    }

    /// Whether a file that can't be read is no obstacle for this key.
    fn is_passed(&self, key: &Key) -> bool {
        key.broken_file == BrokenFile::PassedWithGivenCredential && self.credential_is_given()
    }

    /// What variable and flag say, in the key's order.
    pub(crate) fn given(&self, key: &Key) -> Vec<(String, Origin)> {
        let variable = key.variable.and_then(|name| {
            Some((
                self.environment().raw_variable(name)?,
                Origin::Variable { name },
            ))
        });
        let flag = key
            .flag
            .and_then(|name| Some((self.flag(key.path)?.to_owned(), Origin::Flag { name })));
        let both = match key.order {
            Order::FlagFirst => [flag, variable],
            Order::VariableFirst => [variable, flag],
        };
        both.into_iter().flatten().collect()
    }
}

/// Whether a file may set the key at all.
pub(crate) fn may_say(layer: &Layer, key: &Key) -> bool {
    key.read_from == ReadFrom::AnyFile || layer.rule.place == Place::Home
}

pub(crate) fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The state of one walk.
struct Walk<'a> {
    stack: &'a Stack,
    winner: Option<Winner>,
    candidates: Vec<Candidate>,
}

impl Walk<'_> {
    fn meet(&mut self, key: &'static Key, value: Value, origin: Origin, profile: Option<String>) {
        if is_blank(&value) {
            self.note(key, &value, origin, Verdict::Empty);
        } else if self.winner.is_some() {
            self.note(key, &value, origin, Verdict::Shadowed);
        } else {
            self.note(key, &value, origin.clone(), Verdict::Wins);
            self.winner = Some(Winner {
                key,
                value,
                origin,
                profile,
            });
        }
    }

    fn note(&mut self, key: &'static Key, value: &Value, origin: Origin, verdict: Verdict) {
        let differs = match &self.winner {
            Some(winner) => trimmed(&winner.value) != trimmed(value),
            None => false,
        };
        let layout = self.stack.layout();
        let shown = if key.path == layout.credential {
            redacted(value, layout.prefixes)
        } else {
            extract::shown(value)
        };
        self.candidates.push(Candidate {
            key: key.path,
            origin,
            shown,
            verdict,
            differs,
        });
    }
}

fn trimmed(value: &Value) -> String {
    extract::shown(value).trim().to_owned()
}

/// What may be shown of a credential.
pub(crate) fn redacted(value: &Value, prefixes: &[&str]) -> String {
    match value.as_str() {
        Some(text) if text.trim().is_empty() => String::new(),
        Some(text) => {
            Token::parse(text, prefixes).map_or_else(|_| "…".to_owned(), |token| token.redacted())
        }
        None => "…".to_owned(),
    }
}
