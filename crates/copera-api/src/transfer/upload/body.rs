//! The bytes of a part, read from disk as they are sent.

use std::{
    io,
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::{
    fs::File,
    io::{AsyncRead, ReadBuf},
    sync::watch,
};

use super::tally::PartTally;

/// How many bytes are read at a time: with what the runtime and the connection hold, the memory
/// that a part in flight takes.
const CHUNK: usize = 64 * 1024;

/// A stretch of a file as the body of a request.
pub(super) struct PartBody {
    file: File,
    left: u64,
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
        len: u64,
        tally: Arc<PartTally>,
        pulse: watch::Sender<()>,
        failure: Failure,
    ) -> Self {
        Self {
            file,
            left: len,
            tally,
            pulse,
            failure,
        }
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        let wanted = usize::try_from(self.left).unwrap_or(CHUNK).min(CHUNK);
        let mut chunk = vec![0; wanted];
        let mut buffer = ReadBuf::new(&mut chunk);
        ready!(Pin::new(&mut self.file).poll_read(context, &mut buffer))?;
        let read = buffer.filled().len();
        if read == 0 {
            return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
        }
        chunk.truncate(read);
        self.left -= read as u64;
        self.tally.add(read as u64);
        self.pulse.send_replace(());
        Poll::Ready(Ok(chunk.into()))
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
