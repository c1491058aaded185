//! Documents on their way to stdout.

use std::io::{self, Write};

use super::{Behind, Stdout};
use crate::escape;

/// Documents on their way to stdout; see [`Output::documents`](super::Output::documents).
#[derive(Debug)]
pub enum Documents {
    /// To the letter.
    AsTheyAre(Stdout),
    /// To the letter, by a thread of its own.
    Behind(Behind),
    /// What could act on a terminal is escaped, as JSON has it.
    Shown(escape::Shown<Stdout>),
}

impl Write for Documents {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::AsTheyAre(to) => to.write(piece),
            Self::Behind(to) => to.write(piece),
            Self::Shown(to) => to.write(piece),
        }
    }

    // Its own is the fast one.
    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::AsTheyAre(to) => to.write_all(piece),
            Self::Behind(to) => to.write_all(piece),
            Self::Shown(to) => to.write_all(piece),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::AsTheyAre(to) => to.flush(),
            Self::Behind(to) => to.flush(),
            Self::Shown(to) => to.flush(),
        }
    }
}
