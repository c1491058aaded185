//! The way to stdout.

use std::fs::File;
use std::io::{self, BufWriter, StdoutLock, Write};
#[cfg(unix)]
use std::os::fd::{AsFd as Stream, OwnedFd};
#[cfg(windows)]
use std::os::windows::io::{AsHandle as Stream, OwnedHandle};

/// The way to stdout: held for one writer, and buffered.
pub type Stdout = BufWriter<Direct>;

/// How much is gathered before it leaves.
const BUFFER: usize = 64 * 1024;

/// Stdout itself. The standard library's goes through a buffer of lines, which cuts each large piece
/// at its last line break and writes twice; only a terminal has any use for that.
#[derive(Debug)]
pub struct Direct {
    /// Keeps others away.
    lock: StdoutLock<'static>,
    /// The same stream, past the buffer of lines.
    stream: Option<File>,
}

pub(super) fn buffered(stdout: Direct) -> Stdout {
    BufWriter::with_capacity(BUFFER, stdout)
}

pub(super) fn open(is_terminal: bool) -> Direct {
    let mut lock = io::stdout().lock();
    let stream = if is_terminal {
        None
    } else {
        // What is left in the buffer of lines has to come first.
        lock.flush().ok().and_then(|()| again(&lock).ok())
    };
    Direct { lock, stream }
}

#[cfg(unix)]
fn again(stream: &impl Stream) -> io::Result<File> {
    let stream: OwnedFd = stream.as_fd().try_clone_to_owned()?;
    Ok(stream.into())
}

#[cfg(windows)]
fn again(stream: &impl Stream) -> io::Result<File> {
    let stream: OwnedHandle = stream.as_handle().try_clone_to_owned()?;
    Ok(stream.into())
}

impl Direct {
    /// The stream past the buffer of lines, for whoever holds on to `self`.
    pub(super) fn take(&mut self) -> Option<File> {
        self.stream.take()
    }

    fn to(&mut self) -> &mut dyn Write {
        match &mut self.stream {
            Some(stream) => stream,
            None => &mut self.lock,
        }
    }
}

impl Drop for Direct {
    fn drop(&mut self) {
        // Whatever is said on stderr next comes behind it. Who wanted to know of a failure has flushed.
        let _ = self.lock.flush();
    }
}

impl Write for Direct {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.to().write(piece)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to().flush()
    }
}
