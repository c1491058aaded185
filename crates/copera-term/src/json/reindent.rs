//! Indenting JSON text while it streams through.

use std::io::{self, Write};

use serde::de::IgnoredAny;

use super::gathered::Gathered;
use super::grammar::Grammar;
use super::problem::{CutShort, NotJson, Stop};
use super::text::Utf8;

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

/// How long the beginning of a number may be that is kept: whoever sends more wants to fill the memory.
const LONGEST_LITERAL: usize = 1024 * 1024;

/// A piece of text on its way.
struct Piece<'a> {
    bytes: &'a [u8],
    /// What stands before was passed on, or dropped.
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
            to: Gathered::new(to),
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
        let mut piece = Piece { bytes, at: 0 };
        let taken = if self.utf8.goes_on_with(bytes) {
            self.take(&mut piece)
        } else {
            Err(Stop::Misplaced)
        };
        match taken {
            Ok(()) => {
                self.passed += bytes.len() as u64;
                self.to.write()
            }
            Err(Stop::Misplaced) => {
                self.to.write()?;
                let at = self.passed + piece.at as u64;
                Err(io::Error::new(io::ErrorKind::InvalidData, NotJson { at }))
            }
            Err(Stop::Write(error)) => Err(error),
        }
    }

    fn take(&mut self, piece: &mut Piece<'_>) -> Result<(), Stop> {
        while let Some(&byte) = piece.bytes.get(piece.at) {
            self.to.make_room()?;
            match self.place {
                Place::Between => self.between(piece, byte)?,
                Place::Text => self.text(piece)?,
                Place::Escape => self.escape(piece, byte)?,
                Place::Digits(left) => self.digit(piece, byte, left)?,
                Place::Literal => self.literal(piece)?,
            }
        }
        Ok(())
    }

    fn between(&mut self, piece: &mut Piece<'_>, byte: u8) -> Result<(), Stop> {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b',' => {
                self.grammar.comma()?;
                self.to.byte(byte);
                self.to.line(self.grammar.depth());
            }
            b':' => {
                self.grammar.colon()?;
                self.to.byte(byte);
                self.to.byte(b' ');
            }
            b'}' | b']' => {
                let is_empty = self.grammar.has_just_opened();
                self.grammar.close(byte == b'}')?;
                if !is_empty {
                    self.to.line(self.grammar.depth());
                }
                self.to.byte(byte);
            }
            b'{' | b'[' => {
                self.first_line();
                self.grammar.open(byte == b'{')?;
                self.to.byte(byte);
            }
            b'"' => {
                self.first_line();
                if self.members(piece) {
                    return Ok(());
                }
                self.grammar.text()?;
                self.to.byte(byte);
                self.place = Place::Text;
            }
            _ => {
                self.first_line();
                self.grammar.literal()?;
                self.place = Place::Literal;
                return self.literal(piece);
            }
        }
        piece.at += 1;
        Ok(())
    }

    /// Takes members of an object as long as they are what most are: short texts without white space
    /// between. It gets as far as it gets; whether that is anywhere is the answer.
    fn members(&mut self, piece: &mut Piece<'_>) -> bool {
        let begun = piece.at;
        while self.grammar.wants_key() && self.to.has_room() {
            let Some(key) = self.to.quoted(&piece.bytes[piece.at..]) else {
                break;
            };
            piece.at += key;
            self.grammar.key();
            let [b':', value @ ..] = &piece.bytes[piece.at..] else {
                break;
            };
            piece.at += 1;
            self.to.byte(b':');
            self.to.byte(b' ');
            self.grammar.value_after_key();
            let Some(length) = self.to.quoted(value) else {
                break;
            };
            piece.at += length;
            self.grammar.value_in_object();
            if value.get(length) != Some(&b',') {
                break;
            }
            piece.at += 1;
            self.to.byte(b',');
            self.to.line(self.grammar.depth());
            self.grammar.next_key();
        }
        piece.at > begun
    }

    /// Whatever comes first in a container stands in a line of its own.
    fn first_line(&mut self) {
        if self.grammar.has_just_opened() {
            self.to.line(self.grammar.depth());
        }
    }

    fn text(&mut self, piece: &mut Piece<'_>) -> Result<(), Stop> {
        let copied = self.to.text(&piece.bytes[piece.at..]);
        piece.at += copied;
        self.place = match piece.bytes.get(piece.at) {
            Some(b'"') => Place::Between,
            Some(b'\\') => Place::Escape,
            Some(..b' ') => return Err(Stop::Misplaced),
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
            _ => return Err(Stop::Misplaced),
        };
        self.to.byte(byte);
        piece.at += 1;
        Ok(())
    }

    fn digit(&mut self, piece: &mut Piece<'_>, byte: u8, left: u8) -> Result<(), Stop> {
        if !byte.is_ascii_hexdigit() {
            return Err(Stop::Misplaced);
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
                return Err(Stop::Misplaced);
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
            return Err(Stop::Misplaced);
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
                return Err(io::Error::new(io::ErrorKind::InvalidData, NotJson { at }));
            }
            Place::Between | Place::Literal if self.grammar.is_over() => {}
            _ => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, CutShort)),
        }
        self.to.all(b"\n")?;
        self.to.flush()
    }
}
