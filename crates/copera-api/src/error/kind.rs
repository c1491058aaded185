//! What a caller does about an error: its kind, and a few plain questions.

use std::time::Duration;

use copera_auth::{Surface, TokenKind};
use reqwest::StatusCode;

use super::{Error, Phase, ProtocolProblem, RequestLine};
use crate::retry::{Outcome, is_limit, is_passing, is_read, is_unprocessed};

/// The few ways in which a call fails, for exit codes and the like. A closed list: match on all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The kind of token never reaches the endpoint; nothing was sent.
    Denied,
    /// The client only rehearses; nothing was sent.
    Rehearsed,
    /// The service does not know the token (401).
    Unauthorized,
    /// The password in a row is another one (401 of that endpoint alone). The token is good.
    WrongPassword,
    /// The token may not do this (403).
    Forbidden,
    /// There is no such thing (404).
    NotFound,
    /// It is in the way of something else (409).
    Conflict,
    /// Too many requests (429, or 403 with `Retry-After`), or it would be one too many.
    RateLimited,
    /// The service finds the request wrong (400, 422).
    Invalid,
    /// The service failed, or answered with any other status.
    Service,
    /// The store that keeps the bytes of files answered with a failure.
    Storage,
    /// The service named an address for a file's bytes that is not safe to use.
    UnsafeUrl,
    /// No connection, or none that can be trusted; nothing was sent.
    Unreachable,
    /// Something took too long.
    Timeout,
    /// The connection broke in the middle.
    Interrupted,
    /// The answer is not what the API documents.
    Protocol,
    /// A file of this machine can't be read or written, or the output.
    File,
    /// There is something already where a file should be made.
    Exists,
    /// The caller's id, message, value, filter or path is wrong, and nothing was sent; or a folder
    /// was named where a file is wanted.
    Input,
    /// The client could not be built.
    Setup,
}

impl Error {
    /// The kind of this error.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Denied { .. } => ErrorKind::Denied,
            Self::Rehearsed { .. } => ErrorKind::Rehearsed,
            Self::Refused { refusal, .. } => match refusal.status.as_u16() {
                400 | 422 => ErrorKind::Invalid,
                401 => ErrorKind::Unauthorized,
                403 if refusal.retry_after.is_none() => ErrorKind::Forbidden,
                404 => ErrorKind::NotFound,
                409 => ErrorKind::Conflict,
                403 | 429 => ErrorKind::RateLimited,
                _ => ErrorKind::Service,
            },
            Self::Storage { .. } => ErrorKind::Storage,
            Self::UnsafeUrl { .. } => ErrorKind::UnsafeUrl,
            Self::WrongPassword { .. } => ErrorKind::WrongPassword,
            Self::Paced { .. } => ErrorKind::RateLimited,
            Self::Unreachable { .. } | Self::ProxyUnreachable { .. } | Self::Untrusted { .. } => {
                ErrorKind::Unreachable
            }
            Self::Timeout { .. } => ErrorKind::Timeout,
            Self::Interrupted { .. } => ErrorKind::Interrupted,
            Self::Protocol { .. } => ErrorKind::Protocol,
            Self::File { .. } | Self::Output { .. } => ErrorKind::File,
            Self::Exists { .. } => ErrorKind::Exists,
            Self::InvalidId(_)
            | Self::InvalidMessage(_)
            | Self::InvalidJson(_)
            | Self::InvalidFilter(_)
            | Self::InvalidPath(_)
            | Self::Folder { .. } => ErrorKind::Input,
            Self::InvalidProxy { .. }
            | Self::NoTlsProvider
            | Self::NoRootCertificates { .. }
            | Self::Setup { .. } => ErrorKind::Setup,
        }
    }

    /// Whether the same call could work a little later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Refused { refusal, .. } | Self::Storage { refusal, .. } => {
                is_passing(refusal.status)
                    || is_unprocessed(refusal.status)
                    || is_limit(refusal.status, refusal.retry_after)
            }
            Self::Paced { .. }
            | Self::Unreachable { .. }
            | Self::ProxyUnreachable { .. }
            | Self::Timeout { .. }
            | Self::Interrupted { .. }
            | Self::Protocol {
                problem: ProtocolProblem::Changed,
                ..
            } => true,
            _ => false,
        }
    }

    /// Whether this was a write that may have been done all the same: look before you repeat it.
    pub fn may_have_happened(&self) -> bool {
        let Some(request) = self.request() else {
            return false;
        };
        if is_read(&request.method) {
            return false;
        }
        let this_try = match self {
            Self::Refused { refusal, .. } | Self::Storage { refusal, .. } => {
                is_passing(refusal.status) || !refusal.status.is_client_error()
            }
            Self::Timeout { phase, .. } => *phase != Phase::Connect,
            Self::Interrupted { .. } | Self::Protocol { .. } => true,
            _ => false,
        };
        this_try || request.may_have_happened_before
    }

    /// What was asked; `None` where the failure came before any request.
    pub fn request(&self) -> Option<&RequestLine> {
        match self {
            Self::Denied { request, .. }
            | Self::Rehearsed { request, .. }
            | Self::Refused { request, .. }
            | Self::Storage { request, .. }
            | Self::UnsafeUrl { request, .. }
            | Self::Folder { request }
            | Self::WrongPassword { request, .. }
            | Self::Paced { request, .. }
            | Self::Unreachable { request, .. }
            | Self::ProxyUnreachable { request, .. }
            | Self::Untrusted { request, .. }
            | Self::Timeout { request, .. }
            | Self::Interrupted { request, .. }
            | Self::Protocol { request, .. } => Some(request),
            _ => None,
        }
    }

    /// The status that the service, or its file store, answered with.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused { refusal, .. }
            | Self::WrongPassword { refusal, .. }
            | Self::Storage { refusal, .. } => Some(refusal.status),
            _ => None,
        }
    }

    /// The part of the API that was asked.
    pub fn surface(&self) -> Option<Surface> {
        self.request().and_then(RequestLine::surface)
    }

    /// The kind of the token that was used.
    pub fn token_kind(&self) -> Option<TokenKind> {
        self.request().map(RequestLine::token_kind)
    }

    /// The service's own sentence, or its file store's.
    pub fn service_message(&self) -> Option<&str> {
        match self {
            Self::Refused { refusal, .. }
            | Self::WrongPassword { refusal, .. }
            | Self::Storage { refusal, .. } => refusal.message.as_deref(),
            _ => None,
        }
    }

    /// How long the service asked to be left alone, counted from its answer; or how long it would
    /// take until a limit that was kept to is open again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { refusal, .. } | Self::Storage { refusal, .. } => refusal.retry_after,
            Self::Paced { wait, .. } => Some(*wait),
            _ => None,
        }
    }

    /// What the retry rule is told about this failure.
    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            Self::Unreachable { .. }
            | Self::ProxyUnreachable { .. }
            | Self::Timeout {
                phase: Phase::Connect,
                ..
            } => Outcome::Unreachable,
            Self::Interrupted { .. } => Outcome::Interrupted,
            Self::Refused { refusal, .. } | Self::Storage { refusal, .. } => Outcome::Status {
                code: refusal.status,
                retry_after: refusal.retry_after,
            },
            _ => Outcome::Final,
        }
    }

    /// The same, for one step of a transfer: a long one goes on where it fell silent, unlike a small
    /// call.
    pub(crate) fn transfer_outcome(&self) -> Outcome {
        match self {
            Self::Timeout { .. } => Outcome::Interrupted,
            other => other.outcome(),
        }
    }
}
