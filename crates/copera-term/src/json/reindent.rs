//! Indenting JSON text while it streams through.

use std::io::{self, Write};

use serde::de::IgnoredAny;
use thiserror::Error;

use super::grammar::{Grammar, Misplaced};
use super::text::{Utf8, first_special};

/// Re-indents JSON text as it streams through, piece by piece, and checks that it is JSON.
///
/// Only white space outside strings changes: numbers and escapes keep the spelling that they came
/// in. It reads as deep as `serde_json`: 127 containers in one another.
#[derive(Debug)]
pub struct Reindenter<W> {
    to: W,
    /// What was not written yet.
    ready: Vec<u8>,
    grammar: Grammar,
    place: Place,
    /// The beginning of a number or a word whose end has not come.
    literal: Vec<u8>,
    utf8: Utf8,
    /// How many bytes the pieces before had.
    passed: u64,
}

/// What the next byte is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Between,
    Text,
    Escape,
    /// A `\u` with so many digits to come.
    Digits(u8),
    Literal,
}

/// The text ended before the document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the JSON text ends too early")]
pub struct CutShort;

/// The text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text is no JSON from its byte {at} on")]
pub struct NotJson {
    /// How many bytes are before what is wrong, or before a piece that is no UTF-8.
    pub at: u64,
}

/// How much is gathered before it is written.
const FULL: usize = 256 * 1024;
/// How long the beginning of a number may be that is kept: whoever sends more wants to fill the memory.
const LONGEST_LITERAL: usize = 1024 * 1024;
/// A line break and the deepest indent.
const LINE: [u8; 1 + 2 * 127] = {
    let mut line = [b' '; 1 + 2 * 127];
    line[0] = b'\n';
    line
};
/// Up to so many bytes are copied as if they were as many, since that takes no call.
const BLOCK: usize = 32;

/// A piece of text on its way.
struct Piece<'a> {
    bytes: &'a [u8],
    /// What stands before was passed on.
    copied: usize,
    /// What stands before was looked at.
    at: usize,
}

/// Whether a number or a word such as `true` ends before this byte.
fn ends_literal(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"'
    )
}

/// Whether this is a number, `true`, `false` or `null`, if no byte of it [ends one](ends_literal).
fn is_literal(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

impl<W: Write> Reindenter<W> {
    /// Writes to `to`: at least once a piece, so it should be buffered if those are short.
    pub fn new(to: W) -> Self {
        Self {
            to,
            ready: Vec::new(),
            grammar: Grammar::new(),
            place: Place::Between,
            literal: Vec::new(),
            utf8: Utf8::default(),
            passed: 0,
        }
    }

    /// Passes the next piece of text on.
    ///
    /// # Errors
    /// What the writer said; [`NotJson`] (as [`io::ErrorKind::InvalidData`]), after what stands before
    /// it was written.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut piece = Piece {
            bytes,
            copied: 0,
            at: 0,
        };
        let fits = if self.utf8.goes_on_with(bytes) {
            self.take(&mut piece)?
        } else {
            Err(Misplaced)
        };
        self.copy(&mut piece);
        self.write()?;
        if fits.is_err() {
            let at = self.passed + piece.at as u64;
            return Err(io::Error::new(io::ErrorKind::InvalidData, NotJson { at }));
        }
        self.passed += bytes.len() as u64;
        Ok(())
    }

    fn take(&mut self, piece: &mut Piece<'_>) -> io::Result<Result<(), Misplaced>> {
        while let Some(&byte) = piece.bytes.get(piece.at) {
            let fits = match self.place {
                Place::Between => self.between(piece, byte),
                Place::Text => self.text(piece),
                Place::Escape => self.escape(piece, byte),
                Place::Digits(left) => self.digit(piece, byte, left),
                Place::Literal => self.literal(piece),
            };
            if fits.is_err() {
                return Ok(fits);
            }
            if self.ready.len() >= FULL {
                self.write()?;
            }
        }
        Ok(Ok(()))
    }

    fn between(&mut self, piece: &mut Piece<'_>, byte: u8) -> Result<(), Misplaced> {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                self.copy(piece);
                piece.at += 1;
                piece.copied = piece.at;
                return Ok(());
            }
            b',' => {
                self.grammar.comma()?;
                piece.at += 1;
                self.copy(piece);
                self.new_line();
                return Ok(());
            }
            b':' => {
                self.grammar.colon()?;
                piece.at += 1;
                self.copy(piece);
                self.ready.push(b' ');
                return Ok(());
            }
            b'}' | b']' => {
                let is_empty = self.grammar.has_just_opened();
                self.grammar.close(byte == b'}')?;
                if !is_empty {
                    self.copy(piece);
                    self.new_line();
                }
                piece.at += 1;
                return Ok(());
            }
            _ => {}
        }
        if self.grammar.has_just_opened() {
            self.copy(piece);
            self.new_line();
        }
        match byte {
            b'{' | b'[' => self.grammar.open(byte == b'{')?,
            b'"' => {
                self.grammar.text()?;
                piece.at += 1;
                self.place = Place::Text;
                return self.text(piece);
            }
            _ => {
                self.grammar.literal()?;
                self.place = Place::Literal;
                return self.literal(piece);
            }
        }
        piece.at += 1;
        Ok(())
    }

    fn text(&mut self, piece: &mut Piece<'_>) -> Result<(), Misplaced> {
        let Some(length) = first_special(&piece.bytes[piece.at..]) else {
            piece.at = piece.bytes.len();
            return Ok(());
        };
        piece.at += length;
        self.place = match piece.bytes[piece.at] {
            b'"' => Place::Between,
            b'\\' => Place::Escape,
            _ => return Err(Misplaced),
        };
        piece.at += 1;
        Ok(())
    }

    fn escape(&mut self, piece: &mut Piece<'_>, byte: u8) -> Result<(), Misplaced> {
        self.place = match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Place::Text,
            b'u' => Place::Digits(4),
            _ => return Err(Misplaced),
        };
        piece.at += 1;
        Ok(())
    }

    fn digit(&mut self, piece: &mut Piece<'_>, byte: u8, left: u8) -> Result<(), Misplaced> {
        if !byte.is_ascii_hexdigit() {
            return Err(Misplaced);
        }
        self.place = match left {
            1 => Place::Text,
            _ => Place::Digits(left - 1),
        };
        piece.at += 1;
        Ok(())
    }

    fn literal(&mut self, piece: &mut Piece<'_>) -> Result<(), Misplaced> {
        let rest = &piece.bytes[piece.at..];
        let Some(length) = rest.iter().position(|byte| ends_literal(*byte)) else {
            self.literal.extend_from_slice(rest);
            piece.at = piece.bytes.len();
            return match self.literal.len() {
                ..=LONGEST_LITERAL => Ok(()),
                _ => Err(Misplaced),
            };
        };
        let end = &rest[..length];
        let is_literal = if self.literal.is_empty() {
            is_literal(end)
        } else {
            self.literal.extend_from_slice(end);
            is_literal(&self.literal)
        };
        if !is_literal {
            return Err(Misplaced);
        }
        self.literal.clear();
        self.place = Place::Between;
        piece.at += length;
        Ok(())
    }

    /// Passes on what was looked at.
    fn copy(&mut self, piece: &mut Piece<'_>) {
        let length = piece.at - piece.copied;
        match piece.bytes[piece.copied..].first_chunk::<BLOCK>() {
            Some(block) if length <= BLOCK => {
                self.ready.extend_from_slice(block);
                self.ready.truncate(self.ready.len() - BLOCK + length);
            }
            _ => self
                .ready
                .extend_from_slice(&piece.bytes[piece.copied..piece.at]),
        }
        piece.copied = piece.at;
    }

    fn new_line(&mut self) {
        let length = 1 + 2 * self.grammar.depth();
        match LINE.first_chunk::<BLOCK>() {
            Some(block) if length <= BLOCK => {
                self.ready.extend_from_slice(block);
                self.ready.truncate(self.ready.len() - BLOCK + length);
            }
            _ => self.ready.extend_from_slice(&LINE[..length]),
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let written = self.to.write_all(&self.ready);
        self.ready.clear();
        written
    }

    /// Ends the document with a line break.
    ///
    /// # Errors
    /// What the writer said; [`CutShort`] (as [`io::ErrorKind::UnexpectedEof`]) when the text ended
    /// inside a string or a container, or there was none; [`NotJson`] if it ends in a word that is
    /// none.
    pub fn finish(mut self) -> io::Result<()> {
        let at = self.passed;
        match self.place {
            Place::Literal if !is_literal(&self.literal) => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, NotJson { at }));
            }
            Place::Between | Place::Literal if self.grammar.is_over() => {}
            _ => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, CutShort)),
        }
        self.to.write_all(b"\n")?;
        self.to.flush()
    }
}
