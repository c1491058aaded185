//! The bytes of a part, read from disk as they are sent.

use std::{
    fs::File,
    io,
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::{
    sync::watch,
    task::{JoinHandle, spawn_blocking},
};

use super::{buffers::Buffers, tally::PartTally};

/// A stretch of a file as the body of a request.
pub(super) struct PartBody {
    file: Arc<File>,
    buffers: Buffers,
    /// How many bytes are still to be handed out.
    left: u64,
    /// The next of them, on their way from the file.
    ahead: Option<JoinHandle<io::Result<Bytes>>>,
    tally: Arc<PartTally>,
    /// Moves with every piece that is handed out; closed when the body is.
    pulse: watch::Sender<()>,
    failure: Failure,
}

/// What went wrong with the file, for whoever sent the body: on its way through the connection the
/// cause may get lost.
pub(super) type Failure = Arc<OnceLock<io::Error>>;

impl PartBody {
    pub(super) fn new(
        file: File,
        buffers: Buffers,
        len: u64,
        tally: Arc<PartTally>,
        pulse: watch::Sender<()>,
        failure: Failure,
    ) -> Self {
        Self {
            file: Arc::new(file),
            buffers,
            left: len,
            ahead: None,
            tally,
            pulse,
            failure,
        }
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        let mut ahead = self.ahead.take().unwrap_or_else(|| self.read());
        let Poll::Ready(chunk) = Pin::new(&mut ahead).poll(context) else {
            self.ahead = Some(ahead);
            return Poll::Pending;
        };
        let chunk = chunk??;
        self.left -= chunk.len() as u64;
        self.ahead = (self.left > 0).then(|| self.read());
        self.tally.add(chunk.len() as u64);
        self.pulse.send_replace(());
        Poll::Ready(Ok(chunk))
    }

    /// Begins to read what comes next, on a thread that may block.
    fn read(&self) -> JoinHandle<io::Result<Bytes>> {
        let (file, buffers, most) = (Arc::clone(&self.file), self.buffers.clone(), self.left);
        spawn_blocking(move || buffers.read(&file, most))
    }
}

impl Body for PartBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let chunk = ready!(self.poll_chunk(context)).map_err(|error| {
            let kind = error.kind();
            // The first failure is the one to tell of.
            let _ = self.failure.set(error);
            io::Error::from(kind)
        });
        Poll::Ready(Some(chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
