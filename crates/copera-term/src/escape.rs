//! Text from elsewhere, made safe to show, on its way to a terminal.

use std::borrow::Cow;
use std::io::{self, Write};

pub use copera_text::{document, line, paragraph};

/// Passes text on to a terminal as [`paragraph()`] or [`document()`] shows it, however it is cut into
/// pieces. Bytes that are no text are shown as U+FFFD.
#[derive(Debug)]
pub struct Shown<W> {
    to: W,
    escape: fn(&str) -> Cow<'_, str>,
    /// The beginning of a character whose end has not come.
    cut: Vec<u8>,
}

impl<W: Write> Shown<W> {
    /// Writes a text to `to`, which should be buffered.
    pub fn text(to: W) -> Self {
        Self {
            to,
            escape: paragraph,
            cut: Vec::new(),
        }
    }

    /// Writes documents to `to`, which should be buffered.
    pub fn documents(to: W) -> Self {
        Self {
            escape: document,
            ..Self::text(to)
        }
    }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.cut.extend_from_slice(piece);
        let text = std::mem::take(&mut self.cut);
        let end = match std::str::from_utf8(&text) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => text.len(),
        };
        let shown = String::from_utf8_lossy(&text[..end]);
        self.to.write_all((self.escape)(&shown).as_bytes())?;
        self.cut.extend_from_slice(&text[end..]);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However a text is cut, it looks the same.
        #[test]
        fn in_pieces(text in any::<String>(), length in 1_usize..5) {
            let mut shown = Vec::new();
            let mut writer = Shown::text(&mut shown);
            for piece in text.as_bytes().chunks(length) {
                writer.write_all(piece).unwrap();
            }
            prop_assert_eq!(String::from_utf8(shown).unwrap(), paragraph(&text));
        }
    }
}
