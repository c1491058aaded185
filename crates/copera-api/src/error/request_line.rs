//! What was asked: the part of a request that may be shown.

use std::{fmt, sync::Arc};

use copera_auth::{Surface, TokenKind};
use reqwest::Method;

/// Method and path of a request, and what its token is. Queries, headers and bodies are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    pub(crate) method: Method,
    /// Shared: each part of a call keeps the line for its errors.
    pub(crate) path: Arc<str>,
    pub(crate) surface: Option<Surface>,
    pub(crate) token_kind: TokenKind,
    /// Whether an earlier try of the same call may have done its work.
    pub(crate) may_have_happened_before: bool,
}

impl RequestLine {
    /// The HTTP method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path below the base address, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The part of the API; `None` for a path that this crate does not know.
    pub fn surface(&self) -> Option<Surface> {
        self.surface
    }

    /// The kind of the token.
    pub fn token_kind(&self) -> TokenKind {
        self.token_kind
    }
}

impl fmt::Display for RequestLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
