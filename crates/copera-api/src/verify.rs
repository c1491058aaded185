//! Does the service know this token?

use std::time::Duration;

use copera_auth::TokenKind;
use serde::de::IgnoredAny;

use crate::{
    Client, Error, ErrorKind,
    call::Call,
    endpoint::{BOARDS_LIST, WORKSPACE_INFO},
    send::Effort,
};

/// What came of asking the service about a token.
#[derive(Debug)]
#[non_exhaustive]
pub enum Verification {
    /// The service knows it.
    Accepted,
    /// The service knows it, and refused this request all the same: a scope is missing, or a limit
    /// was reached.
    AcceptedWithoutScope(Error),
    /// The service does not know it, or no longer.
    Invalid(Error),
    /// Nobody can say: no answer in time, or none that counts.
    Unverified(Error),
}

impl Client {
    /// Asks the service whether it knows the token, once, within `limit`.
    ///
    /// `GET /board/list-boards` for an integration key, `GET /workspace/info` for any other token.
    /// Success counts only if it comes with JSON: a page of a proxy proves nothing.
    pub async fn verify(&self, limit: Duration) -> Verification {
        let endpoint = match self.token_kind() {
            TokenKind::Integration => &BOARDS_LIST,
            TokenKind::PersonalAccess | TokenKind::McpOauth | TokenKind::Unknown => &WORKSPACE_INFO,
        };
        let effort = Effort::once_within(limit);
        let call = Call::new(self.clone(), endpoint);
        let Err(error) = call.send_with::<IgnoredAny>(effort).await else {
            return Verification::Accepted;
        };
        match error.kind() {
            ErrorKind::Unauthorized => Verification::Invalid(error),
            // Without a status, the limit was kept to on this side and nobody was asked.
            ErrorKind::Forbidden | ErrorKind::RateLimited if error.status().is_some() => {
                Verification::AcceptedWithoutScope(error)
            }
            _ => Verification::Unverified(error),
        }
    }
}
