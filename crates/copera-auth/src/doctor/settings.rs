//! What the files, variables and flags of a run say, beyond where they keep secrets.

use super::finding::Finding;
use crate::document::Document;
use crate::error::ConfigError;
use crate::origin::{Candidate, Origin, Position, Verdict};
use crate::stack::{DEFAULT_PROFILE, Stack};

/// The findings about the files as such, and the keys in them.
pub(super) fn in_files(stack: &Stack) -> Vec<Finding> {
    let unreadable = stack.unreadable().cloned().map(Finding::Unreadable);
    let foreign = stack.foreign().map(|layer| Finding::Foreign {
        path: layer.path.clone(),
    });
    let refused = stack.refused_keys().into_iter().map(Finding::RefusedKey);
    let unknown = stack.unknown_keys().into_iter().map(Finding::UnknownKey);
    let similar = stack.documents().flat_map(similar_profiles);
    unreadable
        .chain(foreign)
        .chain(refused)
        .chain(unknown)
        .chain(similar)
        .collect()
}

/// The findings about the token in force.
pub(super) fn in_force(stack: &Stack) -> Vec<Finding> {
    let profile = stack.profile();
    let name = profile
        .as_ref()
        .map_or(DEFAULT_PROFILE, |profile| &profile.value);
    let credential = stack.credential(name);
    let differs = stack
        .credential_candidates(name)
        .ok()
        .and_then(|candidates| variable_differs(stack, &candidates));
    let date = match &credential {
        Ok(Some(credential)) => stack.expiry(name, credential).err(),
        Ok(None) | Err(_) => None,
    };
    let invalid = [profile.err(), credential.err(), date];
    invalid
        .into_iter()
        .flatten()
        .filter_map(invalid_setting)
        .chain(differs)
        .collect()
}

/// What is wrong with a setting; `None` for a file that can't be read, which is a finding by itself.
pub(super) fn invalid_setting(error: ConfigError) -> Option<Finding> {
    match error {
        ConfigError::File(_) => None,
        error => Some(Finding::Invalid(error)),
    }
}

/// A variable that wins over a token in a file. What is in a keyring can't be compared unopened.
fn variable_differs(stack: &Stack, candidates: &[Candidate]) -> Option<Finding> {
    let winner = candidates
        .iter()
        .find(|candidate| candidate.verdict == Verdict::Wins)?;
    let Origin::Variable { name: variable } = winner.origin else {
        return None;
    };
    candidates.iter().find_map(|stored| {
        let position = stored.origin.position()?;
        let lost = stored.verdict == Verdict::Shadowed && stored.differs;
        (lost && stored.key == stack.layout().credential).then(|| Finding::VariableDiffers {
            variable,
            shown: winner.shown.clone(),
            stored: position.clone(),
            stored_shown: stored.shown.clone(),
        })
    })
}

/// The profiles of one file that differ only in letter case, group by group.
fn similar_profiles(document: &Document) -> Vec<Finding> {
    let mut groups: Vec<(String, Vec<String>, Option<Position>)> = Vec::new();
    for (name, position) in document.profile_places() {
        let folded = name.to_lowercase();
        match groups.iter_mut().find(|(group, ..)| *group == folded) {
            Some((_, names, second)) => {
                second.get_or_insert(position);
                names.push(name.to_owned());
            }
            None => groups.push((folded, vec![name.to_owned()], None)),
        }
    }
    groups
        .into_iter()
        .filter_map(|(_, names, second)| {
            Some(Finding::SimilarProfiles {
                names,
                position: second?,
            })
        })
        .collect()
}
