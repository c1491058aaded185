//! Proxies, as the caller names them.

use std::fmt;

use reqwest::NoProxy;

use crate::Error;

/// What is never asked of a proxy: this machine.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// Which proxies to go through. The environment is never asked; by default there are none.
///
/// Loopback is never reached through a proxy.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// The address of the proxy for `http` addresses.
    pub http: Option<String>,
    /// The address of the proxy for `https` addresses.
    pub https: Option<String>,
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
        let direct = match &self.no_proxy {
            Some(hosts) => format!("{LOOPBACK},{hosts}"),
            None => LOOPBACK.to_owned(),
        };
        if let Some(address) = &self.http {
            let proxy = reqwest::Proxy::http(address)
                .map_err(|_| Error::InvalidProxy { scheme: "http" })?;
            builder = builder.proxy(proxy.no_proxy(NoProxy::from_string(&direct)));
        }
        if let Some(address) = &self.https {
            let proxy = reqwest::Proxy::https(address)
                .map_err(|_| Error::InvalidProxy { scheme: "https" })?;
            builder = builder.proxy(proxy.no_proxy(NoProxy::from_string(&direct)));
        }
        Ok(builder)
    }
}

/// Addresses of proxies may hold passwords, so only what is set is said.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies")
            .field("http", &self.http.is_some())
            .field("https", &self.https.is_some())
            .field("no_proxy", &self.no_proxy)
            .finish()
    }
}
