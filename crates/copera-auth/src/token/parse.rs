//! From what a person typed or pasted to the text of a token.

use std::fmt;

use thiserror::Error;

/// The longest text that is accepted as a token, in bytes.
pub const MAX_TOKEN_BYTES: usize = 4096;

/// Something that was taken away from a pasted token, worth telling the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenRemark {
    /// The text began with `Bearer `, as in an `Authorization` header.
    BearerRemoved,
}

impl fmt::Display for TokenRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BearerRemoved => {
                f.write_str("the leading `Bearer` is not part of the token and was removed")
            }
        }
    }
}

/// Why a text is no token. No variant carries any of the text but a known prefix.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Nothing but white space.
    #[error("the token is empty")]
    Empty,
    /// More than [`MAX_TOKEN_BYTES`].
    #[error(
        "the token is {bytes} bytes long, more than the {MAX_TOKEN_BYTES} that a token can have"
    )]
    TooLong {
        /// The length that was found.
        bytes: usize,
    },
    /// A space, tab or line break between other characters.
    #[error("the token has white space inside it: was more than one thing pasted?")]
    InnerWhitespace,
    /// A control character or an escape sequence.
    #[error("the token has a control character inside it")]
    ControlCharacter,
    /// A character outside ASCII.
    #[error("the token has a character outside ASCII inside it")]
    NotAscii,
    /// Only a known prefix.
    #[error("the token ends right after its prefix `{prefix}`")]
    BarePrefix {
        /// The prefix that stands alone.
        prefix: String,
    },
}

/// The text without what surrounds a token where it is copied from, and what of that is worth telling.
pub(super) fn trimmed(text: &str) -> (&str, Option<TokenRemark>) {
    let text = strip_paste_markers(text.trim()).trim();
    match strip_bearer(text) {
        Some(rest) => (rest, Some(TokenRemark::BearerRemoved)),
        None => (text, None),
    }
}

/// Whether the text can be a token; the length of the known prefix that it begins with.
pub(super) fn check(text: &str, prefixes: &[&str]) -> Result<usize, TokenError> {
    if text.is_empty() {
        return Err(TokenError::Empty);
    }
    if text.len() > MAX_TOKEN_BYTES {
        return Err(TokenError::TooLong { bytes: text.len() });
    }
    for character in text.chars() {
        if character.is_whitespace() {
            return Err(TokenError::InnerWhitespace);
        }
        if character.is_control() {
            return Err(TokenError::ControlCharacter);
        }
        if !character.is_ascii() {
            return Err(TokenError::NotAscii);
        }
    }
    let prefix = prefixes
        .iter()
        .find(|prefix| text.starts_with(**prefix))
        .map_or(0, |prefix| prefix.len());
    if prefix == text.len() {
        return Err(TokenError::BarePrefix {
            prefix: text.to_owned(),
        });
    }
    Ok(prefix)
}

/// Terminals wrap pasted text in these when bracketed paste is on.
fn strip_paste_markers(text: &str) -> &str {
    let text = text.strip_prefix("\u{1b}[200~").unwrap_or(text);
    text.strip_suffix("\u{1b}[201~").unwrap_or(text)
}

fn strip_bearer(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("bearer").then(|| rest.trim())
}
