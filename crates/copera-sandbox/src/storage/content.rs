//! What is in a file: the parts that it came in, read one after the other.

use std::{
    collections::VecDeque,
    io,
    ops::Range,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, ReadBuf};

use super::{
    blob::{Blob, Place, open},
    sign::hexadecimal,
};

/// How many bytes of a temporary file are read at a time.
const CHUNK: usize = 64 * 1024;

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
        Body::new(Reading { pieces, open: None })
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
    /// The file of the first piece, once it was begun.
    open: Option<tokio::fs::File>,
}

impl HttpBody for Reading {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let Self { pieces, open: file } = &mut *self;
        let Some(piece) = pieces.front_mut() else {
            return Poll::Ready(None);
        };
        let bytes = ready!(piece.poll_bytes(file, context));
        if piece.left == 0 {
            pieces.pop_front();
            *file = None;
        }
        Poll::Ready(Some(bytes.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.pieces.iter().map(|piece| piece.left).sum())
    }
}

impl Piece {
    fn poll_bytes(
        &mut self,
        file: &mut Option<tokio::fs::File>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<Bytes>> {
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX);
        let path = match &self.place {
            Place::Memory(bytes) => {
                let from = usize::try_from(self.from).unwrap_or(usize::MAX);
                self.left = 0;
                return Poll::Ready(Ok(bytes.slice(from..from + wanted)));
            }
            Place::File(path) => path,
        };
        let file = match file {
            Some(file) => file,
            None => file.insert(tokio::fs::File::from_std(open(path, self.from)?)),
        };
        let mut chunk = vec![0; wanted.min(CHUNK)];
        let mut buffer = ReadBuf::new(&mut chunk);
        ready!(Pin::new(file).poll_read(context, &mut buffer))?;
        let read = buffer.filled().len();
        if read == 0 {
            return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
        }
        chunk.truncate(read);
        self.left -= read as u64;
        Poll::Ready(Ok(chunk.into()))
    }
}
