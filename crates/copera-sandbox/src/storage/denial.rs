//! Refusals of the object store.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why the store did not do it: a status, and a machine word and a sentence in XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Denial(StatusCode, &'static str, &'static str);

impl Denial {
    pub(super) const TWO_CREDENTIALS: Self = Self(
        StatusCode::BAD_REQUEST,
        "InvalidArgument",
        "Only one auth mechanism allowed: the signature, without an Authorization header",
    );
    pub(super) const UNSIGNED: Self = Self(
        StatusCode::FORBIDDEN,
        "SignatureDoesNotMatch",
        "The signature is missing or does not match the address",
    );
    pub(super) const EXPIRED: Self =
        Self(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired");
    pub(super) const NO_UPLOAD: Self = Self(
        StatusCode::NOT_FOUND,
        "NoSuchUpload",
        "The upload does not exist, or is finalized",
    );
    pub(super) const NO_FILE: Self = Self(
        StatusCode::NOT_FOUND,
        "NoSuchKey",
        "The file does not exist",
    );
    pub(super) const NO_LENGTH: Self = Self(
        StatusCode::LENGTH_REQUIRED,
        "MissingContentLength",
        "A part needs a Content-Length",
    );
    pub(super) const TOO_LARGE: Self = Self(
        StatusCode::BAD_REQUEST,
        "EntityTooLarge",
        "The part is larger than the whole file was said to be",
    );
    pub(super) const CUT_SHORT: Self = Self(
        StatusCode::BAD_REQUEST,
        "IncompleteBody",
        "The body is shorter than its Content-Length",
    );
    pub(super) const BROKEN: Self = Self(
        StatusCode::INTERNAL_SERVER_ERROR,
        "InternalError",
        "The sandbox can't write or read its temporary file",
    );
}

impl IntoResponse for Denial {
    fn into_response(self) -> Response {
        let Self(status, code, message) = self;
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <Error><Code>{code}</Code><Message>{message}</Message></Error>"
        );
        (status, [(header::CONTENT_TYPE, "application/xml")], xml).into_response()
    }
}
