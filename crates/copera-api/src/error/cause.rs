//! From reqwest's errors, which print only their outermost sentence, to ours.

use std::{error::Error as StdError, fmt::Write as _, io, time::Duration};

use copera_text::line;
use url::Url;

use super::{Error, Phase, RequestLine};
use crate::client::Shared;

impl Error {
    /// What a failed request, or a failed reading of its answer, means.
    pub(crate) fn from_transport(
        request: &RequestLine,
        url: &Url,
        Shared {
            timeouts, proxies, ..
        }: &Shared,
        error: reqwest::Error,
    ) -> Self {
        let request = Box::new(request.clone());
        let proxy = proxies.on_the_way_to(url);
        let host = match proxy {
            Some(proxy) => format!("{} through the proxy {proxy}", host_and_port(url)),
            None => host_and_port(url),
        };
        // What a proxy itself answers is no error of the system's.
        let nobody_there = error.is_dns() || in_chain::<io::Error>(&error).is_some();
        let connecting = error.is_connect();
        let why = why(&error);
        let insecure = in_chain::<rustls::Error>(&error).is_some();
        let timed_out = error.is_timeout();
        // A redirect may have led to a signed address.
        let source = Box::new(error.without_url());
        match (connecting, timed_out) {
            (true, _) if insecure => Self::Untrusted {
                request,
                host,
                why,
                source,
            },
            (true, true) => Self::timeout(request, host, Phase::Connect, timeouts.connect),
            (false, true) => Self::timeout(request, host, Phase::Read, timeouts.read),
            (true, false) => match proxy.filter(|_| nobody_there) {
                Some(proxy) => Self::ProxyUnreachable {
                    request,
                    proxy: proxy.to_string(),
                    why,
                    source,
                },
                None => Self::Unreachable {
                    request,
                    host,
                    why,
                    source,
                },
            },
            (false, false) => Self::Interrupted {
                request,
                host,
                why,
                source,
            },
        }
    }

    /// The same, of an answer that broke after so many bytes.
    pub(crate) fn within_answer(mut self, bytes: u64) -> Self {
        if let Self::Interrupted { why, .. } = &mut self {
            // Writing to a text can't fail.
            let _ = write!(why, ", after {bytes} bytes of the answer");
        }
        self
    }

    /// The call as a whole took longer than `limit`.
    pub(crate) fn too_long(request: &RequestLine, url: &Url, limit: Duration) -> Self {
        let request = Box::new(request.clone());
        Self::timeout(request, host_and_port(url), Phase::Total, limit)
    }

    /// Nothing came for `limit`.
    pub(crate) fn silent(request: &RequestLine, url: &Url, limit: Duration) -> Self {
        let request = Box::new(request.clone());
        Self::timeout(request, host_and_port(url), Phase::Read, limit)
    }

    fn timeout(request: Box<RequestLine>, host: String, phase: Phase, limit: Duration) -> Self {
        Self::Timeout {
            request,
            host,
            phase,
            limit,
        }
    }

    /// What a client that could not be built means.
    pub(crate) fn from_setup(error: reqwest::Error) -> Self {
        let why = why(&error);
        let no_roots = matches!(
            in_chain::<rustls::Error>(&error),
            // The platform verifier has no type for this.
            Some(rustls::Error::General(text)) if text.starts_with("No CA certificates")
        );
        let source = Box::new(error.without_url());
        if no_roots {
            Self::NoRootCertificates { source }
        } else {
            Self::Setup { why, source }
        }
    }
}

/// The host with its port, for texts.
pub(crate) fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port_or_known_default() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// The one sentence of a chain that helps: the innermost, in plain words where it is a known one.
fn why(error: &reqwest::Error) -> String {
    if error.is_dns() {
        return "the name is not known".to_owned();
    }
    if let Some(error) = in_chain::<io::Error>(error) {
        let known = match error.kind() {
            io::ErrorKind::ConnectionRefused => Some("connection refused"),
            io::ErrorKind::ConnectionReset => Some("connection reset"),
            io::ErrorKind::ConnectionAborted => Some("connection aborted"),
            io::ErrorKind::UnexpectedEof => Some("closed early"),
            io::ErrorKind::BrokenPipe => Some("connection closed"),
            io::ErrorKind::HostUnreachable => Some("no route to the host"),
            io::ErrorKind::NetworkUnreachable => Some("no route to the network"),
            _ => None,
        };
        if let Some(known) = known {
            return known.to_owned();
        }
    }
    chain(error)
        .last()
        .map(|error| line(&error.to_string()).into_owned())
        .unwrap_or_default()
}

/// The error and all that it came from, outermost first. What an [`io::Error`] wraps comes after
/// it: its own `source` would pass over that.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        match wrapped {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        }
    })
}

/// The innermost error of this type.
fn in_chain<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    chain(error).filter_map(|error| error.downcast_ref()).last()
}
