//! Bodies that nobody wants, read nevertheless.

use std::{future::poll_fn, pin::Pin};

use axum::body::{Body, HttpBody};

/// Reads a body to its end and keeps nothing: one that is left unread would turn the end of the
/// connection into a reset, and the client would not see the answer.
pub(crate) async fn drain(mut body: Body) {
    while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
}
