//! Connections that can be made to break: below HTTP, where a server that keeps the rules of the
//! protocol can't do it.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// A listener whose connections can be broken through their [`Line`].
#[derive(Debug)]
pub(crate) struct BreakableListener(pub(crate) TcpListener);

impl Listener for BreakableListener {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, peer) = Listener::accept(&mut self.0).await;
        // Small replies would wait for Nagle's algorithm; without the option they are only slower.
        let _ = stream.set_nodelay(true);
        let line = Line::default();
        (Wire { stream, line }, peer)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// A handle to the connection that a request came in on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line(Arc<Mutex<Breakage>>);

impl Line {
    /// Drops whatever is written next and resets the connection.
    pub(crate) fn reset(&self) {
        self.set(Breakage::Reset);
    }

    /// Lets the head of the next reply and so many bytes of its body through, then ends it.
    pub(crate) fn cut_body_after(&self, bytes: usize, ending: Ending) {
        let cut = Cut {
            head_end_seen: 0,
            body_left: bytes,
        };
        self.set(Breakage::Cut(cut, ending));
    }

    fn set(&self, breakage: Breakage) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = breakage;
    }
}

impl Connected<IncomingStream<'_, BreakableListener>> for Line {
    fn connect_info(stream: IncomingStream<'_, BreakableListener>) -> Self {
        stream.io().line.clone()
    }
}

#[derive(Debug, Clone, Copy, Default)]
enum Breakage {
    #[default]
    None,
    Reset,
    Cut(Cut, Ending),
}

/// How a connection ends that is ended early.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ending {
    Close,
    Reset,
}

/// How far a reply that will be cut has come.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// How many bytes of the blank line that ends the head have just gone by; all: in the body.
    head_end_seen: usize,
    body_left: usize,
}

const HEAD_END: &[u8] = b"\r\n\r\n";

impl Cut {
    /// Takes note of bytes that go out, up to where the cut falls; answers how many those are.
    fn pass(&mut self, bytes: &[u8]) -> usize {
        for (index, byte) in bytes.iter().enumerate() {
            if self.head_end_seen == HEAD_END.len() {
                let body = (bytes.len() - index).min(self.body_left);
                self.body_left -= body;
                return index + body;
            }
            self.head_end_seen = if *byte == HEAD_END[self.head_end_seen] {
                self.head_end_seen + 1
            } else {
                usize::from(*byte == HEAD_END[0])
            };
        }
        bytes.len()
    }
}

/// A TCP connection that does what its [`Line`] says.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: TcpStream,
    line: Line,
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Self { stream, line } = self.get_mut();
        let mut breakage = line.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *breakage {
            Breakage::None => Pin::new(stream).poll_write(context, bytes),
            Breakage::Reset => Poll::Ready(Err(reset(stream)?)),
            Breakage::Cut(cut, ending) => {
                // A dry run: how much really goes out is for the socket to say.
                let mut ahead = *cut;
                let allowed = ahead.pass(bytes);
                if allowed == 0 && !bytes.is_empty() {
                    return Poll::Ready(Err(match ending {
                        Ending::Close => io::ErrorKind::BrokenPipe.into(),
                        Ending::Reset => reset(stream)?,
                    }));
                }
                let written = ready!(Pin::new(stream).poll_write(context, &bytes[..allowed]))?;
                cut.pass(&bytes[..written]);
                Poll::Ready(Ok(written))
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

/// Makes the end of the connection a reset; the error ends it.
fn reset(stream: &TcpStream) -> io::Result<io::Error> {
    // Without lingering, closing sends a reset.
    stream.set_zero_linger()?;
    Ok(io::ErrorKind::ConnectionReset.into())
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_falls_in_the_body_however_the_reply_is_written() {
        let reply = b"HTTP/1.1 200 OK\r\na: b\r\n\r\nbody";
        let head = reply.len() - 4;
        for piece in 1..=reply.len() {
            let mut cut = Cut {
                head_end_seen: 0,
                body_left: 3,
            };
            let passed: usize = reply.chunks(piece).map(|chunk| cut.pass(chunk)).sum();
            assert_eq!(passed, head + 3, "pieces of {piece}");
        }
    }
}
