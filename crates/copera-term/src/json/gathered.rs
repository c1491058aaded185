//! Text that is gathered before it is written.

use std::io::{self, Write};

use super::room::{MOST, Room};

/// How much is gathered before it is written.
const FULL: usize = 64 * 1024;

/// Text on its way to a writer.
#[derive(Debug)]
pub(super) struct Gathered<W> {
    to: W,
    /// What is not filled is of no meaning.
    bytes: Box<[u8]>,
    filled: usize,
}

impl<W: Write> Gathered<W> {
    pub(super) fn new(to: W) -> Self {
        Self {
            to,
            bytes: vec![0; FULL + MOST].into(),
            filled: 0,
        }
    }

    /// Makes room for a token.
    pub(super) fn make_room(&mut self) -> io::Result<()> {
        if self.filled >= FULL {
            self.write()?;
        }
        Ok(())
    }

    /// Adds tokens; after [`make_room`](Gathered::make_room) at least one.
    #[inline]
    pub(super) fn add<T>(&mut self, tokens: impl FnOnce(&mut Room<'_>) -> T) -> T {
        let mut room = Room::new(&mut self.bytes[self.filled..]);
        let said = tokens(&mut room);
        self.filled += room.filled();
        said
    }

    /// A byte, where there is room for it.
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes[self.filled] = byte;
        self.filled += 1;
    }

    /// Bytes of any length.
    pub(super) fn all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > MOST {
            self.write()?;
            return self.to.write_all(bytes);
        }
        self.make_room()?;
        self.bytes[self.filled..][..bytes.len()].copy_from_slice(bytes);
        self.filled += bytes.len();
        Ok(())
    }

    /// Writes what was gathered.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let gathered = &self.bytes[..self.filled];
        self.filled = 0;
        self.to.write_all(gathered)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.write()?;
        self.to.flush()
    }
}
