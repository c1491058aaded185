//! The log of what reached the sandbox.

use std::fmt;

use axum::{
    body::Bytes,
    http::{HeaderMap, Method, Uri, header},
};
use copera_auth::{Token, TokenKind};

use crate::access;

/// One request as it arrived, before anything was decided about it.
///
/// `Debug` shows the token's redaction and the body's length only: nobody's test log should print
/// a secret.
#[derive(Clone)]
pub struct RecordedRequest {
    method: String,
    target: String,
    bearer: Option<String>,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl RecordedRequest {
    pub(crate) fn of(method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let listed = headers
            .iter()
            .filter(|(name, _)| *name != header::AUTHORIZATION)
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            });
        Self {
            method: method.as_str().to_owned(),
            target: uri.to_string(),
            bearer: access::bearer(headers).map(str::to_owned),
            headers: listed.collect(),
            body: Bytes::new(),
        }
    }

    pub(crate) fn note_body(&mut self, body: Bytes) {
        self.body = body;
    }

    /// The method, in capitals.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path with its query, as it stood on the request line:
    /// `/public/v1/board/list-boards?q=launch`.
    pub fn path(&self) -> &str {
        &self.target
    }

    /// The bearer token that came with the request, whole.
    pub fn bearer(&self) -> Option<&str> {
        self.bearer.as_deref()
    }

    /// The value of a header, the first one if it was sent several times. `Authorization` is not
    /// among them: see [`bearer`](Self::bearer).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body, once the sandbox has read it: empty before that, as when a fault resets the
    /// connection. A body over 1 MiB, a part of an upload and a form of the
    /// web page are not kept.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// All headers but `Authorization`, with their names in lower case.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bearer = self.bearer.as_deref().map(|text| {
            Token::parse(text, TokenKind::PREFIXES)
                .map_or_else(|_| "…".to_owned(), |token| token.redacted())
        });
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.target)
            .field("bearer", &bearer)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
