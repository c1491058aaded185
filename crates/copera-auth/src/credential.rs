//! A credential: where it is, and the one step that fetches it.

use crate::origin::{Candidate, Origin, Verdict};
use crate::{ConfigError, Token, TokenKind, TokenRemark};

/// A credential that was found, and how it came to be the one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Credential {
    /// Where the secret is.
    pub location: Location,
    /// Where the configuration says so.
    pub origin: Origin,
    /// Every place that was looked at, the winner included.
    pub candidates: Vec<Candidate>,
    /// What had to be taken away to get at the token.
    pub remark: Option<TokenRemark>,
}

/// Where a secret is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Location {
    /// At the origin itself: in the variable, flag or file.
    Inline(Token),
}

impl Credential {
    /// Fetches the secret.
    ///
    /// # Errors
    /// None yet: a credential that stands in the configuration is already there.
    pub fn open(&self) -> Result<Token, ConfigError> {
        match &self.location {
            Location::Inline(token) => Ok(token.clone()),
        }
    }

    /// Which of Copera's kinds the token is, as far as that can be told without fetching it.
    pub fn kind(&self) -> TokenKind {
        match &self.location {
            Location::Inline(token) => TokenKind::of(token),
        }
    }

    /// What may be shown of the secret.
    pub fn redacted(&self) -> String {
        match &self.location {
            Location::Inline(token) => token.redacted(),
        }
    }

    /// A candidate that lost to the environment variable although the user named it in this very
    /// call: the token flag, or the stored token of a profile that was asked for.
    pub fn overruled(&self, profile_was_asked_for: bool) -> Option<&Candidate> {
        if !matches!(self.origin, Origin::Variable { .. }) {
            return None;
        }
        self.candidates.iter().find(|candidate| {
            candidate.verdict == Verdict::Shadowed
                && candidate.differs
                && (candidate.origin.is_given() || profile_was_asked_for)
        })
    }
}
