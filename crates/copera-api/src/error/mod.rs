//! What can go wrong, said once: what was asked, of whom, and why it failed.

mod cause;
mod explanation;
mod kind;
mod local_path;
mod protocol;
mod refusal;
mod request_line;

use std::{io, path::PathBuf, time::Duration};

use copera_auth::Surface;
use thiserror::Error;

pub(crate) use self::{cause::host_and_port, local_path::shown};
pub use self::{
    explanation::Explanation, kind::ErrorKind, protocol::ProtocolProblem, refusal::Refusal,
    request_line::RequestLine,
};
use crate::{
    filter::InvalidFilter, ids::InvalidId, message::InvalidMessage, path::InvalidPath,
    rehearsal::Unsent, transfer::UnsafeUrl, wire::InvalidJson,
};

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a call failed.
///
/// The text says what, on what and why, and gives no advice. What the service wrote, and the path of
/// a file, is shown in it without what could act on a terminal or a log: control characters, line breaks
/// and the like are escaped. No text, source or field holds the
/// token: where the service repeated it, its redaction stands instead.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Tokens of this kind never reach the endpoint. Nothing was sent.
    #[error("{request}: no {} can reach this part of the service ({surface})", .request.token_kind())]
    Denied {
        /// What was asked.
        request: Box<RequestLine>,
        /// The part of the service that is closed to the token.
        surface: Surface,
    },
    /// The client only rehearses, and this would have changed something. Nothing was sent.
    #[error("{request}: not sent, since this is a rehearsal")]
    Rehearsed {
        /// What was asked.
        request: Box<RequestLine>,
        /// What would have been sent.
        unsent: Box<Unsent>,
    },
    /// The service answered with another status than success.
    #[error("{request}: the service answered {refusal}")]
    Refused {
        /// What was asked.
        request: Box<RequestLine>,
        /// What the service said.
        refusal: Box<Refusal>,
    },
    /// The store that a signed address led to answered with another status than success.
    #[error("{request}: the file store {host} answered {refusal}")]
    Storage {
        /// What was asked of the service.
        request: Box<RequestLine>,
        /// Host and port of the store.
        host: String,
        /// What the store said.
        refusal: Box<Refusal>,
    },
    /// The service named an address that is not used. Nothing was sent there.
    #[error("{request}: the address of the file was not used: {problem}")]
    UnsafeUrl {
        /// What was asked of the service.
        request: Box<RequestLine>,
        /// What is wrong with the address.
        problem: UnsafeUrl,
    },
    /// The password in a row is another one. The token is good.
    #[error("{request}: the row has another password: the service answered {refusal}")]
    WrongPassword {
        /// What was asked.
        request: Box<RequestLine>,
        /// What the service said.
        refusal: Box<Refusal>,
    },
    /// The rate limit is used up, and waiting for it takes longer than the call may. This try was not
    /// sent.
    #[error("{request}: the rate limit is used up for another {wait:.0?}")]
    Paced {
        /// What was asked.
        request: Box<RequestLine>,
        /// How long until the service takes requests again.
        wait: Duration,
    },
    /// No connection came about. Nothing was sent.
    #[error("{request}: could not connect to {host}: {why}")]
    Unreachable {
        /// What was asked.
        request: Box<RequestLine>,
        /// Host and port.
        host: String,
        /// The cause, in words.
        why: String,
        /// The whole chain of causes.
        source: Source,
    },
    /// The proxy on the way could not be reached. Nothing was sent.
    #[error("{request}: can't reach the proxy {proxy}: {why}")]
    ProxyUnreachable {
        /// What was asked.
        request: Box<RequestLine>,
        /// The proxy, without its password, and who named it.
        proxy: String,
        /// The cause, in words.
        why: String,
        /// The whole chain of causes.
        source: Source,
    },
    /// The host did not prove who it is. Nothing was sent.
    #[error("{request}: the connection to {host} is not secure: {why}")]
    Untrusted {
        /// What was asked.
        request: Box<RequestLine>,
        /// Host and port.
        host: String,
        /// The cause, in words.
        why: String,
        /// The whole chain of causes.
        source: Source,
    },
    /// Something took longer than it may.
    #[error("{request}: {host} {phase} {limit:?}")]
    Timeout {
        /// What was asked.
        request: Box<RequestLine>,
        /// Host and port.
        host: String,
        /// What took too long.
        phase: Phase,
        /// How long it was allowed to take.
        limit: Duration,
    },
    /// The connection broke after the request, or a part of it, was sent.
    #[error("{request}: the connection to {host} broke: {why}")]
    Interrupted {
        /// What was asked.
        request: Box<RequestLine>,
        /// Host and port.
        host: String,
        /// The cause, in words.
        why: String,
        /// The whole chain of causes.
        source: Source,
    },
    /// The answer is not what the API documents.
    #[error("{request}: {problem}")]
    Protocol {
        /// What was asked.
        request: Box<RequestLine>,
        /// What is wrong with the answer.
        problem: ProtocolProblem,
    },
    /// A file of this machine can't be read or written.
    #[error("can't {action} {}: {source}", shown(path))]
    File {
        /// What was being done, such as `create`.
        action: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// There is something already where a file should be made.
    #[error("{} exists already", shown(path))]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// The bytes of a file can't be handed on to whoever wanted them.
    #[error("can't write the file out: {source}")]
    Output {
        /// What the writer said.
        source: io::Error,
    },
    /// A folder where a file was wanted.
    #[error("{request}: it is a folder, and only files have bytes to fetch")]
    Folder {
        /// What would have been asked.
        request: Box<RequestLine>,
    },
    /// A text that is no id.
    #[error(transparent)]
    InvalidId(#[from] InvalidId),
    /// A text that can't be sent as a message.
    #[error(transparent)]
    InvalidMessage(#[from] InvalidMessage),
    /// A value that can't be sent as JSON.
    #[error(transparent)]
    InvalidJson(#[from] InvalidJson),
    /// A filter that can't be sent.
    #[error(transparent)]
    InvalidFilter(#[from] InvalidFilter),
    /// A path that can't be requested.
    #[error(transparent)]
    InvalidPath(#[from] InvalidPath),
    /// A proxy address that can't be used. It is not repeated, since it may hold a password.
    #[error("the proxy for {scheme} is no usable address")]
    InvalidProxy {
        /// Which addresses it was for: `http` or `https`.
        scheme: &'static str,
    },
    /// Neither this crate nor the host program brought cryptography for TLS.
    #[error(
        "no TLS cryptography: neither feature `ring` nor `aws-lc` is on, and no default provider is installed"
    )]
    NoTlsProvider,
    /// The machine has no root certificates, so that no `https` host could prove who it is.
    #[error("this machine has no root certificates, so https connections can't be checked")]
    NoRootCertificates {
        /// The whole chain of causes.
        source: Source,
    },
    /// The HTTP client could not be set up.
    #[error("could not set up the HTTP client: {why}")]
    Setup {
        /// The cause, in words.
        why: String,
        /// The whole chain of causes.
        source: Source,
    },
}

/// What took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Making the connection. Nothing was sent.
    Connect,
    /// Waiting for the next bytes of the answer.
    Read,
    /// The call as a whole.
    Total,
}

impl std::fmt::Display for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Connect => "could not be connected to within",
            Self::Read => "sent nothing for",
            Self::Total => "did not answer in full within",
        })
    }
}
