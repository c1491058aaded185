//! Text from elsewhere, made safe to show.
//!
//! A board's name may hold anything, escape sequences for the terminal included. What could act on
//! the terminal, or make one text look like another, is shown as an escape instead.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` on one line: control, bidirectional and invisible characters are shown escaped.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// As [`line()`], with line breaks and tabs kept.
pub fn paragraph(text: &str) -> Cow<'_, str> {
    escape(text, |character| matches!(character, '\n' | '\t'))
}

/// A JSON document, or what a filter made of one, with the escapes that JSON has: it stays the same
/// document.
pub fn document(text: &str) -> Cow<'_, str> {
    let kept = |character| matches!(character, '\n' | '\t');
    escape_as(text, kept, |character, safe| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing into a text can't fail.
            let _ = write!(safe, "\\u{unit:04x}");
        }
    })
}

fn escape(text: &str, kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    escape_as(text, kept, |character, safe| {
        safe.extend(character.escape_default());
    })
}

fn escape_as(
    text: &str,
    kept: impl Fn(char) -> bool,
    spell: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|character| acts(character) && !kept(character))
    {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if acts(character) && !kept(character) {
            spell(character, &mut safe);
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// Whether a character does something other than show itself.
pub fn acts(character: char) -> bool {
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
        let hostile = "\u{9b}31m\n\u{202e}\u{e0041}\u{1b}é";
        assert_eq!(
            document(hostile),
            "\\u009b31m\n\\u202e\\udb40\\udc41\\u001bé"
        );
    }

    proptest! {
        #[test]
        fn a_document_stays_the_same(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            let shown = document(&json);
            prop_assert!(!shown.chars().any(acts));
            prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        }

        #[test]
        fn nothing_acts_afterwards(text in any::<String>()) {
            let shown = line(&text);
            prop_assert!(!shown.chars().any(acts));
            // Nor is anything escaped twice.
            prop_assert_eq!(&line(&shown), &shown);
            prop_assert!(!paragraph(&text).chars().any(|character| acts(character) && character != '\n' && character != '\t'));
        }
    }
}
