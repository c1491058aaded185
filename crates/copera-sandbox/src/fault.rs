//! Scripted misbehaviour: what the service does at its worst, on demand.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use crate::{
    answer::Refusal,
    pace::{Drip, Unmeasured},
};

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
#[derive(Debug, Clone)]
#[must_use = "a fault does nothing until it is handed to `Sandbox::fault`"]
pub struct Fault {
    method: String,
    path: String,
    /// How often it will still be played; `None`: for ever.
    left: Option<u32>,
    delay: Duration,
    reset: bool,
    cut_body_after: Option<usize>,
    /// How many bytes at a time, and how long before each.
    drip: Option<(usize, Duration)>,
    claimed_length: Option<u64>,
    status: Option<u16>,
    /// Content type and bytes.
    body: Option<(String, Vec<u8>)>,
    headers: Vec<(String, String)>,
}

impl Fault {
    /// A fault of the route with this method and path below the base URL, or of a signed address,
    /// such as `/storage/uploads/{uploadId}/parts/{partNumber}`. A segment in braces stands for any
    /// segment; a final slash and the query don't matter.
    pub fn on(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            left: Some(1),
            delay: Duration::ZERO,
            reset: false,
            cut_body_after: None,
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
        self.body = Some((content_type.to_owned(), body.into()));
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
        self.reset = true;
        self
    }

    /// Sends the whole head and only so many bytes of the body, then closes the connection: the
    /// body is shorter than its `Content-Length` says. A body that is no longer arrives whole.
    pub fn cut_body_after(mut self, bytes: usize) -> Self {
        self.cut_body_after = Some(bytes);
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

    pub(crate) fn waits(&self) -> Duration {
        self.delay
    }

    pub(crate) fn resets(&self) -> bool {
        self.reset
    }

    pub(crate) fn cuts_body_after(&self) -> Option<usize> {
        self.cut_body_after
    }

    /// The answer that stands in for the real one, if there is one.
    pub(crate) fn answer(&self) -> Option<Response> {
        let status = match (self.status, &self.body) {
            (None, None) => return None,
            (None, Some(_)) => Ok(StatusCode::OK),
            (Some(status), _) => StatusCode::from_u16(status),
        };
        let Ok(status) = status else {
            return Some(unplayable("status"));
        };
        let Some((content_type, body)) = &self.body else {
            return Some(Refusal::new(status, "Scripted fault").into_response());
        };
        let Ok(content_type) = HeaderValue::try_from(content_type) else {
            return Some(unplayable("content type"));
        };
        let mut response = Response::new(Body::from(body.clone()));
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, content_type);
        Some(response)
    }

    /// The answer with the scripted headers on it.
    pub(crate) fn dress(&self, mut response: Response) -> Response {
        for (name, value) in &self.headers {
            let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value))
            else {
                return unplayable("header");
            };
            // The length is the HTTP layer's own: a wrong one is what `claim_length` is for.
            if name == header::CONTENT_LENGTH {
                return unplayable("header");
            }
            response.headers_mut().insert(name, value);
        }
        response
    }

    /// The answer with its body as it shall go over the wire.
    pub(crate) fn pace(&self, mut response: Response) -> Response {
        if let Some((bytes, pause)) = self.drip {
            response = response.map(|body| Body::new(Drip::new(body, bytes, pause)));
        }
        if let Some(length) = self.claimed_length {
            response = response.map(|body| Body::new(Unmeasured::new(body)));
            let length = HeaderValue::from(length);
            response
                .headers_mut()
                .insert(header::CONTENT_LENGTH, length);
        }
        response
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        self.left != Some(0)
            && self.method.eq_ignore_ascii_case(method)
            && segments(&self.path).count() == segments(path).count()
            && segments(&self.path)
                .zip(segments(path))
                .all(|(pattern, segment)| {
                    pattern == segment || (pattern.starts_with('{') && pattern.ends_with('}'))
                })
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/')
}

/// A script that asks for what HTTP can't say is the test's mistake, and shows up as one.
fn unplayable(what: &str) -> Response {
    Refusal::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        format!("The {what} of the scripted fault is not valid"),
    )
    .into_response()
}

/// The faults that are still to be played, in order.
#[derive(Debug, Default)]
pub(crate) struct FaultScript(Vec<Fault>);

impl FaultScript {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault to play for a request, counted as played. `path` is below the base URL.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let fault = self
            .0
            .iter_mut()
            .find(|fault| fault.matches(method, path))?;
        if let Some(left) = &mut fault.left {
            *left -= 1;
        }
        Some(fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_match_by_segment() {
        let fault = Fault::on("get", "/board/{boardId}/");
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
