//! What is told of a call while it runs: a span with OpenTelemetry's names for HTTP clients, and an
//! event for each try, redirect and pause. A request for the bytes of a file, or with them, has a span
//! of its own.
//!
//! Queries, headers and bodies are left out.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use tracing::{Span, field};
use url::Url;

use crate::{Client, Error, ErrorKind, answer::Received, call::Outgoing};

/// The span of a call, over all its tries.
pub(crate) fn of_call(client: &Client, outgoing: &Outgoing) -> Span {
    tracing::debug_span!(
        target: "copera_api",
        "request",
        otel.kind = "client",
        http.request.method = %outgoing.line.method,
        // Fields are made only where somebody listens.
        url.full = %client.token().redact_in(without_query(&outgoing.url).as_str()),
        server.address = outgoing.url.host_str(),
        server.port = outgoing.url.port_or_known_default(),
        url.template = outgoing.endpoint.map(|endpoint| endpoint.path),
        http.request.resend_count = field::Empty,
        http.response.status_code = field::Empty,
        error.type = field::Empty,
        elapsed_ms = field::Empty,
    )
}

/// The span of one request that carries bytes of files, up to the head of its answer.
pub(crate) fn of_transfer(client: &Client, method: &Method, url: &Url) -> Span {
    tracing::debug_span!(
        target: "copera_api",
        "request",
        otel.kind = "client",
        http.request.method = %method,
        // What follows the path of a signed address is a secret.
        url.full = %client.token().redact_in(without_query(url).as_str()),
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        http.response.status_code = field::Empty,
        error.type = field::Empty,
    )
}

/// The head of an answer came, in such a span.
pub(crate) fn arrived(status: StatusCode) {
    let span = Span::current();
    span.record("http.response.status_code", status.as_u16());
    if !status.is_success() {
        span.record("error.type", status.as_str());
    }
    tracing::debug!(target: "copera_api", "answered");
}

/// No head of an answer came, in such a span.
pub(crate) fn lost(error: &Error) {
    Span::current().record("error.type", error_type(error).as_str());
}

fn without_query(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_query(None);
    url
}

/// A try begins; the first is number 1.
pub(crate) fn sending(number: u32) {
    if number > 1 {
        Span::current().record("http.request.resend_count", number - 1);
    }
    tracing::debug!(target: "copera_api", try_number = number, "sending");
}

/// A try ended.
pub(crate) fn ended(result: &Result<Received, Error>, elapsed: Duration) {
    let status = match result {
        Ok(received) => Some(received.status()),
        Err(error) => error.status(),
    };
    let span = Span::current();
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    let elapsed_ms = elapsed.as_millis();
    span.record("elapsed_ms", elapsed_ms);
    match result {
        Ok(_) => tracing::debug!(target: "copera_api", elapsed_ms, "answered"),
        Err(error) => {
            span.record("error.type", error_type(error).as_str());
            tracing::debug!(target: "copera_api", elapsed_ms, %error, "failed");
        }
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
