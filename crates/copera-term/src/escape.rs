//! Text from elsewhere, made safe to show.
//!
//! A board's name may hold anything, escape sequences for the terminal included. What could act on
//! the terminal, or make one text look like another, is shown as an escape instead.

use std::borrow::Cow;

/// `text` on one line: control, bidirectional and invisible characters are shown escaped.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// As [`line()`], with line breaks and tabs kept.
pub fn paragraph(text: &str) -> Cow<'_, str> {
    escape(text, |character| matches!(character, '\n' | '\t'))
}

fn escape(text: &str, kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|character| acts(character) && !kept(character))
    {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if acts(character) && !kept(character) {
            safe.extend(character.escape_default());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// Whether a character does something other than show itself.
fn acts(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Bidirectional controls.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Separators of lines and paragraphs, and what has no width at all. Joiners (U+200C,
            // U+200D) stay: scripts and emoji need them.
            | '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{180e}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            // Tags: a hidden alphabet.
            | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_escaped() {
        for (text, shown) in [
            ("plain ünïcode 👩‍💻", "plain ünïcode 👩‍💻"),
            ("a\u{1b}[31mred", "a\\u{1b}[31mred"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("abc\u{202e}def", "abc\\u{202e}def"),
            ("\u{7f}\u{feff}\u{e0041}", "\\u{7f}\\u{feff}\\u{e0041}"),
        ] {
            assert_eq!(line(text), shown);
        }
        assert_eq!(paragraph("a\n\tb\u{1b}"), "a\n\tb\\u{1b}");
    }

    proptest! {
        #[test]
        fn nothing_acts_afterwards(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(acts));
            prop_assert!(!paragraph(&text).chars().any(|character| acts(character) && character != '\n' && character != '\t'));
        }
    }
}
