//! What is known about why a token was turned away.

use std::fmt;

use copera_auth::{Scope, Surface, TokenKind};

use super::{Error, ErrorKind};

/// Why a token was turned away, as far as the table of scopes tells. Facts only: what to do about it
/// is the program's to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Explanation {
    /// No token of this kind reaches the surface. Nothing was sent.
    ClosedToKind {
        /// The part of the API.
        surface: Surface,
        /// The kind of the token.
        kind: TokenKind,
    },
    /// The surface opens with a scope, which the token seems not to have. An integration must also be
    /// a participant of what it reaches.
    NeedsScope {
        /// The part of the API.
        surface: Surface,
        /// The scope that opens it.
        scope: Scope,
        /// The kind of the token.
        kind: TokenKind,
    },
    /// The surface needs no scope, but is closed to external users, and the token is one's.
    InternalUsersOnly {
        /// The part of the API.
        surface: Surface,
    },
    /// Search: the token sees none of the kinds that were asked for, or is an external user's.
    NothingToSearch,
    /// The service does not know the token, or no longer.
    UnknownToken {
        /// The kind of the token, which tells how long it lives at most.
        kind: TokenKind,
    },
    /// The token is good; the password that was checked is not the row's.
    WrongPassword,
}

impl Error {
    /// Whether the service closed the whole part of the API to the token, and not one thing in it: the
    /// next one would fare alike. Its refusal names that part then: `You are not allowed to access
    /// boards`. `false` where the refusal does not tell.
    pub fn closes_surface(&self) -> bool {
        match self {
            Self::Denied { .. } => true,
            Self::Refused { request, refusal } => {
                let surface = request
                    .surface
                    .filter(|_| self.kind() == ErrorKind::Forbidden);
                let said = refusal.message.as_deref().unwrap_or_default();
                let said = said.trim().trim_end_matches('.').to_lowercase();
                surface.is_some_and(|surface| said.ends_with(&format!("access {surface}")))
            }
            _ => false,
        }
    }

    /// Why the token, or a row's password, was turned away; `None` for any other failure, and where
    /// the path is not known to this crate.
    pub fn explanation(&self) -> Option<Explanation> {
        let request = self.request()?;
        let kind = request.token_kind;
        match (self.kind(), request.surface) {
            (ErrorKind::Denied, Some(surface)) => Some(Explanation::ClosedToKind { surface, kind }),
            (ErrorKind::Unauthorized, _) => Some(Explanation::UnknownToken { kind }),
            (ErrorKind::WrongPassword, _) => Some(Explanation::WrongPassword),
            (ErrorKind::Forbidden, Some(Surface::Search)) => Some(Explanation::NothingToSearch),
            (ErrorKind::Forbidden, Some(surface)) => Some(match surface.scope() {
                Some(scope) => Explanation::NeedsScope {
                    surface,
                    scope,
                    kind,
                },
                None => Explanation::InternalUsersOnly { surface },
            }),
            _ => None,
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedToKind { surface, kind } => {
                write!(
                    f,
                    "{surface} can't be reached with any {}",
                    kind.description()
                )
            }
            Self::NeedsScope {
                surface,
                scope,
                kind,
            } => {
                write!(f, "{surface} needs a token with the scope {scope}")?;
                match kind {
                    TokenKind::Integration => {
                        f.write_str(", and an integration must be a participant too")
                    }
                    _ => Ok(()),
                }
            }
            Self::InternalUsersOnly { surface } => write!(
                f,
                "{surface} is open to internal users only, and the token is an external user's"
            ),
            Self::NothingToSearch => f.write_str(
                "the token may see none of the kinds that were asked for, or is an external user's",
            ),
            Self::UnknownToken { kind } => f.write_str(match kind {
                TokenKind::PersonalAccess => {
                    "the personal access token has expired (after a year at most) or was deleted"
                }
                TokenKind::Integration => "the integration API key was deleted or replaced",
                TokenKind::McpOauth => {
                    "the MCP OAuth token has expired: they live for a short time"
                }
                TokenKind::Unknown => "the token begins like none of Copera's",
            }),
            Self::WrongPassword => f.write_str("the row has another password; the token is good"),
        }
    }
}
