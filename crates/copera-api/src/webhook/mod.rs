//! Webhooks: what Copera tells a server of yours about bookings.
//!
//! ```
//! use copera_api::{HeaderMap, webhook::{self, EventKind}};
//!
//! let secret = "whsec_1"; // from the app, where the webhook was set up
//! let body = br#"{"event":"booking.created","createdAt":"2026-01-02T03:04:05.678Z","data":{}}"#;
//! let mut headers = HeaderMap::new();
//! headers.insert(
//!     "x-copera-signature",
//!     "sha256=cf2cf64b82502840cbe2ddf20d330cfbadd1956bf1b52b84b425a3659c79fc30".parse()?,
//! );
//! match webhook::verify(secret, &headers, body) {
//!     Ok(event) => assert_eq!(event.kind, EventKind::Created), // answer 2xx
//!     Err(error) => eprintln!("{error}"), // answer 400: a 4xx is not sent again
//! }
//! # webhook::verify(secret, &headers, body)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An event may come more than once, and after a failure or a time-out it is sent up to three
//! times: whoever acts on it should know it again, by its booking, kind and time.

mod signature;

use copera_text::line;
use serde::Deserialize;
use thiserror::Error;

use self::signature::Signature;
use crate::{HeaderMap, Timestamp, model::Booking, wire::words};

/// The header that holds the signature.
pub const SIGNATURE_HEADER: &str = "x-copera-signature";

/// Something that happened to a booking.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Event {
    /// What happened.
    #[serde(rename = "event")]
    pub kind: EventKind,
    /// When it happened.
    pub created_at: Timestamp,
    /// The booking, as it is now.
    pub data: Booking,
}

words! {
    /// What happened to a booking.
    EventKind {
        /// It was made:
        Created = "booking.created",
        /// A host said yes:
        Confirmed = "booking.confirmed",
        /// It was called off:
        Cancelled = "booking.cancelled",
        /// It was moved:
        Rescheduled = "booking.rescheduled",
        /// A host said no:
        Declined = "booking.declined",
        /// Another host took it over:
        Reassigned = "booking.reassigned",
        /// Nobody came:
        NoShow = "booking.no_show",
    }
}

/// Why a request is not taken for a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty: anybody could sign with that.
    #[error("the webhook's secret is empty")]
    EmptySecret,
    /// There is no signature.
    #[error("the request has no {SIGNATURE_HEADER} header")]
    Unsigned,
    /// There are several signatures, or one of another form.
    #[error("the {SIGNATURE_HEADER} header is not `sha256=` and 64 hexadecimal digits, once")]
    Malformed,
    /// The signature is not that of this body with this secret.
    #[error("the signature does not fit the body")]
    Forged,
    /// The signature fits, but the body is not what is documented.
    #[error("the event can't be read: {}", line(why))]
    Unreadable {
        /// What was found.
        why: String,
    },
}

/// Checks that Copera signed the request with `secret`, and reads the event.
///
/// `body` must be the bytes as they came: a body that was parsed and written again has another
/// signature. The comparison takes the same time wherever the signatures differ. What other headers
/// say is not signed, so it is not read.
///
/// # Errors
/// [`WebhookError`]; only with [`WebhookError::Unreadable`] is it known that Copera sent it.
pub fn verify(
    secret: impl AsRef<[u8]>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Event, WebhookError> {
    let mut signatures = headers.get_all(SIGNATURE_HEADER).iter();
    let signature = match (signatures.next(), signatures.next()) {
        (None, _) => return Err(WebhookError::Unsigned),
        (Some(signature), None) => signature.as_bytes(),
        (Some(_), Some(_)) => return Err(WebhookError::Malformed),
    };
    let signature = Signature::read(signature).ok_or(WebhookError::Malformed)?;
    signature.check(secret.as_ref(), body)?;
    serde_json::from_slice(body).map_err(|error| WebhookError::Unreadable {
        why: error.to_string(),
    })
}
