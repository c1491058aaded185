//! Error bodies: four shapes are seen, all read here.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use copera_auth::Token;
use reqwest::{
    StatusCode,
    header::{HeaderMap, HeaderName, RETRY_AFTER},
};
use serde_json::Value;

use crate::retry::{from_header, from_number};

/// How much of a text that the service sent is kept, in characters.
const KEPT: usize = 4096;

const RATE_LIMIT_RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// What the service said when it refused.
///
/// Its text shows control, bidirectional and invisible characters escaped, on one line; the fields
/// hold what came. Where it repeated the token, the redaction stands instead. Of a body that breaks off, takes too
/// long or is longer than 64 KiB, only what came until then is read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The HTTP status.
    pub status: StatusCode,
    /// The service's sentence: `message`, or `error` where it is the only text.
    pub message: Option<String>,
    /// The short label beside a sentence, such as `Forbidden`.
    pub label: Option<String>,
    /// The service's machine word, such as `NOT_FOUND`.
    pub code: Option<String>,
    /// How long to wait, counted from the answer: the header, `retryAfter` in the body, or with a
    /// 429 the moment when the limit is reset.
    pub retry_after: Option<Duration>,
    /// The body as text, at most 4096 characters of it.
    pub body: String,
}

impl Refusal {
    pub(crate) fn read(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        token: &Token,
        now: SystemTime,
    ) -> Self {
        let shown = |text: &str| token.redact_in(text).chars().take(KEPT).collect::<String>();
        let document: Value = serde_json::from_slice(body).unwrap_or_default();
        let text = |field: &str| {
            document[field]
                .as_str()
                .map(|text| shown(text.trim_end()))
                .filter(|text| !text.trim().is_empty())
        };
        let (message, label) = match (text("message"), text("error")) {
            (Some(message), label) => (Some(message), label),
            (None, text) => (text, None),
        };
        let header = |name| headers.get(name)?.to_str().ok();
        let retry_after = header(RETRY_AFTER)
            .and_then(|text| from_header(text, now))
            .or_else(|| from_number(number(&document["retryAfter"])?, now))
            .or_else(|| {
                // On any other status the header only tells how the window runs.
                let reset =
                    header(RATE_LIMIT_RESET).filter(|_| status == StatusCode::TOO_MANY_REQUESTS)?;
                from_number(reset.trim().parse().ok()?, now)
            });
        Self {
            status,
            message,
            label,
            code: text("code"),
            retry_after,
            body: shown(&String::from_utf8_lossy(body)),
        }
    }

    /// What an object store says, in XML. Its body is not kept: it may repeat the signed address.
    pub(crate) fn from_store(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Self {
        let body = String::from_utf8_lossy(body);
        let element = |name: &str| {
            let (_, rest) = body.split_once(&format!("<{name}>"))?;
            let (text, _) = rest.split_once(&format!("</{name}>"))?;
            let text: String = text.trim().chars().take(KEPT).collect();
            (!text.is_empty()).then_some(text)
        };
        let retry_after = headers.get(RETRY_AFTER);
        Self {
            status,
            message: element("Message"),
            label: None,
            code: element("Code"),
            retry_after: retry_after
                .and_then(|text| text.to_str().ok())
                .and_then(|text| from_header(text, now)),
            body: String::new(),
        }
    }

    /// Whether a 401 to the check of a row's password means that password. One that speaks of the
    /// token, as the documents show it, means the token as everywhere else.
    pub(crate) fn is_about_a_password(&self) -> bool {
        let speaks_of_token = self
            .message
            .as_ref()
            .is_some_and(|message| message.to_ascii_lowercase().contains("token"));
        self.status == StatusCode::UNAUTHORIZED && !speaks_of_token
    }
}

/// A number, or a text that is one: the documents do not say which.
fn number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        match &self.message {
            Some(message) => write!(f, ": {}", copera_text::line(message)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use copera_auth::TokenKind;

    use super::*;

    const SECRET: &str = "cp_pat_0123456789abcdefghijklmnop";

    fn refusal(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Refusal {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        Refusal::read(
            StatusCode::from_u16(status).unwrap(),
            &headers,
            body.as_bytes(),
            &Token::parse(SECRET, TokenKind::PREFIXES).unwrap(),
            SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000),
        )
    }

    #[test]
    fn the_shapes_of_bodies() {
        for (body, message, label, code) in [
            (
                r#"{"statusCode":403,"error":"Forbidden","message":"Not allowed"}"#,
                Some("Not allowed"),
                Some("Forbidden"),
                None,
            ),
            (
                r#"{"error":"Not allowed","code":"FORBIDDEN"}"#,
                Some("Not allowed"),
                None,
                Some("FORBIDDEN"),
            ),
            (
                r#"{"message":"Not allowed","code":"FORBIDDEN"}"#,
                Some("Not allowed"),
                None,
                Some("FORBIDDEN"),
            ),
            (
                r#"{"error":"Not allowed"}"#,
                Some("Not allowed"),
                None,
                None,
            ),
            (
                r#"{"error":"Not\n","message":"\n Not allowed\r\n \t"}"#,
                Some("\n Not allowed"),
                Some("Not"),
                None,
            ),
            (r#"{"error":{"x":1},"message":" "}"#, None, None, None),
            (r#"["x"]"#, None, None, None),
            ("<html>", None, None, None),
            ("", None, None, None),
        ] {
            let refusal = refusal(403, &[], body);
            assert_eq!(refusal.message.as_deref(), message, "{body}");
            assert_eq!(refusal.label.as_deref(), label, "{body}");
            assert_eq!(refusal.code.as_deref(), code, "{body}");
            assert_eq!(refusal.body, body);
        }
    }

    #[test]
    fn when_to_come_back() {
        let header = ("retry-after", "7");
        let reset = ("x-ratelimit-reset", "1700000009");
        for (status, headers, body, seconds) in [
            (429, &[header, reset][..], r#"{"retryAfter":8}"#, Some(7)),
            (429, &[reset], r#"{"retryAfter":8}"#, Some(8)),
            (429, &[reset], r#"{"retryAfter":"8"}"#, Some(8)),
            (429, &[reset], r#"{"retryAfter":"soon"}"#, Some(9)),
            (429, &[reset], "", Some(9)),
            (403, &[reset], "", None),
            (429, &[("retry-after", "soon")], "", None),
        ] {
            assert_eq!(
                refusal(status, headers, body).retry_after,
                seconds.map(Duration::from_secs)
            );
        }
    }

    #[test]
    fn a_repeated_token_is_never_kept() {
        let body = format!(r#"{{"error":"{SECRET}","message":"no {SECRET}","code":"{SECRET}"}}"#);
        let refusal = refusal(401, &[], &body);
        assert_eq!(refusal.message.as_deref(), Some("no cp_pat_…mnop"));
        assert!(!format!("{refusal}{refusal:?}").contains(SECRET));
    }

    #[test]
    fn what_an_object_store_says() {
        let body = "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code>\
                    <Message>Request has expired</Message><Signature>secret</Signature></Error>";
        for (body, message, code) in [
            (body, Some("Request has expired"), Some("AccessDenied")),
            ("<Message></Message><Code>x", None, None),
            ("{}", None, None),
        ] {
            let status = StatusCode::FORBIDDEN;
            let now = SystemTime::UNIX_EPOCH;
            let refusal = Refusal::from_store(status, &HeaderMap::new(), body.as_bytes(), now);
            assert_eq!(refusal.message.as_deref(), message);
            assert_eq!(refusal.code.as_deref(), code);
            assert!(!format!("{refusal:?}").contains("secret"));
        }
    }

    #[test]
    fn long_bodies_are_cut() {
        assert_eq!(
            refusal(500, &[], &"ä".repeat(9999)).body.chars().count(),
            KEPT
        );
    }
}
