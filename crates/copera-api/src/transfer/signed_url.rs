//! Signed addresses: which of those that the service names are used at all.
//!
//! A reply decides where bytes come from and go to, so an address in it must not lead into the
//! network of the machine that asks. What a name resolves to is not looked at: there the
//! certificate, which `https` asks for, says who answers.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use copera_auth::BaseUrl;
use thiserror::Error;
use url::{Host, Url};

/// Names that are nobody's in public, with all that lies below them.
const LOCAL_NAMES: &[&str] = &["localhost", "local", "internal", "home.arpa"];

/// An address that opens one object to whoever has it, for a while.
///
/// It is `https` on a public host. If the service itself is on loopback, as in tests, it may be on
/// loopback as well, and plain `http` there. The query, which holds the signature, is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SignedUrl(Url);

/// Why an address that the service named is not used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnsafeUrl {
    /// Not an absolute address.
    #[error("it can't be read")]
    Syntax,
    /// Anything but `https`.
    #[error("it is a `{scheme}` address, not https")]
    Scheme {
        /// The scheme that was named.
        scheme: String,
    },
    /// A user name or password inside the address.
    #[error("it holds a user name or password")]
    UserInfo,
    /// A host inside of somebody's network, or this machine.
    #[error("its host {host} is not a public one")]
    NotPublic {
        /// The host that was named.
        host: String,
    },
}

impl SignedUrl {
    /// Reads an address from a reply of the service at `base`.
    pub(crate) fn parse(text: &str, base: &BaseUrl) -> Result<Self, UnsafeUrl> {
        let url = Url::parse(text).map_err(|_| UnsafeUrl::Syntax)?;
        Self::check(url, base)
    }

    /// Holds an address that the service at `base`, or a signed host of it, leads to against the
    /// rules.
    pub(crate) fn check(url: Url, base: &BaseUrl) -> Result<Self, UnsafeUrl> {
        let host = url.host().ok_or(UnsafeUrl::Syntax)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UnsafeUrl::UserInfo);
        }
        let loopback_too = base.is_loopback();
        let allowed_schemes: &[&str] = match Reach::of(&host) {
            Reach::Public => &["https"],
            Reach::Loopback if loopback_too => &["https", "http"],
            Reach::Loopback | Reach::Inside => {
                let host = host.to_string();
                return Err(UnsafeUrl::NotPublic { host });
            }
        };
        if !allowed_schemes.contains(&url.scheme()) {
            let scheme = url.scheme().to_owned();
            return Err(UnsafeUrl::Scheme { scheme });
        }
        Ok(Self(url))
    }

    pub(crate) fn as_url(&self) -> &Url {
        &self.0
    }
}

impl fmt::Display for SignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.0.clone();
        shown.set_query(self.0.query().map(|_| "…"));
        shown.set_fragment(None);
        // The URL type would percent-encode the ellipsis.
        f.write_str(&shown.as_str().replace("%E2%80%A6", "…"))
    }
}

impl fmt::Debug for SignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedUrl({self})")
    }
}

/// Who can be behind a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Public,
    /// This machine.
    Loopback,
    /// Somebody's own network, or nobody.
    Inside,
}

impl Reach {
    fn of(host: &Host<&str>) -> Self {
        match host {
            Host::Domain(name) => Self::of_name(name),
            Host::Ipv4(address) if address.is_loopback() => Self::Loopback,
            Host::Ipv4(address) if is_public_v4(*address) => Self::Public,
            Host::Ipv6(address) if address.is_loopback() => Self::Loopback,
            Host::Ipv6(address) if is_public_v6(*address) => Self::Public,
            Host::Ipv4(_) | Host::Ipv6(_) => Self::Inside,
        }
    }

    fn of_name(name: &str) -> Self {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        if name == "localhost" {
            return Self::Loopback;
        }
        let is_local = |local: &&str| {
            let above = name.strip_suffix(*local);
            above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
        };
        // A name without a dot is for a search domain to complete.
        if !name.contains('.') || LOCAL_NAMES.iter().any(is_local) {
            Self::Inside
        } else {
            Self::Public
        }
    }
}

/// All but the blocks that IANA's registry of special-purpose addresses keeps off the internet.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = match address.octets() {
        // This network, multicast, reserved and broadcast; shared by a provider; assigned by
        // protocols and for relays of 6to4; benchmarks.
        [0 | 224..=255, ..]
        | [100, 64..=127, ..]
        | [192, 0, 0, _]
        | [192, 88, 99, _]
        | [198, 18 | 19, ..] => true,
        _ => false,
    };
    !(is_special
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation())
}

/// Only what is handed out as global unicast, less the parts that hold an IPv4 address (Teredo,
/// 6to4), which could be any, and documentation. Mapped addresses are outside of it.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x2002, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: &str = "https://api.copera.ai/public/v1";
    const LOOPBACK: &str = "http://127.0.0.1:8080/public/v1";

    fn verdict(text: &str, base: &str) -> Result<(), String> {
        let base = base.parse().unwrap();
        SignedUrl::parse(text, &base)
            .map(drop)
            .map_err(|problem| problem.to_string())
    }

    #[test]
    fn public_hosts_over_https() {
        for text in [
            "https://files.example.com/a?X-Amz-Signature=1",
            "https://files.example.com.:8443/a",
            "https://93.184.216.34/a",
            "https://172.32.0.1/",
            "https://100.128.0.1/",
            "https://[2606:2800:220:1::1]/a",
            "https://localhost.example.com/",
            "https://not.alocal/",
        ] {
            assert_eq!(verdict(text, SERVICE), Ok(()), "{text}");
            assert_eq!(verdict(text, LOOPBACK), Ok(()), "{text}");
        }
    }

    #[test]
    fn loopback_for_a_service_on_loopback() {
        for (text, host) in [
            ("http://127.0.0.1:9/a?s=1", "127.0.0.1"),
            ("https://127.255.0.1/a", "127.255.0.1"),
            ("http://[::1]/a", "[::1]"),
            ("http://localhost/a", "localhost"),
            // Other spellings of 127.0.0.1.
            ("http://2130706433/a", "127.0.0.1"),
            ("http://0x7f.1/a", "127.0.0.1"),
            ("http://0177.0.0.1/a", "127.0.0.1"),
        ] {
            assert_eq!(verdict(text, LOOPBACK), Ok(()), "{text}");
            let refused = format!("its host {host} is not a public one");
            assert_eq!(verdict(text, SERVICE), Err(refused), "{text}");
        }
    }

    #[test]
    fn never() {
        let inside = |host: &str| format!("its host {host} is not a public one");
        #[rustfmt::skip]
        let table = [
            ("https://10.0.0.1/", inside("10.0.0.1")),
            ("https://172.16.9.9/", inside("172.16.9.9")),
            ("https://192.168.1.1/", inside("192.168.1.1")),
            ("https://169.254.169.254/latest", inside("169.254.169.254")),
            ("https://0.0.0.0/", inside("0.0.0.0")),
            ("https://0/", inside("0.0.0.0")),
            ("https://100.64.0.1/", inside("100.64.0.1")),
            ("https://192.0.2.1/", inside("192.0.2.1")),
            ("https://198.18.0.1/", inside("198.18.0.1")),
            ("https://224.0.0.1/", inside("224.0.0.1")),
            ("https://255.255.255.255/", inside("255.255.255.255")),
            ("https://[::]/", inside("[::]")),
            ("https://[::ffff:127.0.0.1]/", inside("[::ffff:7f00:1]")),
            ("https://[::ffff:93.184.216.34]/", inside("[::ffff:5db8:d822]")),
            ("https://[::7f00:1]/", inside("[::7f00:1]")),
            ("https://[64:ff9b::a00:1]/", inside("[64:ff9b::a00:1]")),
            ("https://[2002:a00:1::]/", inside("[2002:a00:1::]")),
            ("https://[2001::1]/", inside("[2001::1]")),
            ("https://[fe80::1]/", inside("[fe80::1]")),
            ("https://[fc00::1]/", inside("[fc00::1]")),
            ("https://[ff02::1]/", inside("[ff02::1]")),
            ("https://intranet/", inside("intranet")),
            ("https://metadata.google.internal/", inside("metadata.google.internal")),
            ("https://printer.local./", inside("printer.local.")),
            ("https://a.localhost/", inside("a.localhost")),
            ("https://me:you@example.com/", "it holds a user name or password".to_owned()),
            ("http://files.example.com/", "it is a `http` address, not https".to_owned()),
            ("ftp://files.example.com/", "it is a `ftp` address, not https".to_owned()),
            ("file:///etc/passwd", "it can't be read".to_owned()),
            ("/files/a", "it can't be read".to_owned()),
            ("", "it can't be read".to_owned()),
        ];
        for (text, problem) in table {
            assert_eq!(verdict(text, SERVICE), Err(problem.clone()), "{text}");
            assert_eq!(verdict(text, LOOPBACK), Err(problem), "{text}");
        }
    }

    #[test]
    fn the_signature_is_not_shown() {
        let base = SERVICE.parse().unwrap();
        let url = SignedUrl::parse("https://files.example.com/a?sig=secret#secret", &base).unwrap();
        assert_eq!(url.to_string(), "https://files.example.com/a?…");
        assert_eq!(
            format!("{url:?}"),
            "SignedUrl(https://files.example.com/a?…)"
        );
    }
}
