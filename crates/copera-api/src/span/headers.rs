//! How the heads of messages are told: each header by OpenTelemetry's name for it where names can be
//! fixed beforehand, which `tracing` asks for, and the others in one value.

use std::fmt::Write;

use reqwest::header::{
    CONTENT_LOCATION, COOKIE, HeaderMap, HeaderName, HeaderValue, LINK, LOCATION, REFRESH,
    SET_COOKIE,
};

use super::address::is_secret;
use crate::Client;

/// What stands for a value that is a secret.
const HIDDEN: &str = "…";

/// The headers of one message that were not told yet.
struct Untold<'a> {
    client: &'a Client,
    headers: &'a HeaderMap,
    told: Vec<&'static str>,
}

/// Tells headers by these names in an event, and what is left of them as `other_headers`.
macro_rules! tell {
    ($message:literal, $prefix:literal, $client:expr, $headers:expr, [$($field:literal),* $(,)?] $(, $more:tt = $value:expr)*) => {
        // An event is built only where somebody listens, and so is all that it says.
        if tracing::enabled!(target: "copera_api", tracing::Level::DEBUG) {
            let mut untold = Untold { client: $client, headers: $headers, told: Vec::new() };
            tracing::debug!(
                target: "copera_api",
                {
                    $($field = untold.take(&$field[$prefix.len()..]),)*
                    $($more = $value,)*
                    other_headers = untold.others()
                },
                $message
            );
        }
    };
}

/// A request is about to be sent with these headers, and with the token or without.
pub(crate) fn of_request(client: &Client, headers: &HeaderMap, with_token: bool) {
    tell!(
        "request headers",
        "http.request.header.",
        client,
        headers,
        [
            "http.request.header.accept",
            "http.request.header.accept-encoding",
            "http.request.header.content-length",
            "http.request.header.content-type",
            "http.request.header.range",
            "http.request.header.if-range",
        ],
        "http.request.header.user-agent" = client.shared.user_agent.as_str(),
        "http.request.header.authorization" =
            with_token.then(|| format!("Bearer {}", client.token().redacted()))
    );
}

/// An answer came with these headers.
pub(crate) fn of_answer(client: &Client, headers: &HeaderMap) {
    tell!(
        "response headers",
        "http.response.header.",
        client,
        headers,
        [
            "http.response.header.content-type",
            "http.response.header.content-length",
            "http.response.header.content-encoding",
            "http.response.header.content-range",
            "http.response.header.content-disposition",
            "http.response.header.date",
            "http.response.header.etag",
            "http.response.header.location",
            "http.response.header.retry-after",
            "http.response.header.server",
            "http.response.header.x-ratelimit-limit",
            "http.response.header.x-ratelimit-remaining",
            "http.response.header.x-ratelimit-reset",
            "http.response.header.x-request-id",
        ]
    );
}

impl Untold<'_> {
    /// The values of a header, if the message has it.
    fn take(&mut self, name: &'static str) -> Option<String> {
        self.told.push(name);
        let values = self.headers.get_all(name).iter();
        let told: Vec<_> = values.map(|value| told(self.client, name, value)).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    fn others(&self) -> Option<String> {
        let mut others = String::new();
        for (name, value) in self.headers {
            if !self.told.contains(&name.as_str()) {
                let between = if others.is_empty() { "" } else { "; " };
                let value = told(self.client, name.as_str(), value);
                // Writing to a string does not fail.
                let _ = write!(others, "{between}{name}: {value}");
            }
        }
        (!others.is_empty()).then_some(others)
    }
}

/// A value as it may be seen.
fn told(client: &Client, name: &str, value: &HeaderValue) -> String {
    const HIDE: [HeaderName; 2] = [COOKIE, SET_COOKIE];
    /// They may hold signed addresses.
    const LEAD_ELSEWHERE: [HeaderName; 4] = [LOCATION, CONTENT_LOCATION, LINK, REFRESH];
    let is = |names: &[HeaderName]| names.iter().any(|other| other.as_str() == name);
    if value.is_sensitive() || is(&HIDE) || is_secret(name) || name.contains("authorization") {
        return HIDDEN.to_owned();
    }
    let value = String::from_utf8_lossy(value.as_bytes());
    let value = match value.split_once('?') {
        Some((before, _)) if is(&LEAD_ELSEWHERE) => format!("{before}?{HIDDEN}"),
        _ => value.into_owned(),
    };
    client.token().redact_in(&value)
}
