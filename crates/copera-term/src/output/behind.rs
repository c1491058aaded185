//! Writing on a thread of its own.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Direct;

/// How much is handed over at once: large, since waking the thread up costs more than it looks.
const FULL: usize = 512 * 1024;
/// How many pieces there are: some are written while one is filled.
const PIECES: usize = 3;

/// Stdout for much that comes while it is written: a thread writes what was gathered, while more is
/// gathered. What goes wrong is told by a later write, at the latest by [`flush`](Write::flush), which
/// waits for the thread.
#[derive(Debug)]
pub struct Behind {
    /// Keeps others away.
    _held: Direct,
    piece: Vec<u8>,
    to_write: Sender<Vec<u8>>,
    written: Receiver<io::Result<Vec<u8>>>,
    /// How many pieces the thread has.
    under_way: usize,
}

impl Behind {
    /// Gives `stdout` back where there is no stream to write to from elsewhere, or no thread.
    pub(super) fn new(mut stdout: Direct) -> Result<Self, Direct> {
        let Some(mut to) = stdout.take() else {
            return Err(stdout);
        };
        let (to_write, pieces) = channel::<Vec<u8>>();
        let (back, written) = channel();
        let thread = thread::Builder::new().spawn(move || {
            for mut piece in pieces {
                let done = to.write_all(&piece);
                piece.clear();
                if back.send(done.map(|()| piece)).is_err() {
                    break;
                }
            }
        });
        match thread {
            Ok(_) => Ok(Self {
                _held: stdout,
                piece: Vec::with_capacity(FULL),
                to_write,
                written,
                under_way: 0,
            }),
            Err(_) => Err(stdout),
        }
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        self.to_write.send(piece).map_err(|_| gone())?;
        self.under_way += 1;
        self.piece = if self.under_way < PIECES {
            Vec::with_capacity(FULL)
        } else {
            self.take_back()?
        };
        Ok(())
    }

    fn take_back(&mut self) -> io::Result<Vec<u8>> {
        let piece = self.written.recv().map_err(|_| gone())?;
        self.under_way -= 1;
        piece
    }
}

/// The thread ends by itself only in a panic.
fn gone() -> io::Error {
    io::Error::other("the thread that writes has ended")
}

impl Write for Behind {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.len() + bytes.len() > FULL && !self.piece.is_empty() {
            self.hand_over()?;
        }
        self.piece.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.piece.is_empty() {
            self.hand_over()?;
        }
        while self.under_way > 0 {
            self.take_back()?;
        }
        Ok(())
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        // Nobody is left to be told.
        let _ = self.flush();
    }
}
