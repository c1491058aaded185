//! Token by token.

use super::grammar::{Grammar, Refused};
use super::marks::Marks;
use super::room::{LONGEST, Room, Token};

/// What the next byte is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Between,
    Text,
    Escape,
    /// A `\u` with so many digits to come.
    Digits(u8),
    Literal,
}

/// A piece of text on its way.
pub(super) struct Piece<'a> {
    pub(super) bytes: &'a [u8],
    /// What stands before was passed on, or dropped.
    pub(super) at: usize,
}

/// Takes token after token, up to one that needs more care or more room; what the next byte is a part of.
///
/// Every writer shares this one loop.
pub(super) fn tokens(
    piece: &mut Piece<'_>,
    marks: &Marks,
    grammar: &mut Grammar,
    room: &mut Room<'_>,
) -> Result<Place, Refused> {
    while let Some(&byte) = piece.bytes.get(piece.at)
        && let Some(mut to) = room.token()
    {
        let (passed, next) = token(byte, piece, marks, grammar, &mut to)?;
        let filled = to.filled();
        room.take(filled);
        piece.at += passed;
        if next != Place::Between {
            return Ok(next);
        }
    }
    Ok(Place::Between)
}

/// Takes the token that begins with `byte`, or its beginning: how many bytes that is, and what the next
/// one is a part of.
#[inline]
fn token(
    byte: u8,
    piece: &Piece<'_>,
    marks: &Marks,
    grammar: &mut Grammar,
    to: &mut Token<'_>,
) -> Result<(usize, Place), Refused> {
    match byte {
        b' ' | b'\t' | b'\n' | b'\r' => {}
        b',' => {
            grammar.comma()?;
            to.byte(byte);
            to.line(grammar.depth());
        }
        b':' => {
            grammar.colon()?;
            to.byte(byte);
            to.byte(b' ');
        }
        b'}' | b']' => {
            let is_empty = grammar.has_just_opened();
            grammar.close(byte == b'}')?;
            if !is_empty {
                to.line(grammar.depth());
            }
            to.byte(byte);
        }
        b'{' | b'[' => {
            first_line(grammar, to);
            grammar.open(byte == b'{')?;
            to.byte(byte);
        }
        b'"' => {
            first_line(grammar, to);
            grammar.text()?;
            if let Some(length) = short_text(piece, marks)
                && to.short(&piece.bytes[piece.at..], length).is_some()
            {
                return Ok((length, Place::Between));
            }
            to.byte(byte);
            return Ok((1, Place::Text));
        }
        _ => {
            first_line(grammar, to);
            grammar.literal()?;
            return Ok((0, Place::Literal));
        }
    }
    Ok((1, Place::Between))
}

/// Whatever comes first in a container stands in a line of its own.
#[inline]
fn first_line(grammar: &Grammar, to: &mut Token<'_>) {
    if grammar.has_just_opened() {
        to.line(grammar.depth());
    }
}

/// How long the text is that comes next, with its quotes; `None` if it is long, has a rare escape or is
/// not whole.
#[inline]
fn short_text(piece: &Piece<'_>, marks: &Marks) -> Option<usize> {
    let mut end = marks.next(piece.at + 1);
    while let [b'\\', b'"' | b'\\' | b'n', ..] = piece.bytes.get(end..)? {
        end = marks.next(end + 2);
    }
    let length = end + 1 - piece.at;
    (piece.bytes.get(end) == Some(&b'"') && length <= LONGEST).then_some(length)
}
