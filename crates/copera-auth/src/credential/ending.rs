//! When a credential ends, as far as its file says.

use super::{Credential, Location};
use crate::error::ConfigError;
use crate::layer::Layer;
use crate::origin::Verdict;
use crate::stack::Stack;
use crate::{Expiry, ExpiryError, Token};

impl Stack {
    /// When a credential that stands in a file ends, if that file says so: what another file says is
    /// about another credential.
    ///
    /// # Errors
    /// What it says is no date.
    pub fn expiry(
        &self,
        profile: &str,
        credential: &Credential,
    ) -> Result<Option<Expiry>, ConfigError> {
        let (Some(key), Some(file)) = (self.layout().expiry, credential.origin.position()) else {
            return Ok(None);
        };
        let candidates = self.candidates(key, profile)?;
        let beside = candidates.into_iter().find(|candidate| {
            candidate.verdict != Verdict::Empty
                && candidate
                    .origin
                    .position()
                    .is_some_and(|position| position.path == file.path)
        });
        let Some(beside) = beside else {
            return Ok(None);
        };
        let expiry = beside
            .shown
            .parse()
            .map_err(|error: ExpiryError| ConfigError::Value {
                key: key.replace('*', profile),
                origin: beside.origin,
                problem: error.to_string(),
            })?;
        Ok(Some(expiry))
    }

    /// When a token of a profile ends that is about to be saved in the file of this layer, where
    /// tokens live for `life` (such as `90d`) and the day of signing in stands in for the day that
    /// it was made. The token that the file holds already is no younger for being saved once more.
    ///
    /// # Errors
    /// `life` is no span of time.
    pub fn expiry_from_today(
        &self,
        layer: &Layer,
        profile: &str,
        token: &Token,
        life: &str,
    ) -> Result<Expiry, ExpiryError> {
        let stored = self.credential(profile).ok().flatten();
        let same = stored.filter(|stored| {
            layer.holds(&stored.origin)
                && matches!(&stored.location, Location::Inline(same) if same == token)
        });
        let known = same.and_then(|same| self.expiry(profile, &same).ok().flatten());
        known.map_or_else(|| Expiry::parse(life, self.environment().now()), Ok)
    }
}
