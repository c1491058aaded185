//! Every setting of a run, with what each place says about it.

use super::Setting;
use crate::document::Document;
use crate::error::ConfigError;
use crate::origin::{Candidate, Verdict};
use crate::stack::Stack;

/// A setting with every place that says something about it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Listed {
    /// The setting.
    pub setting: Setting,
    /// The places in order of precedence; secrets are redacted.
    pub candidates: Vec<Candidate>,
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
