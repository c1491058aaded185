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

/// How many bytes are handed out at a time: fewer than are read, since each shows that a slow line
/// moves.
const PIECE: usize = 64 * 1024;

/// A stretch of a file as the body of a request.
pub(super) struct PartBody {
    file: Arc<File>,
    buffers: Buffers,
    /// How many bytes are still to be handed out.
    left: u64,
    /// Those of them that were read.
    here: Bytes,
    /// What comes behind those, on its way from the file.
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
            here: Bytes::new(),
            ahead: None,
            tally,
            pulse,
            failure,
        }
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        if self.here.is_empty() {
            let mut ahead = self.ahead.take().unwrap_or_else(|| self.read(self.left));
            let Poll::Ready(read) = Pin::new(&mut ahead).poll(context) else {
                self.ahead = Some(ahead);
                return Poll::Pending;
            };
            self.here = read??;
            let behind = self.left - self.here.len() as u64;
            self.ahead = (behind > 0).then(|| self.read(behind));
        }
        let piece = self.here.split_to(self.here.len().min(PIECE));
        self.left -= piece.len() as u64;
        self.tally.add(piece.len() as u64);
        self.pulse.send_replace(());
        Poll::Ready(Ok(piece))
    }

    /// Begins to read the next of so many bytes, on a thread that may block.
    fn read(&self, most: u64) -> JoinHandle<io::Result<Bytes>> {
        let (file, buffers) = (Arc::clone(&self.file), self.buffers.clone());
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
        let piece = ready!(self.poll_piece(context)).map_err(|error| {
            let kind = error.kind();
            // The first failure is the one to tell of.
            let _ = self.failure.set(error);
            io::Error::from(kind)
        });
        Poll::Ready(Some(piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, io::Write};

    use super::{super::tally::Tally, *};

    #[tokio::test]
    async fn every_piece_shows_that_the_line_moves() {
        let bytes: Vec<u8> = (0..=250).cycle().take(5 * PIECE + 7).collect();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        let (pulse, mut beats) = watch::channel(());
        let mut body = PartBody::new(
            file.reopen().unwrap(),
            Buffers::default(),
            bytes.len() as u64 - 1,
            PartTally::new(Tally::new(0, None)),
            pulse,
            Failure::default(),
        );
        let mut sent = Vec::new();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            let piece = frame.unwrap().into_data().unwrap();
            assert!(beats.has_changed().unwrap() && piece.len() <= PIECE);
            beats.mark_unchanged();
            sent.extend_from_slice(&piece);
        }
        assert!(sent == bytes[..bytes.len() - 1]);
    }
}
