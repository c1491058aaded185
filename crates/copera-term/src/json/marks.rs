//! Where a JSON text may end.

use wide::u8x16;

/// How many bytes have their marks in one word.
const WORD: usize = u64::BITS as usize;

/// Where in a piece of text a byte is more than itself between quotes: a quote, a backslash, or a
/// control character, which has no place there.
///
/// They are looked for before anything else is known of the piece: the processor finds many at a time
/// as long as none has to wait for where the last one was.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// A bit a byte, and a mark behind the last.
    words: Vec<u64>,
}

impl Marks {
    /// Looks through another piece.
    pub(super) fn look_through(&mut self, piece: &[u8]) {
        let (words, rest) = piece.as_chunks::<WORD>();
        let mut last = [0; WORD];
        last[..rest.len()].copy_from_slice(rest);
        self.words.clear();
        self.words.extend(words.iter().chain([&last]).map(marks_in));
        self.words.push(0);
    }

    /// The first mark there or later: at the latest the one behind the piece.
    #[inline]
    pub(super) fn next(&self, at: usize) -> usize {
        let mut number = at / WORD;
        let (here, behind) = (self.words[number], self.words[number + 1]);
        // Both, since nobody can foretell where a word ends.
        let near = here >> (at % WORD) | behind << 1 << (WORD - 1 - at % WORD);
        if near != 0 {
            return at + near.trailing_zeros() as usize;
        }
        number += 1;
        while self.words[number] == 0 {
            number += 1;
        }
        number * WORD + self.words[number].trailing_zeros() as usize
    }
}

fn marks_in(word: &[u8; WORD]) -> u64 {
    let (blocks, _) = word.as_chunks();
    let blocks = blocks.iter().enumerate();
    blocks.fold(0, |marks, (number, block)| {
        let block = u8x16::new(*block);
        let is = |byte| block.simd_eq(u8x16::splat(byte));
        let below_space = block.min(u8x16::splat(b' ' - 1)).simd_eq(block);
        let special = is(b'"') | is(b'\\') | below_space;
        marks | u64::from(special.to_bitmask()) << (16 * number)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_next_mark_from_anywhere(
            text in prop::collection::vec(
                prop_oneof![20 => Just(b'a'), 2 => Just(b'!'), 2 => Just(b']'), 1 => any::<u8>()],
                0..200,
            ),
        ) {
            let mut marks = Marks::default();
            for text in [b"\"before\"", &text[..]] {
                marks.look_through(text);
            }
            for at in 0..=text.len() {
                let special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
                let next = text[at..].iter().position(special);
                prop_assert_eq!(marks.next(at), at + next.unwrap_or(text.len() - at));
            }
        }
    }
}
