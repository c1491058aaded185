//! Where the secrets of the files lie, and who else could get at them there.

use std::path::Path;

use figment::value::Value;

use super::finding::{Finding, StoredToken};
use crate::document::Document;
use crate::error::ConfigError;
use crate::layer::Layer;
use crate::layout::{Layout, Trust};
use crate::stack::Stack;
use crate::store::open_to_others;
use crate::unknown_keys::matches;
use crate::walk::{is_blank, may_say, redacted};
use crate::{Credential, ExpiryState, GitStatus, Location, git_status};

impl Stack {
    /// What to say of a credential of a profile whenever it is used: that others than the owner may
    /// open the file that it stands in, and that it has ended, or ends within the next fourteen days.
    /// Sentences without a full stop.
    ///
    /// # Errors
    /// Those of [`Stack::expiry`].
    pub fn warnings(
        &self,
        profile: &str,
        credential: &Credential,
    ) -> Result<Vec<String>, ConfigError> {
        let environment = self.environment();
        let exposed = self.exposure(credential);
        let expiry = self.expiry(profile, credential)?;
        let ending = expiry.and_then(|expiry| expiry.warning(environment.now()));
        Ok(exposed.into_iter().chain(ending).collect())
    }

    /// What to say of a credential whose file others than the owner may open; a sentence without a full
    /// stop. A part of [`Stack::warnings`].
    pub fn exposure(&self, credential: &Credential) -> Option<String> {
        let finding = self.exposed(credential)?;
        let environment = self.environment();
        let (message, fix) = (finding.message(environment), finding.fix(environment));
        Some(format!("{message}; {fix}"))
    }

    fn exposed(&self, credential: &Credential) -> Option<Finding> {
        let Location::Inline(token) = &credential.location else {
            return None;
        };
        let position = credential.origin.position()?;
        let mode = open_to_others(&position.path)?;
        let token = StoredToken {
            key: self.layout().credential.to_owned(),
            position: position.clone(),
            shown: token.redacted(),
        };
        Some(Finding::OpenToOthers { token, mode })
    }
}

/// The findings about every file that holds a token, of whichever profile.
pub(super) fn findings(stack: &Stack) -> Vec<Finding> {
    let mut found = Vec::new();
    for layer in stack.layers() {
        let Some(document) = layer.document() else {
            continue;
        };
        let tokens = tokens(stack.layout(), document);
        let Some(first) = tokens.first() else {
            continue;
        };
        if let Some(mode) = open_to_others(&layer.path) {
            found.push(Finding::OpenToOthers {
                token: first.clone(),
                mode,
            });
        }
        found.extend(in_git(stack, layer, &tokens));
        found.extend(beside_references(stack.layout(), layer, document));
    }
    found
}

/// The stored tokens, of whichever profile, that have ended or soon will.
pub(super) fn ending(stack: &Stack) -> Vec<Finding> {
    let now = stack.environment().now();
    let ending = stack.stored_profiles().into_iter().filter_map(|profile| {
        // A date without a token is about none.
        let expiry = profile.expiry.filter(|_| profile.location.is_some())?;
        let state = expiry.state(now);
        let near = !matches!(state, ExpiryState::Later { .. });
        near.then_some(Finding::Ending {
            profile: profile.name,
            expiry,
            state,
            position: profile.position,
        })
    });
    ending.collect()
}

/// Every token in the file: what stands where tokens stand, and what looks like one elsewhere, such
/// as behind a key that is mistyped.
fn tokens(layout: &Layout, document: &Document) -> Vec<StoredToken> {
    let Some(credential) = layout.key(layout.credential) else {
        return Vec::new();
    };
    let is_token = |segments: &[String], value: &Value| {
        let looks_like_one = |text: &str| {
            let text = text.trim();
            let mut prefixes = layout.prefixes.iter();
            prefixes.any(|prefix| text.starts_with(prefix) && text != *prefix)
        };
        (matches(credential, segments) && !is_blank(value))
            || value.as_str().is_some_and(looks_like_one)
    };
    let values = document.values().into_iter();
    values
        .filter(|(segments, value, _)| is_token(segments, value))
        .map(|(segments, value, position)| StoredToken {
            key: segments.join("."),
            position,
            shown: redacted(value, layout.prefixes),
        })
        .collect()
}

/// Whether the file is published, by its nature or by git.
fn in_git(stack: &Stack, layer: &Layer, tokens: &[StoredToken]) -> Vec<Finding> {
    // What a link says is no secret; the file it leads to is what git must not take along.
    let file = layer.path.canonicalize();
    let file = file.unwrap_or_else(|_| layer.path.clone());
    let git = git_status(&file, stack.environment());
    if layer.rule.trust == Trust::Shared {
        let shared = tokens.iter().map(|token| Finding::SharedToken {
            token: token.clone(),
            git,
        });
        return shared.collect();
    }
    let first = tokens.first().cloned();
    let finding = first.and_then(|token| match git {
        GitStatus::Tracked => Some(Finding::Tracked { token, file }),
        GitStatus::NotIgnored => Some(Finding::NotIgnored {
            token,
            line: ignore_line(&file, layer.rule.name),
            file,
        }),
        GitStatus::Unknown => Some(Finding::GitUnknown { token, file }),
        GitStatus::Outside | GitStatus::Ignored => None,
    });
    finding.into_iter().collect()
}

/// The rule for git, for the `.gitignore` beside the file and no folder below. Under the tool's own
/// name it covers the file that a save writes first.
fn ignore_line(file: &Path, name: &str) -> String {
    let written = file.file_name().unwrap_or_default().to_string_lossy();
    if written == name {
        format!("/{name}*")
    } else {
        format!("/{written}")
    }
}

/// The profiles that have a token, and say that it is elsewhere.
fn beside_references(layout: &'static Layout, layer: &Layer, document: &Document) -> Vec<Finding> {
    let Some(credential) = layout.key(layout.credential) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for profile in document.profiles() {
        let Ok(Some(token)) = document.get(credential, profile) else {
            continue;
        };
        if is_blank(&token.value) {
            continue;
        }
        for key in layout.credential_keys() {
            let counts = key.path != layout.credential && may_say(layer, key);
            let reference = document.get(key, profile).ok().flatten();
            if counts && reference.is_some_and(|reference| !is_blank(&reference.value)) {
                found.push(Finding::TokenBesideReference {
                    token: StoredToken {
                        key: credential.path.replace('*', profile),
                        position: token.position.clone(),
                        shown: redacted(&token.value, layout.prefixes),
                    },
                    reference: key.path.replace('*', profile),
                });
            }
        }
    }
    found
}
