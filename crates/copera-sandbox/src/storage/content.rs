//! What is in a file: the parts that it came in, read one after the other.

use std::{
    collections::VecDeque,
    io,
    ops::Range,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use sha2::{Digest, Sha256};
use tokio::task::{JoinHandle, spawn_blocking};

use super::{
    blob::{Blob, Place},
    sign::hexadecimal,
    spool::Spool,
};

/// How many bytes of a temporary file are read at a time. As many are read ahead.
const CHUNK: usize = 256 * 1024;

/// The content of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content(Vec<Blob>);

impl Content {
    pub(crate) fn of(parts: Vec<Blob>) -> Self {
        Self(parts)
    }

    pub(crate) fn len(&self) -> u64 {
        self.0.iter().map(|part| part.len).sum()
    }

    /// Names the content; without quotes.
    pub(super) fn etag(&self) -> String {
        let mut hash = Sha256::new();
        for part in &self.0 {
            hash.update(&part.etag);
        }
        hexadecimal(hash)
    }

    /// A reply body of some of the bytes, read as they are sent.
    pub(super) fn body(&self, range: Range<u64>) -> Body {
        let mut pieces = VecDeque::new();
        let mut begins = 0;
        for part in &self.0 {
            let from = range.start.clamp(begins, begins + part.len) - begins;
            let to = range.end.clamp(begins, begins + part.len) - begins;
            begins += part.len;
            if from < to {
                pieces.push_back(Piece {
                    place: part.bytes.clone(),
                    from,
                    left: to - from,
                });
            }
        }
        Body::new(Reading {
            pieces,
            asked: None,
        })
    }
}

/// A stretch of a blob that is still to be sent.
#[derive(Debug)]
struct Piece {
    place: Place,
    from: u64,
    left: u64,
}

#[derive(Debug)]
struct Reading {
    pieces: VecDeque<Piece>,
    /// The next bytes of the first piece, on their way from a file.
    asked: Option<JoinHandle<io::Result<Bytes>>>,
}

impl HttpBody for Reading {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let Self { pieces, asked } = &mut *self;
        let Some(piece) = pieces.front_mut() else {
            return Poll::Ready(None);
        };
        let bytes = match &piece.place {
            Place::Memory(bytes) => {
                let [from, to] = [piece.from, piece.from + piece.left]
                    .map(|place| usize::try_from(place).unwrap_or(usize::MAX));
                bytes.slice(from..to)
            }
            Place::Spool(spool, start) => {
                let read_from = |from: u64, left: u64| {
                    let wanted = usize::try_from(left).unwrap_or(usize::MAX);
                    read(Arc::clone(spool), start + from, wanted.min(CHUNK))
                };
                let asked_for = asked.get_or_insert_with(|| read_from(piece.from, piece.left));
                let bytes = ready!(Pin::new(asked_for).poll(context));
                *asked = None;
                match bytes.map_err(io::Error::other).flatten() {
                    Ok(bytes) => {
                        let len = bytes.len() as u64;
                        let left = piece.left - len;
                        *asked = (left > 0).then(|| read_from(piece.from + len, left));
                        bytes
                    }
                    Err(error) => return Poll::Ready(Some(Err(error))),
                }
            }
        };
        piece.from += bytes.len() as u64;
        piece.left -= bytes.len() as u64;
        if piece.left == 0 {
            pieces.pop_front();
        }
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.pieces.iter().map(|piece| piece.left).sum())
    }
}

/// Reads so many bytes on a thread that may block.
fn read(spool: Arc<Spool>, at: u64, wanted: usize) -> JoinHandle<io::Result<Bytes>> {
    spawn_blocking(move || {
        let mut bytes = vec![0; wanted];
        spool.read(&mut bytes, at)?;
        Ok(bytes.into())
    })
}
