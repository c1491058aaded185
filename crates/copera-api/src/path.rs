//! Paths that somebody wrote by hand: below the base address, and nowhere else.

use copera_auth::BaseUrl;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use thiserror::Error as ThisError;
use url::Url;

/// What is encoded in a path that may hold slashes: what the URL standard does, and what its parser
/// would take for a slash, a query or a fragment. A `%` is looked at beforehand.
const ODD: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Why a path can't be requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum InvalidPath {
    /// A whole address: the token goes to the client's base address only.
    #[error("a path below the base address is wanted, not a whole address")]
    Address,
    /// `.` or `..` between slashes, percent-encoded or not.
    #[error("the path has `.` or `..` between its slashes")]
    Dots,
    /// An id without any text.
    #[error("an id is empty")]
    EmptyId,
}

impl InvalidPath {
    /// Refuses what would lead to another endpoint in place of one segment.
    pub(crate) fn check_segment(segment: &str) -> Result<(), Self> {
        match segment {
            "" => Err(Self::EmptyId),
            "." | ".." => Err(Self::Dots),
            _ => Ok(()),
        }
    }
}

/// The address of a path below another. What is percent-encoded in it stays as it is, so that a
/// segment can hold a `%2F`; a `%` that encodes nothing is encoded itself.
pub(crate) fn below(base: &BaseUrl, path: &str) -> Result<Url, InvalidPath> {
    if path.contains("://") || path.starts_with("//") {
        return Err(InvalidPath::Address);
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    check_dots(path)?;
    let mut url = base.as_url().clone();
    let whole = format!("{}/{}", url.path().trim_end_matches('/'), encoded(path));
    url.set_path(&whole);
    Ok(url)
}

/// Refuses dots that would lead elsewhere, for us or for a server that decodes before it looks, however
/// often.
fn check_dots(path: &str) -> Result<(), InvalidPath> {
    let mut path = path.to_owned();
    loop {
        if path
            .split(['/', '\\'])
            .any(|segment| matches!(segment, "." | ".."))
        {
            return Err(InvalidPath::Dots);
        }
        let decoded = percent_decode_str(&path).decode_utf8_lossy().into_owned();
        if decoded == path {
            return Ok(());
        }
        path = decoded;
    }
}

fn encoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut text = utf8_percent_encode(parts.next().unwrap_or_default(), ODD).to_string();
    for part in parts {
        let encodes = part
            .as_bytes()
            .get(..2)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        text.push_str(if encodes { "%" } else { "%25" });
        text.extend(utf8_percent_encode(part, ODD));
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn where_paths_lead() {
        let base: BaseUrl = "https://api.copera.ai/public/v1".parse().unwrap();
        for (path, leads) in [
            ("/docs/", Ok("/docs/")),
            ("docs/a b/", Ok("/docs/a%20b/")),
            ("/docs/a%2Fb", Ok("/docs/a%2Fb")),
            ("/docs/a%2fb%20c", Ok("/docs/a%2fb%20c")),
            ("/docs/%C3%A4/ä", Ok("/docs/%C3%A4/%C3%A4")),
            ("/docs/%FF", Ok("/docs/%FF")),
            ("/docs/100%", Ok("/docs/100%25")),
            ("/docs/%zz%4", Ok("/docs/%25zz%254")),
            ("/docs/%ä", Ok("/docs/%25%C3%A4")),
            ("/a#b\\c\td", Ok("/a%23b%5Cc%09d")),
            ("/docs/...", Ok("/docs/...")),
            ("/docs/..", Err(InvalidPath::Dots)),
            ("/docs/./x", Err(InvalidPath::Dots)),
            ("/docs/%2e%2E/x", Err(InvalidPath::Dots)),
            ("/docs/.%2e", Err(InvalidPath::Dots)),
            ("/docs/%252e%252e/x", Err(InvalidPath::Dots)),
            ("/docs/..%2Fx", Err(InvalidPath::Dots)),
            ("/docs/x%5C..", Err(InvalidPath::Dots)),
            ("https://elsewhere/", Err(InvalidPath::Address)),
            ("//elsewhere/", Err(InvalidPath::Address)),
        ] {
            let url = below(&base, path);
            let url = url.as_ref().map(Url::as_str);
            let leads = leads.map(|leads| format!("https://api.copera.ai/public/v1{leads}"));
            assert_eq!(url, leads.as_deref(), "{path}");
        }
    }

    proptest! {
        /// Nothing that can be written leaves the base address.
        #[test]
        fn no_path_leads_elsewhere(path in "([/\\\\.@:%?#]|%2[eEfF]|%5c|%00|\\PC|[\\x00-\\x20]){0,20}") {
            let base: BaseUrl = "https://api.copera.ai/public/v1".parse().unwrap();
            if let Ok(url) = below(&base, &path) {
                prop_assert_eq!(url.host_str(), Some("api.copera.ai"));
                prop_assert_eq!(url.username(), "");
                prop_assert!(url.path().starts_with("/public/v1/"), "{}", url);
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
            }
        }
    }
}
