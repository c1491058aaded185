//! The layers of one run, and the walk through them that decides each key.

use std::path::PathBuf;
use std::sync::Arc;

use figment::value::Value;
use serde::de::DeserializeOwned;

use crate::config_file::{self, FileError, FileProblem};
use crate::credential::{Credential, Location};
use crate::document::Document;
use crate::error::ConfigError;
use crate::layout::{BrokenFile, FileRule, Key, Layout, Order, Place, ReadFrom};
use crate::origin::{Candidate, Origin, Position, Resolved, Verdict};
use crate::profile::{self, ProfileMatch};
use crate::{Environment, Token, discovery, extract};

/// The profile that is used when none is named.
pub const DEFAULT_PROFILE: &str = "default";

/// What was typed on the command line, by the key that it sets.
#[derive(Debug, Clone, Default)]
pub struct Flags(Vec<(&'static str, String)>);

impl Flags {
    /// Adds the value of the flag that sets `key` (a [`Key::path`]), if it was typed.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: Option<String>) -> Self {
        self.0.extend(value.map(|value| (key, value)));
        self
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(path, _)| *path == key)
            .map(|(_, value)| value.as_str())
    }
}

/// One configuration file of this run.
#[derive(Debug)]
#[non_exhaustive]
pub struct Layer {
    /// The rule that it was found by.
    pub rule: &'static FileRule,
    /// Its path.
    pub path: PathBuf,
    state: State,
}

#[derive(Debug)]
enum State {
    Absent,
    Read(Box<Document>),
    Unreadable(Arc<FileError>),
    /// Owned by somebody else: left alone, as if it were not there.
    Foreign,
}

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

/// The outcome of the walk for one key.
struct Found {
    winner: Option<(Value, Origin)>,
    candidates: Vec<Candidate>,
}

impl Stack {
    /// Reads each file of the layout once. A file that can't be read is no error yet: it becomes
    /// one for the keys that it may have decided.
    pub fn load(layout: &'static Layout, environment: &Environment, flags: Flags) -> Self {
        let layers = locate(layout, environment)
            .into_iter()
            .map(|(rule, path)| {
                let state = read(rule, &path, environment);
                Layer { rule, path, state }
            })
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

    /// The value of a key that does not belong to a profile; `None` where nothing sets it.
    ///
    /// # Errors
    /// A file that may have decided the key can't be read, or the value is of the wrong type.
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
        let Found { winner, candidates } = self.find(key, profile)?;
        let Some((value, origin)) = winner else {
            return Ok(None);
        };
        match extract::typed(&value, &origin) {
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

    /// What every place says about a key, whoever wins.
    ///
    /// # Errors
    /// A file that may have decided the key can't be read.
    pub fn candidates(&self, path: &str, profile: &str) -> Result<Vec<Candidate>, ConfigError> {
        Ok(self.find(self.key(path)?, profile)?.candidates)
    }

    /// The profile in force.
    ///
    /// A profile that was asked for must stand in one of the files; only [`DEFAULT_PROFILE`] need not.
    ///
    /// # Errors
    /// Besides those of [`Stack::get`]: no file knows the profile, or a file has several that
    /// differ from it, and from one another, only in letter case.
    pub fn profile(&self) -> Result<Resolved<String>, ConfigError> {
        let asked = self
            .get::<String>(self.layout.profile)?
            .unwrap_or_else(|| Resolved::default_value(DEFAULT_PROFILE.to_owned(), Vec::new()))
            .map(|name| name.trim().to_owned());
        let mut known: Vec<String> = Vec::new();
        let mut exists = false;
        for layer in &self.layers {
            let State::Read(document) = &layer.state else {
                continue;
            };
            let profiles = document.profiles();
            match profile::find(&asked.value, profiles.iter().copied()) {
                ProfileMatch::One(_) => exists = true,
                ProfileMatch::Several(names) => {
                    return Err(ConfigError::AmbiguousProfile {
                        name: asked.value,
                        path: layer.path.clone(),
                        matches: names.into_iter().map(str::to_owned).collect(),
                    });
                }
                ProfileMatch::None => {}
            }
            known.extend(profiles.into_iter().map(str::to_owned));
        }
        if exists || asked.value == DEFAULT_PROFILE {
            return Ok(asked);
        }
        if let Some(error) = self.unreadable().next() {
            return Err(ConfigError::File(Arc::clone(error)));
        }
        known.sort();
        known.dedup();
        Err(ConfigError::UnknownProfile {
            name: asked.value,
            origin: asked.origin,
            known,
        })
    }

    /// Where the credential of a profile is; `None` if there is none.
    ///
    /// # Errors
    /// A file that may have held it can't be read, or what was found is no token. Neither ever
    /// falls through to the next place.
    pub fn credential(&self, profile: &str) -> Result<Option<Credential>, ConfigError> {
        let key = self.key(self.layout.credential)?;
        let Found { winner, candidates } = self.find(key, profile)?;
        let Some((value, origin)) = winner else {
            return Ok(None);
        };
        // Not through `extract`: its error would show what it found.
        let Some(text) = value.as_str() else {
            let problem = "expected a string".to_owned();
            return Err(ConfigError::Value {
                key: written(key, profile),
                origin,
                problem,
            });
        };
        match Token::parse_with_remark(text, self.layout.prefixes) {
            Ok((token, remark)) => Ok(Some(Credential {
                location: Location::Inline(token),
                origin,
                candidates,
                remark,
            })),
            Err(source) => Err(ConfigError::Token { origin, source }),
        }
    }

    /// Whether a variable or flag gives the credential for this one call.
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

    /// The documents of the files that could be read.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Document> {
        self.layers.iter().filter_map(|layer| match &layer.state {
            State::Read(document) => Some(document.as_ref()),
            _ => None,
        })
    }

    fn key(&self, path: &str) -> Result<&'static Key, ConfigError> {
        self.layout.key(path).ok_or_else(|| ConfigError::NoSuchKey {
            key: path.to_owned(),
        })
    }

    /// What variable and flag say, in the key's order.
    fn given(&self, key: &Key) -> Vec<(String, Origin)> {
        let variable = key.variable.and_then(|name| {
            Some((
                self.environment.raw_variable(name)?,
                Origin::Variable { name },
            ))
        });
        let flag = key
            .flag
            .and_then(|name| Some((self.flags.get(key.path)?.to_owned(), Origin::Flag { name })));
        let both = match key.order {
            Order::FlagFirst => [flag, variable],
            Order::VariableFirst => [variable, flag],
        };
        both.into_iter().flatten().collect()
    }

    /// The walk: first found wins, and everything that was looked at is written down.
    fn find(&self, key: &'static Key, profile: &str) -> Result<Found, ConfigError> {
        let mut walk = Walk {
            prefixes: self.prefixes(key),
            winner: None,
            candidates: Vec::new(),
        };
        for (text, origin) in self.given(key) {
            walk.meet(Value::from(text), origin);
        }
        for layer in &self.layers {
            match &layer.state {
                State::Absent | State::Foreign => {}
                State::Read(document) => {
                    if let Some(entry) = document.get(key, profile) {
                        let origin = Origin::File(entry.position);
                        if key.read_from == ReadFrom::HomeOnly && layer.rule.place != Place::Home {
                            walk.note(&entry.value, origin, Verdict::Refused);
                        } else {
                            walk.meet(entry.value, origin);
                        }
                    }
                }
                State::Unreadable(error) => {
                    let passed = walk.winner.is_some()
                        || (key.read_from == ReadFrom::HomeOnly && layer.rule.place != Place::Home)
                        || (key.broken_file == BrokenFile::PassedWithGivenCredential
                            && self.credential_is_given());
                    if !passed {
                        return Err(ConfigError::File(Arc::clone(error)));
                    }
                    let origin = Origin::File(position_of(error, layer));
                    walk.note(&Value::from(""), origin, Verdict::Unreadable);
                }
            }
        }
        Ok(Found {
            winner: walk.winner,
            candidates: walk.candidates,
        })
    }

    /// The prefixes to redact by, if the key is the credential.
    fn prefixes(&self, key: &Key) -> Option<&'static [&'static str]> {
        (key.path == self.layout.credential).then_some(self.layout.prefixes)
    }
}

/// The state of one walk.
struct Walk {
    prefixes: Option<&'static [&'static str]>,
    winner: Option<(Value, Origin)>,
    candidates: Vec<Candidate>,
}

impl Walk {
    fn meet(&mut self, value: Value, origin: Origin) {
        if value.as_str().is_some_and(|text| text.trim().is_empty()) {
            self.note(&value, origin, Verdict::Empty);
        } else if self.winner.is_some() {
            self.note(&value, origin, Verdict::Shadowed);
        } else {
            self.note(&value, origin.clone(), Verdict::Wins);
            self.winner = Some((value, origin));
        }
    }

    fn note(&mut self, value: &Value, origin: Origin, verdict: Verdict) {
        let differs = match &self.winner {
            Some((winner, _)) => trimmed(winner) != trimmed(value),
            None => false,
        };
        let shown = match self.prefixes {
            Some(prefixes) => redacted(value, prefixes),
            None => extract::shown(value),
        };
        self.candidates.push(Candidate {
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

fn redacted(value: &Value, prefixes: &[&str]) -> String {
    match value.as_str() {
        Some(text) if text.trim().is_empty() => String::new(),
        Some(text) => {
            Token::parse(text, prefixes).map_or_else(|_| "…".to_owned(), |token| token.redacted())
        }
        None => "…".to_owned(),
    }
}

/// The key as a user would write it, the profile named.
fn written(key: &Key, profile: &str) -> String {
    key.path.replace('*', profile)
}

fn position_of(error: &FileError, layer: &Layer) -> Position {
    let (line, column) = match error.problem {
        FileProblem::Syntax { line, column, .. } => (line, column),
        _ => (1, 1),
    };
    Position {
        path: layer.path.as_path().into(),
        line,
        column,
        trust: layer.rule.trust,
    }
}

/// The path of each file of the layout, in its order.
fn locate(layout: &'static Layout, environment: &Environment) -> Vec<(&'static FileRule, PathBuf)> {
    let home_path = |rule: &FileRule| Some(environment.home()?.join(rule.name));
    let home_file = layout
        .files
        .iter()
        .find(|rule| rule.place == Place::Home)
        .and_then(home_path);
    let names: Vec<_> = project_rules(layout).map(|rule| rule.name).collect();
    let project = environment.current_dir().and_then(|current| {
        // Where nothing is found, the current directory is where a new file would go.
        discovery::project_dir(current, environment.home(), home_file.as_deref(), &names)
            .or_else(|| Some(current.to_owned()))
    });
    let path_of = |rule: &FileRule| match rule.place {
        Place::Home => home_path(rule),
        Place::Project => {
            let path = project.as_ref()?.join(rule.name);
            let is_home = home_file
                .as_ref()
                .is_some_and(|home| discovery::same_file(&path, home));
            (!is_home).then_some(path)
        }
    };
    layout
        .files
        .iter()
        .filter_map(|rule| Some((rule, path_of(rule)?)))
        .collect()
}

fn project_rules(layout: &'static Layout) -> impl Iterator<Item = &'static FileRule> {
    layout
        .files
        .iter()
        .filter(|rule| rule.place == Place::Project)
}

fn read(rule: &FileRule, path: &std::path::Path, environment: &Environment) -> State {
    let file = match config_file::read(path) {
        Ok(None) => return State::Absent,
        Ok(Some(file)) => file,
        Err(error) => return State::Unreadable(Arc::new(error)),
    };
    if rule.place == Place::Project && !owner_is_trusted(path, file.owner, environment.user()) {
        return State::Foreign;
    }
    match Document::parse(path, rule.trust, &file.text) {
        Ok(document) => State::Read(Box::new(document)),
        Err(error) => State::Unreadable(Arc::new(error)),
    }
}

/// A project file must be the user's own. Root, who visits other people's folders, takes the word
/// of the folder's owner.
fn owner_is_trusted(path: &std::path::Path, owner: Option<u32>, user: Option<u32>) -> bool {
    const ROOT: u32 = 0;
    let (Some(owner), Some(user)) = (owner, user) else {
        return true;
    };
    if owner == user {
        return true;
    }
    let folder = path.parent().and_then(|folder| folder.metadata().ok());
    user == ROOT && folder.and_then(|folder| config_file::owner(&folder)) == Some(owner)
}
