//! The address of a service: where a token may be sent at all.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, de};
use thiserror::Error;
use url::{Host, Url};

/// An `https` address, or a plain `http` one on loopback, that requests are made relative to.
///
/// Trailing slashes don't matter. User info, a query and a fragment are refused.
///
/// ```
/// use copera_auth::BaseUrl;
///
/// let base: BaseUrl = "https://api.copera.ai/public/v1/".parse()?;
/// assert_eq!(base.to_string(), "https://api.copera.ai/public/v1");
/// assert_eq!(base.host(), "api.copera.ai");
/// assert!("http://api.copera.ai".parse::<BaseUrl>().is_err());
/// assert!("http://127.0.0.1:8080".parse::<BaseUrl>().is_ok());
/// # Ok::<(), copera_auth::BaseUrlError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// The host, with the port where it is not the scheme's own: `api.copera.ai`, `127.0.0.1:8080`.
    pub fn host(&self) -> String {
        host_and_port(&self.0)
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether requests go over plain `http`.
    pub fn is_plain_http(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// Whether both have the same scheme, host and port.
    pub fn same_origin(&self, other: &Self) -> bool {
        self.0.origin() == other.0.origin()
    }

    /// The address of a path below this one; each segment is percent-encoded as needed, so that
    /// no segment can leave its place.
    pub fn join<I>(&self, segments: I) -> Url
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut url = self.0.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    /// The address without this last segment of its path; as it is, if it does not end so.
    #[must_use]
    pub fn above(mut self, segment: &str) -> Self {
        let is_last = self.0.path_segments().and_then(Iterator::last) == Some(segment);
        if is_last && let Ok(mut path) = self.0.path_segments_mut() {
            path.pop();
        }
        self
    }

    /// The address itself.
    pub fn as_url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut url = Url::parse(text.trim()).map_err(|source| BaseUrlError::Syntax { source })?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => {
                return Err(BaseUrlError::PlainHttp {
                    host: host_and_port(&url),
                });
            }
            other => {
                return Err(BaseUrlError::Scheme {
                    scheme: other.to_owned(),
                });
            }
        }
        if url.host().is_none() {
            return Err(BaseUrlError::NoHost);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::UserInfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl<'de> Deserialize<'de> for BaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Why a text is no base address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// Not an absolute address.
    #[error("not an address: {source}")]
    Syntax {
        /// What the parser said.
        source: url::ParseError,
    },
    /// Plain `http` to another machine would send the token in the clear.
    #[error("plain http is for this machine only; use https://{host}")]
    PlainHttp {
        /// The host that was named.
        host: String,
    },
    /// Neither `https` nor `http`.
    #[error("`{scheme}` addresses can't be used, only https")]
    Scheme {
        /// The scheme that was named.
        scheme: String,
    },
    /// An address without a host.
    #[error("the address has no host")]
    NoHost,
    /// A user name or password inside the address.
    #[error("the address holds a user name or password")]
    UserInfo,
    /// A `?` or `#` part.
    #[error("the address has a query or a fragment")]
    QueryOrFragment,
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_a_last_segment() {
        for (text, above) in [
            ("https://a/signals", "https://a"),
            ("https://a/v2/signals/", "https://a/v2"),
            ("https://a/v2", "https://a/v2"),
            ("https://a/mysignals", "https://a/mysignals"),
            ("https://signals", "https://signals"),
        ] {
            let base: BaseUrl = text.parse().unwrap();
            assert_eq!(base.above("signals").to_string(), above);
        }
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "",
            "api.copera.ai",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "ftp://example.com",
            "file:///etc/passwd",
            "https://user:secret@example.com",
            "https://example.com?x=1",
            "https://example.com#x",
            "javascript:alert(1)",
        ] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn segments_stay_in_their_place() {
        let base: BaseUrl = "https://example.com/public/v1/".parse().unwrap();
        assert_eq!(
            base.join(["board", "a/../b?x#y"]).as_str(),
            "https://example.com/public/v1/board/a%2F..%2Fb%3Fx%23y"
        );
        let without_path: BaseUrl = "http://localhost:1".parse().unwrap();
        assert_eq!(without_path.join(["x"]).as_str(), "http://localhost:1/x");
    }
}
