//! A setting by the name that a user writes: which there are, what each takes, where it may stand.

use thiserror::Error;

use crate::document::Document;
use crate::error::ConfigError;
use crate::layout::{FileRule, Key, Layout, ReadFrom};
use crate::origin::{Candidate, Verdict};
use crate::stack::{DEFAULT_PROFILE, Stack, written};
use crate::time_span::TimeSpan;
use crate::{BaseUrl, Expiry, unknown_keys};

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Takes {
    /// Any text.
    Text,
    /// A list of texts.
    Words,
    /// A base address.
    Url,
    /// A span of time, such as `1m30s`.
    Duration,
    /// A date, such as `2027-01-31`.
    Date,
    /// A list of hosts, such as `copera.example.com` or `127.0.0.1:8080`.
    Hosts,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// A value that its key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// A text.
    Text(String),
    /// A list of texts.
    Words(Vec<String>),
}

/// A key with its profile named, as a user writes it: `api.base_url`, `profiles.work.board_id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    key: &'static Key,
    profile: Option<String>,
}

/// Why a setting can't be read or written as asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SettingError {
    /// No such key.
    #[error("there is no setting `{written}`")]
    Unknown {
        /// As it was written.
        written: String,
        /// The nearest that there is, if any is near.
        nearest: Option<String>,
    },
    /// A table, which holds settings and is none.
    #[error("`{written}` is a table of settings, not one of them")]
    Table {
        /// As it was written.
        written: String,
        /// The settings in it.
        settings: Vec<String>,
    },
    /// A key that counts in the home file only.
    #[error("`{written}` counts in the home file only")]
    HomeOnly {
        /// The setting.
        written: String,
    },
    /// A token, or the word for where it is.
    #[error("`{written}` is not for writing by hand")]
    Credential {
        /// The setting.
        written: String,
    },
    /// A value that the key does not take. It is not repeated: it may be a secret gone astray.
    #[error("`{written}` does not take this value: {problem}")]
    Value {
        /// The setting.
        written: String,
        /// What is wrong.
        problem: String,
    },
}

/// A setting with every place that says something about it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Listed {
    /// The setting.
    pub setting: Setting,
    /// The places in order of precedence; secrets are redacted.
    pub candidates: Vec<Candidate>,
}

impl Layout {
    /// The setting that is written so; a profile's name may stand in double quotes.
    ///
    /// # Errors
    /// [`SettingError::Unknown`] and [`SettingError::Table`].
    pub fn setting(&self, text: &str) -> Result<Setting, SettingError> {
        let found = self.keys.iter().find_map(|key| {
            let Some((before, after)) = key.path.split_once('*') else {
                return (key.path == text).then_some(Setting { key, profile: None });
            };
            let name = text.strip_prefix(before)?.strip_suffix(after)?;
            let quoted = name
                .strip_prefix('"')
                .and_then(|name| name.strip_suffix('"'));
            let name = quoted.unwrap_or(name);
            (!name.is_empty()).then(|| Setting {
                key,
                profile: Some(name.to_owned()),
            })
        });
        found.ok_or_else(|| {
            let settings = self.settings_in(text);
            if !settings.is_empty() {
                return SettingError::Table {
                    written: text.to_owned(),
                    settings,
                };
            }
            let segments: Vec<&str> = text.split('.').collect();
            SettingError::Unknown {
                written: text.to_owned(),
                nearest: unknown_keys::nearest(self.keys, &segments),
            }
        })
    }
}

impl Layout {
    /// The settings in the table that is written so; none if it is no table of this layout.
    fn settings_in(&self, table: &str) -> Vec<String> {
        let written: Vec<_> = table.split('.').collect();
        let below = self.keys.iter().filter_map(|key| {
            let segments: Vec<_> = key.path.split('.').collect();
            let (above, rest) = segments.split_at_checked(written.len())?;
            let inside = above
                .iter()
                .zip(&written)
                .all(|(segment, word)| segment == word || *segment == "*");
            let rest = rest.join(".").replace('*', "NAME");
            (inside && !rest.is_empty()).then(|| format!("{table}.{rest}"))
        });
        below.collect()
    }
}

impl Setting {
    /// Its key, as [`Key::path`] writes it.
    pub fn path(&self) -> &'static str {
        self.key.path
    }

    /// The profile that it belongs to; [`DEFAULT_PROFILE`] where that makes no difference.
    pub fn profile(&self) -> &str {
        self.profile.as_deref().unwrap_or(DEFAULT_PROFILE)
    }

    /// Whether its value is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.key.takes, Takes::Words | Takes::Hosts)
    }

    /// As a user writes it.
    pub fn written(&self) -> String {
        written(self.key, self.profile())
    }

    /// Whether it may be set or removed by hand: a token is checked, and leaves its keyring too.
    ///
    /// # Errors
    /// [`SettingError::Credential`].
    pub fn check_by_hand(&self, layout: &Layout) -> Result<(), SettingError> {
        if self.path() == layout.credential || Some(self.path()) == layout.store {
            let written = self.written();
            return Err(SettingError::Credential { written });
        }
        Ok(())
    }

    /// Whether it may be set by hand, in the file of this rule.
    ///
    /// # Errors
    /// [`SettingError::HomeOnly`] and [`SettingError::Credential`].
    pub fn check_place(&self, layout: &Layout, rule: &FileRule) -> Result<(), SettingError> {
        self.check_by_hand(layout)?;
        let written = self.written();
        if self.key.read_from == ReadFrom::HomeOnly && !rule.place.is_home() {
            return Err(SettingError::HomeOnly { written });
        }
        Ok(())
    }

    /// What was typed as a value of this setting.
    ///
    /// # Errors
    /// [`SettingError::Value`].
    pub fn value(&self, words: &[String]) -> Result<SettingValue, SettingError> {
        self.typed(words).map_err(|problem| SettingError::Value {
            written: self.written(),
            problem,
        })
    }

    fn typed(&self, words: &[String]) -> Result<SettingValue, String> {
        if words.is_empty() || words.iter().any(|word| word.trim().is_empty()) {
            return Err("it is blank, which counts as absent".to_owned());
        }
        if self.key.takes == Takes::Hosts {
            words.iter().try_for_each(|word| check_host(word))?;
        }
        if self.is_list() {
            return Ok(SettingValue::Words(words.to_vec()));
        }
        let [word] = words else {
            return Err("expected one value".to_owned());
        };
        match self.key.takes {
            Takes::Text | Takes::Words | Takes::Hosts => {}
            Takes::Url => {
                word.parse::<BaseUrl>().map_err(|error| error.to_string())?;
            }
            Takes::Duration => {
                TimeSpan::parse(word)?;
            }
            Takes::Date => {
                let wrong = |_| "expected a date, such as 2027-01-31".to_owned();
                word.parse::<Expiry>().map_err(wrong)?;
            }
            Takes::OneOf(known) if known.contains(&word.as_str()) => {}
            Takes::OneOf(known) => return Err(format!("expected one of: {}", known.join(", "))),
        }
        Ok(SettingValue::Text(word.clone()))
    }
}

/// What would match no address is refused: it would be trusted in vain.
fn check_host(word: &str) -> Result<(), String> {
    let host = word.trim();
    let base = format!("https://{host}").parse::<BaseUrl>();
    match base {
        Ok(base) if base.host().eq_ignore_ascii_case(host) => Ok(()),
        Ok(_) | Err(_) => Err(
            "expected hosts, such as copera.example.com, with a port where it is not the usual one"
                .to_owned(),
        ),
    }
}

impl Stack {
    /// Every setting that something is said about, in the layout's order, those of profiles by
    /// their names.
    ///
    /// Touches no keyring and runs no command.
    ///
    /// # Errors
    /// A file that may have decided one can't be read.
    pub fn settings(&self) -> Result<Vec<Listed>, ConfigError> {
        let names = self.profile_names();
        let mut listed = Vec::new();
        for key in self.layout().keys {
            let profiles: Vec<Option<String>> = if key.is_per_profile() {
                names.iter().cloned().map(Some).collect()
            } else {
                vec![None]
            };
            for profile in profiles {
                let setting = Setting { key, profile };
                let candidates = self.setting(&setting)?;
                listed.push(Listed {
                    setting,
                    candidates,
                });
            }
        }
        listed.retain(|listed| !listed.candidates.is_empty());
        Ok(listed)
    }

    /// The profiles of all files and the one in force, each once. Only names of one file that differ
    /// in letter case are different profiles.
    fn profile_names(&self) -> Vec<String> {
        let active = self.profile().ok().map(|profile| profile.value);
        let files = self.documents().map(Document::profiles);
        let active = active.as_deref().into_iter().collect();
        let mut names: Vec<String> = Vec::new();
        for file in files.chain([active]) {
            let others = names.len();
            for name in file {
                let folded = name.to_lowercase();
                if !names[..others].iter().any(|it| it.to_lowercase() == folded) {
                    names.push(name.to_owned());
                }
            }
        }
        names.sort();
        names
    }

    /// Every place that says something about a setting, in order of precedence. Variables and flags
    /// speak for the profile in force.
    ///
    /// # Errors
    /// A file that may have decided it can't be read.
    pub fn setting(&self, setting: &Setting) -> Result<Vec<Candidate>, ConfigError> {
        let candidates = self.candidates(setting.path(), setting.profile())?;
        let Some(name) = &setting.profile else {
            return Ok(candidates);
        };
        let is_active = self
            .profile()
            .is_ok_and(|active| active.value.to_lowercase() == name.to_lowercase());
        Ok(if is_active {
            candidates
        } else {
            without_given(candidates)
        })
    }
}

/// What the files say, where variable and flag speak for another profile.
fn without_given(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| !candidate.origin.is_given());
    if let Some(first) = candidates
        .iter_mut()
        .find(|candidate| matches!(candidate.verdict, Verdict::Wins | Verdict::Shadowed))
    {
        first.verdict = Verdict::Wins;
    }
    candidates
}
