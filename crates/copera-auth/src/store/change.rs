//! From a file's text to the text with something else in it, under the lock.

use super::edit::{self, Literal};
use super::{EditError, FileStore, Readers, StoreError, replace, save};
use crate::layout::Trust;
use crate::profile::{self, ProfileMatch};
use crate::{FileError, config_file, ownership};

impl FileStore {
    /// The text with one key set or removed; `None` if there was nothing to remove.
    pub(super) fn edited(
        &self,
        text: &str,
        key: &str,
        profile: &str,
        value: Option<Literal<'_>>,
    ) -> Result<Option<String>, StoreError> {
        let name = self.spelling(text, profile)?;
        let path: Vec<&str> = key
            .split('.')
            .map(|segment| {
                if segment == "*" {
                    name.as_str()
                } else {
                    segment
                }
            })
            .collect();
        let edited = match value {
            Some(value) => edit::set(self.rule.format, text, &path, value).map(Some),
            None => edit::remove(self.rule.format, text, &path),
        };
        edited.map_err(|problem| self.failed(problem))
    }

    /// How the file spells the profile; as asked for, if it has none.
    pub(super) fn spelling(&self, text: &str, profile: &str) -> Result<String, StoreError> {
        let names = edit::children(self.rule.format, text, "profiles")
            .map_err(|problem| self.failed(problem))?;
        match profile::find(profile, names.iter().map(String::as_str)) {
            ProfileMatch::One(name) => Ok(name.to_owned()),
            ProfileMatch::None => Ok(profile.to_owned()),
            ProfileMatch::Several(matches) => Err(StoreError::AmbiguousProfile {
                name: profile.to_owned(),
                path: self.path.clone(),
                matches: matches.into_iter().map(str::to_owned).collect(),
            }),
        }
    }

    /// The text; empty if there is no file.
    ///
    /// In a project, a file of another user's is not adopted: what else it says, such as the host
    /// that a token is sent to, would become the user's own word.
    pub(super) fn read(&self) -> Result<String, StoreError> {
        if !self.rule.place.is_home() && !ownership::is_trusted(&self.path, self.user) {
            return Err(StoreError::Foreign {
                path: self.path.clone(),
            });
        }
        Ok(config_file::read(&self.path)?.unwrap_or_default())
    }

    /// Makes several edits in one step, under the lock; `false` if there was nothing to change.
    pub(super) fn change(
        &self,
        profile: &str,
        edits: &[(&str, Option<Literal<'_>>)],
    ) -> Result<bool, StoreError> {
        self.change_if(profile, edits, || true)
    }

    /// As [`FileStore::change`], if `still` says so under the lock.
    pub(super) fn change_if(
        &self,
        profile: &str,
        edits: &[(&str, Option<Literal<'_>>)],
        still: impl FnOnce() -> bool,
    ) -> Result<bool, StoreError> {
        let _lock = save::lock(&self.path, self.locks.as_deref())?;
        let before = self.read()?;
        if !still() {
            return Err(StoreError::Overtaken {
                path: self.path.clone(),
            });
        }
        let mut text = before.clone();
        for (key, value) in edits {
            if let Some(edited) = self.edited(&text, key, profile, *value)? {
                text = edited;
            }
        }
        if text == before {
            return Ok(false);
        }
        replace(&self.path, &text, self.readers(&text)?)?;
        Ok(true)
    }

    /// A file that a whole project shares stays readable while no token stands in it. Any other is
    /// one person's own.
    pub(super) fn readers(&self, text: &str) -> Result<Readers, StoreError> {
        if self.rule.trust != Trust::Shared {
            return Ok(Readers::Owner);
        }
        let path: Vec<&str> = self.layout.credential.split('.').collect();
        let holds_token =
            edit::holds(self.rule.format, text, &path).map_err(|problem| self.failed(problem))?;
        Ok(if holds_token {
            Readers::Owner
        } else {
            Readers::All
        })
    }

    fn failed(&self, problem: EditError) -> StoreError {
        match problem {
            EditError::File(problem) => FileError::new(&self.path, problem).into(),
            problem => StoreError::Edit {
                path: self.path.clone(),
                problem,
            },
        }
    }
}
