//! What stands between the quotes of a JSON text.

use std::str::from_utf8;

/// Whether a byte in a text is more than itself: a quote, a backslash, or a control character, which
/// has no place there.
pub(super) fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | ..b' ')
}

/// The highest bit of each byte that is [special](is_special). Above the lowest of them it may be wrong.
pub(super) fn special_in(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGHEST: u64 = ONES << 7;
    let below = |word: u64, byte: u8| word.wrapping_sub(ONES * u64::from(byte)) & !word;
    let quotes = below(word ^ (ONES * u64::from(b'"')), 1);
    let backslashes = below(word ^ (ONES * u64::from(b'\\')), 1);
    (quotes | backslashes | below(word, b' ')) & HIGHEST
}

/// Whether pieces of text are UTF-8 together, wherever they were cut.
#[derive(Debug, Default)]
pub(super) struct Utf8 {
    /// The beginning of a character whose end has not come.
    cut: Vec<u8>,
}

impl Utf8 {
    /// Whether the text may go on with this piece.
    pub(super) fn goes_on_with(&mut self, mut piece: &[u8]) -> bool {
        while !self.cut.is_empty()
            && let Some((first, rest)) = piece.split_first()
        {
            self.cut.push(*first);
            piece = rest;
            match from_utf8(&self.cut) {
                Ok(_) => self.cut.clear(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => return false,
            }
        }
        match from_utf8(piece) {
            Ok(_) => true,
            Err(error) if error.error_len().is_none() => {
                self.cut.extend_from_slice(&piece[error.valid_up_to()..]);
                true
            }
            Err(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_of_all(
            text in prop::array::uniform8(prop_oneof![any::<u8>(), Just(b'a'), Just(b'!'), Just(b']')]),
        ) {
            let expected = text.iter().position(|byte| is_special(*byte));
            let found = special_in(u64::from_le_bytes(text));
            prop_assert_eq!((found != 0).then(|| found.trailing_zeros() as usize / 8), expected);
        }

        #[test]
        fn utf8_wherever_it_is_cut(
            mut bytes in any::<String>().prop_map(String::into_bytes),
            broken in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
            length in 1_usize..5,
        ) {
            if let Some((at, byte)) = broken && !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let mut checked = Utf8::default();
            let goes_on = bytes.chunks(length).all(|piece| checked.goes_on_with(piece));
            prop_assert_eq!(goes_on && checked.cut.is_empty(), from_utf8(&bytes).is_ok());
        }
    }
}
