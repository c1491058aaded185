//! Answers of any kind, as bytes.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;

use crate::{
    Error,
    answer::{Received, Rest},
};

/// The body of an answer as it arrives: pieces of any length, not checked for anything.
///
/// After an error nothing more comes.
pub struct ByteStream {
    status: StatusCode,
    content_type: Option<String>,
    held: Bytes,
    rest: Option<Box<Rest>>,
}

impl ByteStream {
    pub(crate) fn new(received: Received) -> Self {
        let (answer, rest) = match received {
            Received::Whole(answer) => (answer, None),
            Received::Begun(answer, rest) => (answer, Some(rest)),
        };
        Self {
            status: answer.status,
            content_type: answer.content_type().map(str::to_owned),
            held: answer.body,
            rest,
        }
    }

    /// What is left of an answer that somebody has begun to read.
    pub(crate) fn going_on(
        status: StatusCode,
        content_type: Option<String>,
        held: Bytes,
        rest: Option<Box<Rest>>,
    ) -> Self {
        Self {
            status,
            content_type,
            held,
            rest,
        }
    }

    /// The status: some success.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The `Content-Type`.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The next piece; `None` at the end. As the stream's, without a crate for streams.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.held.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.held))));
        }
        let Some(rest) = &mut self.rest else {
            return Poll::Ready(None);
        };
        let chunk = std::task::ready!(rest.poll_chunk(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.rest = None;
        }
        Poll::Ready(chunk)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}
