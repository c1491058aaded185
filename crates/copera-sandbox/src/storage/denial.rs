//! Refusals of the object store.

use std::{borrow::Cow, io};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why the store did not do it: a status, and a machine word and a sentence in XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Denial(StatusCode, &'static str, Cow<'static, str>);

impl Denial {
    pub(super) const TWO_CREDENTIALS: Self = Self(
        StatusCode::BAD_REQUEST,
        "InvalidArgument",
        Cow::Borrowed(
            "Only one auth mechanism allowed: the signature, without an Authorization header",
        ),
    );
    pub(super) const UNSIGNED: Self = Self(
        StatusCode::FORBIDDEN,
        "SignatureDoesNotMatch",
        Cow::Borrowed("The signature is missing or does not match the address"),
    );
    pub(super) const EXPIRED: Self = Self(
        StatusCode::FORBIDDEN,
        "AccessDenied",
        Cow::Borrowed("Request has expired"),
    );
    pub(super) const NO_UPLOAD: Self = Self(
        StatusCode::NOT_FOUND,
        "NoSuchUpload",
        Cow::Borrowed("The upload does not exist, or is finalized"),
    );
    pub(super) const NO_FILE: Self = Self(
        StatusCode::NOT_FOUND,
        "NoSuchKey",
        Cow::Borrowed("The file does not exist"),
    );
    pub(super) const NO_LENGTH: Self = Self(
        StatusCode::LENGTH_REQUIRED,
        "MissingContentLength",
        Cow::Borrowed("A part needs a Content-Length"),
    );
    pub(super) const TOO_LARGE: Self = Self(
        StatusCode::BAD_REQUEST,
        "EntityTooLarge",
        Cow::Borrowed("The part is larger than the whole file was said to be"),
    );
    pub(super) const CUT_SHORT: Self = Self(
        StatusCode::BAD_REQUEST,
        "IncompleteBody",
        Cow::Borrowed("The body is shorter than its Content-Length"),
    );

    /// The temporary file can't be made or written.
    #[expect(clippy::needless_pass_by_value, reason = "so that `map_err` takes it")]
    pub(super) fn broken(error: io::Error) -> Self {
        Self(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalError",
            Cow::Owned(format!(
                "The sandbox can't write its temporary file: {error}"
            )),
        )
    }
}

impl IntoResponse for Denial {
    fn into_response(self) -> Response {
        let Self(status, code, message) = self;
        // The folder for temporary files may have any name.
        let message = message.replace('&', "&amp;").replace('<', "&lt;");
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <Error><Code>{code}</Code><Message>{message}</Message></Error>"
        );
        (status, [(header::CONTENT_TYPE, "application/xml")], xml).into_response()
    }
}
