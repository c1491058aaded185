//! Requests to signed hosts: the client's connections and proxies, and never its token.

use reqwest::{
    Method,
    header::{ACCEPT_ENCODING, HeaderValue},
};

use super::{SignedUrl, UnsafeUrl};
use crate::{Client, Error, RequestLine};

/// Bytes are wanted as they are: a length or a place in a compressed body says nothing.
pub(crate) const IDENTITY: HeaderValue = HeaderValue::from_static("identity");

/// Begins a request to a signed address. The shared connections have no time limit for an answer
/// and follow no redirect: both are for whoever sends it.
pub(crate) fn request(client: &Client, method: Method, url: &SignedUrl) -> reqwest::RequestBuilder {
    client
        .shared
        .http
        .request(method, url.as_url().clone())
        .header(ACCEPT_ENCODING, IDENTITY)
}

/// Reads an address that a reply to `line` named.
pub(crate) fn address(client: &Client, line: &RequestLine, text: &str) -> Result<SignedUrl, Error> {
    SignedUrl::parse(text, client.base_url()).map_err(|problem| unsafe_url(line, problem))
}

/// What an address that is not used means for the request that led to it.
pub(crate) fn unsafe_url(line: &RequestLine, problem: UnsafeUrl) -> Error {
    Error::UnsafeUrl {
        request: Box::new(line.clone()),
        problem,
    }
}
