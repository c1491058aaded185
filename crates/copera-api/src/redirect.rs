//! Whether a redirect is followed, and whether the token goes along.

use reqwest::{Method, StatusCode};
use url::Url;

/// How many redirects one request follows.
pub(crate) const MAX_REDIRECTS: usize = 5;

/// Where to go next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hop {
    pub(crate) url: Url,
    /// Whether the origin is the same, so that the token may go there too.
    pub(crate) same_origin: bool,
}

/// Why a redirect was not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RedirectProblem {
    /// It named no target, or none that can be requested.
    #[error("it names no address that can be requested")]
    NoTarget,
    /// More than five in a row.
    #[error("it is one more than the {MAX_REDIRECTS} that are followed")]
    TooMany,
    /// From `https` to `http`.
    #[error("it leads from https to plain http")]
    Downgrade,
    /// A write, which goes nowhere but where it was sent.
    #[error("a write is only repeated at the same origin, after a 307 or 308")]
    Write,
}

/// Whether a status asks for the request to be made elsewhere.
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The next hop after `followed` earlier ones.
pub(crate) fn next(
    method: &Method,
    from: &Url,
    status: StatusCode,
    location: Option<&str>,
    followed: usize,
) -> Result<Hop, RedirectProblem> {
    let url = location
        .and_then(|location| from.join(location).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or(RedirectProblem::NoTarget)?;
    if followed >= MAX_REDIRECTS {
        return Err(RedirectProblem::TooMany);
    }
    if from.scheme() == "https" && url.scheme() != "https" {
        return Err(RedirectProblem::Downgrade);
    }
    let same_origin = from.origin() == url.origin();
    let read = matches!(*method, Method::GET | Method::HEAD);
    let method_is_kept = matches!(status.as_u16(), 307 | 308);
    let may_be_repeated = read || (same_origin && method_is_kept);
    if !may_be_repeated {
        return Err(RedirectProblem::Write);
    }
    Ok(Hop { url, same_origin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_redirects_lead() {
        use RedirectProblem::{Downgrade, NoTarget, TooMany, Write};
        const HERE: &str = "https://a.example/v1/x";
        let same = |url: &'static str| Ok((url, true));
        let other = |url: &'static str| Ok((url, false));
        #[rustfmt::skip]
        let table = [
            (Method::GET, HERE, 301, Some("/y"), 0, same("https://a.example/y")),
            (Method::GET, HERE, 302, Some("y?q=1"), 4, same("https://a.example/v1/y?q=1")),
            (Method::HEAD, HERE, 303, Some("https://a.example:443/"), 0, same("https://a.example/")),
            (Method::GET, HERE, 307, Some("https://b.example/"), 0, other("https://b.example/")),
            (Method::GET, HERE, 308, Some("https://a.example:444/"), 0, other("https://a.example:444/")),
            (Method::GET, HERE, 302, Some("//b.example/y"), 0, other("https://b.example/y")),
            (Method::GET, "http://127.0.0.1:1/", 302, Some("https://a.example/"), 0, other("https://a.example/")),
            (Method::GET, HERE, 301, Some("http://a.example/"), 0, Err(Downgrade)),
            (Method::GET, HERE, 301, Some("/y"), 5, Err(TooMany)),
            (Method::GET, HERE, 301, None, 0, Err(NoTarget)),
            (Method::GET, HERE, 301, Some("ftp://a.example/"), 0, Err(NoTarget)),
            (Method::GET, HERE, 301, Some("https://"), 0, Err(NoTarget)),
            (Method::POST, HERE, 307, Some("/y"), 0, same("https://a.example/y")),
            (Method::PUT, HERE, 308, Some("/y"), 0, same("https://a.example/y")),
            (Method::POST, HERE, 301, Some("/y"), 0, Err(Write)),
            (Method::DELETE, HERE, 302, Some("/y"), 0, Err(Write)),
            (Method::PATCH, HERE, 303, Some("/y"), 0, Err(Write)),
            (Method::POST, HERE, 307, Some("https://b.example/"), 0, Err(Write)),
        ];
        for (method, from, status, location, followed, expected) in table {
            let from = Url::parse(from).unwrap();
            let status = StatusCode::from_u16(status).unwrap();
            let hop = next(&method, &from, status, location, followed);
            let expected = expected.map(|(url, same_origin)| Hop {
                url: Url::parse(url).unwrap(),
                same_origin,
            });
            assert_eq!(hop, expected, "{method} {from} {status} {location:?}");
        }
    }
}
