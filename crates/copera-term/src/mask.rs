//! The last net under secrets: whatever is about to be shown on stderr has them masked.

use std::borrow::Cow;

/// The beginnings that a tool's secrets are known by, such as `cp_pat_`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Masks(&'static [&'static str]);

/// What is shown for the rest of a secret.
const ELLIPSIS: char = '…';

impl Masks {
    /// Masks whatever begins with one of `prefixes`, up to the end of the word.
    pub const fn new(prefixes: &'static [&'static str]) -> Self {
        Self(prefixes)
    }

    /// `text` with the secrets in it cut after their prefix. What is already cut stays as it is.
    pub fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some((start, prefix)) = self.next(text) else {
            return Cow::Borrowed(text);
        };
        let mut masked = String::with_capacity(text.len());
        let (mut rest, mut next) = (text, Some((start, prefix)));
        while let Some((start, prefix)) = next {
            let secret = &rest[start + prefix.len()..];
            let end = secret
                .find(|character| !is_secret(character))
                .unwrap_or(secret.len());
            masked.push_str(&rest[..start + prefix.len()]);
            if end > 0 {
                masked.push(ELLIPSIS);
            }
            rest = &secret[end..];
            next = self.next(rest);
        }
        masked.push_str(rest);
        Cow::Owned(masked)
    }

    /// The first prefix in the text, and where it stands.
    fn next(&self, text: &str) -> Option<(usize, &'static str)> {
        let found = self
            .0
            .iter()
            .filter_map(|prefix| Some((text.find(prefix)?, *prefix)));
        found.min_by_key(|(start, _)| *start)
    }
}

/// What a secret may be made of; anything else ends it.
fn is_secret(character: char) -> bool {
    character.is_ascii_graphic()
        && !matches!(
            character,
            '"' | '\'' | '`' | ',' | ';' | ')' | '}' | ']' | '<' | '>' | '\\'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked() {
        let masks = Masks::new(&["cp_pat_", "cp_key_"]);
        for (text, shown) in [
            ("nothing here", "nothing here"),
            ("cp_pat_abc.d-e", "cp_pat_…"),
            (
                "Bearer cp_key_abc, and \"cp_pat_x\"",
                "Bearer cp_key_…, and \"cp_pat_…\"",
            ),
            ("cp_pat_…ghij stays", "cp_pat_…ghij stays"),
            ("a bare cp_pat_ too", "a bare cp_pat_ too"),
        ] {
            assert_eq!(masks.apply(text), shown);
        }
    }
}
