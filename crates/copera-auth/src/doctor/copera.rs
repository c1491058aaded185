//! The findings that only Copera's own view can make: its address, its kinds of token, its ids.

use super::finding::Finding;
use super::settings::invalid_setting;
use crate::copera::{Config, DefaultId};
use crate::error::ConfigError;
use crate::{Access, Credential, TokenKind};

/// The findings about the settings that Copera's commands need.
pub(super) fn findings(config: &Config) -> Vec<Finding> {
    let base = config.base_url();
    let credential = match config.credential() {
        Ok((_, Some(credential))) => Some(credential),
        // What is wrong with the credential is found by the stack.
        Ok((_, None)) | Err(_) => None,
    };
    let mut found = Vec::new();
    if let (Ok(base), Some(credential)) = (&base, &credential) {
        found.extend(match config.check_host(base, credential) {
            Ok(()) => None,
            Err(ConfigError::UntrustedHost(refused)) => Some(Finding::UntrustedHost {
                refused,
                trusted_hosts: config.stack().layout().trusted_hosts,
            }),
            Err(error) => invalid_setting(error),
        });
    }
    let wrong = [
        base.err(),
        config.web_url().err(),
        config.timeout().err(),
        config.cache_ttl().err(),
        config.cache_dir().err(),
    ];
    found.extend(wrong.into_iter().flatten().filter_map(invalid_setting));
    if let Some(kind) = credential.as_ref().and_then(Credential::kind) {
        found.extend(unfit_ids(config, kind));
    }
    found
}

/// The default ids of the profile in force that a token of this kind can't reach.
fn unfit_ids(config: &Config, kind: TokenKind) -> Vec<Finding> {
    let unfit = DefaultId::ALL
        .into_iter()
        .filter(|id| id.surface().access(kind) == Access::Closed);
    unfit
        .filter_map(|id| {
            let set = config.default_id(id).ok().flatten()?;
            Some(Finding::UnfitKind {
                kind,
                id: id.name(),
                surface: id.surface(),
                position: set.origin.position()?.clone(),
            })
        })
        .collect()
}
