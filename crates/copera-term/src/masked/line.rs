//! What each byte means for the line, and what is shown of it.

/// The longest line that is kept, in bytes; what is typed beyond it is dropped.
const MAX_BYTES: usize = 64 * 1024;

/// Removes what is shown of one character.
const RUB_OUT: &str = "\u{8} \u{8}";

/// A line that is being typed.
#[derive(Debug, Default)]
pub(super) struct Line(Vec<u8>);

/// What a byte does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Changes the line; the text is to be shown for it.
    Shown(String),
    /// Ends it: Enter.
    Done,
    /// Ends it without an answer: Ctrl-D at its beginning.
    Closed,
    /// Ends it without an answer: Ctrl-C.
    Interrupted,
}

impl Line {
    pub(super) fn take(&mut self, byte: u8) -> Effect {
        const CTRL_C: u8 = 0x03;
        const CTRL_D: u8 = 0x04;
        const CTRL_U: u8 = 0x15;
        const BACKSPACE: [u8; 2] = [0x08, 0x7f];
        match byte {
            b'\n' | b'\r' => Effect::Done,
            CTRL_C => Effect::Interrupted,
            CTRL_D if self.0.is_empty() => Effect::Closed,
            CTRL_D => Effect::Done,
            CTRL_U => {
                let characters = self
                    .0
                    .iter()
                    .filter(|byte| begins_character(**byte))
                    .count();
                self.0.clear();
                Effect::Shown(RUB_OUT.repeat(characters))
            }
            _ if BACKSPACE.contains(&byte) => {
                let last = self.0.iter().rposition(|byte| begins_character(*byte));
                self.0.truncate(last.unwrap_or_default());
                Effect::Shown(last.map_or("", |_| RUB_OUT).to_owned())
            }
            _ if self.0.len() == MAX_BYTES => Effect::Shown(String::new()),
            _ => {
                self.0.push(byte);
                let star = if begins_character(byte) { "*" } else { "" };
                Effect::Shown(star.to_owned())
            }
        }
    }

    /// The text; what is not UTF-8 comes with replacement characters.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is typed, what the line holds then, what is on the screen.
    #[test]
    fn editing() {
        for (typed, text, screen) in [
            ("abc", "abc", "***"),
            ("pässw0rd", "pässw0rd", "********"),
            ("ab\u{7f}c", "ac", "**\u{8} \u{8}*"),
            ("aä\u{8}\u{8}\u{8}b", "b", "**\u{8} \u{8}\u{8} \u{8}*"),
            ("aä\u{15}b", "b", "**\u{8} \u{8}\u{8} \u{8}*"),
            ("\u{1b}[200~x", "\u{1b}[200~x", "*******"),
        ] {
            let mut line = Line::default();
            let mut shown = String::new();
            for byte in typed.bytes() {
                match line.take(byte) {
                    Effect::Shown(text) => shown += &text,
                    end => panic!("{typed:?}: {end:?}"),
                }
            }
            assert_eq!(
                (line.text().as_str(), shown.as_str()),
                (text, screen),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn ends() {
        for (typed, end) in [
            ("a\n", Effect::Done),
            ("a\r", Effect::Done),
            ("\n", Effect::Done),
            ("a\u{4}", Effect::Done),
            ("\u{4}", Effect::Closed),
            ("a\u{7f}\u{4}", Effect::Closed),
            ("a\u{3}", Effect::Interrupted),
        ] {
            let mut line = Line::default();
            let last = typed.bytes().map(|byte| line.take(byte)).last();
            assert_eq!(last, Some(end), "{typed:?}");
        }
    }

    #[test]
    fn no_end_of_it() {
        let mut line = Line::default();
        for _ in 0..2 * MAX_BYTES {
            line.take(b'x');
        }
        assert_eq!(line.text().len(), MAX_BYTES);
    }
}
