//! What goes back to the client: replies, and refusals with the documented error body.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::disposition;

/// The answer of an endpoint that did what it was asked.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    body: Content,
}

#[derive(Debug)]
enum Content {
    Nothing,
    Json(Vec<u8>),
    File {
        name: &'static str,
        mime_type: &'static str,
        bytes: &'static [u8],
    },
}

impl Reply {
    /// 200 with a JSON body.
    pub(crate) fn ok(body: &impl Serialize) -> Result<Self, Refusal> {
        let json = serde_json::to_vec(body)
            .map_err(|error| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
        Ok(Self {
            status: StatusCode::OK,
            body: Content::Json(json),
        })
    }

    /// 202: the write will show a moment later.
    pub(crate) fn accepted(body: &impl Serialize) -> Result<Self, Refusal> {
        Ok(Self {
            status: StatusCode::ACCEPTED,
            ..Self::ok(body)?
        })
    }

    /// 204, which has no body.
    pub(crate) fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            body: Content::Nothing,
        }
    }

    /// 200 with the bytes of a file, and its name for saving.
    pub(crate) fn file(name: &'static str, mime_type: &'static str, bytes: &'static [u8]) -> Self {
        let body = Content::File {
            name,
            mime_type,
            bytes,
        };
        Self {
            status: StatusCode::OK,
            body,
        }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        match self.body {
            Content::Nothing => self.status.into_response(),
            Content::Json(json) => json_response(self.status, json),
            Content::File {
                name,
                mime_type,
                bytes,
            } => {
                let disposition = disposition::attachment(name);
                let headers = [
                    (header::CONTENT_TYPE, mime_type),
                    (header::CONTENT_DISPOSITION, &disposition),
                ];
                (self.status, headers, bytes).into_response()
            }
        }
    }
}

/// Why a request was not done.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    message: String,
    /// Seconds until a limit has room again.
    retry_after: Option<u64>,
    /// A machine word, where the documents name one.
    code: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            retry_after: None,
            code: None,
        }
    }

    /// 400: a path segment, query value or body field that can't be what it should be.
    pub(crate) fn invalid(parameter: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            format!("Invalid parameter: {parameter}"),
        )
    }

    /// 401: there is no usable token.
    pub(crate) fn unauthorized(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    /// 403: the token is good, but not for this.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 404: nothing of this id, or not visible to the caller.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} not found"))
    }

    /// The same with a machine word.
    pub(crate) fn with_code(self, code: &'static str) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    /// 429: the limit has room again in so many seconds.
    pub(crate) fn too_many_requests(retry_after: u64) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded")
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = ErrorBody {
            status_code: self.status.as_u16(),
            error: self.status.canonical_reason().unwrap_or("Error"),
            message: &self.message,
            retry_after: self.retry_after,
            code: self.code,
        };
        // A struct of numbers and strings always has a JSON form.
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = json_response(self.status, json);
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The error body that the current error-handling guide shows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorBody<'a> {
    status_code: u16,
    error: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

fn json_response(status: StatusCode, json: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(json));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    response
}
