//! Whether text is UTF-8 while it streams through.

use std::str::from_utf8;

/// Whether pieces of text are UTF-8 together, wherever they were cut.
#[derive(Debug, Default)]
pub(super) struct Utf8 {
    /// The beginning of a character whose end has not come.
    cut: Vec<u8>,
}

impl Utf8 {
    /// Whether the text may go on with this piece.
    pub(super) fn goes_on_with(&mut self, mut piece: &[u8]) -> bool {
        if self.cut.is_empty() && piece.is_ascii() {
            return true;
        }
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
