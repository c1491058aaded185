//! Indenting JSON text while it streams through.

use std::io::{self, Write};

use serde::de::IgnoredAny;

use super::gathered::Gathered;
use super::grammar::{Grammar, Refused};
use super::marks::Marks;
use super::problem::{CutShort, NotJson, Stop, TooDeep};
use super::token::{Piece, Place, tokens};
use super::utf8::Utf8;

/// Re-indents JSON text as it streams through, piece by piece, and checks that it is JSON.
///
/// Only white space outside strings changes: numbers and escapes keep the spelling that they came
/// in. It reads as deep as `serde_json`: 127 containers in one another.
#[derive(Debug)]
pub struct Reindenter<W> {
    to: Gathered<W>,
    grammar: Grammar,
    place: Place,
    /// The beginning of a number or a word whose end has not come.
    literal: Vec<u8>,
    utf8: Utf8,
    /// Of the piece that is passed on.
    marks: Marks,
    /// How many bytes the pieces before had.
    passed: u64,
}

/// How much is taken at once: what is learnt of it stays near the processor.
const PIECE: usize = 64 * 1024;
/// How long the beginning of a number may be that is kept: whoever sends more wants to fill the memory.
const LONGEST_LITERAL: usize = 1024 * 1024;

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

fn invalid(problem: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

impl<W: Write> Reindenter<W> {
    /// Writes to `to`: at least once a piece, so it should be buffered if those are short.
    pub fn new(to: W) -> Self {
        Self {
            to: Gathered::new(to),
            grammar: Grammar::new(),
            place: Place::Between,
            literal: Vec::new(),
            utf8: Utf8::default(),
            marks: Marks::default(),
            passed: 0,
        }
    }

    /// Passes the next piece of text on.
    ///
    /// # Errors
    /// What the writer said; [`NotJson`] or [`TooDeep`] (as [`io::ErrorKind::InvalidData`]), after what
    /// stands before it was written.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        for bytes in bytes.chunks(PIECE) {
            let mut piece = Piece { bytes, at: 0 };
            match self.take(&mut piece) {
                Ok(()) => self.passed += bytes.len() as u64,
                Err(Stop::Refused(refused)) => {
                    self.to.write()?;
                    let at = self.passed + piece.at as u64;
                    return Err(match refused {
                        Refused::Misplaced => invalid(NotJson { at }),
                        Refused::TooDeep => invalid(TooDeep),
                    });
                }
                Err(Stop::Write(error)) => return Err(error),
            }
        }
        self.to.write()
    }

    fn take(&mut self, piece: &mut Piece<'_>) -> Result<(), Stop> {
        if !self.utf8.goes_on_with(piece.bytes) {
            return Err(Refused::Misplaced.into());
        }
        self.marks.look_through(piece.bytes);
        while let Some(&byte) = piece.bytes.get(piece.at) {
            self.to.make_room()?;
            match self.place {
                Place::Between => self.between(piece)?,
                Place::Text => self.text(piece)?,
                Place::Escape => self.escape(piece, byte)?,
                Place::Digits(left) => self.digit(piece, byte, left)?,
                Place::Literal => self.literal(piece)?,
            }
        }
        Ok(())
    }

    fn between(&mut self, piece: &mut Piece<'_>) -> Result<(), Stop> {
        let (marks, grammar) = (&self.marks, &mut self.grammar);
        self.place = self.to.add(|room| tokens(piece, marks, grammar, room))?;
        Ok(())
    }

    fn text(&mut self, piece: &mut Piece<'_>) -> Result<(), Stop> {
        let end = self.marks.next(piece.at);
        self.to.all(&piece.bytes[piece.at..end])?;
        piece.at = end;
        self.place = match piece.bytes.get(piece.at) {
            Some(b'"') => Place::Between,
            Some(b'\\') => Place::Escape,
            Some(..b' ') => return Err(Refused::Misplaced.into()),
            _ => return Ok(()),
        };
        self.to.byte(piece.bytes[piece.at]);
        piece.at += 1;
        Ok(())
    }

    fn escape(&mut self, piece: &mut Piece<'_>, byte: u8) -> Result<(), Stop> {
        self.place = match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Place::Text,
            b'u' => Place::Digits(4),
            _ => return Err(Refused::Misplaced.into()),
        };
        self.to.byte(byte);
        piece.at += 1;
        Ok(())
    }

    fn digit(&mut self, piece: &mut Piece<'_>, byte: u8, left: u8) -> Result<(), Stop> {
        if !byte.is_ascii_hexdigit() {
            return Err(Refused::Misplaced.into());
        }
        self.place = match left {
            1 => Place::Text,
            _ => Place::Digits(left - 1),
        };
        self.to.byte(byte);
        piece.at += 1;
        Ok(())
    }

    fn literal(&mut self, piece: &mut Piece<'_>) -> Result<(), Stop> {
        let rest = &piece.bytes[piece.at..];
        let Some(length) = rest.iter().position(|byte| ends_literal(*byte)) else {
            self.literal.extend_from_slice(rest);
            if self.literal.len() > LONGEST_LITERAL {
                return Err(Refused::Misplaced.into());
            }
            self.to.all(rest)?;
            piece.at = piece.bytes.len();
            return Ok(());
        };
        let end = &rest[..length];
        let is_literal = if self.literal.is_empty() {
            is_literal(end)
        } else {
            self.literal.extend_from_slice(end);
            is_literal(&self.literal)
        };
        if !is_literal {
            return Err(Refused::Misplaced.into());
        }
        self.literal.clear();
        self.place = Place::Between;
        self.to.all(end)?;
        piece.at += length;
        Ok(())
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
                return Err(invalid(NotJson { at }));
            }
            Place::Between | Place::Literal if self.grammar.is_over() => {}
            _ => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, CutShort)),
        }
        self.to.all(b"\n")?;
        self.to.flush()
    }
}
