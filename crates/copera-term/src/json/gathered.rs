//! Text that is gathered before it is written.

use std::io::{self, Write};

use super::text::{is_special, special_in};

/// How much is gathered before it is written.
const FULL: usize = 64 * 1024;
/// How much a step may add at most.
const STEP: usize = 4 * 1024;
/// A step is at most a member of an object: a key and a value with what stands between and behind them,
/// and a line before and after.
const _: () = assert!(2 * RUN + 2 * LINE.len() + WORD + BLOCK <= STEP);
/// How long a text is at most that is taken at once.
const RUN: usize = 1024 - 2 * WORD;
/// As much of a text is looked at, and copied, at once.
const WORD: usize = size_of::<u64>();
/// A line break and the deepest indent.
const LINE: [u8; 1 + 2 * 127] = {
    let mut line = [b' '; 1 + 2 * 127];
    line[0] = b'\n';
    line
};
/// Up to so many bytes are copied as if they were as many, since that takes no call.
const BLOCK: usize = 32;

/// Text on its way to a writer.
///
/// Whoever has [made room](Gathered::make_room) may take one step.
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
            bytes: vec![0; FULL + STEP].into(),
            filled: 0,
        }
    }

    /// Makes room for one step.
    pub(super) fn make_room(&mut self) -> io::Result<()> {
        if !self.has_room() {
            self.write()?;
        }
        Ok(())
    }

    /// Whether there is room for one step.
    pub(super) fn has_room(&self) -> bool {
        self.filled < FULL
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes[self.filled] = byte;
        self.filled += 1;
    }

    /// A line break, and the indent of so many levels.
    pub(super) fn line(&mut self, depth: usize) {
        let length = 1 + 2 * depth;
        let copied = if length <= BLOCK { BLOCK } else { length };
        self.bytes[self.filled..][..copied].copy_from_slice(&LINE[..copied]);
        self.filled += length;
    }

    /// The beginning of a text up to what is more than itself, and how long that is; less of it if it
    /// is long.
    ///
    /// Texts in JSON are short: each word is copied before it is known how much of it counts.
    #[inline]
    pub(super) fn text(&mut self, text: &[u8]) -> usize {
        let run = &text[..text.len().min(RUN)];
        let (words, rest) = run.as_chunks::<WORD>();
        let (room, _) = self.bytes[self.filled..].as_chunks_mut::<WORD>();
        let mut length = 0;
        for (word, room) in words.iter().zip(room) {
            *room = *word;
            let found = special_in(u64::from_le_bytes(*word));
            if found != 0 {
                length += found.trailing_zeros() as usize / 8;
                self.filled += length;
                return length;
            }
            length += WORD;
        }
        let special = rest.iter().position(|byte| is_special(*byte));
        let rest = &rest[..special.unwrap_or(rest.len())];
        self.filled += length;
        self.bytes[self.filled..][..rest.len()].copy_from_slice(rest);
        self.filled += rest.len();
        length + rest.len()
    }

    /// The text with its quotes that `text` begins with, and how long it is; `None`, and nothing is
    /// added, if it is none, is long, has a rare escape or is not whole.
    pub(super) fn quoted(&mut self, text: &[u8]) -> Option<usize> {
        if text.first() != Some(&b'"') {
            return None;
        }
        let begun = self.filled;
        let run = &text[..text.len().min(RUN)];
        self.byte(b'"');
        let mut length = 1;
        loop {
            length += self.text(&run[length..]);
            match run[length..] {
                [b'"', ..] => {
                    self.byte(b'"');
                    return Some(length + 1);
                }
                [b'\\', escaped @ (b'"' | b'\\' | b'n'), ..] => {
                    self.byte(b'\\');
                    self.byte(escaped);
                    length += 2;
                }
                _ => {
                    self.filled = begun;
                    return None;
                }
            }
        }
    }

    /// Bytes of any length.
    pub(super) fn all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > STEP {
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
