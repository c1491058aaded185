//! Proxies, as the caller names them.

use std::fmt;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::NoProxy;
use url::Url;

use crate::Error;

/// What is never asked of a proxy: this machine.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// Which proxies to go through. The environment is never asked; by default there are none.
///
/// Loopback is never reached through a proxy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// The address of the proxy for `http` addresses.
    pub http: Option<Proxy>,
    /// The address of the proxy for `https` addresses.
    pub https: Option<Proxy>,
    /// The hosts to go to directly, as in `NO_PROXY`: names (with all below them), addresses,
    /// networks (`10.0.0.0/8`) or `*`, with commas between them.
    pub no_proxy: Option<String>,
}

impl Proxies {
    pub(crate) fn apply(
        &self,
        mut builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, Error> {
        // Before any proxy is named: otherwise reqwest would read them from the environment.
        builder = builder.no_proxy();
        let direct = self.direct();
        if let Some(proxy) = &self.http {
            let proxy = reqwest::Proxy::http(&proxy.address)
                .map_err(|_| Error::InvalidProxy { scheme: "http" })?;
            builder = builder.proxy(proxy.no_proxy(NoProxy::from_string(&direct)));
        }
        if let Some(proxy) = &self.https {
            let proxy = reqwest::Proxy::https(&proxy.address)
                .map_err(|_| Error::InvalidProxy { scheme: "https" })?;
            builder = builder.proxy(proxy.no_proxy(NoProxy::from_string(&direct)));
        }
        Ok(builder)
    }

    /// The proxy that an address is reached through, by the rules that reqwest goes by.
    pub(crate) fn on_the_way_to(&self, url: &Url) -> Option<&Proxy> {
        let proxy = match url.scheme() {
            "https" => self.https.as_ref()?,
            _ => self.http.as_ref()?,
        };
        let target: Uri = url.as_str().parse().ok()?;
        // Only whether there is one is asked here: the matcher knows nothing but the exceptions.
        let any = Matcher::builder().all("http://proxy").no(self.direct());
        any.build().intercept(&target).map(|_| proxy)
    }

    fn direct(&self) -> String {
        match &self.no_proxy {
            Some(hosts) => format!("{LOOPBACK},{hosts}"),
            None => LOOPBACK.to_owned(),
        }
    }
}

/// The address of a proxy, which may hold a password: it is shown without.
///
/// ```
/// use copera_api::Proxy;
///
/// let proxy = Proxy::new("http://me:secret@proxy.example:3128").named_by("HTTPS_PROXY");
/// assert_eq!(proxy.to_string(), "http://proxy.example:3128 (from HTTPS_PROXY)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    address: String,
    named_by: Option<String>,
}

impl Proxy {
    /// A proxy at this address. Whether it is one turns out when the client is built.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            named_by: None,
        }
    }

    /// Says where the address comes from, such as a variable, for errors to repeat.
    #[must_use]
    pub fn named_by(mut self, source: impl Into<String>) -> Self {
        self.named_by = Some(source.into());
        self
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As reqwest reads it: without a scheme it is http.
        let read = if self.address.contains("://") {
            Url::parse(&self.address)
        } else {
            Url::parse(&format!("http://{}", self.address))
        };
        match read {
            Ok(url) => {
                let host = url.host_str().unwrap_or_default();
                write!(f, "{}://{host}", url.scheme())?;
                if let Some(port) = url.port() {
                    write!(f, ":{port}")?;
                }
            }
            Err(_) => f.write_str("…")?,
        }
        match &self.named_by {
            Some(source) => write!(f, " (from {source})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}
