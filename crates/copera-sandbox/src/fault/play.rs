//! A fault on its way into an answer.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Break, Fault};
use crate::{
    answer::Refusal,
    pace::{Drip, Unmeasured},
};

impl Fault {
    pub(crate) fn waits(&self) -> Duration {
        self.delay
    }

    pub(crate) fn breaks(&self) -> Option<Break> {
        self.breaks
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
}

/// A script that asks for what HTTP can't say is the test's mistake, and shows up as one.
fn unplayable(what: &str) -> Response {
    Refusal::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        format!("The {what} of the scripted fault is not valid"),
    )
    .into_response()
}
