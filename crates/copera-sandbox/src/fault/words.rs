//! A line of text as words, each with its place. Double quotes hold a word together.

use std::mem;

/// A word without its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it begins, in characters from 1.
    pub(super) column: usize,
    pub(super) text: String,
}

/// The words of a line; `Err` is the column of a quote that is never closed. Behind a backslash
/// within quotes, any character stands for itself.
pub(super) fn words(line: &str) -> Result<Vec<Word>, usize> {
    let mut words = Vec::new();
    let mut text = String::new();
    let mut begun = None;
    let mut quoted = None;
    let mut characters = (1..).zip(line.chars());
    while let Some((column, character)) = characters.next() {
        match character {
            '"' => {
                begun.get_or_insert(column);
                quoted = match quoted {
                    None => Some(column),
                    Some(_) => None,
                };
            }
            '\\' if quoted.is_some() => text.extend(characters.next().map(|(_, next)| next)),
            space if space.is_whitespace() && quoted.is_none() => {
                let text = mem::take(&mut text);
                words.extend(begun.take().map(|column| Word { column, text }));
            }
            other => {
                begun.get_or_insert(column);
                text.push(other);
            }
        }
    }
    if let Some(column) = quoted {
        return Err(column);
    }
    words.extend(begun.map(|column| Word { column, text }));
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_a_word_together() {
        let word = |column, text: &str| Word {
            column,
            text: text.to_owned(),
        };
        for (line, expected) in [
            ("", Ok(vec![])),
            ("  a  b=1 ", Ok(vec![word(3, "a"), word(6, "b=1")])),
            ("é b=\"c d\"e", Ok(vec![word(1, "é"), word(3, "b=c de")])),
            (r#"a="\"\\""#, Ok(vec![word(1, r#"a="\"#)])),
            ("\"\"", Ok(vec![word(1, "")])),
            ("a b=\"c", Err(5)),
        ] {
            assert_eq!(words(line), expected, "{line}");
        }
    }
}
