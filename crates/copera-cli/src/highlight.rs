//! Words that a search marked up, shown to people.

use anstyle::Style;
use copera_term::{Output, escape};

/// How much of a long text is shown, in characters.
const WINDOW: usize = 160;
/// How much of it stands in front of the first mark.
const LEAD: usize = 40;

/// A text with its marks taken out of it.
pub(crate) struct Marked(Vec<(char, bool)>);

impl Marked {
    /// Reads the service's marks: HTML `em`. White space, line breaks included, is one space.
    pub(crate) fn read(text: &str) -> Self {
        let mut characters: Vec<(char, bool)> = Vec::new();
        let mut marked = false;
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("<em>") {
                (marked, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("</em>") {
                (marked, rest) = (false, after);
            } else {
                rest = &rest[character.len_utf8()..];
                let doubled = characters.last().is_none_or(|(last, _)| *last == ' ');
                match character.is_whitespace() {
                    true if doubled => {}
                    true => characters.push((' ', marked)),
                    false => characters.push((character, marked)),
                }
            }
        }
        Self(characters)
    }

    /// Whether anything is marked.
    pub(crate) fn has_mark(&self) -> bool {
        self.0.iter().any(|(_, marked)| *marked)
    }

    /// The part around the first mark, with marks in bold where that can be seen.
    pub(crate) fn styled(&self, output: &Output) -> String {
        self.shown(|text| output.styled(Style::new().bold(), text))
    }

    /// The same without anything that makes it stand out.
    pub(crate) fn plain(&self) -> String {
        self.shown(str::to_owned)
    }

    fn shown(&self, mark: impl Fn(&str) -> String) -> String {
        let first = self.0.iter().position(|(_, marked)| *marked).unwrap_or(0);
        let from = if self.0.len() <= WINDOW {
            0
        } else {
            first.saturating_sub(LEAD)
        };
        let to = self.0.len().min(from + WINDOW);
        let mut shown = String::from(if from > 0 { "…" } else { "" });
        for run in self.0[from..to].chunk_by(|(_, one), (_, other)| one == other) {
            let text: String = run.iter().map(|(character, _)| character).collect();
            let text = escape::line(&text);
            match run.first() {
                Some((_, true)) => shown.push_str(&mark(&text)),
                _ => shown.push_str(&text),
            }
        }
        if to < self.0.len() {
            shown.push('…');
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_shown() {
        for (text, shown) in [
            ("plain", "plain"),
            ("a <em>b</em> c", "a [b] c"),
            ("# T\n\n<em>b</em>\n", "# T [b] "),
            ("<em>a\u{1b}</em> & <b>", "[a\\u{1b}] & <b>"),
            ("<em>open", "[open]"),
            ("", ""),
        ] {
            assert_eq!(Marked::read(text).shown(|text| format!("[{text}]")), shown);
        }
        let long = format!("{}<em>x</em>{}", "ä".repeat(300), "b".repeat(300));
        let shown = Marked::read(&long).plain();
        assert_eq!(shown.chars().count(), WINDOW + 2);
        assert!(
            shown.starts_with(&format!("…{}x", "ä".repeat(LEAD))),
            "{shown}"
        );
    }
}
