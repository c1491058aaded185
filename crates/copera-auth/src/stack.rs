//! The layers of one run, and the walk through them that decides each key.

use std::sync::Arc;

use figment::value::Value;
use serde::de::DeserializeOwned;

use crate::config_file::FileError;
use crate::document::Document;
use crate::error::ConfigError;
use crate::flags::Flags;
use crate::layer::{Layer, LayerStatus, State};
use crate::layout::{Key, Layout, Place};
use crate::origin::{Candidate, Origin, Resolved};
use crate::profile::{self, ProfileMatch};
use crate::walk::{Found, is_blank, may_say};
use crate::{Environment, FileStore, extract, locate};

/// The profile that is used when none is named.
pub const DEFAULT_PROFILE: &str = "default";

/// Every place that can set something, in order of precedence.
///
/// Nothing is merged: each key is decided on its own when it is asked for, with the trace of how.
#[derive(Debug)]
pub struct Stack {
    layout: &'static Layout,
    environment: Environment,
    flags: Flags,
    layers: Vec<Layer>,
}

impl Stack {
    /// Reads each file of the layout once. A file that can't be read is no error yet: it becomes
    /// one for the keys that it may have decided.
    pub fn load(layout: &'static Layout, environment: &Environment, flags: Flags) -> Self {
        let layers = locate::files(layout, environment, &flags)
            .into_iter()
            .map(|(rule, path)| Layer::load(rule, path, environment))
            .collect();
        Self {
            layout,
            environment: environment.clone(),
            flags,
            layers,
        }
    }

    /// The layout that the stack was loaded by.
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// The environment that the stack was loaded in.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The files of this run in order of precedence, those that don't exist included.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The file store in one of this stack's files, which need not exist yet.
    pub fn store(&self, layer: &Layer) -> FileStore {
        FileStore::new(self.layout, layer.rule, &layer.path, &self.environment)
    }

    /// The value of a key that does not belong to a profile; its default where nothing sets it, or
    /// `None` if it has none.
    ///
    /// # Errors
    /// A file that may have decided the key can't be read, the value is of the wrong type, or the
    /// layout has no such key.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Result<Option<Resolved<T>>, ConfigError> {
        self.get_in_profile(path, DEFAULT_PROFILE)
    }

    /// The value of a key, `profile` standing in for the `*` in its path.
    ///
    /// # Errors
    /// As [`Stack::get`].
    pub fn get_in_profile<T: DeserializeOwned>(
        &self,
        path: &str,
        profile: &str,
    ) -> Result<Option<Resolved<T>>, ConfigError> {
        let key = self.key(path)?;
        let Found { winner, candidates } = self.find(&[key], profile)?;
        match winner {
            Some(winner) => typed(key, profile, &winner.value, winner.origin, candidates),
            None => default(key, candidates),
        }
    }

    /// What one file says about a key that does not belong to a profile, whoever wins; `None` where
    /// it says nothing.
    ///
    /// # Errors
    /// The file can't be read; otherwise as [`Stack::get`].
    pub fn get_from<T: DeserializeOwned>(
        &self,
        layer: &Layer,
        path: &str,
    ) -> Result<Option<Resolved<T>>, ConfigError> {
        let key = self.key(path)?;
        let document = match &layer.state {
            State::Read(document) => document,
            State::Unreadable(error) => return Err(ConfigError::File(Arc::clone(error))),
            State::Absent | State::Foreign => return Ok(None),
        };
        let entry = document.get(key, DEFAULT_PROFILE);
        let entry = entry.map_err(|position| ConfigError::Value {
            key: written(key, DEFAULT_PROFILE),
            origin: Origin::File(position),
            problem: "expected a table on the way to it".to_owned(),
        })?;
        let said = entry.filter(|entry| !is_blank(&entry.value) && may_say(layer, key));
        let Some(entry) = said else { return Ok(None) };
        let origin = Origin::File(entry.position);
        typed(key, DEFAULT_PROFILE, &entry.value, origin, Vec::new())
    }

    /// What every place says about a key, whoever wins.
    ///
    /// # Errors
    /// A file that may have decided the key can't be read, or the layout has no such key.
    pub fn candidates(&self, path: &str, profile: &str) -> Result<Vec<Candidate>, ConfigError> {
        Ok(self.find(&[self.key(path)?], profile)?.candidates)
    }

    /// The profile in force: [`DEFAULT_PROFILE`] unless something names another one.
    ///
    /// A profile that was asked for must stand in one of the files; only [`DEFAULT_PROFILE`] need not.
    ///
    /// # Errors
    /// Besides those of [`Stack::get`]: no file knows the profile, or a file has several that
    /// differ from it, and from one another, only in letter case.
    pub fn profile(&self) -> Result<Resolved<String>, ConfigError> {
        let asked = match self.layout.profile {
            Some(key) => self.get::<String>(key)?,
            None => None,
        };
        let asked = asked
            .unwrap_or_else(|| Resolved::default_value(DEFAULT_PROFILE.to_owned(), Vec::new()))
            .map(|name| name.trim().to_owned());
        self.spelling(&asked.value, &asked.origin)?;
        Ok(asked)
    }

    /// The stored spelling of a profile that was asked for as an argument.
    ///
    /// # Errors
    /// As [`Stack::profile`].
    pub fn find_profile(&self, name: &str) -> Result<String, ConfigError> {
        self.spelling(name.trim(), &Origin::Argument)
    }

    /// The spelling of the most specific file that has the profile, an exact one before any other.
    fn spelling(&self, name: &str, origin: &Origin) -> Result<String, ConfigError> {
        let mut known: Vec<String> = Vec::new();
        let mut spelling: Option<String> = None;
        for layer in &self.layers {
            let State::Read(document) = &layer.state else {
                continue;
            };
            let profiles = document.profiles();
            match profile::find(name, profiles.iter().copied()) {
                ProfileMatch::One(spelt) if spelt == name => spelling = Some(spelt.to_owned()),
                ProfileMatch::One(spelt) => {
                    spelling.get_or_insert_with(|| spelt.to_owned());
                }
                ProfileMatch::Several(names) => {
                    return Err(ConfigError::AmbiguousProfile {
                        name: name.to_owned(),
                        path: layer.path.clone(),
                        matches: names.into_iter().map(str::to_owned).collect(),
                    });
                }
                ProfileMatch::None => {}
            }
            known.extend(profiles.into_iter().map(str::to_owned));
        }
        if let Some(spelling) = spelling {
            return Ok(spelling);
        }
        if name == DEFAULT_PROFILE {
            return Ok(name.to_owned());
        }
        if let Some(error) = self.unreadable().next() {
            return Err(ConfigError::File(Arc::clone(error)));
        }
        known.sort();
        known.dedup();
        Err(ConfigError::UnknownProfile {
            name: name.to_owned(),
            origin: origin.clone(),
            known,
        })
    }

    /// Whether a variable or flag gives the credential for this one call; a blank one gives none.
    pub fn credential_is_given(&self) -> bool {
        self.layout.key(self.layout.credential).is_some_and(|key| {
            self.given(key)
                .into_iter()
                .any(|(text, _)| !text.trim().is_empty())
        })
    }

    /// The files that exist and can't be read, most specific first.
    pub fn unreadable(&self) -> impl Iterator<Item = &Arc<FileError>> {
        self.layers.iter().filter_map(|layer| match &layer.state {
            State::Unreadable(error) => Some(error),
            _ => None,
        })
    }

    /// The files that were left alone because another user owns them.
    pub fn foreign(&self) -> impl Iterator<Item = &Layer> {
        self.layers
            .iter()
            .filter(|layer| matches!(layer.state, State::Foreign))
    }

    /// What to say of them: sentences without a full stop.
    pub fn foreign_warnings(&self) -> impl Iterator<Item = String> {
        self.foreign().map(|layer| {
            let path = self.environment.display_path(&layer.path);
            format!("{path} belongs to another user and was left alone")
        })
    }

    /// The file that was named on the command line, if there is none.
    pub fn named_in_vain(&self) -> Option<&Layer> {
        let named = |layer: &&Layer| matches!(layer.rule.place, Place::Named { .. });
        let named = self.layers.iter().find(named);
        named.filter(|named| named.status() == LayerStatus::Absent)
    }

    /// The file in the home directory, whether it exists or not.
    pub(crate) fn home(&self) -> Option<&Layer> {
        let mut layers = self.layers.iter();
        layers.find(|layer| layer.rule.place == Place::Home)
    }

    /// The documents of the files that could be read.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Document> {
        self.layers.iter().filter_map(Layer::document)
    }

    pub(crate) fn key(&self, path: &str) -> Result<&'static Key, ConfigError> {
        self.layout.key(path).ok_or_else(|| ConfigError::NoSuchKey {
            key: path.to_owned(),
        })
    }

    /// What was typed for a key, by its path.
    pub(crate) fn flag(&self, path: &str) -> Option<&str> {
        self.flags.get(path)
    }
}

/// A value that was found, as what the caller wants.
fn typed<T: DeserializeOwned>(
    key: &Key,
    profile: &str,
    value: &Value,
    origin: Origin,
    candidates: Vec<Candidate>,
) -> Result<Option<Resolved<T>>, ConfigError> {
    match extract::typed(value, &origin) {
        Ok(value) => Ok(Some(Resolved {
            value,
            origin,
            candidates,
        })),
        Err(problem) => Err(ConfigError::Value {
            key: written(key, profile),
            origin,
            problem,
        }),
    }
}

/// What a key is that nothing sets.
pub(crate) fn default<T: DeserializeOwned>(
    key: &Key,
    candidates: Vec<Candidate>,
) -> Result<Option<Resolved<T>>, ConfigError> {
    match key.default.map(Value::from) {
        Some(value) => typed(key, DEFAULT_PROFILE, &value, Origin::Default, candidates),
        None => Ok(None),
    }
}

/// The key as a user would write it, the profile named.
pub(crate) fn written(key: &Key, profile: &str) -> String {
    key.path.replace('*', profile)
}
