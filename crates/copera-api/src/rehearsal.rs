//! Seeing what a write would send.

use bytes::Bytes;
use reqwest::Method;
use url::Url;

use crate::{Error, call::Outgoing, retry::is_read};

/// A request that was put together, and not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsent {
    /// The HTTP method.
    pub method: Method,
    /// The whole address.
    pub url: Url,
    /// The body: JSON text.
    pub body: Option<Bytes>,
}

/// Stops what is no read.
pub(crate) fn stop_writes(outgoing: &Outgoing) -> Result<(), Error> {
    if is_read(&outgoing.line.method) {
        return Ok(());
    }
    let unsent = Unsent {
        method: outgoing.line.method.clone(),
        url: outgoing.url.clone(),
        body: outgoing.body.clone(),
    };
    Err(Error::Rehearsed {
        request: Box::new(outgoing.line.clone()),
        unsent: Box::new(unsent),
    })
}
