//! A setting by the name that a user writes: which there are, what each takes, where it may stand.

mod listed;
mod takes;

use thiserror::Error;

use crate::layout::{FileRule, Key, Layout, ReadFrom};
use crate::stack::{DEFAULT_PROFILE, written};
use crate::unknown_keys;

pub use self::listed::Listed;
pub use self::takes::{SettingValue, Takes};

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
        self.key.takes.is_list()
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
        self.key
            .takes
            .read(words)
            .map_err(|problem| SettingError::Value {
                written: self.written(),
                problem,
            })
    }
}
