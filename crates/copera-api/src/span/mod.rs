//! What is told of a call while it runs: a span with OpenTelemetry's names for HTTP clients, and an
//! event for each try, redirect, pause and head of a message. A request for the bytes of a file, or
//! with them, has a span of its own.
//!
//! What ends one try is told by its event. The span is told once, when there are no more tries: a value
//! can't be taken back from it.
//!
//! Bodies, signed queries and secrets are left out.

mod address;
mod headers;

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use tracing::{Span, field};
use url::Url;

pub(crate) use self::address::told as address;
pub(crate) use self::headers::{of_answer, of_request};
use crate::{Client, Error, ErrorKind, answer::Received, call::Outgoing};

/// The span of a call, over all its tries.
pub(crate) fn of_call(client: &Client, outgoing: &Outgoing) -> Span {
    tracing::debug_span!(
        target: "copera_api",
        "request",
        otel.kind = "client",
        http.request.method = %outgoing.line.method,
        // Fields are made only where somebody listens.
        url.full = %address(client, &outgoing.url, true),
        server.address = outgoing.url.host_str(),
        server.port = outgoing.url.port_or_known_default(),
        url.template = outgoing.endpoint.map(|endpoint| endpoint.path),
        http.request.resend_count = field::Empty,
        http.response.status_code = field::Empty,
        error.type = field::Empty,
    )
}

/// The span of one request that carries bytes of files, up to the head of its answer. An address that
/// the token does not go to is a signed one, or where one led.
pub(crate) fn of_transfer(client: &Client, method: &Method, url: &Url, with_token: bool) -> Span {
    tracing::debug_span!(
        target: "copera_api",
        "request",
        otel.kind = "client",
        http.request.method = %method,
        url.full = %address(client, url, with_token),
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        http.response.status_code = field::Empty,
        error.type = field::Empty,
    )
}

/// The head of an answer came, in such a span, to a request that was sent then.
pub(crate) fn arrived(status: StatusCode, sent: Instant) {
    let span = Span::current();
    span.record("http.response.status_code", status.as_u16());
    if !status.is_success() {
        span.record("error.type", status.as_str());
    }
    let elapsed_ms = sent.elapsed().as_millis();
    tracing::debug!(target: "copera_api", elapsed_ms, "answered");
}

/// No head of an answer came, in such a span.
pub(crate) fn lost(error: &Error, sent: Instant) {
    Span::current().record("error.type", error_type(error).as_str());
    let elapsed_ms = sent.elapsed().as_millis();
    tracing::debug!(target: "copera_api", elapsed_ms, %error, "failed");
}

/// A try begins; the first is number 1.
pub(crate) fn sending(number: u32) {
    if number > 1 {
        Span::current().record("http.request.resend_count", number - 1);
    }
    tracing::debug!(target: "copera_api", try_number = number, "sending");
}

/// A try ended, after so long.
pub(crate) fn ended(result: &Result<Received, Error>, elapsed: Duration) {
    let elapsed_ms = elapsed.as_millis();
    match result {
        Ok(received) => tracing::debug!(
            target: "copera_api",
            elapsed_ms,
            http.response.status_code = received.status().as_u16(),
            "answered"
        ),
        Err(error) => tracing::debug!(
            target: "copera_api",
            elapsed_ms,
            http.response.status_code = error.status().map(|status| status.as_u16()),
            error.type = error_type(error),
            %error,
            "failed"
        ),
    }
}

/// There are no more tries.
pub(crate) fn concluded(span: &Span, result: &Result<Received, Error>) {
    let status = match result {
        Ok(received) => Some(received.status()),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(error) = result
        && !span.is_disabled()
    {
        span.record("error.type", error_type(error).as_str());
    }
}

/// The status where there is one, as the convention has it, else a word for the kind.
fn error_type(error: &Error) -> String {
    match (error.status(), error.kind()) {
        (Some(status), _) => status.as_str().to_owned(),
        (None, ErrorKind::Timeout) => "timeout".to_owned(),
        (None, kind) => format!("{kind:?}").to_ascii_lowercase(),
    }
}
