//! Room for what is written next.

use super::grammar::DEEPEST;

/// How much a token may add at most, with the line that it begins or ends.
pub(super) const MOST: usize = 2048;
/// How long a text is at most that is taken at once.
pub(super) const LONGEST: usize = 1024;
/// The deepest indent.
const INDENT: usize = 2 * DEEPEST;
/// So many bytes are copied at once.
const BLOCK: usize = 32;
const _: () = assert!(1 + INDENT + LONGEST <= MOST && 2 + INDENT + BLOCK <= MOST);

/// Room for some tokens.
pub(super) struct Room<'a> {
    bytes: &'a mut [u8],
    filled: usize,
}

/// Room for one token.
///
/// Since the compiler knows how large it is, most of what is put there needs no look at that.
pub(super) struct Token<'a> {
    bytes: &'a mut [u8; MOST],
    filled: usize,
}

impl<'a> Room<'a> {
    #[inline]
    pub(super) fn new(bytes: &'a mut [u8]) -> Self {
        Self { bytes, filled: 0 }
    }

    /// How many bytes were taken.
    #[inline]
    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    /// Room for the next token, if there is any.
    #[inline]
    pub(super) fn token(&mut self) -> Option<Token<'_>> {
        let bytes = self.bytes[self.filled..].first_chunk_mut()?;
        Some(Token { bytes, filled: 0 })
    }

    /// Takes what a token has [filled](Token::filled).
    #[inline]
    pub(super) fn take(&mut self, filled: usize) {
        self.filled += filled;
    }
}

impl Token<'_> {
    #[inline]
    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    #[inline]
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes[self.filled] = byte;
        self.filled += 1;
    }

    /// A line break, and the indent of so many levels.
    #[inline]
    pub(super) fn line(&mut self, depth: usize) {
        let length = 1 + 2 * depth;
        let room = &mut self.bytes[self.filled..];
        match room.first_chunk_mut() {
            // A block takes no call, and what is more than the line is written over.
            Some(room) if length <= BLOCK => *room = [b' '; BLOCK],
            _ => room[..length].fill(b' '),
        }
        room[0] = b'\n';
        self.filled += length;
    }

    /// The first `length` of these bytes, no more than [`LONGEST`]; `None`, and nothing is added, if
    /// less than a block is left of them.
    #[inline]
    pub(super) fn short(&mut self, bytes: &[u8], length: usize) -> Option<()> {
        let room = &mut self.bytes[self.filled..];
        *room.first_chunk_mut()? = *bytes.first_chunk::<BLOCK>()?;
        if length > BLOCK {
            room[BLOCK..length].copy_from_slice(&bytes[BLOCK..length]);
        }
        self.filled += length;
        Some(())
    }
}
