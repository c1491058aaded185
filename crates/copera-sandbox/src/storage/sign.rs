//! Addresses that open one object to whoever has them, for a while.

use std::{fmt::Write as _, time::Duration};

use axum::{
    extract::Query,
    http::{HeaderMap, Method, Uri, header},
};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::denial::Denial;
use crate::id::Id;

/// How long a signed address opens its object, by the sandbox's [`Clock`](crate::Clock). The
/// service does not say how long its own do.
pub const SIGNED_URL_LIFE: Duration = Duration::from_secs(15 * 60);

/// The key of every sandbox's signatures: they keep a client honest, and guard nothing.
const KEY: &[u8] = b"a sandbox has no secrets";

/// The address to `PUT` a part to. `origin` is that of the sandbox.
pub(crate) fn part_url(origin: &str, upload: &str, number: u32, now: Timestamp) -> String {
    let path = format!("/storage/uploads/{upload}/parts/{number}");
    signed(origin, &Method::PUT, &path, now)
}

/// The address to `GET` a file from.
pub(crate) fn file_url(origin: &str, file: &Id, now: Timestamp) -> String {
    signed(origin, &Method::GET, &format!("/storage/files/{file}"), now)
}

fn signed(origin: &str, method: &Method, path: &str, now: Timestamp) -> String {
    let expires = now
        .checked_add(SIGNED_URL_LIFE)
        .unwrap_or(Timestamp::MAX)
        .as_second();
    let signature = signature(method, path, expires);
    format!("{origin}{path}?expires={expires}&signature={signature}")
}

#[derive(Deserialize)]
struct Seal {
    expires: i64,
    signature: String,
}

/// Whether a request may do what it asks for.
pub(super) fn check(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<(), Denial> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Denial::TWO_CREDENTIALS);
    }
    let Query(seal) = Query::<Seal>::try_from_uri(uri).map_err(|_| Denial::UNSIGNED)?;
    if seal.signature != signature(method, uri.path(), seal.expires) {
        return Err(Denial::UNSIGNED);
    }
    if seal.expires <= now.as_second() {
        return Err(Denial::EXPIRED);
    }
    Ok(())
}

fn signature(method: &Method, path: &str, expires: i64) -> String {
    let mut hash = Sha256::new();
    hash.update(KEY);
    hash.update(format!("\n{method}\n{path}\n{expires}"));
    hexadecimal(hash)
}

/// The first 16 bytes of a hash, in hexadecimal digits.
pub(super) fn hexadecimal(hash: Sha256) -> String {
    let digest = hash.finalize();
    digest
        .iter()
        .take(16)
        .fold(String::new(), |mut text, byte| {
            // Writing to a string can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
