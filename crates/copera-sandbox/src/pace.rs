//! Bodies that arrive otherwise than they should: in drops, or not as long as they say.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    Error,
    body::{Body, Bytes, HttpBody},
};
use http_body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A body that comes a few bytes at a time, each time after a pause.
#[derive(Debug)]
pub(crate) struct Drip {
    body: Body,
    /// What has come of the body and was not passed on yet.
    held: Bytes,
    bytes: usize,
    pause: Duration,
    pausing: Option<Pin<Box<Sleep>>>,
}

impl Drip {
    pub(crate) fn new(body: Body, bytes: usize, pause: Duration) -> Self {
        Self {
            body,
            held: Bytes::new(),
            bytes: bytes.max(1),
            pause,
            pausing: None,
        }
    }
}

impl HttpBody for Drip {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let drip = &mut *self;
        while drip.held.is_empty() {
            let frame = ready!(Pin::new(&mut drip.body).poll_frame(context));
            match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(bytes))) => drip.held = bytes,
                Some(Ok(Err(trailers))) => return Poll::Ready(Some(Ok(trailers))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let pause = drip.pause;
        let pausing = drip.pausing.get_or_insert_with(|| Box::pin(sleep(pause)));
        ready!(pausing.as_mut().poll(context));
        drip.pausing = None;
        let bytes = drip.held.split_to(drip.bytes.min(drip.held.len()));
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        let held = self.held.len() as u64;
        self.body
            .size_hint()
            .exact()
            .map_or_else(SizeHint::default, |left| SizeHint::with_exact(left + held))
    }
}

/// A body that keeps its length to itself, so that the header may say another.
#[derive(Debug)]
pub(crate) struct Unmeasured {
    body: Body,
    ended: bool,
}

impl Unmeasured {
    pub(crate) fn new(body: Body) -> Self {
        Self { body, ended: false }
    }
}

impl HttpBody for Unmeasured {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() {
            // A body that ends early is an error to the HTTP layer, which then drops what it has
            // not written. It writes while it waits, so it is made to wait once.
            self.ended = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(frame)
    }
}
