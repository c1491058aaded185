//! Documents on their way to stdout.

use std::io::{self, Write};

use super::Stdout;
use crate::escape;

/// Documents on their way to stdout; see [`Output::documents`](super::Output::documents).
#[derive(Debug)]
pub enum Documents {
    /// To the letter.
    AsTheyAre(Stdout),
    /// What could act on a terminal is escaped, as JSON has it.
    Shown(escape::Shown<Stdout>),
}

impl Write for Documents {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::AsTheyAre(to) => to.write(piece),
            Self::Shown(to) => to.write(piece),
        }
    }

    // Its own is the fast one.
    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::AsTheyAre(to) => to.write_all(piece),
            Self::Shown(to) => to.write_all(piece),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::AsTheyAre(to) => to.flush(),
            Self::Shown(to) => to.flush(),
        }
    }
}
