//! Scripted misbehaviour: what the service does at its worst, on demand.

mod play;
mod rule;
mod script;
mod words;

use std::time::Duration;

use axum::body::Bytes;
use serde_json::Value;

pub use rule::{FaultRuleError, FaultRuleProblem};
pub(crate) use script::FaultScript;

/// Something that goes wrong on one route, before the token is even looked at.
///
/// Faults of a route are played in the order in which they were scripted; each is played once
/// unless [`times`](Self::times) or [`always`](Self::always) says otherwise. A fault without a
/// status, a body or a reset leaves the real answer in place, and only delays it, adds headers to
/// it, cuts it, lets it drip or lies about its length.
///
/// ```
/// use std::time::Duration;
/// use copera_sandbox::Fault;
///
/// // Two refusals that name a time to wait, then a slow answer.
/// let refused = Fault::on("GET", "/board/{boardId}").status(429).header("Retry-After", "1").times(2);
/// let slow = Fault::on("GET", "/board/{boardId}").delay(Duration::from_secs(2));
/// # let _ = (refused, slow);
/// ```
///
/// A fault can also be read from one line of text, as the program's `--fault` takes it: method and
/// path, then settings in any order. A value with spaces goes into double quotes.
///
/// | setting | as in code |
/// |---|---|
/// | `status=503` | [`status`](Self::status) |
/// | `times=2`, `times=always` | [`times`](Self::times), [`always`](Self::always) |
/// | `retry-after="Fri, 07 Mar 2025 09:15:00 GMT"` | [`header`](Self::header) `Retry-After` |
/// | `header="X-Request-Id: 42"` | [`header`](Self::header) |
/// | `body=hello`, `json="{\"a\":1}"` | [`body`](Self::body) as `text/plain` or `application/json` |
/// | `delay=200ms` | [`delay`](Self::delay) |
/// | `reset`, `reset-after=100` | [`reset`](Self::reset), [`reset_after`](Self::reset_after) |
/// | `cut-after=100` | [`cut_body_after`](Self::cut_body_after) |
/// | `length=5` | [`claim_length`](Self::claim_length) |
/// | `drip=10/50ms` | [`drip`](Self::drip) |
///
/// ```
/// use copera_sandbox::Fault;
///
/// let fault: Fault = "GET /board/* status=503 times=2 retry-after=1".parse()?;
/// let error = "GET /board/* status=42".parse::<Fault>().unwrap_err();
/// assert_eq!(error.to_string(), "column 14: `status` takes a number from 200 to 599, not `42`");
/// # let _ = fault;
/// # Ok::<(), copera_sandbox::FaultRuleError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a fault does nothing until it is handed to `Sandbox::fault`"]
pub struct Fault {
    method: String,
    path: String,
    /// How often it will still be played; `None`: for ever.
    left: Option<u32>,
    delay: Duration,
    breaks: Option<Break>,
    /// How many bytes at a time, and how long before each.
    drip: Option<(usize, Duration)>,
    claimed_length: Option<u64>,
    status: Option<u16>,
    /// Content type and bytes.
    body: Option<(String, Bytes)>,
    headers: Vec<(String, String)>,
}

impl Fault {
    /// A fault of the route with this method and path below the base URL, or of a signed address,
    /// such as `/storage/uploads/{uploadId}/parts/{partNumber}`. A segment in braces, or `*`, stands for
    /// any segment; a final slash and the query don't matter.
    pub fn on(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            left: Some(1),
            delay: Duration::ZERO,
            breaks: None,
            drip: None,
            claimed_length: None,
            status: None,
            body: None,
            headers: Vec::new(),
        }
    }

    /// Answers with this status; without a [`json`](Self::json) or [`body`](Self::body), with the
    /// service's usual error body for it.
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Answers with this JSON body; the status is 200 unless [`status`](Self::status) gives one.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Answers with these bytes, be they what they claim to be or not; the status is 200 unless
    /// [`status`](Self::status) gives one.
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some((content_type.to_owned(), body.into().into()));
        self
    }

    /// Adds a header to the answer, in place of one of that name that is already there.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Waits before the first byte of the answer, in real time.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Answers nothing, and resets the connection.
    pub fn reset(mut self) -> Self {
        self.breaks = Some(Break::Reset);
        self
    }

    /// Sends the whole head and only so many bytes of the body, then closes the connection: the
    /// body is shorter than its `Content-Length` says. A body that is no longer arrives whole.
    pub fn cut_body_after(mut self, bytes: usize) -> Self {
        self.breaks = Some(Break::Cut(bytes));
        self
    }

    /// Sends the whole head and so many bytes of the body, then resets the connection. A body that
    /// is no longer arrives whole.
    pub fn reset_after(mut self, bytes: usize) -> Self {
        self.breaks = Some(Break::ResetAfter(bytes));
        self
    }

    /// Sends the head at once and the body so many bytes at a time (at least 1), each time after a
    /// pause in real time.
    pub fn drip(mut self, bytes: usize, pause: Duration) -> Self {
        self.drip = Some((bytes, pause));
        self
    }

    /// Claims this `Content-Length`, whatever the body has. Claimed too long, the connection closes
    /// when the body is at its end; claimed too short, what is left of the body is never sent.
    pub fn claim_length(mut self, bytes: u64) -> Self {
        self.claimed_length = Some(bytes);
        self
    }

    /// Plays the fault so often before it is spent.
    pub fn times(mut self, times: u32) -> Self {
        self.left = Some(times);
        self
    }

    /// Plays the fault until [`Sandbox::clear_faults`](crate::Sandbox::clear_faults).
    pub fn always(mut self) -> Self {
        self.left = None;
        self
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        self.left != Some(0)
            && self.method.eq_ignore_ascii_case(method)
            && segments(&self.path).count() == segments(path).count()
            && segments(&self.path)
                .zip(segments(path))
                .all(|(pattern, segment)| {
                    pattern == segment
                        || pattern == "*"
                        || (pattern.starts_with('{') && pattern.ends_with('}'))
                })
    }
}

/// How a connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// Reset before anything is answered.
    Reset,
    /// Reset after so many bytes of the body.
    ResetAfter(usize),
    /// Closed after so many bytes of the body.
    Cut(usize),
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_match_by_segment() {
        for pattern in ["/board/{boardId}/", "/board/*"] {
            let fault = Fault::on("get", pattern);
            for (path, matches) in [
                ("/board/x", true),
                ("/board/x/", true),
                ("/board", false),
                ("/board/x/tables", false),
                ("/docs/x", false),
            ] {
                assert_eq!(fault.matches("GET", path), matches, "{path}");
            }
            assert!(!fault.matches("POST", "/board/x"));
        }
    }
}
