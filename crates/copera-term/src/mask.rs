//! The last net under secrets: whatever is about to be shown on stderr has them masked.
//!
//! Types keep secrets out of messages; this catches what a service echoes or a library logs. So it
//! rather takes too much.

use std::borrow::Cow;

/// The beginnings that a tool's secrets are known by, such as `cp_pat_`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Masks(&'static [&'static str]);

/// What is shown for the rest of a secret.
const ELLIPSIS: char = '…';

impl Masks {
    /// Masks whatever begins with one of `prefixes`, up to the end of the word. What follows `Bearer`,
    /// and the values of query parameters that sign or authorise, are masked without being named.
    pub const fn new(prefixes: &'static [&'static str]) -> Self {
        Self(prefixes)
    }

    /// `text` with the secrets in it cut after what announces them. What is already cut stays as it is.
    pub fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut masked = String::new();
        let (mut copied, mut at) = (0, 0);
        while let Some(character) = text[at..].chars().next() {
            match self.announced(&text[at..]) {
                Some((lead, secret)) if secret > 0 => {
                    masked.push_str(&text[copied..at + lead]);
                    masked.push(ELLIPSIS);
                    at += lead + secret;
                    copied = at;
                }
                _ => at += character.len_utf8(),
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        masked.push_str(&text[copied..]);
        Cow::Owned(masked)
    }

    /// If a secret is announced at the beginning of `text`: how long the announcement is, and the secret.
    fn announced(self, text: &str) -> Option<(usize, usize)> {
        if let Some(length) = self.prefix(text) {
            return Some((length, run(&text[length..], is_secret)));
        }
        if let Some((scheme, secret)) = text.split_at_checked(BEARER.len())
            && scheme.eq_ignore_ascii_case(BEARER)
        {
            // A prefix tells the kind of a token, so it is left for its own turn.
            let known = self.prefix(secret).is_some();
            return (!known).then(|| (BEARER.len(), run(secret, is_secret)));
        }
        let (name, value) = text.strip_prefix(['?', '&'])?.split_once('=')?;
        authorises(name).then(|| (1 + name.len() + 1, run(value, is_value)))
    }

    fn prefix(self, text: &str) -> Option<usize> {
        let known = self.0.iter().find(|prefix| text.starts_with(**prefix));
        known.map(|prefix| prefix.len())
    }
}

const BEARER: &str = "bearer ";

/// How many bytes at the beginning of `text` are of one kind.
fn run(text: &str, kind: fn(char) -> bool) -> usize {
    text.find(|character| !kind(character))
        .unwrap_or(text.len())
}

/// What a secret may be made of; anything else ends it.
fn is_secret(character: char) -> bool {
    is_value(character) && !matches!(character, ',' | ';' | ')' | '}' | ']' | '\\')
}

/// What the value of a query parameter may be made of.
fn is_value(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '&' | '#' | '"' | '\'' | '`' | '<' | '>')
}

/// Whether a query parameter of this name signs or authorises.
fn authorises(name: &str) -> bool {
    const PARTS: [&str; 5] = ["signature", "token", "secret", "password", "credential"];
    let name = name.to_ascii_lowercase();
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_.%[]".contains(&byte))
        && (name.starts_with("x-amz-")
            || matches!(name.as_str(), "sig" | "code")
            || PARTS.iter().any(|part| name.contains(part)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MASKS: Masks = Masks::new(&["cp_pat_", "cp_key_"]);

    #[test]
    fn what_is_masked() {
        for (text, shown) in [
            ("nothing here", "nothing here"),
            ("cp_pat_abc.d-e", "cp_pat_…"),
            (
                "Bearer cp_key_abc, and \"cp_pat_x\"",
                "Bearer cp_key_…, and \"cp_pat_…\"",
            ),
            ("cp_pat_…ghij stays", "cp_pat_…ghij stays"),
            ("a bare cp_pat_ too", "a bare cp_pat_ too"),
            (
                "authorization: Bearer abc.d/e+f==, ok",
                "authorization: Bearer …, ok",
            ),
            ("BEARER x", "BEARER …"),
            ("bearer é", "bearer é"),
            (
                "PUT https://h/k?X-Amz-Signature=ab%2Fc&part=2&x-amz-date=9 done",
                "PUT https://h/k?X-Amz-Signature=…&part=2&x-amz-date=… done",
            ),
            (
                "\"https://h/?a=1&access_token=s,t\"",
                "\"https://h/?a=1&access_token=…\"",
            ),
            ("which? x=1", "which? x=1"),
            ("is this the token? yes=no", "is this the token? yes=no"),
        ] {
            assert_eq!(MASKS.apply(text), shown);
        }
        assert!(matches!(MASKS.apply("nothing"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn no_token_gets_through(before in "\\PC{0,12}", secret in "[A-Za-z0-9_-]{8,40}", after in "\\PC{0,12}") {
            let masked = MASKS.apply(&format!("{before}cp_pat_{secret}{after}")).into_owned();
            prop_assert!(!masked.contains(&secret), "{masked:?}");
            prop_assert_eq!(MASKS.apply(&masked), masked.as_str());
        }
    }
}
